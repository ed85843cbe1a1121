"""Services on reports: asked for, drafted, sent, returned, verified, published; what is refused leaves nothing behind."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.programme.link_holder import LinkHolder
from kopri.site.programme.models import Evidence, Report, ReportLine
from kopri.site.programme.services.reports import (
    open_reports,
    publish_report,
    return_report,
    save_draft,
    submit_report,
    verify_report,
)
from tests.site.programme.factories import (
    CommitmentFactory,
    LeadFactory,
    MilestoneFactory,
    ProjectFactory,
    ReportFactory,
    ReportLineFactory,
    ReportLinkFactory,
)

pytestmark = pytest.mark.django_db

SHOWN = "https://example.org/pumps"


def holder_of(report, **fields):
    """Somebody who holds a link to a report."""
    return LinkHolder(ReportLinkFactory.create(report=report, **fields))


def sent_report(**line):
    """A report that was sent, with one line."""
    report = ReportFactory.create(state="submitted", receipt="2026-Q3-AB", text="All went well.")
    ReportLineFactory.create(report=report, **line)
    return report


def test_open_reports_allowed(officer):
    body = LeadFactory.create()
    CommitmentFactory.create(lead=body)
    CommitmentFactory.create(lead=body, state="fulfilled")
    MilestoneFactory.create(project=ProjectFactory.create(lead=body))
    CommitmentFactory.create(lead=None)
    (report,) = open_reports(period="2026-Q3", by=officer)
    assert (report.body, report.due_on, report.language, report.state) == (body, date(2026, 10, 15), "kk", "due")
    assert sorted(bool(line.commitment) for line in report.lines.all()) == [False, True]


def test_open_reports_allowed_twice_adds_what_is_new_only(officer):
    first = CommitmentFactory.create()
    open_reports(period="2026-Q3", by=officer)
    CommitmentFactory.create(lead=first.lead)
    assert open_reports(period="2026-Q3", by=officer) == []
    assert (Report.objects.count(), ReportLine.objects.count()) == (1, 2)


def test_open_reports_refused(ministry):
    CommitmentFactory.create()
    with pytest.raises(PermissionDenied):
        open_reports(period="2026-Q3", by=ministry)
    assert not Report.objects.exists()


def test_open_reports_invalid(officer):
    CommitmentFactory.create()
    with pytest.raises(ValidationError) as refused:
        open_reports(period="third quarter", by=officer)
    assert "period" in refused.value.message_dict
    assert not Report.objects.exists()


def test_open_reports_logged(officer, journal):
    CommitmentFactory.create()
    open_reports(period="2026-Q3", by=officer)
    assert journal() == [("report.opened", officer.pk)]


def test_save_draft_allowed_by_link():
    line = ReportLineFactory.create()
    words = {"state": "fulfilled", "text": "펌프를 설치했다", "actual": "2026-08"}
    save_draft(report=line.report, text="General", lines={line.pk: words}, by=holder_of(line.report))
    line.refresh_from_db()
    assert (line.state, line.text, line.actual, line.report.state) == ("fulfilled", "펌프를 설치했다", "2026-08", "due")


def test_save_draft_allowed_for_the_body(ministry):
    report = ReportFactory.create(body=ministry.memberships.get().organisation)
    assert save_draft(report=report, text="Words", lines={}, by=ministry).draft_saved_at


@pytest.mark.parametrize("fields", [{"expires": "2020-01-01T00:00Z"}, {"revoked_at": "2026-01-01T00:00Z"}])
def test_save_draft_refused_by_a_link_that_is_over(fields):
    line = ReportLineFactory.create()
    with pytest.raises(PermissionDenied):
        save_draft(report=line.report, text="Words", lines={line.pk: {"text": "x"}}, by=holder_of(line.report, **fields))
    line.report.refresh_from_db()
    assert (line.report.text, JournalEntry.objects.count()) == ("", 0)


def test_save_draft_refused_for_the_report_of_another_body(ministry):
    report = ReportFactory.create()
    for somebody in (holder_of(ReportFactory.create()), ministry):
        with pytest.raises(PermissionDenied):
            save_draft(report=report, text="Words", lines={}, by=somebody)
    report.refresh_from_db()
    assert report.text == ""


@pytest.mark.parametrize("words", [{"state": "superseded"}, {"state": "done"}, {"actual": "lately"}, {"evidence_url": "no address"}])
def test_save_draft_invalid(officer, words):
    line = ReportLineFactory.create()
    with pytest.raises(ValidationError) as refused:
        save_draft(report=line.report, text="Words", lines={line.pk: words}, by=officer)
    assert list(refused.value.message_dict) == [f"line-{line.pk}"]
    line.report.refresh_from_db()
    assert line.report.text == ""


def test_save_draft_invalid_with_a_line_of_another_report(officer):
    line = ReportLineFactory.create()
    with pytest.raises(ValidationError, match="does not belong"):
        save_draft(report=ReportFactory.create(), text="", lines={line.pk: {"text": "x"}}, by=officer)


def test_save_draft_logged_with_the_link_and_nobody():
    report = ReportFactory.create()
    holder = holder_of(report)
    save_draft(report=report, text="Words", lines={}, by=holder)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail) == ("report.drafted", None, {"lines": 0, "link": holder.link.pk})


def test_submit_report_allowed():
    line = ReportLineFactory.create(state="fulfilled", evidence_url=SHOWN)
    report = submit_report(report=line.report, by=holder_of(line.report))
    report.refresh_from_db()
    assert report.state == "submitted"
    assert report.receipt.startswith("2026-Q3-")
    assert line.commitment.state == "in_progress"  # nothing is applied before the desk has looked


def test_submit_report_refused(stranger):
    line = ReportLineFactory.create(text="Done")
    with pytest.raises(PermissionDenied):
        submit_report(report=line.report, by=stranger)


def test_submit_report_refused_by_an_expired_link():
    line = ReportLineFactory.create(text="Done")
    with pytest.raises(PermissionDenied):
        submit_report(report=line.report, by=holder_of(line.report, expires="2020-01-01T00:00Z"))
    line.report.refresh_from_db()
    assert (line.report.state, line.report.receipt) == ("due", "")


@pytest.mark.parametrize("words", [{}, {"state": "fulfilled"}, {"state": "partly_fulfilled", "evidence_url": SHOWN}])
def test_submit_report_invalid(officer, words):
    line = ReportLineFactory.create(**words)
    with pytest.raises(ValidationError):
        submit_report(report=line.report, by=officer)
    line.report.refresh_from_db()
    assert (line.report.state, line.report.receipt) == ("due", "")


def test_submit_report_invalid_a_second_time():
    line = ReportLineFactory.create(text="Under way")
    holder = holder_of(line.report)
    receipt = submit_report(report=line.report, by=holder).receipt
    with pytest.raises(ValidationError, match=receipt):
        submit_report(report=line.report, by=holder)
    assert JournalEntry.objects.filter(verb="report.submitted").count() == 1


def test_submit_report_logged(officer):
    line = ReportLineFactory.create(text="Under way")
    submit_report(report=line.report, by=officer)
    entry = JournalEntry.objects.get()
    assert (entry.actor, entry.detail["changes"]) == (officer.pk, {"state": ["due", "submitted"]})


def test_return_report_allowed(officer):
    report = return_report(report=sent_report(), reason="Which pumps?", by=officer)
    assert (report.state, report.returned_why) == ("returned", "Which pumps?")
    assert submit_report(report=report, by=holder_of(report)).state == "submitted"


def test_return_report_allowed_and_the_body_is_told(officer, mailoutbox):
    report = sent_report()
    holder_of(report, sent_to="rivers@example.org")
    return_report(report=report, reason="Which pumps?", by=officer)
    (letter,) = mailoutbox
    assert (letter.to, "Which pumps?" in letter.body) == (["rivers@example.org"], True)


def test_return_report_refused(ministry):
    report = sent_report()
    for somebody in (ministry, holder_of(report)):
        with pytest.raises(PermissionDenied):
            return_report(report=report, reason="x", by=somebody)


def test_return_report_invalid(officer):
    with pytest.raises(ValidationError, match="reason"):
        return_report(report=sent_report(), reason=" ", by=officer)
    with pytest.raises(ValidationError):
        return_report(report=ReportFactory.create(), reason="It was never sent", by=officer)


def test_return_report_logged(officer, journal):
    return_report(report=sent_report(), reason="Which pumps?", by=officer)
    assert journal() == [("report.returned", officer.pk)]


def test_verify_report_allowed_applies_its_lines(officer):
    report = sent_report(state="fulfilled", evidence_url=SHOWN, actual="2026-08")
    milestone = MilestoneFactory.create(project=ProjectFactory.create(lead=report.body))
    ReportLineFactory.create(report=report, commitment=None, milestone=milestone, state="done", actual="2026-09")
    verify_report(report=report, by=officer)
    commitment = report.lines.first().commitment
    milestone.refresh_from_db()
    assert (commitment.state, milestone.state, milestone.actual) == ("fulfilled", "done", "2026-09")
    evidence = Evidence.objects.get()
    assert (evidence.url, evidence.commitment, evidence.report, evidence.date) == (SHOWN, commitment, report, "2026-08")


def test_verify_report_allowed_goes_over_what_lies_between(officer):
    report = sent_report(commitment=CommitmentFactory.create(state="identified"), state="in_progress")
    verify_report(report=report, by=officer)
    assert report.lines.get().commitment.state == "in_progress"
    assert JournalEntry.objects.filter(verb="commitment.moved").count() == 2


def test_verify_report_allowed_words_alone_show_that_it_is_not_stalled(officer):
    commitment = CommitmentFactory.create(moved_at="2025-01-01T00:00Z")
    verify_report(report=sent_report(commitment=commitment, text="Tender is out"), by=officer)
    commitment.refresh_from_db()
    assert commitment.moved_at.year > 2025


def test_verify_report_refused(ministry):
    report = sent_report(state="fulfilled", evidence_url=SHOWN)
    with pytest.raises(PermissionDenied):
        verify_report(report=report, by=ministry)
    assert not Evidence.objects.exists()


def test_verify_report_invalid_leaves_nothing_half_done(officer):
    report = sent_report(state="fulfilled", evidence_url=SHOWN)
    moved = CommitmentFactory.create(state="lapsed")
    ReportLineFactory.create(report=report, commitment=moved, state="in_progress")
    commitment = report.lines.first().commitment
    with pytest.raises(ValidationError):
        verify_report(report=report, by=officer)
    commitment.refresh_from_db()
    report.refresh_from_db()
    assert (commitment.state, report.state) == ("in_progress", "submitted")
    assert not Evidence.objects.exists()
    assert not JournalEntry.objects.exists()


def test_verify_report_logged(officer, journal):
    verify_report(report=sent_report(), by=officer)
    assert journal() == [("report.verified", officer.pk)]


def test_publish_report_allowed(officer, visitor):
    report = ReportFactory.create(state="verified")
    assert not Report.objects.visible_to(visitor).exists()
    publish_report(report=report, by=officer)
    assert Report.objects.visible_to(visitor).get().state == "published"


def test_publish_report_refused(ministry):
    with pytest.raises(PermissionDenied):
        publish_report(report=ReportFactory.create(state="verified"), by=ministry)


def test_publish_report_invalid(officer):
    with pytest.raises(ValidationError):
        publish_report(report=sent_report(), by=officer)


def test_publish_report_logged(officer, journal):
    publish_report(report=ReportFactory.create(state="verified"), by=officer)
    assert journal() == [("report.published", officer.pk)]
