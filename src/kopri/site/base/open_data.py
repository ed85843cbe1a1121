"""Everything everybody may see as one package: a Frictionless Data Package with each table as CSV and as JSON.

Each app registers its tables (`registry.open_tables`). A row whose obligatory parent is not public stays in the house; an optional
pointer to something that is not public is left empty. Form: https://specs.frictionlessdata.io/data-package/ (version 1).
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import models

from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.registry import OpenTable, open_tables

LICENCE: Final = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0"}
STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
KINDS: Final = (
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.DecimalField, "number"),
    (models.FloatField, "number"),
    (models.IntegerField, "integer"),
    (models.ForeignKey, "integer"),
    (models.JSONField, "object"),
)
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the package, the field it is from, and whether it holds several ids."""

    name: str
    field: Any
    several: bool = False

    @property
    def kind(self) -> str:
        """Its type in a Frictionless schema."""
        if self.several:
            return "array"
        return next((kind for field, kind in KINDS if isinstance(self.field, field)), "string")

    @property
    def points_to(self) -> str:
        """The table it points to, "" if to none."""
        return name_of(self.field.related_model) if self.field.is_relation else ""


def name_of(model: type[models.Model]) -> str:
    """The name of a model's table in the package: "programme.commitment"."""
    return model._meta.label_lower  # noqa: SLF001


def columns_of(table: OpenTable) -> list[Column]:
    """What goes out of a table: all but hidden columns, files, and pointers to people who sign in."""
    meta = table.rows().model._meta  # noqa: SLF001
    private = settings.AUTH_USER_MODEL.lower()
    plain = [
        Column(field.attname, field)
        for field in meta.concrete_fields
        if field.name not in table.hidden
        and not isinstance(field, models.FileField)
        and not (field.is_relation and name_of(field.related_model) == private)
    ]
    return plain + [Column(field.name, field, several=True) for field in meta.many_to_many if field.name not in table.hidden]


class Package:
    """Writes the package. It knows the ids of the rows that go out, so that nothing points to what does not."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self.now = now
        self.going_out: dict[str, set[Any]] = {}
        self.resources: list[dict[str, Any]] = []

    def write(self) -> dict[str, Any]:
        """Write every table and `datapackage.json`; gives what stands in it."""
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        for table in open_tables:
            self.going_out[name_of(table.rows().model)] = set(table.rows().values_list("pk", flat=True))
        for table in open_tables:
            self.write_table(table)
        forum = Forum.objects.first()
        package = {
            "profile": "data-package",
            "name": "kopri-open-data",
            "title": str(forum.name) if forum else "kopri",
            "homepage": settings.SITE_URL,
            "created": self.now.isoformat(timespec="seconds"),
            "licenses": [LICENCE],
            "description": "All that is public. Quotes and texts of documents stay under the rights named with each document.",
            "resources": self.resources,
        }
        (self.folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
        return package

    def write_table(self, table: OpenTable) -> None:
        """One table as JSON and CSV, and its description."""
        name, columns = name_of(table.rows().model), columns_of(table)
        rows = list(self.rows_of(table, columns))
        self.going_out[name] = {row["id"] for row in rows if "id" in row}
        path = self.folder / "data" / f"{name}.json"
        path.write_text("[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]\n", encoding="utf-8")
        with (self.folder / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in columns)
            writer.writerows([cell(row[column.name]) for column in columns] for row in rows)
        self.resources += [self.described(name, columns, ending) for ending in ("json", "csv")]

    def rows_of(self, table: OpenTable, columns: list[Column]) -> Iterator[dict[str, Any]]:
        """The rows that may go out."""
        several = [column.name for column in columns if column.several]
        for row in table.rows().order_by("pk").prefetch_related(*several).iterator(chunk_size=AT_ONCE):
            values = {column.name: self.value_of(row, column) for column in columns}
            if self.lacks_its_parent(row, columns, values):
                continue
            yield table.prepare(row, values) if table.prepare else values

    def value_of(self, row: Any, column: Column) -> Any:
        """A value as JSON holds it; pointers only to rows that go out."""
        if column.several:
            seen = self.going_out.get(column.points_to, set())
            return sorted(item.pk for item in getattr(row, column.name).all() if item.pk in seen)
        value = getattr(row, column.name)
        if column.points_to:
            own = column.points_to == name_of(type(row))
            return value if own or value in self.going_out.get(column.points_to, set()) else None
        return plain(value)

    def lacks_its_parent(self, row: Any, columns: list[Column], values: Mapping[str, Any]) -> bool:
        """Whether something it cannot do without is not public."""
        return any(
            values[column.name] is None and getattr(row, column.name) is not None
            for column in columns
            if column.points_to and not column.several and not column.field.null
        )

    def described(self, name: str, columns: list[Column], ending: str) -> dict[str, Any]:
        """The resource of a file: path, size, hash, and the schema of its columns."""
        path = self.folder / "data" / f"{name}.{ending}"
        data = path.read_bytes()
        keys = [
            {"fields": column.name, "reference": {"resource": f"{column.points_to}-{ending}", "fields": "id"}}
            for column in columns
            if column.points_to and not column.several
        ]
        return {
            "name": f"{name}-{ending}",
            "path": f"data/{name}.{ending}",
            "profile": "tabular-data-resource",
            "format": ending,
            "mediatype": {"json": "application/json", "csv": "text/csv"}[ending],
            "encoding": "utf-8",
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "schema": {
                "fields": [{"name": c.name, "type": c.kind, "description": str(c.field.help_text)} for c in columns],
                "primaryKey": "id",
                "foreignKeys": keys,
            },
        }


def plain(value: Any) -> Any:
    """A column's value as JSON holds it: decimals and dates as text."""
    if isinstance(value, Multilingual):
        return value.plain()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def cell(value: Any) -> Any:
    """A value in a CSV cell: lists and maps as JSON, what a spreadsheet would run defused by an apostrophe."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value
