"""How all records of a noun stand on a day, today or earlier: all are counted from a few columns, only what is shown is loaded."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from kopri.site.programme.history import TRACKED, as_of
from kopri.site.programme.standing import STATES, Standing, standing_of

LISTED: Final = (Standing.OVERDUE, Standing.DUE_SOON, Standing.STALLED)
UNOWNED: Final = "unowned"
RUNNING: Final = "running"
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Stand:
    """One record: how it stands, until when, whether it is open and somebody leads it."""

    pk: int
    standing: str
    until: date
    is_open: bool
    is_led: bool


@dataclass(frozen=True, slots=True)
class Noun:
    """Commitments, projects or milestones: how many stand how, and the first `MOST` of each list that is shown, each with its `standing`.

    `sizes` says how long each list is in full; lists are by standing, and `UNOWNED` and `RUNNING` (all that are open).
    """

    counts: Mapping[str, int]
    sizes: Mapping[str, int]
    lists: Mapping[str, Sequence[Any]]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def unowned(self) -> Sequence[Any]:
        """Those that are open and led by nobody."""
        return self.lists[UNOWNED]


def noun_of(rows: Any, shown: Any, day: date, moment: datetime | None, *, lists: Iterable[str] = LISTED) -> Noun:
    """How records stand.

    Args:
        rows: a queryset of all of them.
        shown: the same with what the page shows of them joined.
        day: on which they stand so.
        moment: its end, if it is an earlier day; then they are taken as they were.
        lists: which are shown.
    """
    stands = _today(rows, day) if moment is None else _earlier(rows, day, moment)
    members: dict[str, list[Stand]] = {name: sorted(_in_list(stands, name), key=lambda s: (s.until, s.pk)) for name in lists}
    wanted = {stand.pk: stand for found in members.values() for stand in found[:MOST]}
    loaded = list(shown.filter(pk__in=wanted))
    if moment is not None:
        loaded = as_of(loaded, moment)
    for row in loaded:
        row.standing = Standing(wanted[row.pk].standing)
    by_key = {row.pk: row for row in loaded}
    counts = Counter(stand.standing for stand in stands)
    return Noun(
        {standing.value: counts[standing.value] for standing in Standing},
        {name: len(found) for name, found in members.items()},
        {name: [by_key[stand.pk] for stand in found[:MOST] if stand.pk in by_key] for name, found in members.items()},
    )


def _in_list(stands: Sequence[Stand], name: str) -> list[Stand]:
    if name == UNOWNED:
        return [stand for stand in stands if stand.is_open and not stand.is_led]
    if name == RUNNING:
        return [stand for stand in stands if stand.is_open]
    return [stand for stand in stands if stand.standing == name]


def _today(rows: Any, day: date) -> list[Stand]:
    """From the database."""
    noun = rows.model._meta.model_name  # noqa: SLF001
    until = "planned_until" if STATES[noun].binding else "due_until"
    leads = ["lead_id"] if noun != "milestone" else []
    found = rows.with_standing(day).order_by().values_list("pk", "standing", until, "state", *leads)
    open_states = STATES[noun].open
    return [Stand(pk, standing, last or date.max, state in open_states, any(lead)) for pk, standing, last, state, *lead in found]


def _earlier(rows: Any, day: date, moment: datetime) -> list[Stand]:
    """From today's rows and the journal."""
    label = rows.model._meta.label_lower  # noqa: SLF001
    extra = ("planned_from", "planned_until") if STATES[rows.model._meta.model_name].binding else ("due_from", "due_until")  # noqa: SLF001
    found = as_of(rows.only(*TRACKED[label], *extra).order_by(), moment)
    open_states = STATES[rows.model._meta.model_name].open  # noqa: SLF001
    return [
        Stand(
            row.pk,
            standing_of(row, day).value,
            getattr(row, "due_until", None) or getattr(row, "planned_until", None) or date.max,
            row.state in open_states,
            getattr(row, "lead_id", None) is not None,
        )
        for row in found
    ]
