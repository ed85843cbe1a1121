"""Services on plans: drafts, adoption, the baseline, versions that take over."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import Plan, PlanLine
from kopri.site.programme.services.plans import add_line, add_plan, amend_plan, change_line, move_plan, remove_line
from tests.site.programme.factories import CommitmentFactory, MilestoneFactory, PlanFactory, PlanLineFactory, ProjectFactory

NAME = Multilingual.of(en="Action plan", ru="План действий")
PLAN = {"slug": "action-plan", "name": NAME, "start": "2025", "end": "2027"}


@pytest.fixture
def draft(db):
    """A draft with one line."""
    plan = PlanFactory.create(state="draft", baseline=False)
    PlanLineFactory.create(plan=plan, number="1")
    return plan


def test_add_plan_allowed(officer):
    plan = add_plan(**PLAN, by=officer)
    assert (plan.state, plan.version, plan.baseline) == ("draft", 1, False)


def test_add_plan_refused(member):
    with pytest.raises(PermissionDenied):
        add_plan(**PLAN, by=member)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": Multilingual()}, "name"), ({"end": "2024"}, "end"), ({"start": "soon"}, "start"), ({"slug": "a b"}, "slug")],
)
def test_add_plan_invalid(officer, change, field):
    with pytest.raises(ValidationError) as refused:
        add_plan(**(PLAN | change), by=officer)
    assert field in refused.value.message_dict
    assert not Plan.objects.exists()


def test_add_plan_logged(officer, journal):
    add_plan(**PLAN, by=officer)
    assert journal() == [("plan.added", officer.pk)]


def test_add_line_allowed(draft, officer):
    commitment = CommitmentFactory.create()
    line = add_line(plan=draft, number="2", title=NAME, due="2026-H1", due_basis="agreed", commitments=[commitment], by=officer)
    assert (line.order, line.due_until, list(line.commitments.all())) == (1, date(2026, 6, 30), [commitment])


def test_add_line_refused(draft, ministry):
    with pytest.raises(PermissionDenied):
        add_line(plan=draft, number="2", title=NAME, by=ministry)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"number": "1"}, "number"),
        ({"number": " "}, "number"),
        ({"number": "2", "title": Multilingual()}, "title"),
        ({"number": "2", "due": "x"}, "due_basis"),
    ],
)
def test_add_line_invalid(draft, officer, fields, field):
    with pytest.raises(ValidationError) as refused:
        add_line(plan=draft, **({"title": NAME} | fields), by=officer)
    assert field in refused.value.message_dict


def test_add_line_invalid_in_an_adopted_plan(officer):
    with pytest.raises(ValidationError) as refused:
        add_line(plan=PlanFactory.create(), number="9", title=NAME, by=officer)
    assert "amend the plan" in str(refused.value)


def test_add_line_logged(draft, officer, journal):
    add_line(plan=draft, number="2", title=NAME, by=officer)
    assert journal() == [("plan.line_added", officer.pk)]


def test_change_line_allowed_and_logged(draft, officer, journal):
    line = change_line(line=draft.lines.get(), due="2027-Q1", due_basis="agreed", sector="health", by=officer)
    line.refresh_from_db()
    assert (line.due, line.due_until, line.sector) == ("2027-Q1", date(2027, 3, 31), "health")
    assert journal() == [("plan.line_changed", officer.pk)]


def test_change_line_refused(draft, stranger):
    with pytest.raises(PermissionDenied):
        change_line(line=draft.lines.get(), sector="health", by=stranger)


def test_change_line_invalid_once_adopted(officer):
    with pytest.raises(ValidationError):
        change_line(line=PlanLineFactory.create(), sector="health", by=officer)


def test_remove_line_allowed_and_logged(draft, officer, journal):
    remove_line(line=draft.lines.get(), by=officer)
    assert not PlanLine.objects.exists()
    assert journal() == [("plan.line_removed", officer.pk)]


def test_remove_line_refused(draft, stranger):
    with pytest.raises(PermissionDenied):
        remove_line(line=draft.lines.get(), by=stranger)


def test_remove_line_invalid_with_milestones(draft, officer):
    MilestoneFactory.create(project=None, line=draft.lines.get())
    with pytest.raises(ValidationError):
        remove_line(line=draft.lines.get(), by=officer)


def test_move_plan_allowed_and_the_first_adopted_is_the_baseline(draft, member):
    plan = move_plan(plan=draft, state="adopted", by=member)
    plan.refresh_from_db()
    assert (plan.state, plan.baseline) == ("adopted", True)


def test_move_plan_refused(draft, ministry):
    with pytest.raises(PermissionDenied):
        move_plan(plan=draft, state="adopted", by=ministry)


def test_move_plan_invalid_without_lines(officer):
    with pytest.raises(ValidationError) as refused:
        move_plan(plan=PlanFactory.create(state="draft", baseline=False), state="adopted", by=officer)
    assert "lines" in refused.value.message_dict


def test_move_plan_invalid_from_closed(officer):
    with pytest.raises(ValidationError):
        move_plan(plan=PlanFactory.create(state="closed"), state="adopted", by=officer)


def test_move_plan_logged(draft, officer):
    move_plan(plan=draft, state="adopted", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"state": ["draft", "adopted"]}


def test_amend_plan_allowed_copies_lines_with_what_they_carry_out(officer):
    line = PlanLineFactory.create(number="1")
    commitment = CommitmentFactory.create()
    line.commitments.add(commitment)
    draft = amend_plan(plan=line.plan, by=officer)
    assert (draft.version, draft.state, draft.baseline) == (2, "draft", False)
    copy = draft.lines.get()
    assert (copy.number, copy.title, copy.due, list(copy.commitments.all())) == (line.number, line.title, line.due, [commitment])


def test_amend_plan_allowed_to_take_over_when_it_is_adopted(officer):
    line = PlanLineFactory.create(number="1")
    milestone, project = MilestoneFactory.create(project=None, line=line), ProjectFactory.create()
    project.plan_lines.add(line)
    draft = amend_plan(plan=line.plan, by=officer)
    move_plan(plan=draft, state="adopted", by=officer)
    milestone.refresh_from_db()
    line.plan.refresh_from_db()
    assert (line.plan.state, line.plan.baseline, draft.baseline) == ("amended", True, False)
    assert milestone.line == draft.lines.get()
    assert set(project.plan_lines.all()) == {line, draft.lines.get()}


def test_amend_plan_refused(member):
    with pytest.raises(PermissionDenied):
        amend_plan(plan=PlanFactory.create(), by=member)


def test_amend_plan_invalid(officer, draft):
    with pytest.raises(ValidationError):
        amend_plan(plan=draft, by=officer)
    adopted = PlanFactory.create()
    amend_plan(plan=adopted, by=officer)
    with pytest.raises(ValidationError):
        amend_plan(plan=adopted, by=officer)


def test_amend_plan_logged(officer, journal):
    amend_plan(plan=PlanFactory.create(), by=officer)
    assert journal() == [("plan.amended", officer.pk)]
