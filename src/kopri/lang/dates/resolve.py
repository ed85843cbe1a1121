"""From a date as said to a date, given the date it is said from."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from kopri.lang.dates.almanac import add_months, holiday, moved, nth_weekday, week_start, year_near
from kopri.lang.dates.mention import DateMention, Point, Precision

Tense = Literal["past", "future"]
MONTHS_OF = {"quarter": 3, "half": 6}


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval of time: ISO strings of `precision`, equal for one point; None where it is open or not known."""

    start: str | None
    end: str | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference date, known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> dt.date | None:
        """The day, if it is known to the day."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None


NOTHING = Resolved(None, None, "none")


def resolve(mention: DateMention, reference: str | None, tense: Tense | None = None) -> Resolved:
    """When a mention is.

    Args:
        mention: as found by `find_dates`.
        reference: the date it is said from, ISO, cut to what is known ("2025-02-26", "2013", "2024-Q3"), or None.
        tense: how the clause speaks of it; a weekday is the last one before the reference unless it lies in the future.

    Returns:
        its start, end and precision; all None and "none" if the reference does not say enough. A day and month take the
        reference's year; a weekday needs a reference known to the day.
    """
    if mention.start is not None or mention.end is not None:
        return Resolved(mention.start, mention.end, mention.precision)
    known = read_reference(reference)
    if known is None or mention.kind == "duration":
        return NOTHING
    first = point_in_time(mention.first, known, tense)
    last = first if mention.last == mention.first else point_in_time(mention.last, known, tense)
    if mention.bound in ("since", "after"):
        return Resolved(first.start, None, first.precision)
    if mention.bound in ("before", "until"):
        return Resolved(None, last.end, last.precision)
    if first.start is None or last.end is None:
        return NOTHING
    return Resolved(first.start, last.end, first.precision)


def read_reference(reference: str | None) -> Reference | None:
    """The reference date from an ISO string of any precision; time of day is dropped.

    Raises:
        ValueError: if it does not begin with a year.
    """
    if not reference:
        return None
    parts = reference[:10].split("-")
    if not (len(parts[0]) == 4 and parts[0].isdigit()):
        raise ValueError(f"a reference date is an ISO date such as 2025-02-26, not {reference!r}")
    numbers = [int(p) for p in parts if p.isdigit()]
    return Reference(*numbers[:3])


def point_in_time(point: Point, known: Reference, tense: Tense | None) -> Resolved:
    """When one end of a mention is."""
    if not point.moves:
        return _said(point, known, tense)
    plain = replace(point, moves=(), edge=None)
    if point.year is None and point.shift is None and (point.day or point.holiday) and known.date:
        plain = replace(plain, shift=_nearest(plain, known), unit="occurrence")
    base = _said(plain, known, tense or "future")
    edge = base.end if point.edge == "end" else base.start
    if edge is None or not edge[:4].isdigit():
        return NOTHING
    day = dt.date.fromisoformat(last_day(edge) if point.edge == "end" else first_day(edge))
    for by, unit in point.moves:
        day = moved(day, unit, by)
    return exactly(day.isoformat(), "day")


def _said(point: Point, known: Reference, tense: Tense | None) -> Resolved:  # noqa: C901, PLR0912
    if point.shift is not None and point.unit == "occurrence":
        day = occurrence(point, known)
        whole = point.month is not None and point.day is None
        return exactly(day.isoformat()[: 7 if whole else 10], "month" if whole else "day") if day else NOTHING
    if point.shift is not None and point.unit is not None:
        base = shifted(point.unit, point.shift, known)
        if not any((point.month, point.day, point.quarter, point.half, point.weekday, point.week, point.holiday)):
            return base
        if base.start is None:
            return base
        known = read_reference(base.start) or known
    year = point.year if point.year is not None else known.year
    if point.holiday is not None:
        return exactly(holiday(point.holiday, year).isoformat(), "day")
    if point.week is not None or point.nth is not None:
        return _counted(point, year, known)
    if point.century is not None:
        return Resolved(f"{point.century * 100 - 100:04}", f"{point.century * 100 - 1:04}", "year")
    if point.unit == "week" and point.shift is None and point.day is not None:
        first = day_text(year, point.month, point.day)
        return Resolved(first, (dt.date.fromisoformat(first) + dt.timedelta(days=6)).isoformat(), "day") if first else NOTHING
    if point.weekday is not None and point.day is None:
        return weekday(point.weekday, known, "future" if point.unit == "week" and point.shift is not None else tense)
    if point.month is not None:
        if point.day is not None:
            return exactly(day_text(year, point.month, point.day), "day")
        return exactly(f"{year:04}-{point.month:02}", "month")
    if point.day is not None:
        return exactly(day_text(year, known.month, point.day), "day") if known.month else NOTHING
    if point.quarter is not None:
        return exactly(f"{year:04}-Q{point.quarter}", "quarter")
    if point.half is not None:
        return exactly(f"{year:04}-H{point.half}", "half")
    if point.decade is not None:
        return exactly(f"{point.decade}s", "decade")
    return exactly(f"{year:04}", "year") if point.year is not None else NOTHING


def occurrence(point: Point, known: Reference) -> dt.date | None:
    """The last or next such weekday, holiday, day or month (its first day): "this past Wednesday", "last Easter", "지난 25일"."""
    today, by = known.date, point.shift or 0
    if today is None:
        return None
    if point.weekday is not None:
        away = (point.weekday - today.isoweekday()) % 7 if by > 0 else -((today.isoweekday() - point.weekday) % 7)
        return today + dt.timedelta(days=away or 7 * by)
    if point.month is not None and point.day is None:
        ahead = point.month - today.month
        return dt.date(today.year + (by < 0 <= ahead) * -1 + (by > 0 >= ahead), point.month, 1)
    if point.holiday or point.month:
        years = (today.year - 1, today.year, today.year + 1)
        texts = [holiday(point.holiday, y).isoformat() if point.holiday else day_text(y, point.month, point.day or 0) for y in years]
    else:
        months = (add_months(today.year, today.month, by) for by in (-2, -1, 0, 1, 2))
        texts = [day_text(year, month, point.day or 0) for year, month in months]
    days = [dt.date.fromisoformat(text) for text in texts if text]
    if by == 0:
        return next((d for d in days if d.year == today.year), None)
    return max((d for d in days if d < today), default=None) if by < 0 else min((d for d in days if d > today), default=None)


def _nearest(point: Point, known: Reference) -> int:
    """Whether the last or the next such day of the year is nearer to the reference; the day itself is this year's."""
    today = known.date
    ways = {by: occurrence(replace(point, shift=by), known) for by in (0, -1, 1)}
    return min((by for by, day in ways.items() if day), key=lambda by: abs((ways[by] - today).days), default=0)  # type: ignore[operator]


