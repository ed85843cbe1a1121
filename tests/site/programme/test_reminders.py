"""Reminders: before a date, on it, and two weeks after to the secretariat; each once, in the body's language, none without an address."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.models import JournalEntry
from kopri.site.programme.models import Reminder
from kopri.site.programme.reminding import kind_on
from kopri.site.programme.services.reminders import send_reminders
from kopri.site.programme.tasks import send_reminder
from tests.site.programme.factories import MilestoneFactory, ProjectFactory, ReportFactory, ReportLinkFactory

pytestmark = pytest.mark.django_db

DUE = date(2026, 10, 15)


def asked_report(**fields):
    """A report that is due, with a link somebody holds."""
    report = ReportFactory.create(due_on=DUE, language="en", **fields)
    ReportLinkFactory.create(report=report, sent_to="rivers@example.org")
    return report


@pytest.mark.parametrize(
    ("days", "kind"), [(-8, None), (-7, "before"), (-1, "before"), (0, "due"), (13, "due"), (14, "escalated"), (400, "escalated")]
)
def test_what_is_in_place_on_a_day(days, kind):
    assert kind_on(DUE, DUE + timedelta(days=days)) == kind


def test_a_report_is_reminded_of_once_before_and_once_on_the_day(mailoutbox):
    asked_report()
    for day in (DUE - timedelta(days=8), DUE - timedelta(days=7), DUE - timedelta(days=6), DUE, DUE + timedelta(days=1)):
        send_reminders(day)
    assert [letter.to for letter in mailoutbox] == [["rivers@example.org"]] * 2
    assert list(Reminder.objects.order_by("pk").values_list("kind", "letters")) == [("before", 1), ("due", 1)]


def test_two_weeks_after_the_secretariat_is_told(officer, mailoutbox):
    report = asked_report()
    send_reminders(DUE + timedelta(days=14))
    send_reminders(DUE + timedelta(days=15))
    (letter,) = mailoutbox
    assert letter.to == [officer.email]
    assert f"/reporting/{report.reference}/" in letter.body
    assert str(report.body) in letter.subject


@pytest.mark.parametrize("state", ["submitted", "verified", "published"])
def test_a_report_that_was_sent_is_not_reminded_of(state, mailoutbox):
    asked_report(state=state)
    assert send_reminders(DUE) == []
    assert not mailoutbox


def test_nothing_is_sent_or_put_down_without_an_address(mailoutbox):
    report = ReportFactory.create(due_on=DUE)
    ReportLinkFactory.create(report=report, revoked_at=timezone.now())
    assert send_reminders(DUE) == []
    assert not mailoutbox
    assert not JournalEntry.objects.exists()
    report.body.contact = "office@example.org"
    report.body.save()
    assert len(send_reminders(DUE)) == 1
    assert mailoutbox[0].to == ["office@example.org"]


def test_nothing_is_sent_where_letters_are_off(settings, mailoutbox):
    asked_report()
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert send_reminders(DUE) == []


def test_the_letter_is_in_the_language_of_the_body(mailoutbox):
    report = asked_report()
    report.language = "ko"
    report.save()
    send_reminders(DUE)
    assert "2026년 10월 15일" in mailoutbox[0].subject


def test_a_milestone_is_reminded_of_by_its_agreed_date_alone(ministry, mailoutbox):
    project = ProjectFactory.create(lead=ministry.memberships.get().organisation)
    MilestoneFactory.create(project=project, due="2026-Q3")
    MilestoneFactory.create(project=project, due="2026-Q3", due_basis="suggested")
    MilestoneFactory.create(project=project, due="2026-Q3", state="done")
    MilestoneFactory.create(project=ProjectFactory.create(lead=None), due="2026-Q3")
    send_reminders(date(2026, 9, 30))
    assert [letter.to for letter in mailoutbox] == [[ministry.email]]


def test_a_date_that_was_moved_is_reminded_of_anew(ministry, mailoutbox):
    milestone = MilestoneFactory.create(project__lead=ministry.memberships.get().organisation, due="2026-09-30")
    send_reminders(date(2026, 9, 30))
    milestone.due, milestone.due_until = "2026-10-10", date(2026, 10, 10)
    milestone.save()
    send_reminders(date(2026, 10, 10))
    assert len(mailoutbox) == 2


def test_a_task_that_runs_twice_sends_once(mailoutbox):
    asked_report()
    (reminder,) = send_reminders(DUE)
    send_reminder.call(reminder.pk)
    assert len(mailoutbox) == 1


def test_a_report_sent_in_the_meantime_gets_no_letter(mailoutbox):
    report = asked_report(state="submitted")
    reminder = Reminder.objects.create(report=report, kind="due", due_on=DUE)
    send_reminder.call(reminder.pk)
    assert not mailoutbox


def test_each_is_in_the_journal_as_the_machines():
    asked_report()
    send_reminders(DUE)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail) == ("report.reminded", None, {"kind": "due", "due_on": "2026-10-15"})


def test_the_command_says_how_many(capsys, mailoutbox):
    report = asked_report()
    report.due_on = forum_today()
    report.save()
    call_command("send_reminders")
    assert "reminders put down: 1" in capsys.readouterr().out
    assert len(mailoutbox) == 1
