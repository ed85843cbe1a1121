"""Reports of errors: anybody writes, the desk answers, the writer sees the answer."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from tests.site.conftest import signed_in
from tests.site.record import factories as make

from kopri.site.accounts.models import User
from kopri.site.record.models import ErrorReport

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_anybody_reports_and_gets_an_address_for_the_answer(client: Client, forum: object) -> None:
    statement = make.FigureFactory()
    response = client.post(f"/s/{statement.reference}/report/", {"text": "The customs service says 4.3."})
    report = ErrorReport.objects.get()
    assert response["Location"] == f"/reports/{report.reference}/"
    assert "Your report is with the desk" in client.get(response["Location"]).content.decode()


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(client: Client) -> None:
    statement = make.FigureFactory()
    response = client.post(f"/s/{statement.reference}/report/", {"text": "It is 4.3.", "email": "no address"})
    assert response.status_code == 422
    assert "It is 4.3." in response.content.decode()
    assert "aria-invalid" in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_a_report_needs_the_token_of_the_form() -> None:
    statement = make.FigureFactory()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/s/{statement.reference}/report/", {"text": "x"}).status_code == 403
    assert not ErrorReport.objects.exists()


def test_a_fourth_report_on_one_statement_within_the_hour_has_to_wait(client: Client) -> None:
    statement, other = make.FigureFactory(), make.FigureFactory()
    path = f"/s/{statement.reference}/report/"
    answers = [client.post(path, {"text": f"Report {n}"}).status_code for n in range(4)]
    assert answers == [302, 302, 302, 429]
    assert "what you typed stays here" in client.post(path, {"text": "Kept words"}).content.decode()
    assert client.post(f"/s/{other.reference}/report/", {"text": "Elsewhere"}).status_code == 302
    assert client.post(path, {"text": "From another place"}, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_flood_over_many_statements_has_to_wait_too(client: Client) -> None:
    references = [make.FigureFactory().reference for _ in range(21)]
    answers = [client.post(f"/s/{reference}/report/", {"text": "Wrong."}).status_code for reference in references]
    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("fields", [{"state": "rejected"}, {"document__visibility": "desk"}])
def test_what_is_not_shown_cannot_be_reported(client: Client, fields: dict[str, str]) -> None:
    statement = make.FigureFactory(**fields)
    assert client.post(f"/s/{statement.reference}/report/", {"text": "x"}).status_code == 404


def test_the_desk_answers_and_the_writer_reads_it(client: Client, editor: User, django_capture_on_commit_callbacks: object) -> None:
    report = make.ErrorReportFactory()
    path = f"/reports/{report.reference}/"
    response = signed_in(editor).post(path, {"answer": "You are right; corrected."})
    assert response.status_code == 302
    html = client.get(path).content.decode()
    assert "Your report was answered" in html
    assert "You are right; corrected." in html


def test_the_answer_goes_by_mail_where_an_address_was_left(editor: User, django_capture_on_commit_callbacks: object) -> None:
    report = make.ErrorReportFactory(email="reader@example.org")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        signed_in(editor).post(f"/reports/{report.reference}/", {"answer": "Corrected."})
    assert [message.to for message in mail.outbox] == [["reader@example.org"]]


def test_an_empty_answer_is_refused(editor: User) -> None:
    report = make.ErrorReportFactory()
    assert signed_in(editor).post(f"/reports/{report.reference}/", {"answer": " "}).status_code == 422


@pytest.mark.parametrize("who", [None, "stranger", "ministry"])
def test_only_the_desk_answers_and_lists(who: str | None, request: pytest.FixtureRequest) -> None:
    report = make.ErrorReportFactory()
    client = signed_in(request.getfixturevalue(who) if who else None)
    assert client.post(f"/reports/{report.reference}/", {"answer": "x"}).status_code == 403
    assert client.get("/reports/").status_code == 403
    report.refresh_from_db()
    assert report.state == "open"


def test_the_writers_address_is_for_the_desk_alone(client: Client, editor: User) -> None:
    report = make.ErrorReportFactory(email="reader@example.org")
    path = f"/reports/{report.reference}/"
    assert "reader@example.org" not in client.get(path).content.decode()
    assert "reader@example.org" in signed_in(editor).get(path).content.decode()


def test_the_list_opens_with_how_many_wait(editor: User) -> None:
    make.ErrorReportFactory()
    make.ErrorReportFactory(state="answered", answer="Yes.")
    html = signed_in(editor).get("/reports/").content.decode()
    assert "1 report waits for an answer" in html
    assert len(signed_in(editor).get("/reports/", {"state": "answered"}).context["page"]) == 1


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(editor: User, forum: object, many: int, django_assert_max_num_queries: object) -> None:
    for _number in range(many):
        make.ErrorReportFactory()
    client = signed_in(editor)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/reports/")


def test_a_report_on_a_statement_taken_out_since_is_still_answered(client: Client) -> None:
    report = make.ErrorReportFactory(statement__state="rejected")
    assert "The statement is no longer shown." in client.get(f"/reports/{report.reference}/").content.decode()
