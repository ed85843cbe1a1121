"""Services on milestones: who may, what is refused, what the journal and the history of slips keep."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import Milestone, Slip
from kopri.site.programme.services.milestones import add_milestone, change_milestone, move_milestone, slip_milestone
from tests.site.programme.factories import CommitmentFactory, MilestoneFactory, PlanLineFactory, ProjectFactory

HANDOVER = Multilingual.of(en="Handover", ko="인도")


@pytest.mark.parametrize("whole", [ProjectFactory, PlanLineFactory, CommitmentFactory])
def test_add_milestone_allowed(officer, whole):
    milestone = add_milestone(of=whole.create(), title=HANDOVER, due="2026-Q3", due_basis="agreed", by=officer)
    assert (milestone.due_from, milestone.due_until, milestone.due_baseline) == (date(2026, 7, 1), date(2026, 9, 30), "2026-Q3")


def test_add_milestone_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_milestone(of=ProjectFactory.create(), title=HANDOVER, by=ministry)
    assert not Milestone.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": Multilingual()}, "title"),
        ({"due": "soon", "due_basis": "agreed"}, "due"),
        ({"due": "2026-02-30", "due_basis": "agreed"}, "due"),
        ({"due": "2026-Q3", "due_basis": ""}, "due_basis"),
        ({"due": "2026-Q3", "due_basis": "agreed", "start": "2026-10"}, "due"),
    ],
)
def test_add_milestone_invalid(officer, fields, field):
    with pytest.raises(ValidationError) as refused:
        add_milestone(of=ProjectFactory.create(), **({"title": HANDOVER} | fields), by=officer)
    assert field in refused.value.message_dict
    assert not Milestone.objects.exists()


def test_add_milestone_invalid_before_its_project(officer):
    project = ProjectFactory.create(planned_start="2025-Q2", actual_start=None)
    with pytest.raises(ValidationError) as refused:
        add_milestone(of=project, title=HANDOVER, due="2025-Q1", due_basis="agreed", by=officer)
    assert "before its project begins" in str(refused.value)
    assert not Milestone.objects.exists()
    assert not JournalEntry.objects.exists()


def test_add_milestone_logged(officer, journal):
    add_milestone(of=ProjectFactory.create(), title=HANDOVER, by=officer)
    assert journal() == [("milestone.added", officer.pk)]


def test_change_milestone_allowed_for_the_lead_body(ministry):
    project = ProjectFactory.create(lead=ministry.memberships.get().organisation)
    milestone = change_milestone(milestone=MilestoneFactory.create(project=project), title=HANDOVER, by=ministry)
    assert str(milestone.title) == "Handover"


def test_change_milestone_refused(stranger):
    with pytest.raises(PermissionDenied):
        change_milestone(milestone=MilestoneFactory.create(), title=HANDOVER, by=stranger)


def test_change_milestone_invalid(officer):
    with pytest.raises(ValidationError):
        change_milestone(milestone=MilestoneFactory.create(), start="some day", by=officer)


def test_change_milestone_logged(officer):
    change_milestone(milestone=MilestoneFactory.create(), visibility="desk", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"visibility": ["public", "desk"]}


def test_slip_milestone_allowed_keeps_where_it_came_from(officer):
    milestone = MilestoneFactory.create(due="2026-Q1")
    slip_milestone(milestone=milestone, due="2026-Q3", reason="The tender was repeated", by=officer)
    slip_milestone(milestone=milestone, due="2027-Q1", reason="Again", by=officer)
    milestone.refresh_from_db()
    assert (milestone.due, milestone.due_baseline, milestone.due_until) == ("2027-Q1", "2026-Q1", date(2027, 3, 31))
    assert [(slip.before, slip.after) for slip in milestone.slips.all()] == [("2026-Q1", "2026-Q3"), ("2026-Q3", "2027-Q1")]


def test_slip_milestone_allowed_to_become_the_baseline(officer):
    milestone = MilestoneFactory.create(due="2026-Q1")
    slip_milestone(milestone=milestone, due="2026-Q4", reason="New plan", rebaselined=True, by=officer)
    milestone.refresh_from_db()
    assert milestone.due_baseline == "2026-Q4"


def test_slip_milestone_refused(stranger):
    with pytest.raises(PermissionDenied):
        slip_milestone(milestone=MilestoneFactory.create(), due="2027", reason="x", by=stranger)
    assert not Slip.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"due": "2027-Q1", "reason": "  "}, "reason"),
        ({"due": "2026-Q4", "reason": "same"}, "due"),
        ({"due": "whenever", "reason": "x"}, "due"),
        ({"due": "2024-Q1", "reason": "before its project"}, "due"),
        ({"due": "2027", "reason": "x", "due_basis": "suggested", "rebaselined": True}, "due_basis"),
    ],
)
def test_slip_milestone_invalid(officer, fields, field):
    milestone = MilestoneFactory.create(due="2026-Q4")
    with pytest.raises(ValidationError) as refused:
        slip_milestone(milestone=milestone, by=officer, **fields)
    assert field in refused.value.message_dict
    milestone.refresh_from_db()
    assert milestone.due == "2026-Q4"
    assert not Slip.objects.exists()


def test_slip_milestone_invalid_once_it_is_done(officer):
    with pytest.raises(ValidationError) as refused:
        slip_milestone(milestone=MilestoneFactory.create(state="done", actual="2026"), due="2027", reason="x", by=officer)
    assert "no longer moves" in str(refused.value)


def test_slip_milestone_logged(officer):
    slip_milestone(milestone=MilestoneFactory.create(due="2026-Q4"), due="2027-Q2", reason="Customs", by=officer)
    entry = JournalEntry.objects.get()
    assert entry.verb == "milestone.slipped"
    assert entry.detail["changes"] == {"due": ["2026-Q4", "2027-Q2"]}


def test_move_milestone_allowed(officer):
    milestone = MilestoneFactory.create()
    before = milestone.project.moved_at
    move_milestone(milestone=milestone, state="started", by=officer)
    milestone = move_milestone(milestone=milestone, state="done", actual="2026-Q3", by=officer)
    milestone.refresh_from_db()
    milestone.project.refresh_from_db()
    assert (milestone.state, milestone.actual) == ("done", "2026-Q3")
    assert milestone.project.moved_at > before  # a project moves with its milestones


def test_move_milestone_refused(ministry):
    with pytest.raises(PermissionDenied):
        move_milestone(milestone=MilestoneFactory.create(), state="started", by=ministry)
    led = MilestoneFactory.create(project=ProjectFactory.create(lead=ministry.memberships.get().organisation))
    with pytest.raises(PermissionDenied):
        move_milestone(milestone=led, state="dropped", reason="We do not want it", by=ministry)  # the secretariat's word


@pytest.mark.parametrize(
    ("state", "target", "fields", "field"),
    [
        ("planned", "done", {}, "actual"),
        ("planned", "done", {"actual": "recently"}, "actual"),
        ("started", "missed", {}, "reason"),
        ("dropped", "started", {"reason": "x"}, "state"),
        ("done", "planned", {"reason": "x"}, "state"),
    ],
)
def test_move_milestone_invalid(officer, state, target, fields, field):
    milestone = MilestoneFactory.create(state=state)
    with pytest.raises(ValidationError) as refused:
        move_milestone(milestone=milestone, state=target, by=officer, **fields)
    assert field in refused.value.message_dict
    milestone.refresh_from_db()
    assert milestone.state == state


def test_move_milestone_logged(officer):
    move_milestone(milestone=MilestoneFactory.create(), state="done", actual="2026", by=officer)
    changes = JournalEntry.objects.get().detail["changes"]
    assert changes["state"] == ["planned", "done"]
    assert changes["actual"] == ["", "2026"]
