"""What the desk does with an edition: prepare it, propose its agenda, hold it, write down who came and what was decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kopri.site.base.permissions import require
from kopri.site.programme.forms import editions as forms
from kopri.site.programme.forms.commitments import StepForm
from kopri.site.programme.links import address
from kopri.site.programme.models import AgendaItem, Decision, Edition, MinutesAgreement, Session
from kopri.site.programme.services import editions as services
from kopri.site.programme.services.decisions import add_decision, move_decision
from kopri.site.programme.services.minutes import answer_minutes, ask_for_agreement
from kopri.site.programme.transitions import TABLES
from kopri.site.programme.views.editions import edition_or_404
from kopri.site.programme.views.form_page import form_page

form_view = require_http_methods(["GET", "HEAD", "POST"])


def theirs(request: HttpRequest, reference: str, permission: str = "programme.manage_editions") -> Edition:
    """An edition with which the reader may do something.

    Raises:
        PermissionDenied: if they see it and may not.
    """
    edition = edition_or_404(request, reference)
    require(request.user, permission, edition)
    return edition


def act(request: HttpRequest, target: Any, service: Callable[[], Any], said: str) -> HttpResponse:
    """Do what one button does, and say so or say what is wrong."""
    try:
        service()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect(address(target))


@form_view
def edition_add_view(request: HttpRequest) -> HttpResponse:
    """A new edition."""
    require(request.user, "programme.manage_editions")
    return form_page(
        request,
        forms.NewEditionForm(request.POST or None),
        lambda values: services.add_edition(by=request.user, **values),
        title=_("Enter an edition"),
        back=reverse("programme:editions"),
        done=_("The edition was entered."),
    )


@form_view
def edition_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Host, days, level, mode, theme."""
    edition = theirs(request, reference)
    return form_page(
        request,
        forms.EditionForm(request.POST or None, record=edition),
        lambda values: services.change_edition(edition=edition, by=request.user, **values),
        title=_("Change the edition"),
        back=address(edition),
        done=_("The edition was changed."),
    )


def needs_of(kind: str, record: Any, state: str) -> tuple[str, ...]:
    """What a step needs."""
    return next((row.needs for row in TABLES[kind] if (row.source, row.target) == (record.state, state)), ())


