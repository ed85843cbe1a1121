"""Forms of projects: they act through the services, name the error beside the field, keep what was typed, and refuse who may not."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from kopri.site.programme.models import Budget, Milestone, Plan, Project, Rate, Transaction
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
    ResultFactory,
    TransactionFactory,
)
from tests.site.record.factories import InitiativeFactory

PROJECT = {
    "title": "Solar pumps",
    "language": "en",
    "kind": "technical",
    "countries": "Kazakhstan 60, UZB 40",
    "sectors": "energy",
    "planned_start": "2026-Q1",
    "currency": "usd",
    "visibility": "public",
}


@pytest.fixture
def desk(officer):
    """The browser of somebody in the secretariat."""
    return signed_in(officer)


def at(name, *args):
    """An address of the programme."""
    return reverse(f"programme:{name}", args=args)


def test_a_project_is_added_with_shares(desk):
    response = desk.post(at("project_add"), PROJECT | {"commitments": [CommitmentFactory.create().pk]})
    project = Project.objects.get()
    assert response.status_code == 302
    assert (str(project.title), project.currency, project.commitments.count()) == ("Solar pumps", "USD", 1)
    assert {c.country: c.share for c in project.countries.all()} == {"KAZ": 60, "UZB": 40}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "required"),
        ({"countries": "Atlantis"}, "not a country"),
        ({"countries": "Kazakhstan 60, Uzbekistan 60"}, "must make 100"),
        ({"sectors": "alchemy"}, "no sector"),
        ({"planned_start": "soon"}, "not a date"),
        ({"planned_start": "2027", "planned_end": "2026"}, "before the start"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_left_behind(desk, change, says):
    response = desk.post(at("project_add"), PROJECT | change)
    body = response.content.decode()
    assert response.status_code == 422
    assert says in body
    assert 'value="2026-Q1"' in body or "planned_start" in change  # what was typed is kept
    assert not Project.objects.exists()


def test_words_in_another_language_leave_the_others(desk):
    project = ProjectFactory.create()
    russian = str(project.title.in_language("ru"))
    desk.post(at("project_edit", project.reference), PROJECT | {"title": "Pumps", "language": "en"})
    project.refresh_from_db()
    assert (project.title.in_language("en"), project.title.in_language("ru")) == ("Pumps", russian)


def test_a_wrong_step_is_not_offered_and_refused(desk):
    project = ProjectFactory.create(state="idea")
    form = desk.get(at("project_move", project.reference)).content.decode()
    assert 'value="screened"' in form
    assert 'value="closed"' not in form
    assert desk.post(at("project_move", project.reference), {"state": "closed"}).status_code == 422
    assert desk.post(at("project_move", project.reference), {"state": "cancelled"}).status_code == 422  # no reason
    assert desk.post(at("project_move", project.reference), {"state": "screened"}).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "project_edit",
        "project_move",
        "milestone_add",
        "project_table",
        "partner_add",
        "place_add",
        "transaction_add",
        "budget_add",
        "result_add",
        "project_evidence",
    ],
)
def test_strangers_get_no_form(name, client, stranger):
    address = at(name, ProjectFactory.create().reference)
    for browser in (client, signed_in(stranger)):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {}).status_code == 403


def test_a_milestone_is_added_put_off_and_done(desk):
    project = ProjectFactory.create()
    desk.post(
        at("milestone_add", project.reference), {"title": "Handover", "due": "2026-Q4", "due_basis": "agreed", "visibility": "public"}
    )
    milestone = Milestone.objects.get()
    address = at("milestone_edit", milestone.reference)
    assert desk.post(address, {"act": "slip", "slip-due": "2027-Q2", "slip-due_basis": "agreed"}).status_code == 422  # no reason
    desk.post(address, {"act": "slip", "slip-due": "2027-Q2", "slip-due_basis": "agreed", "slip-reason": "Customs"})
    response = desk.post(address, {"act": "move", "move-state": "done", "move-actual": "2027-Q1"})
    milestone.refresh_from_db()
    assert response["Location"] == f"/projects/{project.reference}/#m-{milestone.reference}"
    assert (milestone.due, milestone.due_baseline, milestone.state, milestone.slips.count()) == ("2027-Q2", "2026-Q4", "done", 1)


def test_a_milestone_before_its_project_is_refused_in_words(desk):
    project = ProjectFactory.create(planned_start="2026-Q1", actual_start=None)
    response = desk.post(
        at("milestone_add", project.reference), {"title": "Too early", "due": "2025-Q1", "due_basis": "agreed", "visibility": "public"}
    )
    assert "before its project begins" in response.content.decode()
    assert not Milestone.objects.exists()


def test_money_without_a_rate_is_refused_and_taken_once_there_is_one(desk):
    project = ProjectFactory.create()
    paid = {"kind": "3", "date": "2026-03-01", "value": "1,500,000", "currency": "kzt"}
    response = desk.post(at("transaction_add", project.reference), paid)
    assert "no rate of KZT" in response.content.decode()
    assert not Transaction.objects.exists()
    desk.post(at("rate_add"), {"currency": "kzt", "on": "2026-02-27", "usd": "0.002", "source": "National bank"})
    assert Rate.objects.get().currency == "KZT"
    assert desk.post(at("transaction_add", project.reference), paid).status_code == 302
    assert Transaction.objects.get().usd == 3000


def test_a_negative_disbursement_without_reason_is_refused(desk):
    response = desk.post(
        at("transaction_add", ProjectFactory.create().reference), {"kind": "3", "date": "2026-03-01", "value": "-5", "currency": "USD"}
    )
    assert "refund or a correction" in response.content.decode()
    assert not Transaction.objects.exists()


def test_the_other_parts_of_a_project(desk):
    project = ProjectFactory.create(kind="training")
    ref = project.reference
    assert desk.post(at("partner_add", ref), {"role": "1", "name": "Development bank"}).status_code == 302
    assert (
        desk.post(at("place_add", ref), {"name": "Nukus", "country": "Uzbekistan", "latitude": "42.46", "longitude": "59.6"}).status_code
        == 302
    )
    assert desk.post(at("course_add", ref), {"title": "First intake", "start": "2026-03", "seats": "30"}).status_code == 302
    course = CourseFactory.create(project=project)
    assert (
        desk.post(at("course_edit", ref, course.pk), {"title": "First", "start": "2026-03", "seats": "30", "attended": "31"}).status_code
        == 422
    )
    budget = {"type": "1", "value": "10 million", "currency": "USD", "start": "2026-01-01", "end": "2026-12-31"}
    assert desk.post(at("budget_add", ref), budget).status_code == 302
    assert Budget.objects.get().value == 10_000_000
    assert desk.post(at("project_evidence", ref), {"title": "Report", "url": "https://example.org/r"}).status_code == 302
    assert (project.partners.count(), project.places.get().country, project.courses.count(), project.evidence.count()) == (1, "UZB", 2, 1)


def test_results_from_target_to_approval(desk):
    project = ProjectFactory.create()
    desk.post(at("result_add", project.reference), {"kind": "1", "title": "Farmers irrigate"})
    desk.post(at("indicator_add", project.reference, project.results.get().pk), {"title": "Pumps", "measure": "1", "ascending": "on"})
    indicator = project.results.get().indicators.get()
    desk.post(at("period_add", project.reference, indicator.pk), {"start": "2026-01-01", "end": "2026-12-31", "target": "40"})
    period = indicator.periods.get()
    assert desk.post(at("period_move", project.reference, period.pk), {"state": "submitted"}).status_code == 422
    desk.post(at("period_move", project.reference, period.pk), {"state": "submitted", "actual": "0"})
    desk.post(at("period_move", project.reference, period.pk), {"state": "approved"})
    period.refresh_from_db()
    assert (period.state, period.actual) == ("approved", 0)


def test_parts_of_another_project_are_not_reached(desk):
    mine, other = ProjectFactory.create(), ProjectFactory.create()
    result, indicator = ResultFactory.create(project=other), IndicatorFactory.create(result__project=other)
    period = PeriodFactory.create(indicator=indicator)
    for name, part in (("indicator_add", result), ("period_add", indicator), ("period_move", period)):
        assert desk.get(at(name, mine.reference, part.pk)).status_code == 404


def workbook():
    """A table of two milestones, one of them with a date nobody can read."""
    book = Workbook()
    for row in (["Milestone", "Start", "Due"], ["Hub opens", "Q1 2026", "Q4 2026"], ["Study", "", "soon"]):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("plan.xlsx", out.getvalue())


def test_a_table_is_looked_over_before_it_is_taken_in(desk):
    project = ProjectFactory.create()
    address = at("project_table", project.reference)
    preview = desk.post(address, {"step": "read", "file": workbook()})
    body = preview.content.decode()
    assert "2 rows to look over" in body
    assert 'value="2026-Q4"' in body
    assert "soon" in body
    assert not Milestone.objects.exists()
    rows = {
        "row-TOTAL_FORMS": "2",
        "row-INITIAL_FORMS": "0",
        "row-0-include": "on",
        "row-0-title": "Hub opens",
        "row-0-due": "2026-Q4",
        "row-1-title": "Study",
        "due_basis": "suggested",
        "language": "en",
        "source": "plan.xlsx",
        "step": "take",
    }
    assert desk.post(address, rows | {"row-0-due": "never"}).status_code == 422
    assert desk.post(address, rows).status_code == 302
    milestone = project.milestones.get()
    assert (str(milestone.title), milestone.due, milestone.due_basis, milestone.source) == (
        "Hub opens",
        "2026-Q4",
        "suggested",
        "plan.xlsx",
    )


def test_a_table_read_in_a_document_keeps_its_sentence(desk, client):
    statement = InitiativeFactory.create()
    project = ProjectFactory.create(planned_start="2024", actual_start=date(2024, 1, 1))
    address = at("project_table", project.reference)
    body = desk.post(address, {"step": "read", "document": statement.document.reference}).content.decode()
    assert "Smart farm pilot" in body
    assert f'value="{statement.pk}"' in body
    desk.post(
        address,
        {
            "step": "take",
            "row-TOTAL_FORMS": "1",
            "row-INITIAL_FORMS": "0",
            "row-0-include": "on",
            "row-0-title": "Smart farm pilot",
            "row-0-due": "2025-Q2",
            "row-0-statement": statement.pk,
            "due_basis": "agreed",
            "language": "en",
        },
    )
    assert project.milestones.get().statement == statement
    assert at_statement(statement) in client.get(at("project", project.reference)).content.decode()


def at_statement(statement):
    """The permanent page of a statement."""
    return reverse("record:statement", args=[statement.reference])


@pytest.mark.parametrize(("file", "says"), [(SimpleUploadedFile("plan.pdf", b"%PDF"), ".xlsx or .csv"), (None, "Choose a file")])
def test_what_is_no_table_is_refused_in_words(desk, file, says):
    response = desk.post(at("project_table", ProjectFactory.create().reference), {"step": "read"} | ({"file": file} if file else {}))
    assert response.status_code == 422
    assert says in response.content.decode()


def test_a_plan_from_draft_to_its_second_version(desk):
    desk.post(at("plan_add"), {"name": "Action plan 2025–2027", "start": "2025", "end": "2027"})
    plan = Plan.objects.get()
    assert plan.slug == "action-plan-20252027"
    assert desk.post(at("plan_move", plan.slug), {"state": "adopted"}).status_code == 422  # without lines
    desk.post(at("line_add", plan.slug), {"number": "1", "title": "Specialists", "due": "2026-Q4", "due_basis": "agreed"})
    desk.post(at("plan_move", plan.slug), {"state": "adopted"})
    desk.post(at("plan_amend", plan.slug))
    draft = Plan.objects.get(version=2)
    desk.post(
        at("line_edit", plan.slug, draft.lines.get().pk), {"number": "1", "title": "Specialists", "due": "2027-Q1", "due_basis": "agreed"}
    )
    desk.post(f"{at('plan_move', plan.slug)}?version=2", {"state": "adopted"})
    assert list(Plan.objects.order_by("version").values_list("state", "baseline")) == [("amended", True), ("adopted", False)]


def test_a_table_becomes_lines_of_a_draft_and_milestones_of_an_adopted_plan(desk):
    draft, line = PlanFactory.create(state="draft", baseline=False), PlanLineFactory.create()
    rows = {
        "step": "take",
        "row-TOTAL_FORMS": "1",
        "row-INITIAL_FORMS": "0",
        "row-0-include": "on",
        "row-0-title": "Hub",
        "due_basis": "agreed",
        "language": "en",
    }
    assert desk.post(at("plan_table", draft.slug), rows).status_code == 302
    assert draft.lines.get().number == "1"
    assert desk.post(at("plan_table", line.plan.slug), rows | {"line": line.pk}).status_code == 302
    assert str(line.milestones.get().title) == "Hub"


def test_evidence_of_a_milestone_stands_beside_it(desk, client):
    milestone = MilestoneFactory.create()
    desk.post(at("milestone_evidence", milestone.reference), {"title": "Protocol of handover", "url": "https://example.org/p"})
    assert "Protocol of handover" in client.get(at("project", milestone.project.reference)).content.decode()


def test_parts_are_taken_out_and_what_was_paid_by_stays(desk, stranger):
    transaction = TransactionFactory.create()
    project = transaction.project
    partner = PartnerFactory.create(project=project)
    transaction.provider = partner
    transaction.save()
    place, budget = PlaceFactory.create(project=project), BudgetFactory.create(project=project)
    assert signed_in(stranger).post(at("part_remove", project.reference, "place", place.pk)).status_code == 403
    kept = desk.post(at("part_remove", project.reference, "partner", partner.pk), follow=True)
    assert "Money was paid by or to this partner" in kept.content.decode()
    for part, record in (("transaction", transaction), ("partner", partner), ("place", place), ("budget", budget)):
        desk.post(at("part_remove", project.reference, part, record.pk))
    assert not any(getattr(project, parts).exists() for parts in ("transactions", "partners", "places", "budgets"))
    assert desk.post(at("part_remove", project.reference, "roof", 1)).status_code == 404
    assert "Take out" not in desk.get(at("project", project.reference)).content.decode()
