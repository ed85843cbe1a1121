"""The form of a report as a table: downloaded, filled in, given back as a draft."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kopri.site.programme.exports import report_matrix
from kopri.site.programme.forms.reports import TableForm
from kopri.site.programme.link_holder import LinkHolder
from kopri.site.programme.models import Report
from kopri.site.programme.services.reports import take_in_table
from kopri.site.programme.views.form_page import form_page
from kopri.site.programme.views.reports import by_link, theirs

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@by_link
def table_by_link_view(_request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """The table, for the holder of a link."""
    return workbook(holder.link.report)


@never_cache
@require_safe
def table_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The table, for somebody with an account."""
    return workbook(theirs(request, reference))


def workbook(report: Report) -> HttpResponse:
    """The workbook as a file."""
    response = HttpResponse(report_matrix.write(report), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="report-{report.period}-{report.reference}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def take_in_by_link_view(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """Give the table back by link."""
    return take_in_page(request, holder.link.report, holder, reverse("programme:report_write"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_in_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the table back with an account."""
    return take_in_page(request, theirs(request, reference), request.user, reverse("programme:report_write_own", args=[reference]))


def take_in_page(request: HttpRequest, report: Report, by: Any, back: str) -> HttpResponse:
    """The form for the file; what was in it is looked over in the report's form."""
    return form_page(
        request,
        TableForm(request.POST or None, request.FILES or None),
        lambda values: take_in_table(report=report, by=by, **values),
        title=_("Give the filled table back"),
        lead=_("What stands in it becomes the draft of your report. Look it over, then send it."),
        button=_("Take it in"),
        back=back,
        done=_("The table was taken in as a draft. Nothing was sent yet: look it over and send it."),
    )
