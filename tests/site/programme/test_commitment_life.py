"""The life of a commitment, of an edition, and of dates: whatever people try, nothing happens but what the tables allow, and every
earlier moment can be shown again."""

from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kopri.site.accounts.models import Role
from kopri.site.accounts.querysets import today
from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.history import as_of, snapshot
from kopri.site.programme.models import Commitment, Edition
from kopri.site.programme.services.commitments import (
    add_commitment,
    assign_lead,
    change_commitment,
    date_commitment,
    move_commitment,
)
from kopri.site.programme.services.editions import add_edition, change_edition, move_edition, propose_agenda
from kopri.site.programme.standing import Standing, standing_of
from kopri.site.programme.transitions import following
from tests.site.conftest import make_organisation, make_person
from tests.site.programme.factories import BodyFactory, CommitmentFactory, EditionFactory, EvidenceFactory, LeadFactory

NUMBERS = count()
STEPS = settings(max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
DUE = st.sampled_from(["", "2024-02-29", "2025-02-29", "2026-Q3", "2027-H1", "2028", "2026-13", "2026-09-30"])


class CommitmentLife(RuleBasedStateMachine):
    """A commitment moved, dated and changed at random; before each step a moment and how it was then are kept."""

    @initialize()
    def begin(self) -> None:
        """An officer, a lead body, and a commitment with evidence."""
        self.officer = make_person(f"officer{next(NUMBERS)}", Role.SECRETARIAT, make_organisation("Secretariat"))
        self.lead = LeadFactory.create()
        self.commitment = add_commitment(title=Multilingual.of(en="Train engineers"), members=["KOR"], by=self.officer)
        EvidenceFactory.create(commitment=self.commitment)
        self.successor = CommitmentFactory.create()
        self.past: list[tuple[datetime, dict[str, object]]] = []
        self.baseline = ""

    def now(self) -> Commitment:
        """The row as it stands."""
        return Commitment.objects.get(pk=self.commitment.pk)

    def remember(self) -> Commitment:
        """How it is before a step."""
        row = self.now()
        self.past.append((timezone.now(), snapshot(row)))
        return row

    @rule(state=st.sampled_from(Commitment.State.values), reason=st.sampled_from(["", "Because"]), named=st.booleans())
    def move(self, state: str, reason: str, named: bool) -> None:
        """Any state; refused, leaving nothing behind, unless the table has it and what it needs is there."""
        before = self.remember()
        written = JournalEntry.objects.count()
        try:
            move_commitment(commitment=before, state=state, reason=reason, successor=self.successor if named else None, by=self.officer)
        except ValidationError:
            assert snapshot(self.now()) == self.past[-1][1]
            assert JournalEntry.objects.count() == written
        else:
            assert state in following("commitment", before.state)
            assert state != "accepted" or before.lead_id is not None

    @rule(due=DUE, basis=st.sampled_from(["agreed", "suggested"]), reason=st.sampled_from(["", "Because"]), rebaseline=st.booleans())
    def redate(self, due: str, basis: str, reason: str, rebaseline: bool) -> None:
        """Any date; an agreed one is never changed without a reason."""
        before = self.remember()
        try:
            date_commitment(commitment=before, due=due, basis=basis, reason=reason, rebaseline=rebaseline, by=self.officer)
        except ValidationError:
            assert snapshot(self.now()) == self.past[-1][1]
            return
        after = self.now()
        if rebaseline or (after.due_basis == "agreed" and not self.baseline):
            self.baseline = after.due
        if before.due_basis == "agreed" and (before.due, before.due_basis) != (after.due, after.due_basis):
            assert reason

    @rule(named=st.booleans())
    def assign(self, named: bool) -> None:
        """A lead body, or none."""
        assign_lead(commitment=self.remember(), lead=self.lead if named else None, by=self.officer)

    @rule(members=st.sampled_from([["KOR"], ["KOR", "KAZ"], []]))
    def bind(self, members: list[str]) -> None:
        """Other members."""
        change_commitment(commitment=self.remember(), members=members, by=self.officer)

    @precondition(lambda self: hasattr(self, "past") and self.past)
    @invariant()
    def it_can_be_seen_as_it_was(self) -> None:
        """Every earlier moment is given back by the journal, with the days its date covered."""
        for moment, then in self.past:
            row = as_of([self.now()], moment)[0]
            assert snapshot(row) == then
            assert (row.due_until is None) == (row.due == "")

    @precondition(lambda self: hasattr(self, "past"))
    @invariant()
    def the_baseline_is_what_was_agreed_first_or_made_one_since(self) -> None:
        """And each slip of an agreed date begins where the one before it ended."""
        row = self.now()
        assert row.due_baseline == self.baseline
        slips = [slip for slip in row.slips.all() if slip.before]
        assert all(slip.reason for slip in slips)
        assert len({slip.at for slip in slips}) == len(slips)
        assert all(one.at <= other.at for one, other in pairwise(slips))

    @precondition(lambda self: hasattr(self, "past"))
    @invariant()
    def only_an_agreed_date_is_ever_overdue(self) -> None:
        """Today, long before and long after."""
        row = self.now()
        for day in (date(2000, 1, 1), today(), date(2099, 1, 1)):
            if standing_of(row, day) == Standing.OVERDUE:
                assert row.due_basis == "agreed"
                assert row.due_until is not None
                assert row.due_until < day


@pytest.mark.django_db
class TestCommitmentLife(CommitmentLife.TestCase):  # type: ignore[name-defined,misc]
    """The life of a commitment."""

    settings = STEPS


class EditionLife(RuleBasedStateMachine):
    """An edition called, postponed and planned again at random."""

    @initialize()
    def begin(self) -> None:
        """A planned edition and a commitment with an agreed date."""
        self.officer = make_person(f"officer{next(NUMBERS)}", Role.SECRETARIAT, make_organisation("Secretariat"))
        self.edition = add_edition(body=BodyFactory.create(), number=18, planned="2026-10", by=self.officer)
        self.commitment = CommitmentFactory.create(due="2026-Q4")
        self.past: list[tuple[datetime, dict[str, object]]] = []

    def remember(self) -> Edition:
        """How it is before a step."""
        row = Edition.objects.get(pk=self.edition.pk)
        self.past.append((timezone.now(), snapshot(row)))
        return row

    @rule(
        state=st.sampled_from(Edition.State.values),
        reason=st.sampled_from(["", "Because"]),
        held=st.dates(date(2026, 1, 1), date(2028, 3, 1)),
    )
    def move(self, state: str, reason: str, held: date) -> None:
        """Any state; refused unless the table has it."""
        before = self.remember()
        try:
            move_edition(edition=before, state=state, reason=reason, start=held if state == "held" else None, by=self.officer)
        except ValidationError:
            assert snapshot(Edition.objects.get(pk=self.edition.pk)) == self.past[-1][1]
        else:
            assert state in following("edition", before.state)

    @rule(planned=st.sampled_from(["2026-12", "2027-Q1", "2028-02-29", ""]))
    def replan(self, planned: str) -> None:
        """Planned for another time."""
        change_edition(edition=self.remember(), planned=planned, by=self.officer)

    @precondition(lambda self: hasattr(self, "past"))
    @invariant()
    def a_postponed_edition_moves_no_promise(self) -> None:
        """It keeps its number; what was promised is due when the parties agreed, until they agree otherwise with a reason."""
        assert Edition.objects.get(pk=self.edition.pk).number == 18
        row = Commitment.objects.get(pk=self.commitment.pk)
        assert (row.due, row.slips.count()) == ("2026-Q4", 0)

    @precondition(lambda self: hasattr(self, "past") and self.past)
    @invariant()
    def it_can_be_seen_as_it_was(self) -> None:
        """Every earlier moment is given back by the journal."""
        for moment, then in self.past:
            assert snapshot(as_of([Edition.objects.get(pk=self.edition.pk)], moment)[0]) == then


@pytest.mark.django_db
class TestEditionLife(EditionLife.TestCase):  # type: ignore[name-defined,misc]
    """The life of an edition."""

    settings = STEPS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "overdue"),
    [
        ("2026-09-30T14:59:59+00:00", False),  # 23:59 in Seoul, 19:59 in Almaty
        ("2026-09-30T15:00:00+00:00", True),  # midnight in Seoul, 20:00 in Almaty
        ("2026-09-30T19:00:00+00:00", True),  # 4:00 in Seoul, midnight in Almaty
    ],
)
@pytest.mark.parametrize("reader", ["Asia/Seoul", "Asia/Almaty", "America/New_York"])
def test_the_forum_has_one_calendar_whoever_looks(moment, overdue, reader):
    """A quarter is over at midnight in the forum's time zone, for readers everywhere alike."""
    commitment = CommitmentFactory.create(due="2026-Q3", moved_at=datetime(2026, 9, 1, tzinfo=UTC))
    with time_machine.travel(moment, tick=False), timezone.override(reader):
        assert (standing_of(commitment, today()) == Standing.OVERDUE) == overdue
        assert Commitment.objects.overdue(today()).exists() == overdue


