"""Pages of reports: by link without an account, in the body's language, refused without a good link; the desk."""

import pytest
from django.urls import reverse

from kopri.site.programme.models import Report, ReportLink
from tests.site.conftest import signed_in
from tests.site.programme.factories import (
    CommitmentFactory,
    MilestoneFactory,
    PlanLineFactory,
    ReportFactory,
    ReportLineFactory,
    ReportLinkFactory,
)

pytestmark = pytest.mark.django_db

TOKEN = "kr_secret-of-the-letter"


def at(name, *args):
    """An address of the programme."""
    return reverse(f"programme:{name}", args=args)


def opened(report, **fields):
    """A browser that has opened the link to a report, or has tried to."""
    ReportLinkFactory.create(report=report, token=TOKEN, **fields)
    browser = signed_in(None)
    browser.post(at("report_enter"), {"token": f"https://example.org/report/#{TOKEN}"})
    return browser


def test_the_way_in_is_a_form_that_works_without_a_script(client):
    page = client.get(at("report_enter"))
    assert page.status_code == 200
    assert 'name="token"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


def test_a_link_opens_its_report_in_the_language_of_the_body():
    line = ReportLineFactory.create()
    page = opened(line.report).get(at("report_write"))
    assert page.status_code == 200
    assert page["Content-Language"] == "ko"
    assert str(line.commitment.title.in_language("ko")) in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"), [({"expires": "2020-01-01T00:00Z"}, "has expired"), ({"revoked_at": "2026-01-01T00:00Z"}, "was revoked")]
)
def test_a_link_that_is_over_says_so_and_opens_nothing(fields, words):
    report = ReportFactory.create()
    browser = opened(report, **fields)
    answer = browser.post(at("report_enter"), {"token": TOKEN})
    assert (answer.status_code, words in answer.content.decode(), TOKEN in answer.content.decode()) == (410, True, False)
    assert browser.get(at("report_write")).status_code == 410


def test_an_unknown_link_opens_nothing(client):
    assert client.post(at("report_enter"), {"token": "kr_guessed"}).status_code == 410
    assert client.post(at("report_enter"), {"token": ""}).status_code == 422
    assert "report_link" not in client.session


def test_a_link_ends_at_once_when_it_is_revoked():
    line = ReportLineFactory.create()
    browser = opened(line.report)
    ReportLink.objects.update(revoked_at="2026-01-01T00:00Z")
    assert browser.post(at("report_write"), {"text": "Words", "send": ""}).status_code == 410
    line.report.refresh_from_db()
    assert line.report.text == ""


def test_a_draft_is_kept_then_the_report_sent_and_receipted():
    line = ReportLineFactory.create()
    browser = opened(line.report)
    words = {"text": "전반", f"line-{line.pk}-state": "fulfilled", f"line-{line.pk}-text": "훈련 완료"}
    assert browser.post(at("report_write"), words | {"keep": ""}).status_code == 302
    assert "훈련 완료" in browser.get(at("report_write")).content.decode()
    refused = browser.post(at("report_write"), words | {"send": ""})
    assert refused.status_code == 422  # fulfilled without evidence
    words[f"line-{line.pk}-evidence_url"] = "https://example.org/training"
    assert browser.post(at("report_write"), words | {"send": ""})["Location"] == at("report_receipt")
    report = Report.objects.get()
    assert report.receipt in browser.get(at("report_receipt")).content.decode()
    assert browser.post(at("report_write"), words | {"send": ""}).status_code == 302  # a second sending leads to the receipt
    assert Report.objects.get().receipt == report.receipt


def test_what_the_last_report_said_is_shown():
    last = ReportLineFactory.create(report__period="2026-Q2", report__due_on="2026-07-15", report__state="published", text="입찰 공고")
    report = ReportFactory.create(body=last.report.body)
    ReportLineFactory.create(report=report, commitment=last.commitment)
    assert "입찰 공고" in opened(report).get(at("report_write")).content.decode()


