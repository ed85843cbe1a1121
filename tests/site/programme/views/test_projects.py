"""Pages of projects, milestones, plans and the portfolio: what they say first, who sees what, how often they ask."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import Slip
from kopri.site.programme.services.milestones import add_milestone, slip_milestone
from kopri.site.programme.services.projects import add_project, move_project
from tests.site.conftest import signed_in
from tests.site.programme.factories import (
    BudgetFactory,
    CommitmentFactory,
    CourseFactory,
    IndicatorFactory,
    MilestoneFactory,
    PartnerFactory,
    PeriodFactory,
    PlaceFactory,
    PlanFactory,
    PlanLineFactory,
    ProjectFactory,
    RateFactory,
    TransactionFactory,
)
from tests.site.record.factories import CommitmentFactory as PromiseFactory

PAGES = ("/projects/", "/milestones/", "/portfolio/", "/plans/", "/rates/")


def full_project(**fields):
    """A project with one of everything."""
    project = ProjectFactory.create(kind="training", **fields)
    commitment = CommitmentFactory.create()
    commitment.statements.add(PromiseFactory.create())
    line = PlanLineFactory.create()
    project.commitments.add(commitment)
    project.plan_lines.add(line)
    line.commitments.add(commitment)
    milestone = MilestoneFactory.create(project=project, line=line, due="2026-Q1")
    Slip.objects.create(milestone=milestone, before="2025-Q3", after="2026-Q1", reason="The tender was repeated")
    PartnerFactory.create(project=project)
    CourseFactory.create(project=project, place=PlaceFactory.create(project=project), attended=21)
    rate = RateFactory.create(on=date(2025, 1, 1 + project.pk % 28), usd=Decimal("0.0007"))
    TransactionFactory.create(project=project, currency="KRW", value=Decimal(1_000_000), rate=rate)
    BudgetFactory.create(project=project)
    PeriodFactory.create(indicator=IndicatorFactory.create(result__project=project))
    return project


def text(client, address, **headers):
    """A page that answers."""
    response = client.get(address, **headers)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_page_teaches(client, db, page):
    assert 'class="empty"' in text(client, page)


def test_a_project_says_first_how_it_stands_and_what_it_goes_back_to(client, db):
    project = full_project(title=Multilingual.of(en="Solar pumps"), planned_end="2035")
    MilestoneFactory.create(project=project, title=Multilingual.of(en="Handover"), due="2034-Q4")
    page = text(client, reverse("programme:project", args=[project.reference]))
    assert "0 of 2 milestones are done, 1 overdue." in page
    assert "Next due: Handover, Q4 2034." in page
    assert f"Led by {project.lead}." in page
    assert "Korea will train 120 engineers by 2023" in page  # the sentence itself
    assert "moved from Q3 2025 to Q1 2026" in page
    assert "The tender was repeated" in page


def test_a_project_that_nobody_leads_says_so(client, db):
    project = ProjectFactory.create(lead=None)
    assert "Nobody leads it." in text(client, reverse("programme:project", args=[project.reference]))


def test_money_shows_both_sums_and_the_day_of_the_rate(client, db):
    page = text(client, reverse("programme:project_money", args=[full_project().reference]))
    assert "KRW 1,000,000" in page
    assert "USD 700" in page
    assert "rate of" in page


def test_results_that_were_not_measured_are_not_zero(client, db):
    page = text(client, reverse("programme:project_results", args=[full_project().reference]))
    assert "0 of 1 targets have an actual value" in page
    assert "not known" in page


def test_places_and_courses(client, db):
    page = text(client, reverse("programme:project_places", args=[full_project().reference]))
    assert "21 people came to 1 course" in page
    assert "Kyzylorda" in page


def test_the_desk_keeps_its_own(client, officer, ministry, db):
    hidden = ProjectFactory.create(visibility="desk", title=Multilingual.of(en="Secret pipeline"))
    MilestoneFactory.create(project=hidden, title=Multilingual.of(en="Secret step"))
    for page in (*PAGES, "/projects/?format=csv", "/milestones/?format=json"):
        response = client.get(page)
        body = response.getvalue().decode()
        assert "Secret" not in body, page
    assert client.get(reverse("programme:project", args=[hidden.reference])).status_code == 404
    assert "Secret pipeline" in text(signed_in(officer), "/projects/")
    led = ProjectFactory.create(visibility="desk", lead=ministry.memberships.get().organisation, title=Multilingual.of(en="Own pipeline"))
    own = text(signed_in(ministry), "/projects/")
    assert str(led.title) in own
    assert "Secret pipeline" not in own


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("standing=overdue", {"Late"}),
        ("standing=no_owner", {"Alone"}),
        ("country=UZB", {"Far"}),
        ("state=idea", {"New"}),
        ("standing=nonsense", {"Late", "Alone", "Far", "New"}),
    ],
)
def test_the_list_is_narrowed(client, db, query, found):
    ProjectFactory.create(title=Multilingual.of(en="Late"), planned_end="2025-Q3")
    ProjectFactory.create(title=Multilingual.of(en="Alone"), lead=None, planned_end="2040")
    ProjectFactory.create(title=Multilingual.of(en="Far"), countries=["UZB"], planned_end="2040")
    ProjectFactory.create(title=Multilingual.of(en="New"), state="idea")
    response = client.get(f"/projects/?{query}&format=json")
    assert {item["title"]["en"] for item in json.loads(response.getvalue())["items"]} == found


def test_the_portfolio_counts_a_project_in_each_of_its_countries(client, db):
    ProjectFactory.create(countries=["KAZ", "UZB"], sectors=["energy", "health"])
    page = text(client, "/portfolio/")
    assert "1 open project in 2 countries and 2 sectors" in page
    assert "/projects/?country=KAZ&amp;sector=energy" in page


def test_a_plan_says_what_is_late_and_what_changed(client, officer, db):
    from kopri.site.programme.services.plans import amend_plan, change_line, move_plan

    line = PlanLineFactory.create(number="1", due="2026-Q1")
    MilestoneFactory.create(project=None, line=line, due="2025-Q1")
    draft = amend_plan(plan=line.plan, by=officer)
    change_line(line=draft.lines.get(), due="2027-Q1", due_basis="agreed", by=officer)
    address = reverse("programme:plan", args=[line.plan.slug])
    assert "1 line, 1 late" in text(client, address)
    move_plan(plan=draft, state="adopted", by=officer)
    page = text(client, address)
    assert "1 line changed since the baseline (version 1)" in page
    assert "due Q1 2027 instead of Q1 2026" in page
    assert "version 1, amended" in text(client, f"{address}?version=1")


def pages_of(project):
    """Every public page a project stands on."""
    own = [
        reverse(f"programme:{name}", args=[project.reference]) for name in ("project", "project_money", "project_results", "project_places")
    ]
    return [*own, reverse("programme:plan", args=[project.plan_lines.first().plan.slug])]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", PAGES)
def test_lists_ask_at_most_twelve_times(client, forum, page, count, django_assert_max_num_queries):
    for _ in range(count):
        full_project()
    with django_assert_max_num_queries(12):
        text(client, page)


@pytest.mark.parametrize("position", range(5))
def test_pages_ask_at_most_twelve_times_however_much_there_is(client, forum, position, django_assert_max_num_queries):
    project = full_project()
    for _ in range(3):
        other = full_project()
        for name in ("commitments", "plan_lines"):
            getattr(project, name).add(*getattr(other, name).all())
        for name in ("milestones", "partners", "places", "courses", "transactions", "budgets", "results"):
            getattr(other, name).update(project=project)
    page = pages_of(project)[position]
    with django_assert_max_num_queries(12):
        text(client, page)


@pytest.mark.parametrize("language", ["ko", "ru", "kk"])
def test_pages_stand_in_other_languages(client, forum, language):
    project = full_project()
    for page in (*PAGES, *pages_of(project)):
        assert f'lang="{language}"' in text(client, page, headers={"accept-language": language})


def test_a_long_list_comes_in_pages_and_downloads_whole(client, db):
    lead = ProjectFactory.create().lead
    for _ in range(54):
        ProjectFactory.create(lead=lead)
    assert "1–50 of 55" in text(client, "/projects/")
    assert len(client.get("/projects/?format=csv").getvalue().decode().splitlines()) == 56


def test_plans_list_the_version_that_holds(client, officer, db):
    plan = PlanFactory.create()
    PlanLineFactory.create(plan=plan)
    from kopri.site.programme.services.plans import amend_plan

    amend_plan(plan=plan, by=officer)
    assert "1, adopted" in text(client, "/plans/")


def test_a_project_as_it_was(client, officer, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 1, 10, tzinfo=UTC))
    project = add_project(title=Multilingual.of(en="Pumps"), by=officer)
    milestone = add_milestone(of=project, title=Multilingual.of(en="Handover"), due="2026-Q1", due_basis="agreed", by=officer)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 6, 1, tzinfo=UTC))
    slip_milestone(milestone=milestone, due="2027-Q1", reason="Customs", by=officer)
    move_project(project=project, state="screened", by=officer)
    monkeypatch.undo()
    address = reverse("programme:project", args=[project.reference])
    assert "Screened." in text(client, address)
    then = text(client, f"{address}?as_of=2026-05-01")
    assert "Idea." in then
    assert "1 overdue" in then  # the first quarter was over, the new date not yet agreed
    assert client.get(f"{address}?as_of=2025-12-01").status_code == 404
