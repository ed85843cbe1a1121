"""Projects: the list, a project's page, and what stands beside it: money, results, places and courses."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.components import Tile
from kopri.site.programme import gantt, places
from kopri.site.programme.asked_day import asked_day
from kopri.site.programme.filters import ProjectFilterForm
from kopri.site.programme.history import as_of
from kopri.site.programme.models import Commitment, Course, Evidence, Milestone, Paragraph, Project, Transaction
from kopri.site.programme.money import total_of, totals_by_type
from kopri.site.programme.project_page import facts_of, tell
from kopri.site.programme.schemas.projects import ProjectOut
from kopri.site.programme.standing import Standing
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.models import Statement

ON_A_PAGE = 50
DRAWN = 40


@require_safe
def projects_view(request: HttpRequest) -> HttpResponseBase:
    """All projects: how many stand how, the bars, the table."""
    today = forum_today()
    seen = Project.objects.visible_to(request.user)
    form = ProjectFilterForm(request.GET)
    rows = form.narrow(seen, today).for_list(today).order_by("planned_until", "id")
    if wanted_format(request):
        return download(request, list(rows), ProjectOut, "projects")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = seen.by_standing(today)
    shown = list(page.object_list)
    picture, table = gantt.draw(_("Projects by quarter"), [gantt.project_span(p, today) for p in shown[:DRAWN]], today)
    context = {
        "title": projects_title(counts),
        "tiles": standing_tiles(counts, seen.without_owner().count(), reverse("programme:projects")),
        "page": page,
        "shown": shown,
        "form": form,
        "narrowed": bool(form.asked()),
        "picture": picture,
        "picture_rows": table,
        "today": today,
        "may_add": request.user.has_perm("programme.manage_projects"),
    }
    return render(request, "programme/projects.html#results" if request.htmx else "programme/projects.html", context)  # type: ignore[attr-defined]


def projects_title(counts: dict[str, int]) -> str:
    """In words: "30 projects, 4 overdue"."""
    said = ngettext("%(count)d project", "%(count)d projects", sum(counts.values())) % {"count": sum(counts.values())}
    late = counts[Standing.OVERDUE]
    return _("%(said)s, %(late)d overdue") % {"said": said, "late": late} if late else said


def standing_tiles(counts: dict[str, int], without_owner: int, url: str) -> list[Tile]:
    """How many stand how; each figure leads to its list."""
    shown = (Standing.OVERDUE, Standing.DUE_SOON, Standing.STALLED, Standing.OPEN, Standing.UNDATED, Standing.DONE)
    tiles = [Tile(counts[s], str(s.label), f"{url}?standing={s.value}", late=s == Standing.OVERDUE and counts[s] > 0) for s in shown]
    return [*tiles[:3], Tile(without_owner, _("without an owner"), f"{url}?standing=no_owner"), *tiles[3:]]


def project_or_404(request: HttpRequest, reference: str) -> Project:
    """A project the reader may see."""
    return get_object_or_404(Project.objects.visible_to(request.user).select_related("lead"), reference=reference)


@require_safe
def project_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What a project is, how it stands, who leads, what is next due, and the trace back to commitments and their sentence."""
    asked = asked_day(request)
    project = project_or_404(request, reference)
    milestones, evidence = list(milestones_of(project, request.user)), evidence_of(project, request.user)
    commitments, today = grounds_of(project, request.user), asked.day
    if asked.moment is not None:
        if not as_of([project], asked.moment):
            raise Http404(_("It was not there yet on that day."))
        milestones, commitments = as_of(milestones, asked.moment), as_of(commitments, asked.moment)
    told = tell(project, milestones, today)
    spans = [gantt.project_span(project, today), *gantt.milestone_spans(milestones, today)]
    picture, rows = gantt.draw(_("The project and its milestones by quarter"), spans, today)
    context = {
        "project": project,
        "told": told,
        "facts": facts_of(project),
        "milestones": [(milestone, evidence.get(milestone.pk, [])) for milestone in milestones],
        "commitments": commitments,
        "asked": asked,
        "plan_lines": project.plan_lines.visible_to(request.user).select_related("plan"),
        "evidence": evidence.get(None, []),
        "partners": project.partners.select_related("organisation"),
        "picture": picture,
        "picture_rows": rows,
        "today": today,
        **rights(request.user, project),
    }
    return render(request, "programme/project.html", context)


