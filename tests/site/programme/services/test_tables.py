"""Services on tables: all rows or none."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.programme.models import Milestone, PlanLine
from kopri.site.programme.services.tables import import_lines, import_milestones
from kopri.site.programme.tables import Row
from tests.site.programme.factories import PlanFactory, PlanLineFactory, ProjectFactory
from tests.site.record.factories import InitiativeFactory

ROWS = [Row("Smart farm", "2025-Q1", "2026-Q2"), Row("Hub", "", "")]


def test_import_milestones_allowed(officer):
    statement = InitiativeFactory.create()
    rows = [*ROWS, Row("Pilot", "", "2027", statement=statement.pk)]
    made = import_milestones(of=ProjectFactory.create(), rows=rows, due_basis="suggested", source="Work plan", by=officer)
    assert [(str(m.title), m.due, m.due_basis) for m in made] == [
        ("Smart farm", "2026-Q2", "suggested"),
        ("Hub", "", ""),
        ("Pilot", "2027", "suggested"),
    ]
    assert made[2].statement == statement
    assert {m.source for m in made} == {"Work plan"}


def test_import_milestones_allowed_in_the_language_of_the_table(officer):
    made = import_milestones(of=PlanLineFactory.create(), rows=[Row("스마트팜")], due_basis="agreed", language="ko", by=officer)
    assert made[0].title.plain() == {"ko": "스마트팜"}


def test_import_milestones_refused(stranger):
    with pytest.raises(PermissionDenied):
        import_milestones(of=ProjectFactory.create(), rows=ROWS, due_basis="agreed", by=stranger)


def test_import_milestones_invalid_takes_in_none(officer):
    with pytest.raises(ValidationError) as refused:
        import_milestones(of=ProjectFactory.create(), rows=[*ROWS, Row("Too early", "", "2020-Q1")], due_basis="agreed", by=officer)
    assert "Row 3, “Too early”" in str(refused.value)
    assert not Milestone.objects.exists()


def test_import_milestones_invalid_without_rows(officer):
    with pytest.raises(ValidationError):
        import_milestones(of=ProjectFactory.create(), rows=[], due_basis="agreed", by=officer)


def test_import_milestones_logged(officer, journal):
    import_milestones(of=ProjectFactory.create(), rows=ROWS, due_basis="agreed", by=officer)
    assert [verb for verb, _by in journal()] == ["milestone.added", "milestone.added", "table.imported"]


def test_import_lines_allowed_with_the_numbers_of_the_table(officer):
    draft = PlanFactory.create(state="draft", baseline=False)
    made = import_lines(plan=draft, rows=[Row("Farm", due="2026", number="A.1"), Row("Hub")], due_basis="agreed", by=officer)
    assert [(line.number, line.due) for line in made] == [("A.1", "2026"), ("2", "")]


def test_import_lines_refused(member):
    with pytest.raises(PermissionDenied):
        import_lines(plan=PlanFactory.create(state="draft", baseline=False), rows=ROWS, due_basis="agreed", by=member)


def test_import_lines_invalid_takes_in_none(officer):
    with pytest.raises(ValidationError):
        import_lines(
            plan=PlanFactory.create(state="draft", baseline=False),
            rows=[Row("A", number="1"), Row("B", number="1")],
            due_basis="agreed",
            by=officer,
        )
    assert not PlanLine.objects.exists()


def test_import_lines_logged(officer, journal):
    import_lines(plan=PlanFactory.create(state="draft", baseline=False), rows=ROWS, due_basis="agreed", by=officer)
    assert journal()[-1] == ("table.imported", officer.pk)
