"""Reading a stored document: rows appear, decisions stay, what is no longer found is withdrawn."""

import pytest

from kopri.site.record import engine
from kopri.site.record.models import Document, Statement
from kopri.site.record.services.documents import add_text
from kopri.site.record.services.reading import read_stored
from kopri.site.record.services.review import accept_statement, correct_statement

TEXT = """Ministry reports on trade

ASTANA, 3 March 2023. Trade between Korea and Kazakhstan reached $5.01 billion in 2022.

The two countries agreed to expand cooperation in energy.
"""


@pytest.fixture
def document(officer, django_capture_on_commit_callbacks) -> Document:
    """A release, read."""
    with django_capture_on_commit_callbacks(execute=True):
        document = add_text(text=TEXT, title="Ministry reports on trade", by=officer)
    document.refresh_from_db()
    return document


def trade(document: Document) -> Statement:
    """The figure of the release."""
    return document.statements.get(measure="bilateral_trade")


def test_every_quote_stands_in_the_text(document):
    assert document.statements.count() >= 2
    for statement in document.statements.all():
        assert statement.quote == "\n".join(document.text[a:b].strip() for a, b in statement.evidence)


def test_reading_again_keeps_rows_and_decisions(document, editor):
    accept_statement(statement=trade(document), by=editor)
    before = set(document.statements.values_list("reference", "state"))
    read_stored(document=document)
    assert set(document.statements.values_list("reference", "state")) == before


def test_a_newer_engine_inherits_the_decision_on_the_same_place(document, editor, monkeypatch):
    figure = trade(document)
    correct_statement(statement=figure, fact={"value": "5020000000"}, by=editor)
    Statement.objects.filter(pk=figure.pk).update(engine_id="0" * 16)
    read_stored(document=document)
    figure.refresh_from_db()
    assert (figure.state, figure.value, figure.payload["value"]) == ("corrected", 5_020_000_000, "5010000000")
    assert figure.engine_id != "0" * 16


def test_what_is_no_longer_found_is_withdrawn_unless_decided(document, editor, monkeypatch):
    figure = trade(document)
    undecided = document.statements.proposed().exclude(pk=figure.pk).values_list("pk", flat=True)
    undecided = list(undecided)
    accept_statement(statement=figure, by=editor)
    real = engine.read_document
    monkeypatch.setattr(engine, "read_document", lambda loaded: _without_statements(real(loaded)))
    read_stored(document=document)
    figure.refresh_from_db()
    assert figure.state == "accepted"
    assert set(Statement.objects.filter(pk__in=undecided).values_list("state", flat=True)) == {"withdrawn"}


def _without_statements(result):
    from dataclasses import replace

    return replace(result, statements=(), warnings=())


def test_a_failure_is_stored_with_its_reason_and_leaves_what_was(document, monkeypatch):
    count = document.statements.count()
    monkeypatch.setattr(engine, "read_document", lambda loaded: 1 / 0)
    read_stored(document=document)
    document.refresh_from_db()
    assert (document.state, document.failure) == ("failed", "ZeroDivisionError: division by zero")
    assert document.statements.count() == count


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2013-10-04", "2013-10-04", "2013-10-04"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("1930s", "1930-01-01", "1939-12-31"),
        ("ongoing", "None", "None"),
        (None, "None", "None"),
    ],
)
def test_days_of(value, first, last):
    assert (str(engine.first_day(value)), str(engine.last_day(value))) == (first, last)
