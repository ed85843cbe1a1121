"""Services on projects: entered, changed, moved through their life."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.due import set_planned
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import Commitment, PlanLine, Project, ProjectPartner
from kopri.site.programme.money import is_settled
from kopri.site.programme.project_search import index_project
from kopri.site.programme.services.moving import check_move, fresh

PLANNED: Final = ("planned_start", "planned_end")
PLAIN: Final = (
    "title",
    "description",
    "kind",
    "lead",
    "currency",
    "risk",
    "risk_note",
    "iati_identifier",
    "visibility",
    "source",
    "invented",
    "actual_start",
    "actual_end",
)
PAYING: Final = (ProjectPartner.Role.FUNDING, ProjectPartner.Role.IMPLEMENTING)


@transaction.atomic
def add_project(
    *,
    title: Multilingual,
    by: Any,
    commitments: Iterable[Commitment] = (),
    plan_lines: Iterable[PlanLine] = (),
    planned_start: str = "",
    planned_end: str = "",
    **fields: Any,
) -> Project:
    """A new project, an idea at first.

    Args:
        title: in at least one language.
        by: who acts.
        commitments: what it carries out.
        plan_lines: where it stands in plans.
        planned_start: a date of any precision, or empty.
        planned_end: the same.
        fields: those of `PLAIN`.

    Raises:
        PermissionDenied: if `by` may not manage projects.
        ValidationError: if a field is malformed or the end lies before the start.
    """
    require(by, "programme.manage_projects")
    project = Project(title=title, **_known(fields))
    set_planned(project, planned_start, planned_end)
    _check(project)
    project.save()
    carried, lines = list(commitments), list(plan_lines)
    project.commitments.set(carried)
    project.plan_lines.set(lines)
    write_journal(
        "project.added",
        project,
        by=by,
        state=project.state,
        commitments=[c.pk for c in carried],
        plan_lines=[line.pk for line in lines],
    )
    index_project(project)
    return project


@transaction.atomic
def change_project(*, project: Project, by: Any, **changes: Any) -> Project:
    """Change fields of a project: those of `PLAIN`, `planned_start`, `planned_end`, `commitments`, `plan_lines`.

    Raises:
        PermissionDenied: if `by` neither manages projects nor acts for its lead body.
        ValidationError: if a field is malformed or the end lies before the start.
    """
    require(by, "programme.change_project", project)
    before = snapshot(project)
    links = {name: list(changes.pop(name)) for name in ("commitments", "plan_lines") if name in changes}
    planned = {name: changes.pop(name) for name in PLANNED if name in changes}
    for name, value in _known(changes).items():
        setattr(project, name, value)
    if planned:
        set_planned(project, planned.get("planned_start", project.planned_start), planned.get("planned_end", project.planned_end))
    _check(project)
    project.save()
    for name, records in links.items():
        getattr(project, name).set(records)
    ids = {name: [record.pk for record in records] for name, records in links.items()}
    write_change("project.changed", project, before, by=by, fields=sorted({*changes, *planned, *links}), **ids)
    index_project(project)
    return project


@transaction.atomic
def move_project(
    *,
    project: Project,
    state: str,
    by: Any,
    reason: str = "",
    actual_start: date | None = None,
    actual_end: date | None = None,
) -> Project:
    """Bring a project to another state of its life.

    Args:
        project: the project.
        state: the one it is to have.
        by: who acts.
        reason: why, where the table asks for it.
        actual_start: asked for when it is implemented.
        actual_end: asked for when it is finalised.

    Raises:
        PermissionDenied: if `by` has none of the transition's roles.
        ValidationError: if the table has no such transition, or something it needs is missing.
    """
    require(by, "programme.move_project", project)
    project = fresh(project)
    start, end = actual_start or project.actual_start, actual_end or project.actual_end
    given = {
        "reason": reason.strip(),
        "start": start,
        "end": end,
        "resumed": state == project.paused_from,
        "partner": project.partners.filter(role__in=PAYING).exists(),
        "evidence": project.evidence.exists(),
        "balance": is_settled(project),
    }
    check_move("project", project, state, by=by, given=given)
    before = snapshot(project)
    project.paused_from = project.state if state == Project.State.SUSPENDED else ""
    project.state, project.state_reason, project.moved_at = state, reason.strip(), timezone.now()
    project.actual_start, project.actual_end = start, end
    _check(project)
    project.save()
    write_change("project.moved", project, before, by=by)
    return project


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(fields) - set(PLAIN))
    if unknown:
        raise TypeError(f"a project has no field {unknown[0]!r} that this service changes")
    return fields


def _check(project: Project) -> None:
    if not str(project.title).strip():
        raise ValidationError({"title": _("A project needs a title in at least one language.")})
    if project.actual_start and project.actual_end and project.actual_end < project.actual_start:
        raise ValidationError({"actual_end": _("The end lies before the start.")})
    project.full_clean()
