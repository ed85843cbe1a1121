"""Error reports: anybody may send one, the desk answers, the writer is told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.site.record.factories import ErrorReportFactory, FigureFactory

from kopri.site.base.models import JournalEntry
from kopri.site.record.models import ErrorReport
from kopri.site.record.services.error_reports import answer_error_report, report_error

pytestmark = pytest.mark.django_db


def test_report_error_allowed(visitor):
    report = report_error(statement=FigureFactory.create(), text="Customs say 4.1.", email="reader@example.org", by=visitor)
    assert (report.state, report.email) == ("open", "reader@example.org")


def test_report_error_refused(visitor):
    hidden = FigureFactory.create(document__visibility="desk")
    with pytest.raises(PermissionDenied):
        report_error(statement=hidden, text="I should not know this.", by=visitor)
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(("text", "email"), [("", ""), ("x" * 4001, ""), ("Wrong.", "no address")])
def test_report_error_invalid(visitor, text, email):
    with pytest.raises(ValidationError):
        report_error(statement=FigureFactory.create(), text=text, email=email, by=visitor)
    assert not ErrorReport.objects.exists()


def test_report_error_logged(visitor, journal):
    report_error(statement=FigureFactory.create(), text="Customs say 4.1.", email="reader@example.org", by=visitor)
    assert journal() == [("error_report.sent", None)]
    assert "reader@example.org" not in str(JournalEntry.objects.values())


def test_answer_error_report_allowed(editor, mailoutbox, django_capture_on_commit_callbacks):
    report = ErrorReportFactory.create()
    with django_capture_on_commit_callbacks(execute=True):
        answer_error_report(report=report, answer="You are right.", by=editor)
    report.refresh_from_db()
    assert (report.state, report.answer) == ("answered", "You are right.")
    assert mailoutbox[0].to == ["reader@example.org"]


def test_answer_error_report_refused(company):
    with pytest.raises(PermissionDenied):
        answer_error_report(report=ErrorReportFactory.create(), answer="No.", by=company)


def test_answer_error_report_invalid(editor):
    report = ErrorReportFactory.create()
    with pytest.raises(ValidationError):
        answer_error_report(report=report, answer=" ", by=editor)
    answer_error_report(report=report, answer="You are right.", by=editor)
    with pytest.raises(ValidationError, match="already"):
        answer_error_report(report=report, answer="Again.", by=editor)


def test_answer_error_report_logged(editor, journal):
    answer_error_report(report=ErrorReportFactory.create(), answer="You are right.", by=editor)
    assert journal() == [("error_report.answered", editor.pk)]
