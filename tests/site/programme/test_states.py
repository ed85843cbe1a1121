"""The tables of states through the services: nothing but what they allow ever happens, and each step stands in the journal."""

from datetime import date
from itertools import count, pairwise

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kopri.site.accounts.models import Role
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.history import as_of, snapshot
from kopri.site.programme.models import Milestone, Project
from kopri.site.programme.services.milestones import move_milestone, slip_milestone
from kopri.site.programme.services.projects import add_project, change_project, move_project
from kopri.site.programme.transitions import following
from tests.site.conftest import make_organisation, make_person
from tests.site.programme.factories import EvidenceFactory, MilestoneFactory, PartnerFactory, TransactionFactory

NUMBERS = count()
STATES = st.sampled_from(Project.State.values)
STEPS = settings(max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
DUE = st.sampled_from(["2025-06", "2026-Q1", "2026-Q3", "2027-H1", "2028-02-29", "2024"])


class ProjectLife(RuleBasedStateMachine):
    """A project with all it needs, moved at random; before each step a moment and how it was then are kept."""

    @initialize()
    def begin(self) -> None:
        """A person of the secretariat and a project with partner, evidence and a settled balance."""
        self.officer = make_person(f"officer{next(NUMBERS)}", Role.SECRETARIAT, make_organisation("Secretariat"))
        self.project = add_project(title=Multilingual.of(en="Pumps"), planned_start="2025", planned_end="2026", by=self.officer)
        PartnerFactory.create(project=self.project)
        EvidenceFactory.create(project=self.project)
        for kind in ("2", "3"):
            TransactionFactory.create(project=self.project, type=kind)
        self.past: list[tuple[object, dict[str, object]]] = []

    def remember(self) -> None:
        """How it is now."""
        self.past.append((timezone.now(), snapshot(Project.objects.get(pk=self.project.pk))))

    @rule(state=STATES, reason=st.sampled_from(["", "Because"]))
    def move(self, state: str, reason: str) -> None:
        """Any state; refused unless the table has it."""
        self.remember()
        before = Project.objects.get(pk=self.project.pk)
        try:
            move_project(
                project=before,
                state=state,
                reason=reason,
                actual_start=date(2025, 3, 1),
                actual_end=date(2026, 3, 1) if state == "finalising" else None,
                by=self.officer,
            )
        except ValidationError:
            assert snapshot(Project.objects.get(pk=self.project.pk)) == self.past[-1][1]
        else:
            assert state in following("project", self.past[-1][1]["state"])  # type: ignore[arg-type]

    @rule(end=DUE)
    def replan(self, end: str) -> None:
        """Another planned end, as far as it makes sense."""
        self.remember()
        try:
            change_project(project=Project.objects.get(pk=self.project.pk), planned_end=end, by=self.officer)
        except ValidationError:
            assert end == "2024"

    @precondition(lambda self: hasattr(self, "past") and self.past)
    @invariant()
    def it_can_be_seen_as_it_was(self) -> None:
        """Every earlier moment is given back by the journal."""
        for moment, then in self.past:
            row = Project.objects.get(pk=self.project.pk)
            assert snapshot(as_of([row], moment)[0]) == then  # type: ignore[arg-type]


class MilestoneLife(RuleBasedStateMachine):
    """A milestone moved and put off at random."""

    @initialize()
    def begin(self) -> None:
        """A milestone of a project."""
        self.officer = make_person(f"officer{next(NUMBERS)}", Role.SECRETARIAT, make_organisation("Secretariat"))
        self.milestone = MilestoneFactory.create(due="2026-Q4")
        self.slips = 0

    @rule(state=st.sampled_from(Milestone.State.values), actual=st.sampled_from(["", "2026-Q1"]), reason=st.sampled_from(["", "Because"]))
    def move(self, state: str, actual: str, reason: str) -> None:
        """Any state; refused unless the table has it and what it needs is there."""
        before = Milestone.objects.get(pk=self.milestone.pk)
        was = before.state
        try:
            move_milestone(milestone=before, state=state, actual=actual, reason=reason, by=self.officer)
        except ValidationError:
            assert Milestone.objects.get(pk=self.milestone.pk).state == was
        else:
            assert state in following("milestone", was)

    @rule(due=DUE, rebaselined=st.booleans())
    def slip(self, due: str, rebaselined: bool) -> None:
        """Another date, as far as it lies in its project's time."""
        row = Milestone.objects.get(pk=self.milestone.pk)
        try:
            slip_milestone(milestone=row, due=due, reason="Because", rebaselined=rebaselined, by=self.officer)
        except ValidationError:
            return
        self.slips += 1

    @precondition(lambda self: hasattr(self, "milestone"))
    @invariant()
    def its_history_is_a_chain(self) -> None:
        """Each slip begins where the one before it ended; the last ends at the date it has; done means a date of doing."""
        row = Milestone.objects.get(pk=self.milestone.pk)
        slips = list(row.slips.all())
        assert len(slips) == self.slips
        assert all(one.after == other.before for one, other in pairwise(slips))
        assert not slips or slips[-1].after == row.due
        assert (row.state == "done") == bool(row.actual)


@pytest.mark.django_db
class TestProjectLife(ProjectLife.TestCase):  # type: ignore[name-defined,misc]
    """The life of a project."""

    settings = STEPS


@pytest.mark.django_db
class TestMilestoneLife(MilestoneLife.TestCase):  # type: ignore[name-defined,misc]
    """The life of a milestone."""

    settings = STEPS
