"""How things stand: computed from today, the same in Python and in the database, and never red without an agreed date."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.programme.due import interval_of, set_due
from kopri.site.programme.models import Commitment, Milestone, Project
from kopri.site.programme.standing import SOON, STALLED, STATES, Standing, late_by, line_standing, standing_of
from tests.site.programme.factories import CommitmentFactory, MilestoneFactory, PlanLineFactory, ProjectFactory

TODAY = date(2026, 11, 23)
RECENTLY = datetime(2026, 11, 1, tzinfo=UTC)
LONG_AGO = datetime(2026, 5, 1, tzinfo=UTC)

days = st.dates(date(2019, 1, 1), date(2032, 12, 31))
DUE_FORMS = st.one_of(
    days.map(lambda d: d.isoformat()),
    days.map(lambda d: f"{d:%Y-%m}"),
    days.map(lambda d: f"{d.year}-Q{(d.month + 2) // 3}"),
    days.map(lambda d: f"{d.year}-H{(d.month + 5) // 6}"),
    days.map(lambda d: f"{d.year}"),
)


class Thing:
    """Something with a due date that is in no database."""

    due = due_basis = due_baseline = ""
    due_from = due_until = None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "done"}, Standing.DONE),
        ({"state": "dropped", "due": "2020"}, Standing.ENDED),
        ({"due": "2026-Q3"}, Standing.OVERDUE),
        ({"due": "2026-11-22"}, Standing.OVERDUE),
        ({"due": "2026-11-23"}, Standing.DUE_SOON),
        ({"due": "2026-11"}, Standing.DUE_SOON),
        ({"due": "2026-Q4"}, Standing.OPEN),
        ({"due": "2026-Q3", "due_basis": "suggested"}, Standing.UNDATED),
        ({"due": ""}, Standing.UNDATED),
        ({"due": "2027", "state": "started", "moved_at": LONG_AGO}, Standing.STALLED),
        ({"due": "2027", "state": "planned", "moved_at": LONG_AGO}, Standing.OPEN),
        ({"due": "2026-Q3", "state": "started", "moved_at": LONG_AGO}, Standing.OVERDUE),
    ],
)
def test_a_milestone_stands(db, fields, expected):
    milestone = MilestoneFactory.create(**({"moved_at": RECENTLY} | fields))
    assert standing_of(milestone, TODAY) == expected
    assert Milestone.objects.with_standing(TODAY).get().standing == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "implementing", "planned_end": "2026-Q3"}, Standing.OVERDUE),
        ({"state": "agreed", "planned_end": "2026-12-01"}, Standing.DUE_SOON),
        ({"state": "idea", "planned_end": "2026-Q3"}, Standing.UNDATED),
        ({"state": "suspended", "planned_end": "2028"}, Standing.STALLED),
        ({"state": "implementing", "planned_end": "2028", "moved_at": LONG_AGO}, Standing.STALLED),
        ({"state": "implementing", "planned_end": ""}, Standing.UNDATED),
        ({"state": "closed", "planned_end": "2020"}, Standing.DONE),
        ({"state": "cancelled"}, Standing.ENDED),
    ],
)
def test_a_project_stands(db, fields, expected):
    project = ProjectFactory.create(**({"moved_at": RECENTLY} | fields))
    assert standing_of(project, TODAY) == expected
    assert Project.objects.with_standing(TODAY).get().standing == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=st.sampled_from([*STATES["commitment"].open, "fulfilled", "lapsed"]),
    due=st.one_of(st.just(""), DUE_FORMS),
    basis=st.sampled_from(["agreed", "suggested"]),
    ago=st.integers(0, 400),
    today=days,
)
def test_python_and_database_agree(db, state, due, basis, ago, today):
    moved = datetime.combine(today - timedelta(days=ago), time(0), tzinfo=ZoneInfo("Asia/Seoul"))
    commitment = CommitmentFactory.create(state=state, due=due, due_basis=basis if due else "", moved_at=moved)
    found = Commitment.objects.with_standing(today).get(pk=commitment.pk).standing
    assert found == standing_of(commitment, today)
    assert (found == Standing.OVERDUE) <= (basis == "agreed" and bool(due))


@given(due=DUE_FORMS, today=days)
@example(due="2028-02-29", today=date(2028, 2, 29))
@example(due="2028-02", today=date(2028, 3, 1))
@example(due="2027-Q1", today=date(2027, 3, 31))
def test_an_interval_holds_its_days_and_is_late_only_after_its_last(due, today):
    thing = Thing()
    set_due(thing, due, "agreed")
    interval = interval_of(due)
    assert interval.start <= interval.end
    assert interval_of(interval.start.isoformat()).start == interval.start
    thing.state, thing.moved_at, thing._meta = "planned", RECENTLY, Milestone._meta
    standing = standing_of(thing, today)
    assert (standing == Standing.OVERDUE) == (today > interval.end)
    assert (standing == Standing.DUE_SOON) == (interval.end - SOON <= today <= interval.end)


@given(year=st.integers(2000, 2099))
def test_quarters_and_halves_make_a_year(year):
    quarters = [interval_of(f"{year}-Q{n}") for n in range(1, 5)]
    halves = [interval_of(f"{year}-H{n}") for n in (1, 2)]
    assert [q.start for q in quarters[1:]] == [q.end + timedelta(days=1) for q in quarters[:-1]]
    assert (quarters[0].start, quarters[1].end) == (halves[0].start, halves[0].end)
    assert (quarters[0].start, quarters[3].end) == (interval_of(str(year)).start, interval_of(str(year)).end)


@given(first=DUE_FORMS, later=DUE_FORMS)
def test_putting_a_date_off_keeps_the_baseline(first, later):
    thing = Thing()
    set_due(thing, first, "agreed")
    set_due(thing, later, "agreed")
    assert (thing.due_baseline, thing.due) == (first, later)


@given(first=DUE_FORMS, later=DUE_FORMS)
def test_what_was_only_suggested_is_no_baseline(first, later):
    thing = Thing()
    set_due(thing, first, "suggested")
    assert thing.due_baseline == ""
    set_due(thing, later, "agreed")
    assert thing.due_baseline == later


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 30, 23, 59, tzinfo=ZoneInfo("Asia/Seoul")), date(2026, 9, 30)),
        (datetime(2026, 10, 1, 0, 0, tzinfo=ZoneInfo("Asia/Seoul")), date(2026, 10, 1)),
        (datetime(2026, 9, 30, 20, 1, tzinfo=ZoneInfo("Asia/Almaty")), date(2026, 10, 1)),
        (datetime(2026, 10, 1, 0, 0, tzinfo=ZoneInfo("Asia/Almaty")), date(2026, 10, 1)),
    ],
)
def test_midnight_is_that_of_the_forum_whoever_looks(moment, day, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment.astimezone(UTC))
    assert forum_today() == day


def test_stalled_begins_after_as_many_whole_days(db):
    seoul = ZoneInfo("Asia/Seoul")
    edge = datetime.combine(TODAY - STALLED, time(0), tzinfo=seoul)
    kept = MilestoneFactory.create(state="started", due="2028", moved_at=edge)
    gone = MilestoneFactory.create(state="started", due="2028", moved_at=edge - timedelta(seconds=1))
    assert list(Milestone.objects.stalled(TODAY)) == [gone]
    assert standing_of(kept, TODAY) == Standing.OPEN


def test_questions_count_what_they_list(db):
    for due in ("2026-Q3", "2026-11", "2028", ""):
        MilestoneFactory.create(due=due, moved_at=RECENTLY)
    counts = Milestone.objects.by_standing(TODAY)
    assert sum(counts.values()) == 4
    assert counts[Standing.OVERDUE] == Milestone.objects.overdue(TODAY).count() == 1
    assert counts[Standing.DUE_SOON] == Milestone.objects.due_soon(TODAY).count() == 1


def test_without_an_owner_counts_only_what_is_open(db):
    open_one = ProjectFactory.create(lead=None)
    ProjectFactory.create(lead=None, state="closed")
    led = MilestoneFactory.create()
    unled = MilestoneFactory.create(project=open_one)
    assert list(Project.objects.without_owner()) == [open_one]
    assert list(Milestone.objects.without_owner()) == [unled]
    assert led not in Milestone.objects.without_owner()


@pytest.mark.parametrize(
    ("milestones", "due", "expected"),
    [
        ([], "2026-Q4", Standing.UNDATED),
        ([], "2026-Q2", Standing.OVERDUE),
        ([("done", "2026-Q1")], "2026-Q2", Standing.DONE),
        ([("done", "2026-Q1"), ("planned", "2026-Q3")], "2027", Standing.OVERDUE),
        ([("planned", "2027-Q3")], "2027", Standing.OPEN),
        ([("planned", "2027-Q3")], "2026-Q2", Standing.OVERDUE),
    ],
)
def test_a_plan_line_stands_as_the_worst_of_its_milestones(db, milestones, due, expected):
    line = PlanLineFactory.create(due=due)
    for state, when in milestones:
        MilestoneFactory.create(project=None, line=line, state=state, due=when, moved_at=RECENTLY)
    assert line_standing(line, TODAY) == expected


@pytest.mark.parametrize(
    ("until", "words"), [(date(2026, 11, 22), "1 day"), (date(2026, 8, 1), "1 quarter"), (date(2024, 3, 31), "2 years"), (TODAY, "")]
)
def test_late_by_is_said_in_the_unit_that_fits(until, words):
    assert late_by(until, TODAY) == words
