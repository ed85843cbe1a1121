"""Verdicts: who may give them, what they change, that each can be taken back and that the journal says who."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.site.record.factories import ALL_TYPES, FigureFactory, full_document

from kopri.site.record.models import Relation
from kopri.site.record.services.review import (
    accept_statement,
    correct_statement,
    reject_statement,
    review_many,
    undo_many,
    undo_review,
)


@pytest.mark.parametrize("factory", ALL_TYPES)
def test_accept_statement_allowed(editor, factory):
    statement = factory.create()
    accept_statement(statement=statement, by=editor)
    statement.refresh_from_db()
    assert (statement.state, statement.decided_by, statement.is_confirmed) == ("accepted", editor, True)


def test_accept_statement_refused(ministry):
    statement = FigureFactory.create()
    with pytest.raises(PermissionDenied):
        accept_statement(statement=statement, by=ministry)
    statement.refresh_from_db()
    assert statement.state == "proposed"


def test_accept_statement_invalid(editor):
    with pytest.raises(ValidationError, match="no longer finds"):
        accept_statement(statement=FigureFactory.create(state="withdrawn"), by=editor)


def test_accept_statement_logged(editor, journal):
    accept_statement(statement=FigureFactory.create(), by=editor)
    assert journal() == [("statement.accepted", editor.pk)]


def test_reject_statement_allowed(editor, visitor):
    statement = FigureFactory.create()
    reject_statement(statement=statement, by=editor)
    assert not type(statement).objects.visible_to(visitor).exists()
    assert type(statement).objects.visible_to(editor).get().state == "rejected"


def test_reject_statement_refused(company):
    with pytest.raises(PermissionDenied):
        reject_statement(statement=FigureFactory.create(), by=company)


def test_reject_statement_invalid(editor):
    with pytest.raises(ValidationError):
        reject_statement(statement=FigureFactory.create(state="withdrawn"), by=editor)


def test_reject_statement_logged(editor, journal):
    reject_statement(statement=FigureFactory.create(), by=editor)
    assert journal() == [("statement.rejected", editor.pk)]


def test_correct_statement_allowed(editor):
    statement = FigureFactory.create()
    correct_statement(statement=statement, fact={"value": "4230000000"}, valid={"start": "2018", "end": "2018"}, by=editor)
    statement.refresh_from_db()
    assert (statement.state, statement.value, statement.period) == ("corrected", 4_230_000_000, "2018")
    assert statement.payload["value"] == "4220000000", "what the machine read stays on record"


def test_correct_statement_moves_series(editor):
    statement = FigureFactory.create()
    correct_statement(statement=statement, fact={"measure": "exports"}, by=editor)
    statement.refresh_from_db()
    assert statement.series.startswith("exports-usd")


def test_correct_statement_refused(stranger):
    with pytest.raises(PermissionDenied):
        correct_statement(statement=FigureFactory.create(), fact={"value": "1"}, by=stranger)


@pytest.mark.parametrize("fact", [{"value": "much"}, {"colour": "red"}, {"parties": "KOR"}])
def test_correct_statement_invalid(editor, fact):
    statement = FigureFactory.create()
    with pytest.raises(ValidationError):
        correct_statement(statement=statement, fact=fact, by=editor)
    statement.refresh_from_db()
    assert (statement.state, statement.correction) == ("proposed", None)


def test_correct_statement_logged(editor, journal):
    correct_statement(statement=FigureFactory.create(), fact={"value": "4230000000"}, by=editor)
    assert journal() == [("statement.corrected", editor.pk)]


def test_review_many_allowed(editor):
    document = full_document()
    review_many(statements=document.statements.all(), verdict="accept", by=editor)
    assert set(document.statements.values_list("state", flat=True)) == {"accepted"}


def test_review_many_refused(company):
    with pytest.raises(PermissionDenied):
        review_many(statements=full_document().statements.all(), verdict="accept", by=company)


def test_review_many_invalid_changes_nothing(editor):
    document = full_document()
    document.statements.filter(type="post").update(state="withdrawn")
    with pytest.raises(ValidationError):
        review_many(statements=document.statements.order_by("id"), verdict="accept", by=editor)
    with pytest.raises(ValidationError):
        review_many(statements=document.statements.all(), verdict="correct", by=editor)
    assert not document.statements.filter(state="accepted").exists()


def test_review_many_logged(editor, journal):
    document = full_document()
    review_many(statements=document.statements.all(), verdict="reject", by=editor)
    assert journal() == [("statement.rejected", editor.pk)] * document.statements.count()


def test_undo_review_allowed(editor):
    statement = FigureFactory.create()
    correct_statement(statement=statement, fact={"value": "4230000000"}, by=editor)
    review = reject_statement(statement=statement, by=editor)
    undo_review(review=review, by=editor)
    statement.refresh_from_db()
    assert (statement.state, statement.value) == ("corrected", 4_230_000_000)
    undo_review(review=statement.reviews.get(verdict="correct"), by=editor)
    statement.refresh_from_db()
    assert (statement.state, statement.value, statement.decided_by) == ("proposed", 4_220_000_000, None)


def test_undo_review_refused(editor, company):
    review = accept_statement(statement=FigureFactory.create(), by=editor)
    with pytest.raises(PermissionDenied):
        undo_review(review=review, by=company)


def test_undo_review_invalid(editor):
    statement = FigureFactory.create()
    first = accept_statement(statement=statement, by=editor)
    reject_statement(statement=statement, by=editor)
    with pytest.raises(ValidationError, match="last verdict"):
        undo_review(review=first, by=editor)


def test_undo_review_logged(editor, journal):
    review = accept_statement(statement=FigureFactory.create(), by=editor)
    undo_review(review=review, by=editor)
    assert journal()[-1] == ("statement.undone", editor.pk)


def test_undo_many_allowed(editor):
    document = full_document()
    reviews = review_many(statements=document.statements.all(), verdict="accept", by=editor)
    undo_many(reviews=reviews, by=editor)
    assert set(document.statements.values_list("state", flat=True)) == {"proposed"}


def test_undo_many_refused(editor, company):
    reviews = review_many(statements=full_document().statements.all(), verdict="accept", by=editor)
    with pytest.raises(PermissionDenied):
        undo_many(reviews=reviews, by=company)


def test_undo_many_invalid_changes_nothing(editor):
    document = full_document()
    reviews = review_many(statements=document.statements.all(), verdict="accept", by=editor)
    undo_review(review=reviews[0], by=editor)
    with pytest.raises(ValidationError):
        undo_many(reviews=reviews, by=editor)
    assert document.statements.filter(state="accepted").count() == len(reviews) - 1


def test_undo_many_logged(editor, journal):
    reviews = review_many(statements=full_document().statements.all(), verdict="accept", by=editor)
    undo_many(reviews=reviews, by=editor)
    assert journal()[len(reviews) :] == [("statement.undone", editor.pk)] * len(reviews)


def test_a_verdict_changes_what_contradicts(editor, django_capture_on_commit_callbacks):
    from tests.site.record.factories import FigureFactory as Figure

    from kopri.site.record.services.relations import relate_series

    one, other = Figure.create(), Figure.create(value="5500000000", surface="4.22 billion dollars")
    relate_series({one.series})
    assert Relation.objects.contradictions().count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        reject_statement(statement=other, by=editor)
    assert not Relation.objects.exists()
