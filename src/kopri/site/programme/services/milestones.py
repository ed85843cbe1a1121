"""Services on milestones: added, changed, put off, moved on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.due import interval_of, set_due
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import Commitment, DueBasis, Milestone, PlanLine, Project, Slip
from kopri.site.programme.services.moving import check_move, fresh
from kopri.site.programme.standing import STATES


@transaction.atomic
def add_milestone(
    *, of: Project | PlanLine | Commitment, title: Multilingual, by: Any, due: str = "", due_basis: str = "", **fields: Any
) -> Milestone:
    """A step of a project, plan line or commitment.

    Args:
        of: what it belongs to.
        title: in at least one language.
        by: who acts.
        due: a date of any precision, or empty.
        due_basis: whether it was agreed or is suggested.
        fields: `start`, `order`, `visibility`, `statement`, `source`, `invented`.

    Raises:
        PermissionDenied: if `by` neither keeps the register nor acts for the lead body.
        ValidationError: if a date is malformed, or it is due before its project begins.
    """
    require(by, "programme.change_milestone", of)
    milestone = Milestone(title=title, **{_whole(of): of}, **fields)
    set_due(milestone, due, due_basis)
    _check(milestone)
    milestone.save()
    write_journal("milestone.added", milestone, by=by, of=of.pk, noun=_whole(of), due=due, due_basis=milestone.due_basis)
    return milestone


@transaction.atomic
def change_milestone(*, milestone: Milestone, by: Any, **changes: Any) -> Milestone:
    """Change `title`, `start`, `order`, `visibility` or `source`; its date is put off, its state moved.

    Raises:
        PermissionDenied: if `by` neither keeps the register nor acts for the lead body.
        ValidationError: if a date is malformed.
    """
    require(by, "programme.change_milestone", milestone)
    unknown = sorted(set(changes) - {"title", "start", "order", "visibility", "source", "invented"})
    if unknown:
        raise TypeError(f"{unknown[0]!r} of a milestone is not changed by this service")
    before = snapshot(milestone)
    for name, value in changes.items():
        setattr(milestone, name, value)
    _check(milestone)
    milestone.save()
    write_change("milestone.changed", milestone, before, by=by, fields=sorted(changes))
    return milestone


@transaction.atomic
def slip_milestone(*, milestone: Milestone, due: str, by: Any, reason: str, due_basis: str = "", rebaselined: bool = False) -> Slip:
    """Put a milestone's date off, or bring it forward; the history keeps what it was and why.

    Args:
        milestone: the milestone.
        due: the new date.
        by: who acts.
        reason: why.
        due_basis: whether the new date is agreed; as before if it is not said.
        rebaselined: the parties took the new date as what slips are counted from.

    Raises:
        PermissionDenied: if `by` neither keeps the register nor acts for the lead body.
        ValidationError: if no reason is given, the date is malformed or the same, or lies before its project begins.
    """
    require(by, "programme.change_milestone", milestone)
    milestone = fresh(milestone)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the date moves.")})
    if milestone.state not in STATES["milestone"].open:
        raise ValidationError({"due": _("It is %(state)s: its date no longer moves.") % {"state": milestone.get_state_display()}})
    if due == milestone.due and not rebaselined:
        raise ValidationError({"due": _("That is the date it has.")})
    before, was = snapshot(milestone), milestone.due
    set_due(milestone, due, due_basis or milestone.due_basis or DueBasis.AGREED)
    if rebaselined and milestone.due_basis != DueBasis.AGREED:
        raise ValidationError({"due_basis": _("Only an agreed date can become the baseline.")})
    if rebaselined:
        milestone.due_baseline = due
    _check(milestone)
    milestone.save()
    slip = Slip.objects.create(milestone=milestone, before=was, after=due, reason=reason.strip(), rebaselined=rebaselined)
    write_change("milestone.slipped", milestone, before, by=by, slip=slip.pk)
    return slip


@transaction.atomic
def move_milestone(*, milestone: Milestone, state: str, by: Any, actual: str = "", reason: str = "") -> Milestone:
    """Bring a milestone to another state.

    Args:
        milestone: the milestone.
        state: the one it is to have.
        by: who acts.
        actual: when it was done, a date of any precision; asked for when it is done.
        reason: why, where the table asks for it.

    Raises:
        PermissionDenied: if `by` has none of the transition's roles.
        ValidationError: if the table has no such transition, or something it needs is missing or malformed.
    """
    require(by, "programme.change_milestone", milestone)
    milestone = fresh(milestone)
    check_move("milestone", milestone, state, by=by, given={"actual": actual, "reason": reason.strip()})
    if actual:
        _day(actual, "actual")
    before = snapshot(milestone)
    milestone.state, milestone.state_reason, milestone.moved_at = state, reason.strip(), timezone.now()
    milestone.actual = actual if state == Milestone.State.DONE else ""
    milestone.save()
    if milestone.project is not None:
        Project.objects.filter(pk=milestone.project.pk).update(moved_at=milestone.moved_at)
    write_change("milestone.moved", milestone, before, by=by)
    return milestone


def _whole(of: Project | PlanLine | Commitment) -> str:
    return {Project: "project", PlanLine: "line", Commitment: "commitment"}[type(of)]


def _check(milestone: Milestone) -> None:
    if not str(milestone.title).strip():
        raise ValidationError({"title": _("A milestone needs a title in at least one language.")})
    begins = _day(milestone.start, "start") if milestone.start else None
    if begins and milestone.due_until and milestone.due_until < begins.start:
        raise ValidationError({"due": _("It would be due before it begins.")})
    project = milestone.project
    start = (project.actual_start or project.planned_from) if project is not None else None
    if start and milestone.due_until and milestone.due_until < start:
        raise ValidationError(
            {
                "due": _("It would be due in %(due)s, before its project begins (%(start)s).")
                % {"due": fuzzy_date(milestone.due), "start": fuzzy_date(start)}
            }
        )
    milestone.full_clean()


def _day(value: str, field: str) -> Any:
    try:
        return interval_of(value)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
