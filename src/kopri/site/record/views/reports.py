"""Reports of errors in facts: anybody writes, the desk answers, the writer sees the answer under the report's address."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.permissions import require
from kopri.site.record.forms.reports import AnswerForm, ErrorReportForm
from kopri.site.record.limits import may_report
from kopri.site.record.models import ErrorReport, Statement
from kopri.site.record.services.error_reports import answer_error_report
from kopri.site.record.services.error_reports import report_error as send_report
from kopri.site.record.views.sources import add_errors

ON_A_PAGE: Final = 30


@never_cache
@require_http_methods(["GET", "POST"])
def report_error_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a fact is wrong; no account is needed."""
    statement = get_object_or_404(Statement.objects.visible_to(request.user).live().with_source(), reference=reference)
    form = ErrorReportForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if may_report(request, reference):
                try:
                    report = send_report(
                        statement=statement, text=form.cleaned_data["text"], email=form.cleaned_data["email"], by=request.user
                    )
                except ValidationError as error:
                    add_errors(form, error)
                else:
                    return redirect("record:error_report", report.reference)
            else:
                form.add_error(
                    None,
                    _("Several reports came from your address already. Wait an hour, then send this again; what you typed stays here."),
                )
                status = 429
    return render(request, "record/report_error.html", {"statement": statement, "form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def error_report_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A report, its state and its answer, for who has the address; the desk answers here."""
    report = get_object_or_404(ErrorReport.objects.select_related("answered_by"), reference=reference)
    statement = Statement.objects.visible_to(request.user).filter(pk=report.statement_id).with_source().first()
    staff = is_staff_of_record(request.user)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "record.answer_error_report", report)
        if form.is_valid():
            try:
                answer_error_report(report=report, answer=form.cleaned_data["answer"], by=request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, _("The report was answered."))
                return redirect("record:error_report", reference)
    return render(
        request,
        "record/error_report.html",
        {"report": report, "statement": statement, "form": form, "staff": staff},
        status=422 if form.errors else 200,
    )


@require_safe
def error_reports_view(request: HttpRequest) -> HttpResponse:
    """The desk's list of reports, unanswered ones first."""
    require(request.user, "record.answer_error_report")
    rows = ErrorReport.objects.visible_to(request.user)
    waiting = rows.unanswered().count()
    state = "answered" if request.GET.get("state") == "answered" else "open"
    listed = rows.filter(state=state).select_related("statement__document__source", "answered_by").prefetch_related("statement__parties")
    page = Paginator(listed.defer("statement__document__text").order_by("id" if state == "open" else "-id"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    title = ngettext("%(count)d report waits for an answer", "%(count)d reports wait for an answer", waiting) % {"count": waiting}
    return render(
        request,
        "record/error_reports.html",
        {"page": page, "state": state, "waiting": waiting, "title": title if waiting else _("No report waits for an answer")},
    )
