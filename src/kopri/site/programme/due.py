"""When something is due. Overdue, due soon and stalled are computed (`standing.py`) and never stored.

A due date is an interval ("2026-Q3"): it is over when its last day is over, on the forum's calendar. A date nobody agreed on
is never overdue.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kopri.lang.dates.resolve import first_day, last_day
from kopri.site.programme.models.ground import DueBasis

FORM: Final = re.compile(r"\d{4}(-(Q[1-4]|H[12]|\d{2}(-\d{2})?))?")


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


def set_planned(project: Any, start: str, end: str) -> None:
    """Put the planned start and end on a project, with the days they cover; an empty one takes it away.

    Raises:
        ValidationError: if one is malformed or the end lies before the start.
    """
    days = {name: _interval_or_none(value, name) for name, value in (("planned_start", start), ("planned_end", end))}
    first, last = days["planned_start"], days["planned_end"]
    if first and last and last.end < first.start:
        raise ValidationError({"planned_end": _("The end lies before the start.")})
    project.planned_start, project.planned_end = start, end
    project.planned_from, project.planned_until = (first.start if first else None), (last.end if last else None)


def _interval_or_none(value: str, field: str) -> Interval | None:
    try:
        return interval_of(value) if value else None
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


def redate(record: Any) -> None:
    """Set the days again that a record's dates cover, after its dates were put back to what they were."""
    if hasattr(record, "planned_until"):
        first, last = (interval_of(date) if date else None for date in (record.planned_start, record.planned_end))
        record.planned_from, record.planned_until = (first.start if first else None), (last.end if last else None)
    elif hasattr(record, "due_until"):
        days = interval_of(record.due) if record.due else None
        record.due_from, record.due_until = (days.start, days.end) if days else (None, None)
