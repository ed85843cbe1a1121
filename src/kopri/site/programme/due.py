"""When something is due, and how it stands today. Overdue, due soon and stalled are computed and never stored.

A due date is an interval ("2026-Q3"): it is over when its last day is over, on the forum's calendar. A date nobody agreed on
is never overdue.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopri.lang.dates.resolve import first_day, last_day
from kopri.site.programme.models.ground import DueBasis

FORM: Final = re.compile(r"\d{4}(-(Q[1-4]|H[12]|\d{2}(-\d{2})?))?")
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


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and last day of a date of any precision."""

    start: date
    end: date


class Dated(Protocol):
    """Something with a due date."""

    due: str
    due_basis: str
    due_from: date | None
    due_until: date | None


def interval_of(due: str) -> Interval:
    """The days a date covers: "2026-Q3" is 1 July to 30 September 2026.

    Raises:
        ValidationError: if it is no ISO day, month, quarter, half-year or year.
    """
    if FORM.fullmatch(due):
        try:
            return Interval(date.fromisoformat(first_day(due)), date.fromisoformat(last_day(due)))
        except ValueError:
            pass
    raise ValidationError(
        {
            "due": _(
                "“%(due)s” is no date: write a day (2026-10-20), month (2026-10), quarter (2026-Q4), half-year (2026-H2) or year (2026)."
            )
            % {"due": due}
        }
    )


def set_due(thing: Dated, due: str, basis: str) -> None:
    """Put a due date on something, with the days it covers; an empty one takes it away. The baseline is set by the first agreed date.

    Raises:
        ValidationError: if the date or its basis is malformed.
    """
    if not due:
        thing.due, thing.due_basis, thing.due_from, thing.due_until = "", "", None, None
        return
    if basis not in DueBasis.values:
        raise ValidationError({"due_basis": _("Say whether the date was agreed or is suggested.")})
    days = interval_of(due)
    thing.due, thing.due_basis, thing.due_from, thing.due_until = due, basis, days.start, days.end
    if basis == DueBasis.AGREED and not getattr(thing, "due_baseline", ""):
        thing.due_baseline = due  # type: ignore[attr-defined]


def is_overdue(thing: Dated, today: date) -> bool:
    """Whether an agreed date is over. The last day still counts as in time."""
    return thing.due_basis == DueBasis.AGREED and thing.due_until is not None and thing.due_until < today


def is_due_soon(thing: Dated, today: date) -> bool:
    """Whether the last day of an agreed date is today or within `SOON`."""
    return thing.due_basis == DueBasis.AGREED and thing.due_until is not None and today <= thing.due_until <= today + SOON