@form_view
def edition_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Call it, hold it, postpone it."""
    edition = theirs(request, reference, "programme.decide")
    state = str(request.POST.get("state") or request.GET.get("state") or "")
    needs = [need for need in needs_of("edition", edition, state) if not (need == "dates" and edition.start)]
    return form_page(
        request,
        forms.EditionStepForm(request.POST or None, initial={"state": state}, asks=needs),
        lambda values: services.move_edition(edition=edition, by=request.user, **values),
        title=_("Move the edition on"),
        back=address(edition),
        done=_("The edition was moved on."),
    )


@require_POST
def agenda_propose_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Propose a point for every unfinished commitment, overdue ones first."""
    edition = theirs(request, reference)
    try:
        made = services.propose_agenda(edition=edition, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(address(edition))
    said = ngettext("%(count)d point was proposed.", "%(count)d points were proposed.", len(made)) % {"count": len(made)}
    messages.success(request, said if made else _("Every unfinished commitment is on the agenda already."))
    return redirect(f"{address(edition)}#proposed")


@form_view
def agenda_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A point that comes from no commitment."""
    edition = theirs(request, reference)
    return form_page(
        request,
        forms.AgendaForm(request.POST or None, edition=edition),
        lambda values: services.add_agenda_item(edition=edition, by=request.user, **values),
        title=_("Add a point to the agenda"),
        back=address(edition),
        done=_("The point was added."),
    )


@require_POST
def agenda_decide_view(request: HttpRequest, number: int) -> HttpResponse:
    """Put a proposed point on the agenda, or drop it."""
    item = get_object_or_404(AgendaItem.objects.visible_to(request.user).select_related("edition"), pk=number)
    state = request.POST.get("state", "")
    return act(
        request,
        item.edition,
        lambda: services.decide_agenda_item(item=item, state=state, by=request.user),
        _("The point is on the agenda.") if state == AgendaItem.State.ADOPTED else _("The point was taken off."),
    )


@form_view
def session_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A sitting, side event or bilateral talks."""
    edition = theirs(request, reference)
    return form_page(
        request,
        forms.SessionForm(request.POST or None),
        lambda values: services.add_session(edition=edition, by=request.user, **values),
        title=_("Add a session"),
        back=address(edition),
        done=_("The session was added."),
    )


@form_view
def delegation_set_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Who represents a country; a second time changes it."""
    edition = theirs(request, reference)
    return form_page(
        request,
        forms.DelegationForm(request.POST or None),
        lambda values: services.set_delegation(edition=edition, by=request.user, **values),
        title=_("Write down a delegation"),
        back=address(edition),
        done=_("The delegation was written down."),
    )


@form_view
def paper_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A paper put before it."""
    edition = theirs(request, reference)
    return form_page(
        request,
        forms.PaperForm(request.POST or None, edition=edition),
        lambda values: services.add_paper(edition=edition, by=request.user, **values),
        title=_("Add a paper"),
        back=address(edition),
        done=_("The paper was added."),
    )


@form_view
def decision_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what was decided."""
    edition = theirs(request, reference, "programme.decide")
    return form_page(
        request,
        forms.DecisionForm(request.POST or None, edition=edition),
        lambda values: add_decision(edition=edition, by=request.user, **values),
        title=_("Write down a decision"),
        back=address(edition),
        done=_("The decision was written down."),
    )


@form_view
def decision_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Adopt a decision, or withdraw it."""
    decision = get_object_or_404(Decision.objects.visible_to(request.user).select_related("edition", "session"), reference=reference)
    require(request.user, "programme.decide", decision)
    state = str(request.POST.get("state") or request.GET.get("state") or "")
    return form_page(
        request,
        StepForm(request.POST or None, initial={"state": state}, asks=needs_of("decision", decision, state)),
        lambda values: move_decision(decision=decision, by=request.user, **values),
        title=_("Move the decision on"),
        lead=str(decision.text),
        back=address(decision),
        done=_("The decision was moved on."),
    )


def session_or_404(request: HttpRequest, reference: str, permission: str) -> Session:
    """A session with which the reader may do something.

    Raises:
        PermissionDenied: if they see it and may not.
    """
    session = get_object_or_404(Session.objects.visible_to(request.user), reference=reference)
    require(request.user, permission, session)
    return session


@form_view
def session_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Name, time, place."""
    session = session_or_404(request, reference, "programme.manage_editions")
    return form_page(
        request,
        forms.SessionForm(request.POST or None, record=session),
        lambda values: services.change_session(session=session, by=request.user, **values),
        title=_("Change the session"),
        back=address(session),
        done=_("The session was changed."),
    )


@form_view
def session_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Held, cancelled, minutes agreed."""
    session = session_or_404(request, reference, "programme.manage_editions")
    state = str(request.POST.get("state") or request.GET.get("state") or "")
    needs = [need for need in needs_of("session", session, state) if not (need == "minutes" and session.minutes)]
    return form_page(
        request,
        forms.SessionStepForm(request.POST or None, initial={"state": state}, asks=needs),
        lambda values: services.move_session(session=session, by=request.user, **values),
        title=_("Move the session on"),
        back=address(session),
        done=_("The session was moved on."),
    )


@form_view
def minutes_ask_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Put minutes before the members."""
    session = session_or_404(request, reference, "programme.manage_editions")
    members = session.countries or (session.edition or session).body.members  # type: ignore[union-attr]
    return form_page(
        request,
        forms.MinutesForm(request.POST or None, initial={"minutes": session.minutes, "countries": members}),
        lambda values: ask_for_agreement(session=session, by=request.user, **values),
        title=_("Put the minutes before the members"),
        lead=_("Words already given on other minutes are void."),
        back=address(session),
        done=_("The members are asked."),
    )


@form_view
def minutes_answer_view(request: HttpRequest, number: int) -> HttpResponse:
    """Write down a member's word on the minutes."""
    rows = MinutesAgreement.objects.filter(session__in=Session.objects.visible_to(request.user)).select_related("session")
    agreement = get_object_or_404(rows, pk=number)
    require(request.user, "programme.decide", agreement.session)
    return form_page(
        request,
        forms.AnswerForm(request.POST or None),
        lambda values: answer_minutes(agreement=agreement, by=request.user, **values),
        title=_("A member’s word on the minutes"),
        back=address(agreement.session),
        done=_("The word was written down."),
    )
