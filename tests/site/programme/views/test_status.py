"""The status report: its first lines answer, each number leads to its list, unscored is not zero, and it can be seen as it was."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import CompletionScore, MemberScore, Project
from kopri.site.programme.services.projects import add_project, change_project
from kopri.site.programme.status import headline, status_of
from tests.site.conftest import signed_in
from tests.site.programme.factories import CommitmentFactory, MilestoneFactory, ProjectFactory, RateFactory, TransactionFactory

TODAY = date(2026, 11, 23)


@pytest.fixture
def on_the_day(monkeypatch):
    """It is 23 November 2026."""
    monkeypatch.setattr("kopri.site.programme.asked_day.forum_today", lambda: TODAY)


@pytest.fixture
def programme(db):
    """One of each: late, due soon, stalled, without an owner."""
    CommitmentFactory.create(due="2026-Q3", title=Multilingual.of(en="Open the corridor"))
    CommitmentFactory.create(due="2026-12-01")
    CommitmentFactory.create(due="2028", lead=None)
    ProjectFactory.create(state="suspended", planned_end="2028")
    late = ProjectFactory.create(planned_end="2026-Q2")
    MilestoneFactory.create(project=late, due="2026-Q1")
    MilestoneFactory.create(project=late, due="2026-Q1", due_basis="suggested")


def end_of(day):
    """The last moment of a day."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone())


def test_the_first_line_answers(programme, visitor):
    said = headline(status_of(visitor, TODAY))
    assert said == "3 commitments, 2 projects: 2 overdue, 1 due soon, 1 stalled, 1 without an owner"


def test_each_number_leads_to_its_list(programme, client, on_the_day):
    page = client.get("/status/").content.decode()
    for anchor, words in (
        ("#overdue", "2 overdue"),
        ("#due_soon", "1 due soon"),
        ("#stalled", "1 stalled"),
        ("#no-owner", "1 without an owner"),
    ):
        assert f'<a href="{anchor}">{words}</a>' in page
        assert f'id="{anchor[1:]}"' in page
    assert "Of 2 milestones 1 are overdue" in page  # the suggested date is not


def test_an_empty_page_teaches(client, db):
    assert "Nothing to report yet" in client.get("/status/").content.decode()


def test_desk_only_records_stay_at_the_desk(officer, client, db):
    ProjectFactory.create(visibility="desk", title=Multilingual.of(en="Secret pipeline"), planned_end="2020", planned_start="2019")
    assert "Secret pipeline" not in client.get("/status/").content.decode()
    assert "Secret pipeline" in signed_in(officer).get("/status/").content.decode()


def test_unscored_is_not_zero(db, visitor):
    scored, unscored = CommitmentFactory.create(members=["KAZ"]), CommitmentFactory.create(members=["KAZ", "UZB"])
    CompletionScore.objects.create(commitment=scored, value="complete", reason="x", on=date(2026, 1, 1), state="final")
    MemberScore.objects.create(commitment=scored, country="KAZ", value=1, reason="x", on=date(2026, 1, 1), state="final")
    MemberScore.objects.create(commitment=unscored, country="UZB", value=-1, reason="x", on=date(2026, 1, 1), state="draft")
    status = status_of(visitor, TODAY)
    assert (status.scored, status.commitments.total) == (1, 2)
    means = {m.country: (m.mean, m.scored, m.bound) for m in status.members}
    assert means == {"KAZ": (Decimal(1), 1, 2), "UZB": (None, 0, 1)}


def test_the_newest_final_score_holds(db, visitor):
    commitment = CommitmentFactory.create()
    for day, value in ((date(2026, 1, 1), "limited"), (date(2026, 6, 1), "substantial")):
        CompletionScore.objects.create(commitment=commitment, value=value, reason="x", on=day, state="final")
    assert status_of(visitor, TODAY).completion["substantial"] == 1
    assert status_of(visitor, date(2026, 3, 1), end_of(date(2026, 3, 1))).completion["limited"] == 1


