"""The database itself refuses to change the journal and the list of erasures, whoever asks and by whatever way."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kopri.site.accounts.models import Erasure, User
from kopri.site.base.journal import write_journal

TABLES = {"base_journalentry": "verb = 'nothing'", "accounts_erasure": "person = 0"}


@pytest.fixture(autouse=True)
def _rows(stranger: User) -> None:
    write_journal("test.done", stranger, by=stranger)
    Erasure.objects.create(person=7, at=timezone.now())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {change}", "DELETE FROM {table}"])
def test_the_database_refuses(table: str, statement: str) -> None:
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match=f"{table} is append-only"), transaction.atomic():
            cursor.execute(statement.format(table=table, change=TABLES[table]))
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == 1


def test_the_models_refuse_first_and_say_so() -> None:
    with pytest.raises(TypeError, match="append-only"):
        Erasure.objects.update(person=8)
    with pytest.raises(TypeError, match="append-only"):
        Erasure.objects.all().delete()
    with pytest.raises(TypeError, match="append-only"):
        Erasure.objects.get().delete()


@pytest.mark.django_db(transaction=True)
def test_tests_with_real_transactions_can_clear_up(stranger: User) -> None:
    """And the protection stands again afterwards: see the first test."""
    write_journal("test.done", stranger, by=stranger)
