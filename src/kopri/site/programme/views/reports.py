"""The report as its body writes it: by link or with an account. Pages by link are in the body's language.

The token of a link comes by POST alone, from behind the # of the address, and is never shown again. The browser then holds the number
of the link in its session; every request asks anew whether the link is still good.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from kopri.site.base.permissions import require
from kopri.site.programme.forms.reports import EnterForm, GeneralForm, LineForm, PassOnForm
from kopri.site.programme.link_holder import LinkHolder
from kopri.site.programme.models import Report, ReportLink
from kopri.site.programme.report_page import last_told, lines_of
from kopri.site.programme.services.report_links import enter_by, pass_on_link
from kopri.site.programme.services.reports import WRITABLE, save_draft, submit_report
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.views.sources import add_errors

SESSION: Final = "report_link"
BY_LINK: Final = {
    "here": "report_write",
    "done": "report_receipt",
    "pass_on": "report_pass_on",
    "table": "report_table",
    "take_in": "report_table_take_in",
}
BY_ACCOUNT: Final = {"here": "report_write_own", "done": "report", "table": "report_table_own", "take_in": "report_table_take_in_own"}
HolderView = Callable[[HttpRequest, LinkHolder], HttpResponse]


def by_link(view: HolderView) -> Callable[[HttpRequest], HttpResponse]:
    """A page for the holder of a link, in the language of the body unless another was chosen; without a good link, the way in."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        links = ReportLink.objects.open().select_related("report__body")
        link = links.filter(pk=request.session.get(SESSION) or 0).first()
        if link is None:
            why = _("The link by which you came has ended, or you have not opened it in this browser yet.")
            return enter_page(request, why, status=410)
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        language = translation.get_language() if chosen else link.report.language or translation.get_language()
        with translation.override(language):
            response = view(request, LinkHolder(link))
        response["Content-Language"] = language or settings.LANGUAGE_CODE
        return response

    return never_cache(page)


def enter_page(request: HttpRequest, why: str = "", status: int = 200) -> HttpResponse:
    """The way in. What was typed is not given back: it is a secret."""
    return render(request, "programme/report_enter.html", {"form": EnterForm(), "why": why}, status=status)


@sensitive_post_parameters("token")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_view(request: HttpRequest) -> HttpResponse:
    """Open a link: its token comes from behind the # of the letter's address, by POST."""
    if request.method != "POST":
        return enter_page(request)
    form = EnterForm(request.POST)
    if not form.is_valid():
        return enter_page(request, _("Paste the address of the letter."), status=422)
    try:
        holder = enter_by(form.cleaned_data["token"])
    except ValidationError as error:
        return enter_page(request, " ".join(error.messages), status=410)
    request.session.cycle_key()
    request.session[SESSION] = holder.link.pk
    return redirect("programme:report_write")


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def write_by_link_view(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """Write the report of the link."""
    places = {name: reverse(f"programme:{address}") for name, address in BY_LINK.items()}
    return write_page(request, holder.link.report, holder, places)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a report with an account."""
    report = theirs(request, reference)
    places = {name: reverse(f"programme:{address}", args=[reference]) for name, address in BY_ACCOUNT.items()}
    return write_page(request, report, request.user, places)


def theirs(request: HttpRequest, reference: str) -> Report:
    """A report the reader may write with their account.

    Raises:
        Http404: if they do not see it.
        PermissionDenied: if they may not write it.
    """
    report = get_object_or_404(Report.objects.visible_to(request.user).select_related("body"), reference=reference)
    require(request.user, "programme.write_report", report)
    return report


def write_page(request: HttpRequest, report: Report, by: Any, places: dict[str, str]) -> HttpResponse:
    """The form of a report: kept as a draft, or sent. What was sent is shown as its receipt.

    Args:
        request: GET shows the form, POST keeps or sends.
        report: the report.
        by: who writes.
        places: the addresses of the form and of what is beside it, as in `BY_LINK`.
    """
    if report.state not in WRITABLE:
        return redirect(places["done"])
    data = request.POST if request.method == "POST" else None
    general = GeneralForm(data, initial={"text": report.text})
    forms = {f"line-{line.pk}": LineForm(data, line=line) for line in lines_of(report)}
    if data is not None and all([general.is_valid(), *(form.is_valid() for form in forms.values())]):
        try:
            words = {form.line.pk: form.values() for form in forms.values()}
            save_draft(report=report, text=general.cleaned_data["text"], lines=words, by=by)
            if "send" in data:
                submit_report(report=report, by=by)
        except ValidationError as error:
            show_errors(general, forms, error)
        else:
            messages.success(request, _("Your report was sent.") if "send" in data else _("The draft was kept. Nothing was sent yet."))
            return redirect(places["done" if "send" in data else "here"])
    context = {
        "report": report,
        "general": general,
        "rows": told_rows(report, forms),
        "places": places,
        "wrong": data is not None,
    }
    return render(request, "programme/report_write.html", context, status=422 if data is not None else 200)


def told_rows(report: Report, forms: dict[str, LineForm]) -> list[tuple[LineForm, Any]]:
    """Each form beside what the last report said of the same thing."""
    last = last_told(report)
    return [(form, last.get((form.line.commitment_id, form.line.milestone_id))) for form in forms.values()]


def show_errors(general: GeneralForm, forms: dict[str, LineForm], error: ValidationError) -> None:
    """What a service found wrong, in the line it is about."""
    for key, found in error.message_dict.items():
        if key in forms:
            add_errors(forms[key], ValidationError(found))
        else:
            add_errors(general, ValidationError({key: found}))


@require_safe
@by_link
def receipt_view(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """What was sent, with the number of its receipt, to print."""
    report = holder.link.report
    if report.state in WRITABLE:
        return redirect("programme:report_write")
    return render(request, "programme/report_receipt.html", {"report": report, "lines": lines_of(report)})


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def pass_on_view(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """Send a colleague a link of their own."""
    return form_page(
        request,
        PassOnForm(request.POST or None),
        lambda values: pass_on_link(report=holder.link.report, by=holder, **values),
        title=_("Pass the report on"),
        lead=_("Your colleague gets a link of their own to the same draft; yours stays good. Both end on the same day."),
        button=_("Send the link"),
        back=reverse("programme:report_write"),
        done=_("The letter to your colleague is on its way."),
    )