def milestones_of(project: Project, user: Any) -> Any:
    """Its milestones with their slips, the row each was read from, and their project."""
    rows = Milestone.objects.visible_to(user).filter(project=project)
    return rows.select_related("project", "statement__document__source").prefetch_related("slips").order_by("due_until", "order", "id")


def evidence_of(project: Project, user: Any) -> dict[int | None, list[Evidence]]:
    """The evidence of its milestones by their number; that of the project itself under None."""
    found: dict[int | None, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.visible_to(user).filter(Q(project=project) | Q(milestone__project=project)).select_related("statement")
    for evidence in rows.defer("statement__payload"):
        found[evidence.milestone_id].append(evidence)
    return found


def grounds_of(project: Project, user: Any) -> Sequence[Commitment]:
    """The commitments a project carries out, each with the sentences and paragraphs it rests on."""
    seen = Statement.objects.visible_to(user).select_related("document__source")
    paragraphs = Paragraph.objects.visible_to(user).select_related("text")
    rows = Commitment.objects.visible_to(user).filter(projects=project).select_related("lead", "edition__body")
    return list(rows.prefetch_related(Prefetch("statements", seen, to_attr="grounds"), Prefetch("paragraphs", paragraphs)))


def rights(user: Any, project: Project) -> dict[str, bool]:
    """What the reader may do with a project."""
    return {"may_change": user.has_perm("programme.change_project", project), "may_move": user.has_perm("programme.move_project", project)}


@require_safe
def project_money_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A project's money: what was promised and paid, original and converted, with the days of the rates."""
    project = project_or_404(request, reference)
    transactions = list(
        project.transactions.select_related("rate", "provider__organisation", "receiver__organisation").order_by("date", "id")
    )
    budgets = list(project.budgets.select_related("rate"))
    labels = dict(Transaction.Type.choices)
    context = {
        "project": project,
        "transactions": transactions,
        "totals": [(labels[kind], total) for kind, total in totals_by_type(project.transactions.all()).items()],
        "budgets": budgets,
        "budget_total": total_of(project.budgets.all()),
        "may_remove": request.user.has_perm("programme.manage_projects"),
        **rights(request.user, project),
    }
    return render(request, "programme/project_money.html", context)


@require_safe
def project_results_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A project's results framework: baseline, target, actual; what is not known is never zero."""
    project = project_or_404(request, reference)
    results = list(project.results.prefetch_related("indicators__periods"))
    periods = [p for result in results for indicator in result.indicators.all() for p in indicator.periods.all()]
    context = {
        "project": project,
        "results": results,
        "count": len(periods),
        "measured": sum(1 for p in periods if p.actual is not None),
        "approved": sum(1 for p in periods if p.state == "approved"),
        **rights(request.user, project),
    }
    return render(request, "programme/project_results.html", context)


@require_safe
def project_places_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a project works, and the sessions of a training or exchange."""
    project = project_or_404(request, reference)
    found = list(project.places.all())
    courses = list(Course.objects.filter(project=project).select_related("place"))
    counted = [c for c in courses if c.attended is not None]
    picture, rows = places.draw([code.country for code in project.countries.all()], found)
    context = {
        "project": project,
        "places": found,
        "courses": courses,
        "attended": sum(c.attended or 0 for c in counted),
        "counted": len(counted),
        "picture": picture,
        "picture_rows": rows,
        **rights(request.user, project),
    }
    return render(request, "programme/project_places.html", context)
