"""What projects add to the pages below, to search and to one's own work."""

import pytest

from kopri.site.base.models import SearchEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.project_panels import waiting
from kopri.site.programme.project_search import all_plans, all_projects
from kopri.site.programme.services.projects import add_project, change_project
from tests.site.conftest import signed_in
from tests.site.programme.factories import MilestoneFactory, PlanFactory, PlanLineFactory, ProjectFactory

PUMPS = Multilingual.of(en="Solar pumps", ru="Солнечные насосы")


@pytest.mark.parametrize("page", ["/countries/KAZ/", "/sectors/energy/"])
def test_open_projects_stand_on_the_pages_of_their_country_and_sector(client, forum, page):
    ProjectFactory.create(title=PUMPS)
    ProjectFactory.create(title=Multilingual.of(en="Closed one"), state="closed")
    body = client.get(page).content.decode()
    assert "Solar pumps" in body
    assert "Closed one" not in body


def test_the_home_page_says_what_is_overdue(client, forum):
    MilestoneFactory.create(due="2020", project__planned_start="")
    assert "milestones overdue" in client.get("/").content.decode()


def test_a_country_without_projects_gets_no_empty_block(client, forum):
    assert "Open projects" not in client.get("/countries/UZB/").content.decode()


def test_a_lead_body_sees_its_own_late_milestones_as_work(ministry, officer, db):
    led = ProjectFactory.create(lead=ministry.memberships.get().organisation)
    MilestoneFactory.create(project=led, due="2025-Q1")
    MilestoneFactory.create(due="2025-Q1")
    assert [count for _label, count, _url in waiting(ministry)] == [1]
    assert list(waiting(officer)) == []


def test_what_is_kept_for_the_desk_is_never_shown_to_the_public(client, officer, forum):
    ProjectFactory.create(title=PUMPS, visibility="desk")
    assert "Solar pumps" in signed_in(officer).get("/countries/KAZ/").content.decode()
    assert "Solar pumps" not in client.get("/countries/KAZ/").content.decode()


def test_a_project_is_found_by_its_title_in_any_language_and_by_its_audience(officer, db):
    project = add_project(title=PUMPS, by=officer)
    entry = SearchEntry.objects.get(kind="project")
    assert (entry.audience, entry.url) == ("public", f"/projects/{project.reference}/")
    assert "насосы" in next(iter(all_projects())).text
    change_project(project=project, visibility="desk", by=officer)
    assert [e.audience for e in SearchEntry.objects.filter(kind="project")] == ["staff"]


def test_a_plan_is_found_once_by_its_lines(db):
    first = PlanFactory.create(slug="plan", state="amended")
    second = PlanFactory.create(slug="plan", version=2, baseline=False)
    for plan in (first, second):
        PlanLineFactory.create(plan=plan, title=PUMPS)
    found = list(all_plans())
    assert len(found) == 1
    assert "Solar pumps" in found[0].text
