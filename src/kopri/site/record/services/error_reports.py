"""Services on error reports: anybody may say that a fact is wrong, the desk answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.record.models import ErrorReport, Statement

LONGEST = 4000


@transaction.atomic
def report_error(*, statement: Statement, text: str, by: Any, email: str = "") -> ErrorReport:
    """Say that a fact is wrong. Nobody needs to sign in; an address is used for the answer only.

    Raises:
        PermissionDenied: if `by` may not see the statement.
        ValidationError: if the text is empty or too long, or the address malformed.
    """
    require(by, "record.report_error", statement)
    if not text.strip():
        raise ValidationError({"text": _("Say what is wrong, and if you can where the right figure stands.")})
    if len(text) > LONGEST:
        length = {"long": len(text), "limit": LONGEST}
        raise ValidationError({"text": _("The report has %(long)d characters; the limit is %(limit)d.") % length})
    report = ErrorReport(statement=statement, text=text.strip(), email=email)
    report.full_clean()
    report.save()
    write_journal("error_report.sent", report, by=by if getattr(by, "pk", None) else None, statement=statement.pk)
    return report


@transaction.atomic
def answer_error_report(*, report: ErrorReport, answer: str, by: Any) -> ErrorReport:
    """Answer a report; who left an address is told.

    Raises:
        PermissionDenied: if `by` may not answer reports.
        ValidationError: if the answer is empty or one was given already.
    """
    require(by, "record.answer_error_report", report)
    if report.state == ErrorReport.State.ANSWERED:
        raise ValidationError({"answer": _("This report was answered already.")})
    if not answer.strip():
        raise ValidationError({"answer": _("The answer is empty.")})
    report.state, report.answer = ErrorReport.State.ANSWERED, answer.strip()
    report.answered_by, report.answered_at = by, timezone.now()
    report.save()
    write_journal("error_report.answered", report, by=by, statement=report.statement_id)
    if report.email:
        transaction.on_commit(lambda: tell_answer(report))
    return report


def tell_answer(report: ErrorReport) -> None:
    """The answer by mail."""
    send_mail(
        _("Your report on a fact in the register"),
        _("You wrote:\n\n%(text)s\n\nThe answer:\n\n%(answer)s\n") % {"text": report.text, "answer": report.answer},
        None,
        [report.email],
        fail_silently=True,
    )
