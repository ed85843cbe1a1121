"""Services on projects: who may, what is refused, what the journal keeps."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import Project
from kopri.site.programme.services.projects import add_project, change_project, move_project
from tests.site.programme.factories import (
    CommitmentFactory,
    EvidenceFactory,
    PartnerFactory,
    PlanLineFactory,
    ProjectFactory,
    TransactionFactory,
)

PUMPS = Multilingual.of(en="Solar pumps", ko="태양광 펌프")


def test_add_project_allowed(officer):
    commitment, line = CommitmentFactory.create(), PlanLineFactory.create()
    project = add_project(
        title=PUMPS, planned_start="2025-Q1", planned_end="2027-H1", commitments=[commitment], plan_lines=[line], by=officer
    )
    assert (project.state, project.planned_from, project.planned_until) == ("idea", date(2025, 1, 1), date(2027, 6, 30))
    assert list(project.commitments.all()) == [commitment]
    assert list(project.plan_lines.all()) == [line]


def test_add_project_refused(ministry, caplog):
    with pytest.raises(PermissionDenied):
        add_project(title=PUMPS, by=ministry)
    assert not Project.objects.exists()
    assert "refused programme.manage_projects" in caplog.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": Multilingual()}, "title"),
        ({"planned_end": "next year"}, "planned_end"),
        ({"planned_start": "2026", "planned_end": "2025-Q4"}, "planned_end"),
        ({"kind": "wish"}, "kind"),
        ({"actual_start": date(2026, 2, 1), "actual_end": date(2026, 1, 1)}, "actual_end"),
    ],
)
def test_add_project_invalid(officer, fields, field):
    with pytest.raises(ValidationError) as refused:
        add_project(**({"title": PUMPS} | fields), by=officer)
    assert field in refused.value.message_dict
    assert not Project.objects.exists()


def test_add_project_logged(officer, journal):
    add_project(title=PUMPS, by=officer)
    assert journal() == [("project.added", officer.pk)]


def test_change_project_allowed_for_its_lead_body(ministry):
    project = ProjectFactory.create(lead=ministry.memberships.get().organisation)
    change_project(project=project, risk="high", planned_end="2028", by=ministry)
    project.refresh_from_db()
    assert (project.risk, project.planned_until) == ("high", date(2028, 12, 31))


def test_change_project_refused_to_another_body(ministry):
    with pytest.raises(PermissionDenied):
        change_project(project=ProjectFactory.create(), risk="high", by=ministry)


def test_change_project_invalid(officer):
    project = ProjectFactory.create(planned_start="2025", planned_end="2026")
    with pytest.raises(ValidationError):
        change_project(project=project, planned_end="2024", by=officer)
    assert Project.objects.get().planned_end == "2026"


def test_change_project_logged_with_what_it_was(officer, journal):
    project = ProjectFactory.create(planned_end="2026")
    change_project(project=project, planned_end="2027", by=officer)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.actor) == ("project.changed", officer.pk)
    assert entry.detail["changes"] == {"planned_end": ["2026", "2027"]}


def test_move_project_allowed_from_idea_to_close(officer, member):
    project = ProjectFactory.create(state="idea", actual_start=None)
    project = move_project(project=project, state="screened", by=officer)
    project = move_project(project=project, state="endorsed", by=member)
    project = move_project(project=project, state="appraised", by=officer)
    PartnerFactory.create(project=project)
    project = move_project(project=project, state="agreed", by=officer)
    project = move_project(project=project, state="implementing", actual_start=date(2025, 2, 1), by=officer)
    project = move_project(project=project, state="finalising", actual_end=date(2026, 2, 1), by=officer)
    EvidenceFactory.create(project=project)
    for kind in ("2", "3"):
        TransactionFactory.create(project=project, type=kind, value=Decimal(500))
    project = move_project(project=project, state="closed", by=officer)
    project.refresh_from_db()
    assert (project.state, project.actual_end) == ("closed", date(2026, 2, 1))


def test_move_project_refused_where_the_role_does_not_fit(member, stranger):
    idea = ProjectFactory.create(state="idea")
    with pytest.raises(PermissionDenied):
        move_project(project=idea, state="screened", by=member)  # screening is the secretariat's
    with pytest.raises(PermissionDenied):
        move_project(project=idea, state="screened", by=stranger)
    idea.refresh_from_db()
    assert idea.state == "idea"


@pytest.mark.parametrize(
    ("state", "target", "field"),
    [
        ("idea", "closed", "state"),
        ("appraised", "agreed", "partner"),
        ("agreed", "implementing", "start"),
        ("implementing", "suspended", "reason"),
        ("finalising", "closed", "evidence"),
        ("finalising", "closed", "balance"),
    ],
)
def test_move_project_invalid_leaves_nothing_behind(officer, state, target, field):
    project = ProjectFactory.create(state=state, actual_start=None)
    with pytest.raises(ValidationError) as refused:
        move_project(project=project, state=target, by=officer)
    assert field in refused.value.message_dict
    project.refresh_from_db()
    assert project.state == state
    assert not JournalEntry.objects.exists()


def test_move_project_invalid_names_what_may_follow(officer):
    with pytest.raises(ValidationError) as refused:
        move_project(project=ProjectFactory.create(state="idea"), state="closed", by=officer)
    assert "screened" in str(refused.value)


def test_move_project_allowed_back_to_the_state_it_was_suspended_from(officer):
    project = move_project(project=ProjectFactory.create(state="agreed"), state="suspended", reason="No funds", by=officer)
    with pytest.raises(ValidationError):
        move_project(project=project, state="implementing", by=officer)
    assert move_project(project=project, state="agreed", by=officer).state == "agreed"


def test_move_project_logged(officer):
    move_project(project=ProjectFactory.create(state="idea"), state="cancelled", reason="Nobody pays", by=officer)
    entry = JournalEntry.objects.get()
    assert entry.verb == "project.moved"
    assert entry.detail["changes"]["state"] == ["idea", "cancelled"]
    assert "Nobody" not in str(entry.detail)
