"""TIMEX3 values of dates, as annotated corpora write them: "XXXX-10-04", "2018-W11", "(2014-01-01,2018-01-01,P4Y)", "P3M".

Source: ISO-TimeML (ISO 24617-1) with the intervals of Recognizers-Text.
"""

import calendar
import datetime as dt
from decimal import Decimal
from typing import Final, Literal

from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.resolve import Reference, add_months, read_reference, shifted

DURATIONS: Final = {
    "second": ("PT", 1, "S"), "minute": ("PT", 1, "M"), "hour": ("PT", 1, "H"), "day": ("P", 1, "D"), "week": ("P", 1, "W"),
    "fortnight": ("P", 2, "W"), "weekend": ("P", 1, "WE"), "month": ("P", 1, "M"), "quarter": ("P", 3, "M"), "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"), "century": ("P", 100, "Y"),
}  # fmt: skip
TimexType = Literal["date", "daterange", "duration"]


def timex_of(mention: DateMention, reference: str | None) -> tuple[TimexType, str | None]:
    """Type and TIMEX3 value of a mention; the value is None if it needs a reference that is not given.

    Args:
        mention: as found by `find_dates`.
        reference: ISO date, or None.
    """
    known = read_reference(reference)
    if mention.kind == "duration":
        return "duration", duration(mention)
    if mention.first != mention.last:
        return "daterange", interval(mention, known)
    value = point(mention.first, known)
    day = mention.precision == "day" and mention.bound is None and mention.first.unit not in ("week", "weekend")
    day = day or (mention.first.weekday is not None and mention.bound is None)
    if mention.amount is not None and mention.first.shift is not None:
        return "date", away(mention.first.unit or "", mention.first.shift, known)
    return ("date" if day else "daterange"), value


def duration(mention: DateMention) -> str | None:
    """Reads "nine years" as "P9Y"."""
    form = DURATIONS.get(mention.first.unit or "")
    return f"{form[0]}{Decimal(mention.amount or 0) * form[1]:f}{form[2]}" if form else None


def away(unit: str, by: int, known: Reference | None) -> str | None:
    """The day some units of time from the reference."""
    today = known.date if known else None
    if today is None:
        return None
    return moved(today, unit, by).isoformat()


def moved(day: dt.date, unit: str, by: int) -> dt.date:
    """The day `by` units on; the last of the month where the month is too short."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return day + dt.timedelta(days=days * by)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit, 0) * by
    year, month = add_months(day.year, day.month, months)
    year = min(max(year, 1), 9999)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def point(said: Point, known: Reference | None) -> str | None:
    """One point in time."""
    if said.shift is not None and said.unit is not None:
        return relative(said, known)
    year = f"{said.year:04}" if said.year is not None else "XXXX"
    if said.month is not None and said.day is not None:
        return f"{year}-{said.month:02}-{said.day:02}"
    if said.month is not None:
        return f"{year}-{said.month:02}"
    if said.day is not None:
        return f"XXXX-XX-{said.day:02}" if said.weekday is None else f"XXXX-WXX-{said.weekday}"
    if said.weekday is not None:
        return f"XXXX-WXX-{said.weekday}"
    if said.season is not None:
        return f"{year}-{said.season}"
    if said.quarter is not None or said.half is not None:
        return spell(year, said)
    if said.decade is not None:
        return f"({said.decade:04}-01-01,{said.decade + 10:04}-01-01,P10Y)"
    return year if said.year is not None else None


def spell(year: str, said: Point) -> str:
    """A quarter or half as an interval of months."""
    size, number = (3, said.quarter) if said.quarter is not None else (6, said.half or 1)
    begin = (number - 1) * size + 1
    after = begin + size
    end = f"{year}-{after:02}-01" if after <= 12 else f"{int(year) + 1:04}-01-01" if year != "XXXX" else "XXXX-01-01"
    return f"({year}-{begin:02}-01,{end},P{size}M)"


def relative(said: Point, known: Reference | None) -> str | None:
    """Reads "last week", "next year", "today", "next Friday" from the reference."""
    unit, by = said.unit or "", said.shift or 0
    if known is None:
        return None
    today = known.date
    if unit in ("week", "weekend", "fortnight") and today:
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=by)
        if said.weekday is not None:
            return (monday + dt.timedelta(days=said.weekday - 1)).isoformat()
        year, week, _ = monday.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    base = shifted(unit, by, known).start
    if base is None:
        return None
    if unit == "year" and said.month is not None:
        return f"{base}-{said.month:02}" + (f"-{said.day:02}" if said.day else "")
    if unit == "year" and (said.quarter is not None or said.half is not None):
        return spell(base, said)
    if said.season is not None:
        return f"{base}-{said.season}"
    if unit in ("quarter", "half"):
        number = int(base[6])
        return spell(base[:4], Point(quarter=number) if unit == "quarter" else Point(half=number))
    return f"({base[:4]}-01-01,{int(base[:4]) + 10:04}-01-01,P10Y)" if unit == "decade" else base


def interval(mention: DateMention, known: Reference | None) -> str | None:
    """Two ends with the time between them."""
    first, last = mention.first, mention.last
    if mention.amount is not None and (first.shift is not None or last.shift is not None):
        return stretch(mention, known)
    begin, end = start_of(first, known), start_of(last, known)
    if begin is None or end is None:
        return None
    return f"({begin},{end},{between(first, last, begin, end)})"


def stretch(mention: DateMention, known: Reference | None) -> str | None:
    """Reads "the last 3 months" up to the reference, "the next 2 weeks" from the day after it."""
    today = known.date if known else None
    back = (mention.first.shift or 0) < 0
    unit, by = (mention.first.unit, mention.first.shift) if back else (mention.last.unit, mention.last.shift)
    form = DURATIONS.get(unit or "")
    if today is None or form is None or by is None:
        return None
    start = moved(today, unit or "", by) if back else today + dt.timedelta(days=1)
    end = today if back else moved(start, unit or "", by)
    return f"({start.isoformat()},{end.isoformat()},{form[0]}{abs(by) * form[1]}{form[2]})"


def start_of(said: Point, known: Reference | None) -> str | None:
    """The day an end of an interval begins with, years unsaid as XXXX."""
    if said.shift is not None:
        value = relative(said, known)
        return value if value and len(value) == 10 else f"{value}-01-01" if value and len(value) == 4 else None
    year = f"{said.year:04}" if said.year is not None else "XXXX"
    month = said.month or ((said.quarter - 1) * 3 + 1 if said.quarter else (said.half - 1) * 6 + 1 if said.half else 1)
    if said.year is None and said.month is None and said.quarter is None and said.half is None:
        return None
    return f"{year}-{month:02}-{said.day or 1:02}"


def between(first: Point, last: Point, begin: str, end: str) -> str:
    """The time between two ends in the finest unit they say."""
    leap = "2019" if begin.startswith("XXXX") else ""
    start, stop = (
        dt.date.fromisoformat(x.replace("XXXX", leap)) if x[5:] != "02-29" or leap == "" else dt.date(2020, 2, 29) for x in (begin, end)
    )
    if stop < start and leap:
        stop = stop.replace(year=stop.year + 1)
    if first.day is not None or last.day is not None:
        return f"P{(stop - start).days}D"
    months = (stop.year - start.year) * 12 + stop.month - start.month
    return f"P{months}M" if first.month is not None or last.month is not None or first.quarter is not None else f"P{months // 12}Y"
