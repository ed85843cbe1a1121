"""A report's table goes out and comes back: a draft until it is sent; every fault is named by sheet, row and column."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from kopri.site.base.models import JournalEntry
from kopri.site.programme.exports import report_matrix
from kopri.site.programme.services.reports import take_in_table
from tests.site.conftest import signed_in
from tests.site.programme.factories import ReportFactory, ReportLineFactory, ReportLinkFactory

pytestmark = pytest.mark.django_db


def filled(report, cells, *, language="en", form=None):
    """The table of a report with some cells filled in; `form` stands in the place of its signed number."""
    with translation.override(language):
        book = load_workbook(BytesIO(report_matrix.write(report)))
    for at, value in cells.items():
        book.worksheets[0][at] = value
    if form is not None:
        book["kopri"]["A1"] = form
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def faults(report, content, by):
    """What is said of a table that is refused."""
    with pytest.raises(ValidationError) as refused:
        take_in_table(report=report, content=content, by=by)
    report.refresh_from_db()
    assert (report.draft_saved_at, JournalEntry.objects.count()) == (None, 0)
    return refused.value.message_dict["file"]


def test_take_in_table_allowed_becomes_a_draft(officer):
    line = ReportLineFactory.create()
    cells = {"B3": "All well", "E6": "Fulfilled", "F6": "=1+1", "G6": "2026-08", "H6": "https://example.org/a"}
    take_in_table(report=line.report, content=filled(line.report, cells), by=officer)
    line.refresh_from_db()
    assert (line.state, line.actual, line.evidence_url) == ("fulfilled", "2026-08", "https://example.org/a")
    assert (line.report.text, line.report.state) == ("All well", "due")


def test_take_in_table_allowed_gives_back_what_went_out(officer):
    line = ReportLineFactory.create(state="in_progress", text="=cmd()", report__text="입찰")
    take_in_table(report=line.report, content=filled(line.report, {}, language="ko"), by=officer)
    line.refresh_from_db()
    assert (line.state, line.text, line.report.text) == ("in_progress", "=cmd()", "입찰")


def test_take_in_table_refused(stranger):
    line = ReportLineFactory.create()
    with pytest.raises(PermissionDenied):
        take_in_table(report=line.report, content=filled(line.report, {"F6": "x"}), by=stranger)


def test_take_in_table_invalid_with_a_form_that_was_changed_or_is_another_reports(officer):
    line = ReportLineFactory.create()
    assert "Sheet “kopri”, row 1, column A" in faults(line.report, filled(line.report, {}, form="made:up"), officer)[0]
    (fault,) = faults(line.report, filled(ReportFactory.create(), {}), officer)
    assert "another report" in fault
    assert faults(line.report, b"no workbook", officer)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"A6": 999_999}, "row 6, column A"),
        ({"E6": "finished"}, "row 6, column E"),
        ({"G6": "lately"}, "row 6, column G"),
        ({"H6": "nowhere"}, "row 6, column H"),
        ({"A7": 1, "F7": "more"}, "row 7, column A"),
    ],
)
def test_take_in_table_invalid_names_the_cell_and_keeps_nothing(officer, cells, place):
    line = ReportLineFactory.create(pk=41)
    content = filled(line.report, {"B3": "Words", "F6": "Done"} | cells)
    (fault,) = faults(line.report, content, officer)
    assert place in fault
    line.refresh_from_db()
    assert (line.text, line.report.text) == ("", "")


def test_take_in_table_invalid_with_a_row_twice(officer):
    line = ReportLineFactory.create()
    (fault,) = faults(line.report, filled(line.report, {"A7": line.pk, "F7": "again"}), officer)
    assert "row 7, column A: This row stands twice" in fault


def test_take_in_table_invalid_once_the_report_is_sent(officer):
    report = ReportFactory.create(state="submitted")
    with pytest.raises(ValidationError, match="sent already"):
        take_in_table(report=report, content=filled(report, {}), by=officer)


def test_take_in_table_logged(officer, journal):
    line = ReportLineFactory.create()
    take_in_table(report=line.report, content=filled(line.report, {}), by=officer)
    assert journal() == [("report.table_taken_in", officer.pk), ("report.drafted", officer.pk)]


def test_the_number_of_the_form_is_hidden():
    book = load_workbook(BytesIO(report_matrix.write(ReportFactory.create())))
    assert book["kopri"].sheet_state == "veryHidden"


def test_the_table_goes_out_and_comes_back_by_link():
    line = ReportLineFactory.create()
    ReportLinkFactory.create(report=line.report, token="kr_table")
    browser = signed_in(None)
    assert browser.get(reverse("programme:report_table")).status_code == 410
    browser.post(reverse("programme:report_enter"), {"token": "kr_table"})
    out = browser.get(reverse("programme:report_table"))
    book = load_workbook(BytesIO(out.content))
    book.worksheets[0]["F6"] = "훈련 완료"
    back = BytesIO()
    book.save(back)
    file = SimpleUploadedFile("report.xlsx", back.getvalue())
    assert browser.post(reverse("programme:report_table_take_in"), {"file": file}).status_code == 302
    line.refresh_from_db()
    assert (line.text, line.report.state) == ("훈련 완료", "due")


def test_the_table_is_there_for_the_body_with_an_account_alone(ministry, company):
    report = ReportFactory.create(body=ministry.memberships.get().organisation)
    address = reverse("programme:report_table_own", args=[report.reference])
    assert signed_in(ministry).get(address).status_code == 200
    assert signed_in(company).get(address).status_code == 404
    taking = reverse("programme:report_table_take_in_own", args=[report.reference])
    refused = signed_in(ministry).post(taking, {"file": SimpleUploadedFile("x.xlsx", b"nothing")})
    assert refused.status_code == 422
