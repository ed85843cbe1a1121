"""How something stands today: computed from its state, its date and when it last moved; never stored.

The first that is true holds: done, ended, overdue, due soon, stalled, undated, on its way. Querysets say the same in the database
(`querysets/dated.py`); a test compares the two.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kopri.site.base.components import State as Badge

SOON: Final = timedelta(days=30)
STALLED: Final = timedelta(days=180)


class Standing(models.TextChoices):
    """How something stands today."""

    DONE = "done", gettext_lazy("done")
    OVERDUE = "overdue", gettext_lazy("overdue")
    DUE_SOON = "due_soon", gettext_lazy("due soon")
    STALLED = "stalled", gettext_lazy("stalled")
    OPEN = "open", gettext_lazy("on its way")
    UNDATED = "undated", gettext_lazy("no agreed date")
    ENDED = "ended", gettext_lazy("ended")


class States:
    """The states of a noun, sorted by what they mean for its standing. `binding` are those in which its dates count as agreed."""

    def __init__(self, *, done: str, ended: str, moving: str, paused: str = "", waiting: str = "", binding: str = "") -> None:
        self.done = tuple(done.split())
        self.ended = tuple(ended.split())
        self.moving = tuple(moving.split())
        self.paused = tuple(paused.split())
        self.waiting = tuple(waiting.split())
        self.binding = tuple(binding.split())

    @property
    def open(self) -> tuple[str, ...]:
        """Neither done nor ended."""
        return (*self.waiting, *self.moving, *self.paused)


STATES: Final[Mapping[str, States]] = {
    "commitment": States(
        done="fulfilled", ended="partly_fulfilled lapsed superseded withdrawn", waiting="identified", moving="accepted in_progress"
    ),
    "milestone": States(done="done", ended="missed dropped", waiting="planned", moving="started"),
    "project": States(
        done="closed",
        ended="cancelled",
        waiting="idea screened endorsed appraised",
        moving="agreed implementing finalising",
        paused="suspended",
        binding="agreed implementing finalising suspended",
    ),
}

BADGES: Final[Mapping[str, Badge]] = {
    Standing.DONE: Badge.DONE,
    Standing.OVERDUE: Badge.LATE,
    Standing.DUE_SOON: Badge.SOON,
    Standing.STALLED: Badge.IDLE,
    Standing.OPEN: Badge.RUN,
    Standing.UNDATED: Badge.IDLE,
    Standing.ENDED: Badge.STOP,
}


def silent_since(today: date) -> datetime:
    """What has not moved since this moment is stalled: midnight of the forum's calendar, `STALLED` before today."""
    return datetime.combine(today - STALLED, time.min, tzinfo=timezone.get_default_timezone())


def standing_of(record: Any, today: date) -> Standing:
    """How a commitment, milestone or project stands on a day."""
    noun = record._meta.model_name  # noqa: SLF001
    states = STATES[noun]
    if record.state in states.done:
        return Standing.DONE
    if record.state in states.ended:
        return Standing.ENDED
    until = agreed_until(record)
    if until is not None and until < today:
        return Standing.OVERDUE
    if until is not None and until <= today + SOON:
        return Standing.DUE_SOON
    if record.state in states.paused or (record.state in states.moving and record.moved_at < silent_since(today)):
        return Standing.STALLED
    return Standing.UNDATED if until is None else Standing.OPEN


def agreed_until(record: Any) -> date | None:
    """The last day of what was agreed; None if nothing was."""
    binding = STATES[record._meta.model_name].binding  # noqa: SLF001
    found: date | None
    if binding:
        found = record.planned_until if record.state in binding else None
    else:
        found = record.due_until if record.due_basis == "agreed" else None
    return found


def line_standing(line: Any, today: date) -> Standing:
    """How a plan line stands by its milestones: as the worst of them; late too if its own agreed date is over and one is not done.

    A line without milestones is late when its agreed date is over, else without anything to tell by.
    """
    standings = [standing_of(milestone, today) for milestone in line.milestones.all()]
    if standings and set(standings) <= {Standing.DONE, Standing.ENDED}:
        return Standing.DONE if Standing.DONE in standings else Standing.ENDED
    is_over = line.due_basis == "agreed" and line.due_until is not None and line.due_until < today
    worst = (Standing.OVERDUE, Standing.DUE_SOON, Standing.STALLED, Standing.OPEN)
    return Standing.OVERDUE if is_over else next((s for s in worst if s in standings), Standing.UNDATED)


def late_by(until: date | None, today: date) -> str:
    """For how long something is overdue, in the largest unit that fits: "3 quarters"."""
    if until is None or until >= today:
        return ""
    days = (today - until).days
    if days >= 2 * 365:
        return ngettext("%(count)d year", "%(count)d years", days // 365) % {"count": days // 365}
    if days >= 92:
        return ngettext("%(count)d quarter", "%(count)d quarters", days // 91) % {"count": days // 91}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def standing_words(record: Any, standing: str, today: date) -> str:
    """The standing in words: "overdue, 2 quarters"; what is on its way or ended says its state."""
    label = str(Standing(standing).label)
    if standing == Standing.OVERDUE:
        return _("%(state)s, %(time)s") % {"state": label, "time": late_by(agreed_until(record), today)}
    waits = record.state in STATES[record._meta.model_name].waiting and hasattr(record, "planned_until")  # noqa: SLF001
    if waits or standing in {Standing.OPEN, Standing.ENDED, Standing.DONE}:
        return str(record.get_state_display())
    if standing in {Standing.UNDATED, Standing.STALLED}:
        return _("%(state)s, %(more)s") % {"state": record.get_state_display(), "more": label}
    return label
