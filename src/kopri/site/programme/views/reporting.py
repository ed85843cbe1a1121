"""The desk for reports: who was asked, who has sent, what is returned, verified and published."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.permissions import require
from kopri.site.programme.forms.reports import PeriodForm, ReturnForm, SendLinkForm
from kopri.site.programme.models import Report, ReportLink
from kopri.site.programme.report_page import is_late, lines_seen, tiles
from kopri.site.programme.schemas.reports import ReportOut
from kopri.site.programme.services.report_links import revoke_link, send_link
from kopri.site.programme.services.reports import WRITABLE, open_reports, publish_report, return_report, verify_report
from kopri.site.programme.steps import steps_for
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.downloads import download, wanted_format

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def reporting_view(request: HttpRequest) -> HttpResponseBase:
    """All reports somebody sees: overdue ones first."""
    today = forum_today()
    rows = list(Report.objects.visible_to(request.user).pressing_first(today).select_related("body"))
    wanted = request.GET.get("state", "")
    shown = [row for row in rows if not wanted or row.state == wanted or (wanted == "overdue" and is_late(row, today))]
    if wanted_format(request):
        return download(request, shown, ReportOut, "reports")
    late = sum(1 for row in rows if is_late(row, today))
    context = {
        "title": ngettext("%(count)d report, %(late)d overdue", "%(count)d reports, %(late)d overdue", len(rows))
        % {"count": len(rows), "late": late},
        "tiles": tiles(rows, today),
        "shown": shown,
        "narrowed": bool(wanted),
        "today": today,
        "may_check": request.user.has_perm("programme.check_report"),
    }
    return render(request, "programme/reporting.html", context)


@require_safe
def report_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A report: what it says, what may follow, and the links to it."""
    report = report_or_404(request, reference)
    may_check = request.user.has_perm("programme.check_report", report)
    links = list(ReportLink.objects.visible_to(request.user).filter(report=report)) if may_check else []
    steps = [step for step in steps_for("report", report, request.user, {}) if step.state != Report.State.SUBMITTED]
    context = {
        "report": report,
        "lines": lines_seen(report, request.user),
        "steps": steps if may_check else [],
        "may_check": may_check,
        "may_write": report.state in WRITABLE and request.user.has_perm("programme.write_report", report),
        "may_link": may_check and report.state in WRITABLE,
        "may_see_all": may_check or request.user.has_perm("programme.write_report", report),
        "links": links,
        "open_links": {link.pk for link in links if link.revoked_at is None and link.expires > timezone.now()},
    }
    return render(request, "programme/reporting_report.html", context)


@form_view
def open_view(request: HttpRequest) -> HttpResponse:
    """Ask the bodies for their reports on a period."""
    require(request.user, "programme.check_report")
    return form_page(
        request,
        PeriodForm(request.POST or None),
        lambda values: open_reports(by=request.user, **values),
        title=_("Ask for reports"),
        lead=_("Every body that leads an open commitment or milestone is asked for one report. Then send each its link."),
        button=_("Ask for them"),
        back=reverse("programme:reporting"),
        done=_("The reports are open. Send each body its link, unless it has an account."),
    )


@form_view
def report_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Return, verify or publish a report."""
    report = report_or_404(request, reference)
    require(request.user, "programme.check_report", report)
    here = reverse("programme:report", args=[reference])
    wanted = request.POST.get("state") or request.GET.get("state", "")
    if wanted == Report.State.RETURNED:
        return return_page(request, report, here)
    act: Any = {Report.State.VERIFIED: verify_report, Report.State.PUBLISHED: publish_report}.get(wanted)  # type: ignore[call-overload]
    if request.method != "POST" or act is None:
        return redirect(here)
    try:
        act(report=report, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("The report is verified: what it says now stands in the register.")
            if act is verify_report
            else _("The report is published."),
        )
    return redirect(here)


def return_page(request: HttpRequest, report: Report, here: str) -> HttpResponse:
    """The reason for which a report is given back."""
    return form_page(
        request,
        ReturnForm(request.POST if "reason" in request.POST else None),
        lambda values: return_report(report=report, by=request.user, **values),
        title=_("Return the report of %(body)s") % {"body": report.body},
        lead=_("The body reads this above its form and can send the report again."),
        button=_("Return it"),
        back=here,
        done=_("The report was returned."),
    )


@form_view
def link_send_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the link to a report."""
    report = report_or_404(request, reference)
    require(request.user, "programme.check_report", report)
    return form_page(
        request,
        SendLinkForm(request.POST or None, initial={"language": report.language, "email": address_of(report)}),
        lambda values: send_link(report=report, by=request.user, **values),
        title=_("Send %(body)s its link") % {"body": report.body},
        lead=_("Whoever has the link can write this one report, until the link ends or is revoked. It needs no account."),
        button=_("Send the link"),
        back=reverse("programme:report", args=[reference]),
        done=_("The letter is on its way."),
    )


def address_of(report: Report) -> str:
    """Where the last link of this body went, else the office's own address."""
    last = ReportLink.objects.filter(report__body=report.body_id, passed_on_from=None).values_list("sent_to", flat=True).first()
    return last or (report.body.contact if "@" in report.body.contact else "")


@require_POST
def link_revoke_view(request: HttpRequest, number: int) -> HttpResponse:
    """Make a link void."""
    link = get_object_or_404(ReportLink.objects.visible_to(request.user).select_related("report"), pk=number)
    try:
        revoke_link(link=link, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The link is revoked; it opens nothing now."))
    return redirect("programme:report", link.report.reference)


def report_or_404(request: HttpRequest, reference: str) -> Report:
    """The report, if the reader sees it."""
    return get_object_or_404(Report.objects.visible_to(request.user).select_related("body", "submitted_by"), reference=reference)
