"""Services on commitments: from a sentence or paragraph to a promise that is followed, dated and moved."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kopri.lang.countries import is_country
from kopri.site.accounts.models import Organisation
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.due import interval_of, set_due
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import AdoptedText, Commitment, DueBasis, Paragraph, Slip
from kopri.site.programme.search import index_record
from kopri.site.programme.services.checking import check_above, check_countries, check_name, check_sourced
from kopri.site.programme.services.moving import check_move, fresh
from kopri.site.programme.standing import STATES
from kopri.site.record.models import State, Statement, StatementKind
from kopri.site.record.services.review import accept_statement

NOT_PROMISED: Final = "recommended"
LONGEST_TITLE: Final = 160


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
    index_record(commitment)
    return commitment


@transaction.atomic
def identify_commitment(*, statement: Statement, by: Any, **fields: Any) -> Commitment:
    """Make a commitment of a statement of the record: what it says is taken over, the sentence stays its ground.

    Who makes it has read the sentence: a statement that was only proposed is accepted with it. A date is taken over as agreed only where
    the parties agreed; one that somebody pledged or planned alone is suggested. `fields` stand in the place of what the statement says.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if the statement is no promise, only recommends, was rejected, or is a commitment already.
    """
    require(by, "programme.manage_commitments")
    _check_promise(statement)
    if statement.state == State.PROPOSED:
        accept_statement(statement=statement, by=by)
    return add_commitment(by=by, statements=[statement], **(said_by(statement) | fields))


def said_by(statement: Statement) -> dict[str, Any]:
    """What a statement says, as fields of a commitment."""
    fact, language = statement.fact, statement.document.language or "en"
    what = str(fact.get("what") or "")
    strength = fact.get("strength") or Commitment.Strength.AGREED
    due = _due_of(fact)
    basis = DueBasis.AGREED if strength == Commitment.Strength.AGREED else DueBasis.SUGGESTED
    return {
        "title": Multilingual.of(**({language: first_upper(what)} if what else {"en": first_upper(statement.summary)})),
        "text": Multilingual.of(**{language: statement.quote}),
        "members": _countries(fact.get("who")),
        "towards": _countries(fact.get("to")),
        "sectors": [fact["sector"]] if fact.get("sector") else [],
        "strength": strength,
        "due": due,
        "due_basis": basis if due else "",
    }


def _check_promise(statement: Statement) -> None:
    """Refuse what is no promise."""
    if statement.type != StatementKind.COMMITMENT:
        raise ValidationError({"statement": _("Only a statement that promises something becomes a commitment.")})
    if statement.fact.get("strength") == NOT_PROMISED:
        raise ValidationError({"statement": _("This is a recommendation; nobody promised it.")})
    if statement.state in {State.REJECTED, State.WITHDRAWN}:
        raise ValidationError({"statement": _("This statement was rejected or withdrawn.")})
    if statement.commitments.exists():
        raise ValidationError({"statement": _("This statement is a commitment already.")})


def _due_of(fact: Mapping[str, Any]) -> str:
    """The date of a payload; none if it is no date that can be over."""
    due = str(fact.get("due") or "")
    try:
        interval_of(due)
    except ValidationError:
        return ""
    return due


def _countries(names: Any) -> list[str]:
    """The country codes among the names of a payload, each once."""
    return [name for name in dict.fromkeys(names or []) if is_country(name)]


def first_upper(text: str) -> str:
    """The text, its first letter a capital."""
    return text[:1].upper() + text[1:]


@transaction.atomic
def identify_from_paragraph(*, paragraph: Paragraph, by: Any, **fields: Any) -> Commitment:
    """Make a commitment of a paragraph of an adopted text; a paragraph nobody has judged yet is one that promises.

    `fields` stand in the place of what the paragraph says: its words in every language, the edition, the members of its body.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if the paragraph promises nothing, is a commitment already, or its text is not adopted.
    """
    require(by, "programme.manage_commitments")
    text = paragraph.text
    if paragraph.effect == Paragraph.Effect.NEITHER:
        raise ValidationError({"paragraph": _("This paragraph neither decides nor promises.")})
    if text.state != AdoptedText.State.ADOPTED:
        raise ValidationError({"paragraph": _("The text was not adopted: nobody is bound by it.")})
    if paragraph.commitments.exists():
        raise ValidationError({"paragraph": _("This paragraph is a commitment already.")})
    words = {version.language: version.words for version in paragraph.versions.all()}
    said: dict[str, Any] = {
        "title": Multilingual.of(**{language: Truncator(value).chars(LONGEST_TITLE) for language, value in words.items()}),
        "text": Multilingual.of(**words),
        "edition": text.edition,
        "members": list(text.edition.body.members) if text.edition else [],
        "visibility": text.visibility,
        "invented": text.invented,
    }
    if not paragraph.effect:
        paragraph.effect = Paragraph.Effect.PROMISES
        paragraph.save(update_fields=["effect"])
        write_journal("paragraph.classified", text, by=by, paragraph=paragraph.pk, effect=paragraph.effect)
    return add_commitment(by=by, paragraphs=[paragraph], **(said | fields))


@transaction.atomic
def change_commitment(*, commitment: Commitment, by: Any, **changes: Any) -> Commitment:
    """Change title, members, sectors, edition … State, date and lead have their own services.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if a field is malformed, or state, date or lead are among the changes.
    """
    require(by, "programme.manage_commitments", commitment)
    closed = {"state", "due", "due_basis", "lead", "successor"} & set(changes)
    if closed:
        raise ValidationError(dict.fromkeys(sorted(closed), _("This has its own action.")))
    commitment = fresh(commitment)
    before = snapshot(commitment)
    for field, value in changes.items():
        setattr(commitment, field, value)
    _check(commitment)
    commitment.save()
    write_change("commitment.changed", commitment, before, by=by, fields=sorted(changes))
    index_record(commitment)
    return commitment


def _check(commitment: Commitment) -> None:
    check_name("title", commitment.title)
    check_countries("members", commitment.members)
    check_countries("towards", commitment.towards)
    check_sourced(commitment)
    check_above(commitment, "parent", _("A commitment cannot be part of itself."))
    commitment.full_clean()


@transaction.atomic
def assign_lead(*, commitment: Commitment, lead: Organisation | None, by: Any) -> Commitment:
    """Name the body that answers for a commitment, or take it away.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
    """
    require(by, "programme.manage_commitments", commitment)
    commitment = fresh(commitment)
    before = snapshot(commitment)
    commitment.lead = lead
    commitment.save(update_fields=["lead"])
    write_change("commitment.assigned", commitment, before, by=by)
    return commitment


@transaction.atomic
def date_commitment(*, commitment: Commitment, due: str, basis: str, by: Any, reason: str = "", rebaseline: bool = False) -> Commitment:
    """Set when a commitment is due. Moving an agreed date, or no longer counting it as agreed, is a slip and needs its reason.

    The first agreed date stays the baseline, unless the parties make the new one the baseline.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if the date is malformed, an agreed one is changed without a reason, a date nobody agreed on is to be the
            baseline, or the commitment is over.
    """
    require(by, "programme.manage_commitments", commitment)
    commitment = fresh(commitment)
    if commitment.state not in STATES["commitment"].open:
        raise ValidationError({"due": _("This commitment is over; its date is not changed any more.")})
    if rebaseline and (basis != DueBasis.AGREED or not due):
        raise ValidationError({"rebaseline": _("Only a date the parties agreed on becomes the baseline.")})
    slips = commitment.due_basis == DueBasis.AGREED and (commitment.due, DueBasis.AGREED.value) != (due, basis)
    if (slips or rebaseline) and not reason.strip():
        raise ValidationError({"reason": _("An agreed date is changed only with a reason.")})
    before = snapshot(commitment)
    set_due(commitment, due, basis)
    if slips or rebaseline:
        Slip.objects.create(commitment=commitment, before=before["due"], after=due, reason=reason, rebaselined=rebaseline)
    if rebaseline:
        commitment.due_baseline = due
    commitment.full_clean()
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
    commitment = fresh(commitment)
    given = {"lead": commitment.lead_id, "reason": reason.strip(), "successor": successor, "evidence": commitment.evidence.exists()}
    check_move("commitment", commitment, state, by=by, given=given)
    before = snapshot(commitment)
    if state == Commitment.State.SUPERSEDED and successor is not None:
        check_successor(commitment, successor)
        commitment.successor = successor
    commitment.state, commitment.moved_at, commitment.reason = state, timezone.now(), reason.strip()
    commitment.full_clean()
    commitment.save()
    write_change("commitment.moved", commitment, before, by=by)
    return commitment


def check_successor(commitment: Commitment, successor: Commitment) -> None:
    """Refuse a successor that comes before.

    Raises:
        ValidationError: if the commitment is among those that come after `successor`.
    """
    after: Commitment | None = successor
    while after is not None:
        if after.pk == commitment.pk:
            raise ValidationError({"successor": _("A commitment cannot come after itself.")})
        after = after.successor
