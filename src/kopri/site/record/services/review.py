"""A person's verdicts on statements: accept, correct, reject, undo; one or many at a time."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.record.engine import facts_of
from kopri.site.record.models import Review, State, Statement
from kopri.site.record.search import index_statement
from kopri.site.record.services.reading import set_facts
from kopri.site.record.services.relations import relate_series

STATE_AFTER = {Review.Verdict.ACCEPT: State.ACCEPTED, Review.Verdict.REJECT: State.REJECTED, Review.Verdict.CORRECT: State.CORRECTED}


@transaction.atomic
def accept_statement(*, statement: Statement, by: Any) -> Review:
    """Confirm a statement as it stands.

    Raises:
        PermissionDenied: if `by` may not review.
        ValidationError: if it was withdrawn.
    """
    return decide(statement, Review.Verdict.ACCEPT, statement.correction, by)


@transaction.atomic
def reject_statement(*, statement: Statement, by: Any) -> Review:
    """Say that the document does not state this.

    Raises:
        PermissionDenied: if `by` may not review.
        ValidationError: if it was withdrawn.
    """
    return decide(statement, Review.Verdict.REJECT, statement.correction, by)


@transaction.atomic
def correct_statement(*, statement: Statement, fact: dict[str, Any], by: Any, valid: dict[str, Any] | None = None) -> Review:
    """Put a corrected fact in the place of the machine's; the machine's stays on record.

    Args:
        fact: fields of the payload that change.
        valid: fields of the validity that change, or None.

    Raises:
        PermissionDenied: if `by` may not review.
        ValidationError: if the fact is not of the statement's type.
    """
    require(by, "record.review_statement", statement)
    unknown = set(fact) - set(statement.payload)
    if unknown:
        raise ValidationError({name: _("A %(type)s has no such field.") % {"type": statement.get_type_display()} for name in unknown})
    correction = {**statement.fact, **fact}
    if valid is not None:
        correction["valid"] = {**statement.valid, **(statement.fact.get("valid") or {}), **valid}
    try:
        facts_of(statement.type, correction, correction.get("valid") or statement.valid, statement.quote)
    except (KeyError, ValueError, ArithmeticError, TypeError) as error:
        why = {"type": statement.get_type_display(), "why": error}
        raise ValidationError({"fact": _("This is not a %(type)s: %(why)s.") % why}) from error
    return decide(statement, Review.Verdict.CORRECT, correction, by)


@transaction.atomic
def review_many(*, statements: Iterable[Statement], verdict: str, by: Any) -> list[Review]:
    """Accept or reject several statements at once: all or none.

    Raises:
        PermissionDenied: if `by` may not review.
        ValidationError: if `verdict` is neither, or one of them was withdrawn.
    """
    require(by, "record.review_statement")
    if verdict not in {Review.Verdict.ACCEPT, Review.Verdict.REJECT}:
        raise ValidationError({"verdict": _("Several statements can be accepted or rejected together; correct them one by one.")})
    return [decide(statement, Review.Verdict(verdict), statement.correction, by) for statement in statements]


@transaction.atomic
def undo_review(*, review: Review, by: Any) -> Statement:
    """Take a verdict back: the statement is as it was before.

    Raises:
        PermissionDenied: if `by` may not review.
        ValidationError: if it was undone already or is not the last verdict on the statement.
    """
    require(by, "record.review_statement", review.statement)
    statement = Statement.objects.select_for_update().get(pk=review.statement_id)
    last = statement.reviews.filter(undone_at__isnull=True).first()
    if last != review:
        raise ValidationError({"review": _("Only the last verdict on a statement can be undone.")})
    series = {statement.series}
    statement.state, statement.correction = review.before["state"], review.before["correction"]
    previous = statement.reviews.filter(undone_at__isnull=True).exclude(pk=review.pk).first()
    statement.decided_at, statement.decided_by = (previous.at, previous.by) if previous else (None, None)
    review.undone_at, review.undone_by = timezone.now(), by
    review.save(update_fields=["undone_at", "undone_by"])
    set_facts(statement)
    write_journal("statement.undone", statement, by=by, review=review.pk, state=statement.state)
    transaction.on_commit(lambda: follow(statement, series))
    return statement


@transaction.atomic
def undo_many(*, reviews: Iterable[Review], by: Any) -> list[Statement]:
    """Take several verdicts back, the newest first: all or none.

    Raises:
        PermissionDenied: if `by` may not review.
        ValidationError: if one of them was undone already or is not the last verdict on its statement.
    """
    require(by, "record.review_statement")
    return [undo_review(review=review, by=by) for review in sorted(reviews, key=lambda review: -review.pk)]


def decide(statement: Statement, verdict: Review.Verdict, correction: dict[str, Any] | None, by: Any) -> Review:
    """One verdict: the row changes, the review remembers before, after and what the machine had read, the journal says who."""
    require(by, "record.review_statement", statement)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.state == State.WITHDRAWN:
        raise ValidationError({"statement": _("A newer reading no longer finds this statement; nothing is left to decide.")})
    before = {"state": statement.state, "correction": statement.correction}
    series = {statement.series}
    state = STATE_AFTER[verdict]
    if verdict == Review.Verdict.ACCEPT and correction is not None:
        state = State.CORRECTED
    statement.state, statement.correction = state, correction
    statement.decided_at, statement.decided_by = timezone.now(), by
    set_facts(statement)
    judged = {"payload": statement.payload, "valid": statement.valid, "evidence": statement.evidence}
    after = {"state": statement.state, "correction": correction, "judged": judged}
    review = Review.objects.create(statement=statement, verdict=verdict, before=before, after=after, by=by)
    write_journal(f"statement.{statement.state}", statement, by=by, review=review.pk, before=before["state"])
    transaction.on_commit(lambda: follow(statement, series))
    return review


def follow(statement: Statement, series: set[str]) -> None:
    """What changes with a verdict: the relations of the series it left and came to, and what search finds."""
    relate_series(series | {statement.series})
    index_statement(statement)
