"""What people do with a commitment: make it, change it, date it, name its lead, move it on, join a duplicate, add evidence."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kopri.site.base.permissions import require
from kopri.site.base.templatetags.kopri import country_names
from kopri.site.programme.forms import commitments as forms
from kopri.site.programme.links import address
from kopri.site.programme.models import Commitment, Evidence, Paragraph
from kopri.site.programme.services.commitments import (
    add_commitment,
    assign_lead,
    change_commitment,
    date_commitment,
    identify_commitment,
    identify_from_paragraph,
    move_commitment,
)
from kopri.site.programme.services.evidence import add_evidence
from kopri.site.programme.services.merging import merge_commitments
from kopri.site.programme.transitions import TABLES
from kopri.site.programme.views.commitments import commitment_or_404
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.models import Statement

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def commitment_add_view(request: HttpRequest) -> HttpResponse:
    """A commitment typed in by hand."""
    require(request.user, "programme.manage_commitments")
    return form_page(
        request,
        forms.NewCommitmentForm(request.POST or None),
        lambda values: add_commitment(by=request.user, **values),
        title=_("Enter a commitment"),
        lead=_("Better make it of the sentence it stands in: open the statement, and one button does it. What is typed in here says so."),
        back=reverse("programme:commitments"),
        done=_("The commitment was entered."),
    )


@require_POST
def commitment_of_statement_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a commitment of a statement, in one action."""
    statement = get_object_or_404(Statement.objects.visible_to(request.user).select_related("document"), reference=reference)
    try:
        made = identify_commitment(statement=statement, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("record:statement", reference)
    messages.success(request, _("The sentence became a commitment. Name who answers for it, and see whether its date was agreed."))
    return redirect(address(made))


@require_POST
def commitment_of_paragraph_view(request: HttpRequest, paragraph: int) -> HttpResponse:
    """Make a commitment of a paragraph, in one action."""
    found = get_object_or_404(Paragraph.objects.visible_to(request.user).select_related("text__edition__body"), pk=paragraph)
    try:
        made = identify_from_paragraph(paragraph=found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{address(found.text)}#p-{found.number}")
    messages.success(request, _("The paragraph became a commitment. Name who answers for it and when it is due."))
    return redirect(address(made))


@form_view
def commitment_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Title, members, sectors, edition."""
    commitment = theirs(request, reference, "programme.manage_commitments")
    form = forms.CommitmentForm(request.POST or None, record=commitment)
    return page_of(request, commitment, form, change_commitment, title=_("Change the commitment"), done=_("The commitment was changed."))


@form_view
def commitment_lead_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Who answers for it."""
    commitment = theirs(request, reference, "programme.manage_commitments")
    form = forms.LeadForm(request.POST or None, initial={"lead": commitment.lead})
    return page_of(request, commitment, form, assign_lead, title=_("Who answers for it?"), done=_("The lead body was named."))


@form_view
def commitment_due_view(request: HttpRequest, reference: str) -> HttpResponse:
    """When it is due."""
    commitment = theirs(request, reference, "programme.manage_commitments")
    form = forms.DueForm(request.POST or None, initial={"due": commitment.due, "basis": commitment.due_basis or "agreed"})
    return page_of(request, commitment, form, date_commitment, title=_("When is it due?"), done=_("The date was set."))


@form_view
def commitment_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Bring it to another state; what the step needs is asked for, and only that."""
    commitment = theirs(request, reference, "programme.move_commitment")
    state = str(request.POST.get("state") or request.GET.get("state") or "")
    needs = next((row.needs for row in TABLES["commitment"] if (row.source, row.target) == (commitment.state, state)), ())
    form = forms.CommitmentStepForm(request.POST or None, initial={"state": state}, commitment=commitment, asks=needs)
    known = dict(Commitment.State.choices)
    title = _("Mark it as “%(state)s”") % {"state": known[state]} if state in known else _("Move it on")
    return page_of(request, commitment, form, move_commitment, title=title, done=_("The commitment was moved on."))


@form_view
def commitment_merge_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Join a duplicate with it."""
    kept = theirs(request, reference, "programme.manage_commitments")
    form = forms.MergeForm(request.POST or None, commitment=kept)
    return form_page(
        request,
        form,
        lambda values: merge_commitments(kept=kept, by=request.user, **values),
        title=_("Join a duplicate"),
        lead=str(kept.title),
        back=address(kept),
        done=_("The two were joined."),
    )


@form_view
def commitment_evidence_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Add something that shows how far it has come."""
    commitment = theirs(request, reference, "programme.add_evidence")
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)
    return page_of(request, commitment, form, add_evidence, title=_("Add evidence"), done=_("The evidence was added."))


def theirs(request: HttpRequest, reference: str, permission: str) -> Commitment:
    """A commitment with which the reader may do something.

    Raises:
        PermissionDenied: if they see it and may not.
    """
    commitment = commitment_or_404(request, reference)
    require(request.user, permission, commitment)
    return commitment


def page_of(request: HttpRequest, commitment: Commitment, form: Any, service: Any, *, title: str, done: str) -> HttpResponse:
    """A form's page of a commitment; `service` gets what was filled in."""
    bound = {"title": commitment.title, "members": country_names(commitment.members) or _("no member named")}
    return form_page(
        request,
        form,
        lambda values: service(commitment=commitment, by=request.user, **values),
        title=title,
        lead=_("%(title)s (%(members)s)") % bound,
        back=address(commitment),
        done=done,
    )


@require_safe
def evidence_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The file of a piece of evidence, to be kept and never run."""
    found = get_object_or_404(Evidence.objects.visible_to(request.user).exclude(file=""), reference=reference)
    response = FileResponse(found.file.open(), as_attachment=True, content_type="application/octet-stream", filename=file_name(found))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def file_name(found: Any) -> str:
    """A safe name to save it under: its number and kind."""
    _stem, dot, ending = str(found.file.name).rpartition(".")
    return f"{found.reference}.{ending}" if dot and ending.isalnum() else str(found.reference)