@pytest.mark.django_db
def test_a_leap_day_is_a_day_like_others():
    commitment = CommitmentFactory.create(due="2028-02", moved_at=datetime(2028, 2, 1, tzinfo=UTC))
    assert standing_of(commitment, date(2028, 2, 29)) == Standing.DUE_SOON
    assert standing_of(commitment, date(2028, 3, 1)) == Standing.OVERDUE


@pytest.mark.django_db
def test_a_postponed_edition_can_still_be_prepared(officer):
    edition = EditionFactory.create(state="called", start=date(2026, 10, 20), end=date(2026, 10, 20))
    edition = move_edition(edition=edition, state="postponed", reason="Floods", by=officer)
    CommitmentFactory.create(due="2020")
    assert len(propose_agenda(edition=edition, by=officer)) == 1


@pytest.mark.django_db
def test_an_evening_in_seoul_belongs_to_its_own_day(officer):
    """As-of days end with the forum's day: a change at 23:30 in Seoul is seen on that day, one at 0:30 on the next."""
    from django.test import RequestFactory

    from kopri.site.programme.asked_day import asked_day

    with time_machine.travel("2026-12-01T00:00:00+00:00", tick=False):
        moment = asked_day(RequestFactory().get("/", {"as_of": "2026-09-30"})).moment
    assert moment is not None
    assert datetime(2026, 9, 30, 14, 30, tzinfo=UTC) <= moment < datetime(2026, 9, 30, 15, 30, tzinfo=UTC)
    assert moment + timedelta(microseconds=1) == datetime(2026, 9, 30, 15, tzinfo=UTC)
