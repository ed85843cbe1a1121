"""The database itself refuses to change the journal and the list of erasures, whoever asks and by whatever way."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kopri.site.accounts.models import Erasure, User
from kopri.site.base.journal import write_journal
from kopri.site.base.models import JournalEntry
from tests.site.conftest import make_person

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
def test_tests_with_real_transactions_can_clear_up() -> None:
    """And the protection stands again afterwards."""
    call_command("flush", interactive=False, verbosity=0)
    assert not JournalEntry.objects.exists()
    assert not Erasure.objects.exists()
    somebody = make_person("somebody")
    write_journal("test.done", somebody, by=somebody)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM base_journalentry")
    assert JournalEntry.objects.count() == 1
