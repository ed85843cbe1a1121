"""Forms of what belongs to a project: partners, places, courses, money, results."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kopri.site.base.permissions import require
from kopri.site.programme.forms.commitments import EvidenceForm
from kopri.site.programme.forms.parts import (
    BudgetForm,
    CourseForm,
    IndicatorForm,
    PartnerForm,
    PeriodForm,
    PlaceForm,
    RateForm,
    ResultForm,
    TransactionForm,
)
from kopri.site.programme.forms.results import MovePeriodForm
from kopri.site.programme.links import milestone_address
from kopri.site.programme.models import Course, Indicator, IndicatorPeriod, Milestone, Project, Result
from kopri.site.programme.services.evidence import add_evidence
from kopri.site.programme.services.money import add_budget, add_rate, add_transaction, remove_budget, remove_transaction
from kopri.site.programme.services.project_parts import add_course, add_partner, add_place, change_course, remove_partner, remove_place
from kopri.site.programme.services.results import add_indicator, add_period, add_result, move_period
from kopri.site.programme.views.form_page import form_page
from kopri.site.programme.views.projects import project_or_404


def changeable(request: HttpRequest, reference: str) -> Project:
    """A project the reader may change."""
    project = project_or_404(request, reference)
    require(request.user, "programme.change_project", project)
    return project


def part_page(
    request: HttpRequest, project: Project, form: Any, act: Callable[..., Any], *, title: str, to: str, done: str
) -> HttpResponse:
    """A form on a part of a project; afterwards the page of the project on which the part stands."""
    back = reverse(f"programme:{to}", args=[project.reference])
    said = _("%(what)s: %(project)s") % {"what": title, "project": project.title}
    return form_page(request, form, lambda values: act(by=request.user, **values), title=said, back=back, done=done)


@require_http_methods(["GET", "POST"])
def partner_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A partner."""
    project = changeable(request, reference)
    form = PartnerForm(request.POST or None)
    act = partial(add_partner, project=project)
    return part_page(request, project, form, act, title=_("Add a partner"), to="project", done=_("The partner was added."))


@require_http_methods(["GET", "POST"])
def project_evidence_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What shows how far a project has come; a project is closed only with some."""
    project = project_or_404(request, reference)
    require(request.user, "programme.add_evidence", project)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    act = partial(add_evidence, project=project)
    return part_page(request, project, form, act, title=_("Add evidence"), to="project", done=_("The evidence was added."))


@require_http_methods(["GET", "POST"])
def milestone_evidence_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What shows how far a milestone has come."""
    seen = Milestone.objects.visible_to(request.user).select_related("project__lead", "line__plan", "line__lead", "commitment__lead")
    milestone = get_object_or_404(seen, reference=reference)
    require(request.user, "programme.add_evidence", milestone)
    return form_page(
        request,
        EvidenceForm(request.POST or None, request.FILES or None),
        lambda values: add_evidence(milestone=milestone, by=request.user, **values),
        title=_("Add evidence: %(title)s") % {"title": milestone.title},
        back=milestone_address(milestone),
        done=_("The evidence was added."),
    )


REMOVALS: Final[Mapping[str, tuple[str, str, Any]]] = {
    "partner": ("partners", "project", lambda part, by: remove_partner(partner=part, by=by)),
    "place": ("places", "project_places", lambda part, by: remove_place(place=part, by=by)),
    "budget": ("budgets", "project_money", lambda part, by: remove_budget(budget=part, by=by)),
    "transaction": ("transactions", "project_money", lambda part, by: remove_transaction(transaction=part, by=by)),
}


