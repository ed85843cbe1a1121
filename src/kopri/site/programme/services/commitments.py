"""Services on commitments: from a sentence to a promise that is followed, moved, merged and carried on."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.due import set_due
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import Commitment, Paragraph, Slip
from kopri.site.programme.services.checking import check_countries, check_name, check_sourced
from kopri.site.programme.services.moving import check_move
from kopri.site.record.models import Statement, StatementKind

NOT_PROMISED = "recommended"


@transaction.atomic
def add_commitment(
    *,
    title: Multilingual,
    by: Any,
    due: str = "",
    due_basis: str = "",
    paragraphs: Iterable[Paragraph] = (),
    statements: Iterable[Statement] = (),
    **fields: Any,
) -> Commitment:
    """A new commitment, identified.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if a field is malformed.
    """
    require(by, "programme.manage_commitments")
    commitment = Commitment(title=title, **fields)
    set_due(commitment, due, due_basis)
    _check(commitment)
    commitment.save()
    commitment.paragraphs.set(paragraphs)
    commitment.statements.set(statements)
    write_journal("commitment.added", commitment, by=by, state=commitment.state)
    return commitment


@transaction.atomic
def identify_commitment(*, statement: Statement, by: Any, **fields: Any) -> Commitment:
    """Make a commitment of a statement of the record: what it says is taken over, the sentence stays its ground.

    `fields` stand in the place of what the statement says.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if the statement is no promise, only recommends, was rejected, or is a commitment already.
    """
    require(by, "programme.manage_commitments")
    _check_promise(statement)
    fact = statement.fact
    found: dict[str, Any] = {
        "title": Multilingual.of(en=_first_upper(str(fact.get("what") or statement.summary))),
        "text": Multilingual.of(**{statement.document.language or "en": statement.quote}),
        "members": _countries(fact.get("who")),
        "towards": _countries(fact.get("to")),
        "sectors": [fact["sector"]] if fact.get("sector") else [],
        "strength": fact.get("strength") or Commitment.Strength.AGREED,
        "due": fact.get("due") or "",
        "due_basis": "agreed" if fact.get("due") and fact.get("strength") == "agreed" else "suggested" if fact.get("due") else "",
    }
    return add_commitment(by=by, statements=[statement], **(found | fields))


def _check_promise(statement: Statement) -> None:
    """Refuse what is no promise."""
    if statement.type != StatementKind.COMMITMENT:
        raise ValidationError({"statement": _("Only a statement that promises something becomes a commitment.")})
    if statement.fact.get("strength") == NOT_PROMISED:
        raise ValidationError({"statement": _("This is a recommendation; nobody promised it.")})
    if statement.state in {"rejected", "withdrawn"}:
        raise ValidationError({"statement": _("This statement was rejected or withdrawn.")})
    if statement.commitments.exists():
        raise ValidationError({"statement": _("This statement is a commitment already.")})


def _countries(names: Any) -> list[str]:
    """The country codes among the names of a payload, each once."""
    from kopri.lang.countries import is_country

    return [name for name in dict.fromkeys(names or []) if is_country(name)]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@transaction.atomic
def change_commitment(*, commitment: Commitment, by: Any, **changes: Any) -> Commitment:
    """Change title, members, lead, sectors, guideline … State and date have their own services.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if a field is malformed, or state or date are among the changes.
    """
    require(by, "programme.manage_commitments", commitment)
    closed = {"state", "due", "due_basis"} & set(changes)
    if closed:
        raise ValidationError(dict.fromkeys(closed, _("This has its own action.")))
    before = snapshot(commitment)
    for field, value in changes.items():
        setattr(commitment, field, value)
    _check(commitment)
    commitment.save()
    write_change("commitment.changed", commitment, before, by=by, fields=sorted(changes))
    return commitment


def _check(commitment: Commitment) -> None:
    check_name("title", commitment.title)
    check_countries("members", commitment.members)
    check_countries("towards", commitment.towards)
    check_sourced(commitment)
    above = commitment.parent
    while above is not None:
        if commitment.pk is not None and above.pk == commitment.pk:
            raise ValidationError({"parent": _("A commitment cannot be part of itself.")})
        above = above.parent
    commitment.full_clean()


@transaction.atomic
def assign_lead(*, commitment: Commitment, lead: Organisation | None, by: Any) -> Commitment:
    """Name the body that answers for a commitment, or take it away.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
    """
    require(by, "programme.manage_commitments", commitment)
    before = snapshot(commitment)
    commitment.lead = lead
    commitment.save(update_fields=["lead"])
    write_change("commitment.assigned", commitment, before, by=by)
    return commitment


@transaction.atomic
def date_commitment(*, commitment: Commitment, due: str, basis: str, by: Any, reason: str = "", rebaseline: bool = False) -> Commitment:
    """Set when a commitment is due. Moving an agreed date is a slip and needs its reason; the first agreed date stays the baseline.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if the date is malformed, or an agreed one is moved without a reason.
    """
    require(by, "programme.manage_commitments", commitment)
    before = snapshot(commitment)
    slips = commitment.due_basis == "agreed" and commitment.due != due
    if slips and not reason.strip():
        raise ValidationError({"reason": _("An agreed date is moved only with a reason.")})
    set_due(commitment, due, basis)
    if slips:
        Slip.objects.create(commitment=commitment, before=before["due"], after=due, reason=reason, rebaselined=rebaseline)
    if rebaseline:
        commitment.due_baseline = due
    commitment.save()
    write_change("commitment.dated", commitment, before, by=by, rebaselined=rebaseline)
    return commitment


@transaction.atomic
def move_commitment(*, commitment: Commitment, state: str, by: Any, reason: str = "", successor: Commitment | None = None) -> Commitment:
    """Bring a commitment to another state.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, or what it needs (lead, evidence, reason, successor) is missing.
    """
    require(by, "programme.move_commitment", commitment)
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    given = {"lead": commitment.lead_id, "reason": reason.strip(), "successor": successor, "evidence": commitment.evidence.exists()}
    check_move("commitment", commitment, state, by=by, given=given)
    if successor is not None:
        _check_successor(commitment, successor)
    before = snapshot(commitment)
    commitment.state, commitment.moved_at = state, timezone.now()
    commitment.successor = successor or commitment.successor
    commitment.reason = reason or commitment.reason
    commitment.save()
    write_change("commitment.moved", commitment, before, by=by)
    return commitment


def _check_successor(commitment: Commitment, successor: Commitment) -> None:
    after: Commitment | None = successor
    while after is not None:
        if after.pk == commitment.pk:
            raise ValidationError({"successor": _("A commitment cannot come after itself.")})
        after = after.successor


@transaction.atomic
def merge_commitments(*, kept: Commitment, duplicate: Commitment, by: Any) -> Commitment:
    """Two are one: what the duplicate rests on and what hangs on it moves to `kept`; the duplicate stays as superseded, with its history.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if they are the same, or the duplicate is over already.
    """
    require(by, "programme.manage_commitments", kept)
    if kept.pk == duplicate.pk:
        raise ValidationError({"duplicate": _("Choose another commitment.")})
    _check_successor(duplicate, kept)
    move_commitment(commitment=duplicate, state=Commitment.State.SUPERSEDED, successor=kept, by=by)
    kept.paragraphs.add(*duplicate.paragraphs.all())
    kept.statements.add(*duplicate.statements.all())
    for project in duplicate.projects.all():
        project.commitments.add(kept)
    for line in duplicate.plan_lines.all():
        line.commitments.add(kept)
    moved = {
        "evidence": duplicate.evidence.update(commitment=kept),
        "milestones": duplicate.milestones.update(commitment=kept),
    }
    before = snapshot(kept)
    kept.members = list(dict.fromkeys([*kept.members, *duplicate.members]))
    kept.save(update_fields=["members"])
    write_change("commitment.merged", kept, before, by=by, duplicate=duplicate.pk, **moved)
    return kept


@transaction.atomic
def rest_on(*, commitment: Commitment, by: Any, paragraph: Paragraph | None = None, statement: Statement | None = None) -> Commitment:
    """Add a ground: a paragraph of an adopted text, or a statement of the record.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if neither is given.
    """
    require(by, "programme.manage_commitments", commitment)
    if paragraph is None and statement is None:
        raise ValidationError({"statement": _("Choose a paragraph or a statement.")})
    if paragraph is not None:
        commitment.paragraphs.add(paragraph)
    if statement is not None:
        commitment.statements.add(statement)
    grounds = {"paragraph": paragraph.pk if paragraph else None, "statement": statement.pk if statement else None}
    write_journal("commitment.grounded", commitment, by=by, **grounds)
    return commitment
