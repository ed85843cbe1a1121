"""Contacts between countries: for each pair the last one, the time since, and what is agreed next."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kopri.lang.countries import is_country
from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.models import Forum
from kopri.site.base.permissions import require
from kopri.site.programme.contact_calendar import pairs_of, told_of
from kopri.site.programme.forms.contacts import ContactForm
from kopri.site.programme.links import address
from kopri.site.programme.models import Contact
from kopri.site.programme.schemas.contacts import ContactOut
from kopri.site.programme.services.contacts import add_contact, change_contact, identify_contact
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.models import Statement

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def contacts_view(request: HttpRequest) -> HttpResponseBase:
    """The calendar: each pair of countries with its silence, then every contact, newest first."""
    asked = [code for code in request.GET.get("country", "").upper().split(",") if is_country(code)]
    rows = Contact.objects.visible_to(request.user).among(*asked)
    if wanted_format(request):
        return download(request, rows, ContactOut, "contacts")
    today, contacts = (
        forum_today(),
        list(rows.select_related("statement__document__source").defer("statement__document__text", "statement__document__segments")),
    )
    forum = Forum.objects.first() or Forum()
    pairs = pairs_of(contacts, today, forum.members if not asked else (), forum.home)
    context = {
        "title": ngettext("%(count)d contact between countries", "%(count)d contacts between countries", len(contacts))
        % {"count": len(contacts)},
        "told": told_of(contacts, today),
        "pairs": [pair for pair in pairs if set(asked) <= {pair.one, pair.other}] or pairs,
        "contacts": contacts,
        "asked": asked,
        "may_add": request.user.has_perm("programme.manage_editions"),
    }
    return render(request, "programme/contacts.html", context)


@require_safe
def contact_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One contact with the sentence it rests on."""
    rows = Contact.objects.visible_to(request.user)
    contact = get_object_or_404(rows, reference=reference)
    seen = Statement.objects.visible_to(request.user).select_related("document__source")
    context = {
        "contact": contact,
        "statement": seen.filter(pk=contact.statement_id).first() if contact.statement_id else None,
        "may_change": request.user.has_perm("programme.manage_editions", contact),
    }
    return render(request, "programme/contact.html", context)


@form_view
def contact_add_view(request: HttpRequest) -> HttpResponse:
    """A contact typed in by hand."""
    require(request.user, "programme.manage_editions")
    return form_page(
        request,
        ContactForm(request.POST or None),
        lambda values: add_contact(by=request.user, **values),
        title=_("Enter a contact"),
        back=reverse("programme:contacts"),
        done=_("The contact was entered."),
    )


@form_view
def contact_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Another date; held, postponed, cancelled."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), reference=reference)
    require(request.user, "programme.manage_editions", contact)
    return form_page(
        request,
        ContactForm(request.POST or None, record=contact),
        lambda values: change_contact(contact=contact, by=request.user, **values),
        title=_("Change the contact"),
        back=address(contact),
        done=_("The contact was changed."),
    )


@require_POST
def contact_of_statement_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Put an event of the record into the calendar, in one action."""
    statement: Any = get_object_or_404(Statement.objects.visible_to(request.user).select_related("document"), reference=reference)
    try:
        made = identify_contact(statement=statement, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("record:statement", reference)
    messages.success(request, _("The event stands in the calendar of contacts."))
    return redirect(address(made))
