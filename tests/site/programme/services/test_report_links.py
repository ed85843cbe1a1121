"""Links to reports: the token stands in the letter alone; expired, revoked and unknown links open nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kopri.site.base.models import JournalEntry
from kopri.site.programme.link_holder import LinkHolder
from kopri.site.programme.models import ReportLink
from kopri.site.programme.services.report_links import MOST_PASSED_ON, enter_by, pass_on_link, revoke_link, send_link
from tests.site.programme.factories import ReportFactory, ReportLinkFactory

pytestmark = pytest.mark.django_db

TO = "pumps@example.org"


def token_in(letter):
    """The token of a letter's link, which stands behind the #."""
    return re.search(r"/report/#(kr_[\w-]+)", letter.body)[1]


def test_send_link_allowed_and_its_letter_opens_the_report(officer):
    report = ReportFactory.create(language="en")
    link = send_link(report=report, email=" Pumps@Example.org ", by=officer)
    (letter,) = mail.outbox
    assert letter.to == [TO]
    assert enter_by(token_in(letter)).link == link
    link.refresh_from_db()
    assert link.last_used_at is not None
    assert token_in(letter) not in link.token_hash


def test_send_link_allowed_in_another_language(officer):
    report = ReportFactory.create()
    send_link(report=report, email=TO, language="ru", by=officer)
    report.refresh_from_db()
    assert report.language == "ru"


def test_send_link_refused(ministry):
    report = ReportFactory.create()
    with pytest.raises(PermissionDenied):
        send_link(report=report, email=TO, by=ministry)
    assert not ReportLink.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("fields", "field"), [({"email": "nobody"}, "email"), ({"email": ""}, "email"), ({"email": TO, "language": "xx"}, "language")]
)
def test_send_link_invalid(officer, fields, field):
    with pytest.raises(ValidationError) as refused:
        send_link(report=ReportFactory.create(), by=officer, **fields)
    assert field in refused.value.message_dict
    assert not ReportLink.objects.exists()


def test_send_link_invalid_once_the_report_is_sent(officer):
    with pytest.raises(ValidationError, match="sent already"):
        send_link(report=ReportFactory.create(state="submitted"), email=TO, by=officer)


def test_send_link_logged_without_address_or_token(officer):
    link = send_link(report=ReportFactory.create(), email=TO, by=officer)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.actor, entry.detail) == ("report.link_sent", officer.pk, {"link": link.pk})


def test_pass_on_link_allowed_ends_with_the_first():
    first = ReportLinkFactory.create(expires=timezone.now() + timedelta(days=3))
    second = pass_on_link(report=first.report, email=TO, by=LinkHolder(first))
    assert (second.expires, second.passed_on_from) == (first.expires, first)
    assert enter_by(token_in(mail.outbox[0])).link == second


def test_pass_on_link_refused():
    link = ReportLinkFactory.create()
    for over in (ReportLinkFactory.create(), ReportLinkFactory.create(report=link.report, expires="2020-01-01T00:00Z")):
        with pytest.raises(PermissionDenied):
            pass_on_link(report=link.report, email=TO, by=LinkHolder(over))
    assert not mail.outbox


def test_pass_on_link_invalid():
    link = ReportLinkFactory.create()
    with pytest.raises(ValidationError):
        pass_on_link(report=link.report, email="nobody", by=LinkHolder(link))
    ReportLinkFactory.create_batch(MOST_PASSED_ON, report=link.report, passed_on_from=link)
    with pytest.raises(ValidationError, match="passed on"):
        pass_on_link(report=link.report, email=TO, by=LinkHolder(link))
    assert not mail.outbox


def test_pass_on_link_logged():
    link = ReportLinkFactory.create()
    second = pass_on_link(report=link.report, email=TO, by=LinkHolder(link))
    entry = JournalEntry.objects.get()
    assert (entry.actor, entry.detail) == (None, {"to": second.pk, "link": link.pk})


def test_revoke_link_allowed_with_those_passed_on(officer):
    link = ReportLinkFactory.create()
    ReportLinkFactory.create(report=link.report, passed_on_from=link)
    other = ReportLinkFactory.create(report=link.report)
    revoke_link(link=link, by=officer)
    assert list(ReportLink.objects.open()) == [other]


def test_revoke_link_refused(ministry):
    with pytest.raises(PermissionDenied):
        revoke_link(link=ReportLinkFactory.create(), by=ministry)


def test_revoke_link_invalid_twice(officer):
    link = ReportLinkFactory.create()
    revoke_link(link=link, by=officer)
    with pytest.raises(ValidationError):
        revoke_link(link=link, by=officer)


def test_revoke_link_logged(officer, journal):
    revoke_link(link=ReportLinkFactory.create(), by=officer)
    assert journal() == [("report.link_revoked", officer.pk)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expires": "2020-01-01T00:00Z"}, "has expired"),
        ({"revoked_at": "2026-01-01T00:00Z"}, "was revoked"),
        ({"token": "kr_other"}, "not known"),
    ],
)
def test_a_link_that_is_over_or_unknown_opens_nothing(db, fields, words):
    ReportLinkFactory.create(**{"token": "kr_mine"} | fields)
    with pytest.raises(ValidationError, match=words):
        enter_by("kr_mine")
    assert ReportLink.objects.get().last_used_at is None


def test_a_letter_is_not_written_for_a_link_that_was_revoked(officer):
    from kopri.site.programme.tasks import send_report_link

    link = ReportLinkFactory.create(revoked_at=timezone.now())
    send_report_link.call(link.pk)
    assert not mail.outbox