@require_POST
def part_remove_view(request: HttpRequest, reference: str, part: str, number: int) -> HttpResponse:
    """Take a partner, place, budget or transaction out."""
    project = changeable(request, reference)
    if part not in REMOVALS:
        raise Http404
    parts, page, remove = REMOVALS[part]
    found = get_object_or_404(getattr(project, parts).all(), pk=number)
    try:
        remove(found, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It was taken out; the journal keeps that it was there."))
    return redirect(f"programme:{page}", project.reference)


@require_http_methods(["GET", "POST"])
def place_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A place."""
    project = changeable(request, reference)
    form = PlaceForm(request.POST or None)
    act = partial(add_place, project=project)
    return part_page(request, project, form, act, title=_("Add a place"), to="project_places", done=_("The place was added."))


@require_http_methods(["GET", "POST"])
def course_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A course."""
    project = changeable(request, reference)
    form = CourseForm(request.POST or None, project=project)
    act = partial(add_course, project=project)
    return part_page(request, project, form, act, title=_("Add a course"), to="project_places", done=_("The course was added."))


@require_http_methods(["GET", "POST"])
def course_edit_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A course, above all how many came."""
    project = changeable(request, reference)
    course = get_object_or_404(Course, project=project, pk=number)
    form = CourseForm(request.POST or None, project=project, record=course)
    act = partial(change_course, course=course)
    return part_page(request, project, form, act, title=_("Change a course"), to="project_places", done=_("The course was changed."))


@require_http_methods(["GET", "POST"])
def transaction_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A movement of money."""
    project = changeable(request, reference)
    form = TransactionForm(request.POST or None, project=project)
    act = partial(add_transaction, project=project)
    return part_page(
        request, project, form, act, title=_("Record a transaction"), to="project_money", done=_("The transaction was recorded.")
    )


@require_http_methods(["GET", "POST"])
def budget_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Money planned for a period."""
    project = changeable(request, reference)
    form = BudgetForm(request.POST or None, initial={"currency": project.currency})
    act = partial(add_budget, project=project)
    return part_page(request, project, form, act, title=_("Add a budget"), to="project_money", done=_("The budget was added."))


@require_http_methods(["GET", "POST"])
def rate_add_view(request: HttpRequest) -> HttpResponse:
    """A rate with its source."""
    require(request.user, "programme.manage_rates")
    return form_page(
        request,
        RateForm(request.POST or None),
        lambda values: add_rate(by=request.user, **values),
        title=_("Enter a rate"),
        back=reverse("programme:rates"),
        done=_("The rate was entered."),
    )


@require_http_methods(["GET", "POST"])
def result_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What the project is to bring about."""
    project = changeable(request, reference)
    form = ResultForm(request.POST or None)
    act = partial(add_result, project=project)
    return part_page(request, project, form, act, title=_("Add a result"), to="project_results", done=_("The result was added."))


@require_http_methods(["GET", "POST"])
def indicator_add_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What is measured."""
    project = changeable(request, reference)
    result = get_object_or_404(Result, project=project, pk=number)
    form = IndicatorForm(request.POST or None)
    act = partial(add_indicator, result=result)
    return part_page(request, project, form, act, title=_("Add an indicator"), to="project_results", done=_("The indicator was added."))


@require_http_methods(["GET", "POST"])
def period_add_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A target."""
    project = changeable(request, reference)
    indicator = get_object_or_404(Indicator.objects.select_related("result__project"), result__project=project, pk=number)
    form = PeriodForm(request.POST or None)
    act = partial(add_period, indicator=indicator)
    return part_page(request, project, form, act, title=_("Add a target"), to="project_results", done=_("The target was added."))


@require_http_methods(["GET", "POST"])
def period_move_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The actual value: submitted, approved, returned."""
    project = changeable(request, reference)
    found = IndicatorPeriod.objects.select_related("indicator__result__project")
    period = get_object_or_404(found, indicator__result__project=project, pk=number)
    form = MovePeriodForm(request.POST or None, record=period)
    act = partial(move_period, period=period)
    return part_page(
        request, project, form, act, title=_("Enter or check a value"), to="project_results", done=_("The value was moved on.")
    )