def test_money_is_shown_as_paid_and_converted_with_the_days_of_its_rates(db, client, on_the_day):
    rate = RateFactory.create(on=date(2025, 1, 2), usd=Decimal("0.0007"))
    TransactionFactory.create(value=Decimal(2_000_000), currency="KRW", rate=rate)
    TransactionFactory.create(value=Decimal(100))
    page = client.get("/status/").content.decode()
    assert "KRW 2,000,000<br>USD 100" in page
    assert "USD 1,500" in page
    assert "rate of 2 January 2025" in page


def test_as_of_an_earlier_day(officer, visitor, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 1, tzinfo=UTC))
    project = add_project(title=Multilingual.of(en="Pumps"), planned_end="2026-Q2", by=officer)
    Project.objects.filter(pk=project.pk).update(state="implementing")
    project.refresh_from_db()
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 8, 1, tzinfo=UTC))
    change_project(project=project, planned_end="2028", by=officer)
    assert status_of(visitor, TODAY).projects.counts["overdue"] == 0
    then = status_of(visitor, date(2026, 7, 15), end_of(date(2026, 7, 15)))
    assert (then.is_past, then.projects.counts["overdue"]) == (True, 1)
    assert status_of(visitor, date(2026, 2, 1), end_of(date(2026, 2, 1))).projects.total == 0  # it was not there yet
    project.refresh_from_db()
    assert project.planned_end == "2028"  # looking back changes nothing


@pytest.mark.parametrize(("asked", "says"), [("2100-01-01", "is no day up to today"), ("yesterday", "is no day up to today")])
def test_a_day_that_cannot_be_shown_is_said(client, db, asked, says):
    response = client.get("/status/", {"as_of": asked})
    assert response.status_code == 200
    assert says in response.content.decode()


def test_as_a_workbook(programme, client, on_the_day):
    response = client.get("/status/?format=xlsx")
    book = load_workbook(BytesIO(response.content))
    assert response["Content-Disposition"] == 'attachment; filename="status-2026-11-23.xlsx"'
    assert book.worksheets[0]["A2"].value.startswith("3 commitments, 2 projects: 2 overdue")
    assert book["Overdue"]["B2"].value == "Open the corridor"


def test_a_title_is_never_a_formula_in_the_workbook(client, db, on_the_day):
    CommitmentFactory.create(due="2020", title=Multilingual.of(en='=HYPERLINK("x")'))
    book = load_workbook(BytesIO(client.get("/status/?format=xlsx").content))
    cell = book["Overdue"]["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')


def test_as_a_document(programme, client, on_the_day):
    response = client.get("/status/?format=docx")
    document = Document(BytesIO(response.content))
    assert any(p.text.startswith("3 commitments, 2 projects: 2 overdue") for p in document.paragraphs)
    assert "Open the corridor" in [cell.text for table in document.tables for row in table.rows for cell in row.cells]


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_often_for_many_as_for_one(count, client, forum, django_assert_num_queries, on_the_day):
    for _ in range(count):
        project = ProjectFactory.create(planned_end="2026-Q1")
        project.commitments.add(CommitmentFactory.create(due="2026-Q1", lead=None))
        MilestoneFactory.create(project=project, due="2026-Q1")
        TransactionFactory.create(project=project)
    with django_assert_num_queries(12):
        client.get("/status/")


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_often_for_the_past(count, client, forum, django_assert_max_num_queries, on_the_day):
    for _ in range(count):
        MilestoneFactory.create(due="2026-Q1", moved_at=datetime(2026, 1, 1, tzinfo=UTC))
        CommitmentFactory.create()
    with django_assert_max_num_queries(26):
        client.get("/status/?as_of=2026-06-30")


def test_it_is_shown_in_korean(programme, client, on_the_day):
    response = client.get("/status/", headers={"accept-language": "ko"})
    assert response.status_code == 200
    assert timezone.get_default_timezone_name() == "Asia/Seoul"
