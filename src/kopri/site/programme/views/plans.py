"""Plans: the list, a plan in one of its versions, its forms."""

from typing import Any

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.permissions import require
from kopri.site.programme import gantt
from kopri.site.programme.forms.plans import LineForm, MovePlanForm, PlanForm
from kopri.site.programme.models import Commitment, Milestone, Plan, PlanLine, Project
from kopri.site.programme.schemas.projects import PlanLineOut
from kopri.site.programme.services.plans import add_line, add_plan, amend_plan, change_line, move_plan
from kopri.site.programme.standing import Standing, line_standing
from kopri.site.programme.versions import compare
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.downloads import download, wanted_format


@require_safe
def plans_view(request: HttpRequest) -> HttpResponse:
    """Every plan in the version that holds."""
    found: dict[str, Any] = {}
    for plan in (
        Plan.objects.visible_to(request.user).select_related("body").annotate(lines_count=Count("lines")).order_by("slug", "-version")
    ):
        if plan.slug not in found or (found[plan.slug].state == Plan.State.DRAFT and plan.state != Plan.State.DRAFT):
            found[plan.slug] = plan
    context = {
        "plans": sorted(found.values(), key=lambda p: p.start, reverse=True),
        "may_add": request.user.has_perm("programme.manage_plans"),
    }
    return render(request, "programme/plans.html", context)


def plan_or_404(request: HttpRequest, slug: str) -> Plan:
    """The version asked for by `?version=`; else the newest that is adopted, else the newest."""
    versions = Plan.objects.visible_to(request.user).filter(slug=slug).select_related("body")
    asked = request.GET.get("version", "")
    if asked.isdecimal() and len(asked) < 6:
        return get_object_or_404(versions, version=int(asked))
    held = versions.exclude(state=Plan.State.DRAFT).order_by("-version").first()
    return held or get_object_or_404(versions.order_by("-version")[:1])


@require_safe
def plan_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A plan: how many lines are late, the bars by quarter, the lines and what they carry out, what changed since the baseline."""
    today = forum_today()
    plan = plan_or_404(request, slug)
    lines = list(_lines(plan, request.user))
    if wanted_format(request):
        return download(request, lines, PlanLineOut, f"{plan.slug}-{plan.version}")
    milestones = {m.pk: m for line in lines for m in line.milestones.all()}
    late = [line for line in lines if line_standing(line, today) == Standing.OVERDUE]
    picture, rows = gantt.draw(_("Lines by quarter"), [gantt.line_span(line, today) for line in lines], today)
    baseline = Plan.objects.visible_to(request.user).filter(slug=slug, baseline=True).exclude(pk=plan.pk).first()
    context = {
        "plan": plan,
        "lines": lines,
        "headline": headline(len(lines), len(late)),
        "unowned": sum(1 for line in lines if line.lead_id is None),
        "unlinked": sum(1 for line in lines if not line.commitments.all()),
        "milestones": sorted(milestones.values(), key=lambda m: (m.due_until or today, m.pk)),
        "picture": picture,
        "picture_rows": rows,
        "versions": Plan.objects.visible_to(request.user).filter(slug=slug).order_by("-version"),
        "changes": compare(baseline.lines.select_related("lead"), lines) if baseline else [],
        "baseline": baseline,
        "today": today,
        "may_manage": request.user.has_perm("programme.manage_plans", plan),
        "may_decide": request.user.has_perm("programme.decide", plan),
    }
    return render(request, "programme/plan.html", context)


def headline(count: int, late: int) -> str:
    """In words: "6 lines, 2 late"."""
    said = ngettext("%(count)d line", "%(count)d lines", count) % {"count": count}
    return _("%(said)s, %(late)d late") % {"said": said, "late": late} if late else said


def _lines(plan: Plan, user: Any) -> Any:
    parts: dict[str, Any] = {
        "milestones": Milestone.objects.visible_to(user)
        .select_related("line__plan", "project", "statement__document__source")
        .order_by("due_until", "id"),
        "commitments": Commitment.objects.visible_to(user),
        "projects": Project.objects.visible_to(user),
    }
    return plan.lines.select_related("lead", "plan").prefetch_related(*(Prefetch(name, rows) for name, rows in parts.items()))


@require_http_methods(["GET", "POST"])
def plan_add_view(request: HttpRequest) -> HttpResponse:
    """A new plan, a draft at first."""
    require(request.user, "programme.manage_plans")
    return form_page(
        request,
        PlanForm(request.POST or None),
        lambda values: add_plan(by=request.user, **values),
        title=_("Add a plan"),
        back=reverse("programme:plans"),
        done=_("The plan was added as a draft: add its lines, then have it adopted."),
    )


@require_http_methods(["GET", "POST"])
def line_add_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A line of the draft."""
    plan = draft_or_404(request, slug)
    return form_page(
        request,
        LineForm(request.POST or None),
        lambda values: add_line(plan=plan, by=request.user, **values),
        title=_("Add a line to “%(plan)s”") % {"plan": plan},
        back=version_address(plan),
        done=_("The line was added."),
    )


@require_http_methods(["GET", "POST"])
def line_edit_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A line of the draft, changed."""
    plan = draft_or_404(request, slug)
    line = get_object_or_404(PlanLine.objects.select_related("plan"), plan=plan, pk=number)
    return form_page(
        request,
        LineForm(request.POST or None, record=line),
        lambda values: change_line(line=line, by=request.user, **values),
        title=_("Change line %(number)s") % {"number": line.number},
        back=version_address(plan),
        done=_("The line was changed."),
    )


@require_http_methods(["GET", "POST"])
def plan_move_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Adopt the draft, or close the plan."""
    plan = plan_or_404(request, slug)
    require(request.user, "programme.decide", plan)
    return form_page(
        request,
        MovePlanForm(request.POST or None, record=plan),
        lambda values: move_plan(plan=plan, by=request.user, **values),
        title=_("Move “%(plan)s” on") % {"plan": plan},
        back=version_address(plan),
        done=_("The plan was moved on."),
        lead=_("Version %(version)d, now: %(state)s.") % {"version": plan.version, "state": plan.get_state_display()},
    )


@require_POST
def plan_amend_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version as a draft."""
    return redirect(version_address(amend_plan(plan=plan_or_404(request, slug), by=request.user)))


def draft_or_404(request: HttpRequest, slug: str) -> Plan:
    """The draft of a plan, for those who may change it."""
    found = Plan.objects.visible_to(request.user).filter(slug=slug, state=Plan.State.DRAFT)
    plan = get_object_or_404(found.order_by("-version")[:1])
    require(request.user, "programme.manage_plans", plan)
    return plan


def version_address(plan: Plan) -> str:
    """The page of one version."""
    return f"{reverse('programme:plan', args=[plan.slug])}?version={plan.version}"