def test_a_report_is_passed_on_to_a_colleague(mailoutbox):
    line = ReportLineFactory.create()
    browser = opened(line.report)
    assert browser.get(at("report_pass_on")).status_code == 200
    assert browser.post(at("report_pass_on"), {"email": "colleague@example.org"}).status_code == 302
    assert mailoutbox[0].to == ["colleague@example.org"]


def test_a_body_with_an_account_writes_the_same_form(ministry, company):
    line = ReportLineFactory.create(report__body=ministry.memberships.get().organisation)
    address = at("report_write_own", line.report.reference)
    answer = signed_in(ministry).post(address, {f"line-{line.pk}-text": "Under way", "send": ""})
    assert answer["Location"] == at("report", line.report.reference)
    assert Report.objects.get().submitted_by == ministry
    assert signed_in(ministry).get(at("report", line.report.reference)).status_code == 200
    assert signed_in(company).get(address).status_code == 404


def test_the_desk_asks_sends_returns_verifies_and_publishes(officer, visitor, mailoutbox):
    CommitmentFactory.create()
    desk = signed_in(officer)
    assert desk.post(at("reporting_open"), {"period": "2026-Q3"}).status_code == 302
    report = Report.objects.get()
    assert desk.post(at("report_link_send", report.reference), {"email": "a@example.org", "language": "ru"}).status_code == 302
    assert len(mailoutbox) == 1
    page = desk.get(at("report", report.reference)).content.decode()
    assert "a@example.org" in page
    assert desk.post(at("report_link_revoke", ReportLink.objects.get().pk)).status_code == 302
    desk.post(at("report_write_own", report.reference), {"text": "By telephone", "send": ""})
    move = at("report_move", report.reference)
    assert desk.post(f"{move}?state=returned", {"reason": ""}).status_code == 422
    desk.post(f"{move}?state=returned", {"reason": "In writing, please"})
    desk.post(at("report_write_own", report.reference), {"text": "In writing", "send": ""})
    desk.post(move, {"state": "verified"})
    assert signed_in(None).get(at("report", report.reference)).status_code == 404
    desk.post(move, {"state": "published"})
    page = signed_in(None).get(at("report", report.reference)).content.decode()
    assert "In writing" in page
    assert "a@example.org" not in page
    assert "please" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long(officer, count, django_assert_max_num_queries):
    ReportFactory.create_batch(count)
    desk = signed_in(officer)
    with django_assert_max_num_queries(12):
        page = desk.get(at("reporting"))
    assert page.content.decode().count("2026") >= count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["report", "report_write_own"])
def test_a_report_asks_the_same_however_many_lines(officer, count, name, django_assert_max_num_queries):
    report = ReportFactory.create()
    ReportLineFactory.create_batch(count, report=report)
    for milestone in MilestoneFactory.create_batch(count, project=None, line=PlanLineFactory.create()):
        ReportLineFactory.create(report=report, commitment=None, milestone=milestone)
    desk = signed_in(officer)
    with django_assert_max_num_queries(12):
        assert desk.get(at(name, report.reference)).status_code == 200


def test_the_list_downloads(officer):
    ReportFactory.create()
    assert b"2026-Q3" in b"".join(signed_in(officer).get(f"{at('reporting')}?format=csv").streaming_content)


@pytest.mark.parametrize("who", ["ministry", "stranger", "visitor"])
def test_others_do_not_reach_the_desk(who, request):
    person = request.getfixturevalue(who)
    report = ReportFactory.create()
    browser = signed_in(None if who == "visitor" else person)
    assert browser.get(at("reporting_open")).status_code in {302, 403}
    assert browser.post(at("report_move", report.reference), {"state": "verified"}).status_code == 404
    assert at("reporting") not in browser.get(at("commitments")).content.decode()


def test_a_published_report_shows_no_line_on_what_the_public_does_not_see(officer):
    report = ReportFactory.create(state="published", visibility="public")
    ReportLineFactory.create(report=report, text="Open to all")
    ReportLineFactory.create(report=report, commitment__visibility="desk", text="Not for all")
    seen = signed_in(None).get(at("report", report.reference)).content.decode()
    assert ("Open to all" in seen, "Not for all" in seen) == (True, False)
    assert "Not for all" in signed_in(officer).get(at("report", report.reference)).content.decode()