def _counted(point: Point, year: int, known: Reference) -> Resolved:
    """A week of a year or month, or the nth weekday of a month."""
    month = point.month or (known.month if point.shift is not None and point.unit == "month" else None)
    if point.nth is not None:
        day = nth_weekday(year, month, point.weekday or 1, point.nth) if month else None
        return exactly(day.isoformat(), "day") if day else NOTHING
    first = week_start(year, month, point.week or 1)
    return Resolved(first.isoformat(), (first + dt.timedelta(days=6)).isoformat(), "day") if first else NOTHING


def exactly(text: str | None, precision: Precision) -> Resolved:
    """One point in time."""
    return Resolved(text, text, precision) if text is not None else NOTHING


def day_text(year: int, month: int | None, day: int) -> str | None:
    """ISO date, or None if there is no such day."""
    try:
        return dt.date(year, month or 0, day).isoformat()
    except ValueError:
        return None


def weekday(number: int, known: Reference, tense: Tense | None) -> Resolved:
    """The weekday nearest to the reference on the side the tense says; the reference day itself counts."""
    today = known.date
    if today is None:
        return NOTHING
    back = (today.isoweekday() - number) % 7
    day = today + dt.timedelta(days=(-back) % 7) if tense == "future" else today - dt.timedelta(days=back)
    return exactly(day.isoformat(), "day")


def shifted(unit: str, by: int, known: Reference) -> Resolved:
    """The day, week, month, quarter, half, year or decade `by` units away from the reference."""
    today = known.date
    if unit == "day":
        return exactly(moved(today, "day", by).isoformat(), "day") if today else NOTHING
    if unit in ("week", "weekend", "fortnight"):
        if today is None:
            return NOTHING
        weeks = 2 if unit == "fortnight" else 1
        monday = moved(today - dt.timedelta(days=today.weekday()), "week", by * weeks)
        first = monday + dt.timedelta(days=5) if unit == "weekend" else monday
        return Resolved(first.isoformat(), (monday + dt.timedelta(days=7 * weeks - 1)).isoformat(), "day")
    if unit == "year":
        return exactly(f"{year_near(known.year, by):04}", "year")
    if unit == "decade":
        return exactly(f"{year_near(known.year // 10 * 10, by * 10) // 10 * 10}s", "decade")
    if known.month is None:
        return NOTHING
    if unit == "month":
        year, month = add_months(known.year, known.month, by)
        return exactly(f"{year:04}-{month:02}", "month")
    if unit in MONTHS_OF:
        size = MONTHS_OF[unit]
        year, month = add_months(known.year, (known.month - 1) // size * size + 1, by * size)
        number = (month - 1) // size + 1
        return exactly(f"{year:04}-{'Q' if unit == 'quarter' else 'H'}{number}", "quarter" if unit == "quarter" else "half")
    return NOTHING


def last_day(text: str) -> str:
    """The last day of an ISO date of any precision: "2024-02" is "2024-02-29", "1930s" is "1939-12-31"."""
    if text.endswith("s"):
        return f"{int(text[:-1]) + 9:04}-12-31"
    year = int(text[:4])
    if text[5:6] in ("Q", "H"):
        month = int(text[6]) * MONTHS_OF["quarter" if text[5] == "Q" else "half"]
    elif len(text) == 10:
        return text
    else:
        month = int(text[5:7]) if len(text) >= 7 else 12
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def first_day(text: str) -> str:
    """The first day of an ISO date of any precision: "2024-Q3" is "2024-07-01"."""
    if text.endswith("s"):
        return f"{int(text[:-1]):04}-01-01"
    if text[5:6] in ("Q", "H"):
        return f"{text[:4]}-{(int(text[6]) - 1) * MONTHS_OF['quarter' if text[5] == 'Q' else 'half'] + 1:02}-01"
    return text + {4: "-01-01", 7: "-01"}.get(len(text), "")
