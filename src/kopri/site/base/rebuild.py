"""An empty site from a package of open data: the public pages are as they were."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from kopri.site.base.open_data import Column, columns_of, name_of
from kopri.site.base.registry import OpenTable, open_tables

AT_ONCE = 500


@transaction.atomic
def rebuild_from(folder: Path) -> dict[str, int]:
    """Fill an empty database from a package; gives how many rows each table got.

    Raises:
        ValidationError: if the database is not empty, a file is missing or was changed since, or a row does not fit.
    """
    described = _read(folder / "datapackage.json")
    paths = {item["path"]: item for item in described.get("resources", ())}
    counts = {}
    later: list[tuple[type[models.Model], Column, dict[Any, Any]]] = []
    for table in open_tables:
        model = table.rows().model
        if model._default_manager.exists():  # noqa: SLF001
            raise ValidationError(_("The database is not empty: %(name)s has rows already.") % {"name": name_of(model)})
    for table in open_tables:
        name = name_of(table.rows().model)
        path = f"data/{name}.json"
        if path not in paths:
            continue
        _check_hash(folder / path, paths[path]["hash"])
        counts[name] = _fill(table, _read(folder / path), later)
    for model, column, values in later:
        _point(model, column, values)
    _reset_sequences()
    return counts


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValidationError(_("%(path)s: there is no such file in the package.") % {"path": path}) from error
    except ValueError as error:
        raise ValidationError(_("%(path)s: not JSON: %(why)s") % {"path": path, "why": error}) from error


def _check_hash(path: Path, expected: str) -> None:
    if not path.exists() or f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" != expected:
        raise ValidationError(_("%(path)s: missing, or changed since the package was written.") % {"path": path})


def _fill(table: OpenTable, rows: list[dict[str, Any]], later: list[Any]) -> int:
    """Create the rows with their ids. Pointers within a table, or to a later one, are set when all rows are there."""
    model, columns = table.rows().model, columns_of(table)
    known = {name_of(other.rows().model) for other in open_tables if other.order < table.order}
    waiting = [c for c in columns if c.several or (c.points_to and c.points_to not in known)]
    plain = [column for column in columns if column not in waiting]
    made = [model(**{column.name: column.field.to_python(row[column.name]) for column in plain}) for row in rows]
    model._default_manager.bulk_create(made, batch_size=AT_ONCE)  # noqa: SLF001
    for column in [c for c in plain if getattr(c.field, "auto_now", False) or getattr(c.field, "auto_now_add", False)]:
        for one, row in zip(made, rows, strict=True):
            setattr(one, column.name, column.field.to_python(row[column.name]))
        model._default_manager.bulk_update(made, [column.name], batch_size=AT_ONCE)  # noqa: SLF001
    later += [(model, column, {row["id"]: row[column.name] for row in rows if row[column.name]}) for column in waiting]
    return len(made)


def _point(model: type[models.Model], column: Column, values: dict[Any, Any]) -> None:
    for key, target in values.items():
        if column.several:
            getattr(model._default_manager.get(pk=key), column.name).set(target)  # noqa: SLF001
        else:
            model._default_manager.filter(pk=key).update(**{column.name: target})  # noqa: SLF001


def _reset_sequences() -> None:
    """On PostgreSQL the next id comes after those of the package."""
    for statement in _sequence_statements():
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _sequence_statements() -> Iterator[str]:
    from django.core.management.color import no_style

    models_of = [apps.get_model(name_of(table.rows().model)) for table in open_tables]
    yield from connection.ops.sequence_reset_sql(no_style(), models_of)
