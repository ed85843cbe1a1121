"""Services on plans: a draft gets its lines, is adopted, amended by a new version, closed."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.due import interval_of, set_due
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import Milestone, Plan, PlanLine
from kopri.site.programme.project_search import index_plan
from kopri.site.programme.services.moving import check_move, fresh

COPIED: Final = ("number", "order", "title", "sector", "lead_id", "outcome", "due", "due_basis", "due_from", "due_until", "due_baseline")
OF_LINE: Final = ("title", "sector", "lead", "outcome", "number", "order")


@transaction.atomic
def add_plan(*, slug: str, name: Multilingual, start: str, end: str, by: Any, **fields: Any) -> Plan:
    """A new plan, a draft at first.

    Args:
        slug: its address.
        name: in at least one language.
        start: a date of any precision.
        end: the same.
        by: who acts.
        fields: `body`, `visibility`, `source`, `invented`.

    Raises:
        PermissionDenied: if `by` may not manage plans.
        ValidationError: if a field is malformed, the slug is taken or the end lies before the start.
    """
    require(by, "programme.manage_plans")
    if Plan.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": _("There is a plan of this address: amend it, or choose another address.")})
    plan = Plan(slug=slug, name=name, start=start, end=end, **fields)
    _check_plan(plan)
    plan.save()
    write_journal("plan.added", plan, by=by, version=plan.version)
    index_plan(plan)
    return plan


@transaction.atomic
def add_line(*, plan: Plan, number: str, title: Multilingual, by: Any, due: str = "", due_basis: str = "", **fields: Any) -> PlanLine:
    """A line of a draft: `sector`, `lead`, `outcome`, `order`, `commitments` if they are known.

    Raises:
        PermissionDenied: if `by` may not manage plans.
        ValidationError: if the plan is no draft, the number is taken, or a date is malformed.
    """
    require(by, "programme.manage_plans", plan)
    _check_draft(plan)
    commitments = list(fields.pop("commitments", ()))
    fields.setdefault("order", plan.lines.count())
    line = PlanLine(plan=plan, number=number.strip(), title=title, **fields)
    set_due(line, due, due_basis)
    _check_line(line)
    line.save()
    line.commitments.set(commitments)
    write_journal("plan.line_added", plan, by=by, line=line.pk, due=due, commitments=[c.pk for c in commitments])
    return line


@transaction.atomic
def change_line(*, line: PlanLine, by: Any, **changes: Any) -> PlanLine:
    """Change a line of a draft: the fields of `OF_LINE`, `due` with `due_basis`, `commitments`.

    Raises:
        PermissionDenied: if `by` may not manage plans.
        ValidationError: if the plan is no draft, or a field is malformed.
    """
    require(by, "programme.manage_plans", line.plan)
    _check_draft(line.plan)
    fields = sorted(changes)
    if "commitments" in changes:
        line.commitments.set(changes.pop("commitments"))
    if "due" in changes:
        due = changes.pop("due")
        set_due(line, due, changes.pop("due_basis", line.due_basis))
    for name, value in changes.items():
        setattr(line, name, value)
    _check_line(line)
    line.save()
    write_journal("plan.line_changed", line.plan, by=by, line=line.pk, fields=fields)
    return line


@transaction.atomic
def remove_line(*, line: PlanLine, by: Any) -> None:
    """Take a line out of a draft.

    Raises:
        PermissionDenied: if `by` may not manage plans.
        ValidationError: if the plan is no draft, or milestones hang on the line.
    """
    require(by, "programme.manage_plans", line.plan)
    _check_draft(line.plan)
    if line.milestones.exists():
        raise ValidationError(_("Milestones hang on this line: it stays."))
    plan, number = line.plan, line.pk
    line.delete()
    write_journal("plan.line_removed", plan, by=by, line=number)


@transaction.atomic
def amend_plan(*, plan: Plan, by: Any) -> Plan:
    """A new version as a draft, its lines copied with their commitments; adopting it puts it in the place of this one.

    Raises:
        PermissionDenied: if `by` may not manage plans.
        ValidationError: if the plan is not adopted, or a draft of it is there already.
    """
    require(by, "programme.manage_plans", plan)
    if plan.state != Plan.State.ADOPTED:
        raise ValidationError({"state": _("Only an adopted plan is amended.")})
    versions = Plan.objects.filter(slug=plan.slug)
    if versions.filter(state=Plan.State.DRAFT).exists():
        raise ValidationError({"state": _("There is a draft of this plan already.")})
    newest = versions.order_by("-version").first()
    draft = Plan(
        version=(newest.version if newest else plan.version) + 1, invented=plan.invented, visibility=plan.visibility, source=plan.source
    )
    for name in ("slug", "body", "name", "start", "end"):
        setattr(draft, name, getattr(plan, name))
    draft.save()
    for line in plan.lines.prefetch_related("commitments"):
        copy = PlanLine.objects.create(plan=draft, **{name: getattr(line, name) for name in COPIED})
        copy.commitments.set(line.commitments.all())
    write_journal("plan.amended", draft, by=by, version=draft.version, of=plan.pk)
    return draft


@transaction.atomic
def move_plan(*, plan: Plan, state: str, by: Any) -> Plan:
    """Adopt a draft or close a plan. The first version adopted is the baseline; a later one takes over milestones and projects.

    Raises:
        PermissionDenied: if `by` may neither manage plans nor decide.
        ValidationError: if the table has no such transition, or a plan without lines is to be adopted.
    """
    require(by, "programme.decide", plan)
    plan = fresh(plan)
    newer = Plan.objects.filter(slug=plan.slug, version__gt=plan.version, state=Plan.State.ADOPTED).exists()
    check_move("plan", plan, state, by=by, given={"lines": plan.lines.exists(), "successor": newer})
    before = snapshot(plan)
    plan.state = state
    if state == Plan.State.ADOPTED:
        plan.baseline = not Plan.objects.filter(slug=plan.slug, baseline=True).exists()
    plan.save()
    write_change("plan.moved", plan, before, by=by)
    index_plan(plan)
    if state == Plan.State.ADOPTED:
        for older in Plan.objects.filter(slug=plan.slug, version__lt=plan.version, state=Plan.State.ADOPTED):
            _supersede(older, plan, by)
    return plan


def _supersede(older: Plan, newer: Plan, by: Any) -> None:
    """The newer version takes over what hangs on the lines of the older one, number by number; lines that are gone keep theirs."""
    lines = {line.number: line for line in newer.lines.all()}
    for line in older.lines.all():
        successor = lines.get(line.number)
        if successor is not None:
            Milestone.objects.filter(line=line).update(line=successor)
            for project in line.projects.all():
                project.plan_lines.add(successor)
    before = snapshot(older)
    older.state = Plan.State.AMENDED
    older.save()
    write_change("plan.moved", older, before, by=by, successor=newer.pk)


def _check_plan(plan: Plan) -> None:
    if not str(plan.name).strip():
        raise ValidationError({"name": _("A plan needs a name in at least one language.")})
    days = {}
    for field in ("start", "end"):
        try:
            days[field] = interval_of(getattr(plan, field))
        except ValidationError as error:
            raise ValidationError({field: error.messages}) from error
    if days["end"].end < days["start"].start:
        raise ValidationError({"end": _("The end lies before the start.")})
    plan.full_clean()


def _check_draft(plan: Plan) -> None:
    if plan.state != Plan.State.DRAFT:
        raise ValidationError(_("This version is not a draft: amend the plan, and change the new version."))


def _check_line(line: PlanLine) -> None:
    if not line.number:
        raise ValidationError({"number": _("A line needs a number; it is kept over versions.")})
    if not str(line.title).strip():
        raise ValidationError({"title": _("A line needs a title in at least one language.")})
    if PlanLine.objects.filter(plan=line.plan, number=line.number).exclude(pk=line.pk).exists():
        raise ValidationError({"number": _("There is a line of this number.")})
    line.full_clean()
