"""Forms of projects and their milestones: entered, changed, moved, put off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kopri.site.base.permissions import require
from kopri.site.programme.forms.projects import (
    ChangeMilestoneForm,
    MilestoneForm,
    MoveMilestoneForm,
    MoveProjectForm,
    ProjectForm,
    SlipForm,
)
from kopri.site.programme.links import milestone_address
from kopri.site.programme.models import Milestone, Project
from kopri.site.programme.services.milestones import add_milestone, change_milestone, move_milestone, slip_milestone
from kopri.site.programme.services.project_parts import set_shares
from kopri.site.programme.services.projects import add_project, change_project, move_project
from kopri.site.programme.standing import STATES
from kopri.site.programme.views.form_page import form_page
from kopri.site.programme.views.projects import project_or_404
from kopri.site.record.views.sources import add_errors


@require_http_methods(["GET", "POST"])
def project_add_view(request: HttpRequest) -> HttpResponse:
    """A new project, an idea at first."""
    require(request.user, "programme.manage_projects")

    @transaction.atomic
    def act(values: dict[str, Any]) -> None:
        countries, sectors = values.pop("countries"), values.pop("sectors")
        set_shares(project=add_project(by=request.user, **values), countries=countries, sectors=sectors, by=request.user)

    return form_page(
        request,
        ProjectForm(request.POST or None),
        act,
        title=_("Add a project"),
        back=reverse("programme:projects"),
        done=_("The project was added as an idea."),
        lead=_("It begins as an idea; screening, endorsement and all that follows are steps of their own."),
    )


@require_http_methods(["GET", "POST"])
def project_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what a project is."""
    project = project_or_404(request, reference)
    require(request.user, "programme.change_project", project)

    @transaction.atomic
    def act(values: dict[str, Any]) -> None:
        countries, sectors = values.pop("countries"), values.pop("sectors")
        set_shares(
            project=change_project(project=project, by=request.user, **values), countries=countries, sectors=sectors, by=request.user
        )

    return form_page(
        request,
        ProjectForm(request.POST or None, record=project),
        act,
        title=_("Change “%(title)s”") % {"title": project.title},
        back=project_address(project),
        done=_("The project was changed."),
    )


@require_http_methods(["GET", "POST"])
def project_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Bring a project to its next state."""
    project = project_or_404(request, reference)
    require(request.user, "programme.move_project", project)
    return form_page(
        request,
        MoveProjectForm(request.POST or None, record=project),
        lambda values: move_project(project=project, by=request.user, **values),
        title=_("Move “%(title)s” on") % {"title": project.title},
        back=project_address(project),
        done=_("The project was moved on."),
        lead=_("Now: %(state)s.") % {"state": project.get_state_display()},
    )


@require_http_methods(["GET", "POST"])
def milestone_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A milestone of a project."""
    project = project_or_404(request, reference)
    require(request.user, "programme.change_milestone", project)
    return form_page(
        request,
        MilestoneForm(request.POST or None),
        lambda values: add_milestone(of=project, by=request.user, **values),
        title=_("Add a milestone to “%(title)s”") % {"title": project.title},
        back=f"{project_address(project)}#milestones",
        done=_("The milestone was added."),
    )


@require_http_methods(["GET", "POST"])
def milestone_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A milestone: move it on, put its date off, or correct its words; each is a form of its own."""
    seen = Milestone.objects.visible_to(request.user).select_related("project__lead", "line__plan", "line__lead", "commitment__lead")
    milestone = get_object_or_404(seen, reference=reference)
    require(request.user, "programme.change_milestone", milestone)
    asked = request.POST.get("act", "")
    acts = {
        "move": (MoveMilestoneForm, move_milestone, _("The milestone was moved on.")),
        "slip": (SlipForm, slip_milestone, _("The date was moved; the history keeps what it was.")),
        "change": (ChangeMilestoneForm, change_milestone, _("The milestone was changed.")),
    }
    forms: dict[str, Any] = {
        name: form(request.POST if asked == name else None, record=milestone, prefix=name) for name, (form, _service, _done) in acts.items()
    }
    if asked in acts and forms[asked].is_valid():
        try:
            acts[asked][1](milestone=milestone, by=request.user, **forms[asked].values())  # type: ignore[operator]
        except ValidationError as error:
            add_errors(forms[asked], error)
        else:
            messages.success(request, acts[asked][2])
            return redirect(milestone_address(milestone))
    may_slip = milestone.state in STATES["milestone"].open
    context = {"milestone": milestone, "forms": forms, "back": milestone_address(milestone), "may_slip": may_slip}
    return render(request, "programme/milestone_form.html", context, status=422 if asked in acts else 200)


def project_address(project: Project) -> str:
    """The page of a project."""
    return reverse("programme:project", args=[project.reference])
