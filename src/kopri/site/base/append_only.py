"""Tables to which rows are added and never changed: the database itself refuses anything else, whoever asks."""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def append_only(table: str) -> migrations.RunPython:
    """A migration's operation: from now on UPDATE and DELETE on `table` fail, on SQLite and PostgreSQL.

    A later migration that makes SQLite write the table anew must end with this operation again.
    """

    def protect(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in protection(table, editor.connection.vendor):
            editor.execute(statement)

    def release(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in lifting(table, editor.connection.vendor):
            editor.execute(statement)

    return migrations.RunPython(protect, release)


def protection(table: str, vendor: str) -> Iterator[str]:
    """The statements that protect a table; safe to run again."""
    yield from lifting(table, vendor)
    says = f"{table} is append-only"
    if vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        yield f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    else:
        for verb in ("UPDATE", "DELETE"):
            yield f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"


def lifting(table: str, vendor: str) -> Iterator[str]:
    """The statements that take the protection away."""
    if vendor == "postgresql":
        yield f"DROP TRIGGER IF EXISTS {table}_refuse ON {table}"
        yield f"DROP FUNCTION IF EXISTS {table}_refuse()"
    else:
        for verb in ("update", "delete"):
            yield f"DROP TRIGGER IF EXISTS {table}_refuse_{verb}"
