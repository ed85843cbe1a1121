"""Where intervals begin and end, and the time between: the days of their TIMEX3 values."""

import calendar
import datetime as dt
from dataclasses import replace

from kopri.lang.dates.almanac import moved
from kopri.lang.dates.mention import Point
from kopri.lang.dates.resolve import Reference, first_day, last_day, point_in_time


def start_of(said: Point, known: Reference | None) -> str | None:
    """The day an end of an interval begins with, years unsaid as XXXX; of an `edge` "end", the day after the period."""
    if said.edge is not None:
        return _edge(said, known)
    if said.moves or said.shift is not None or (said.weekday and not said.day) or said.holiday:
        found = point_in_time(said, known, "future").start if known else None
        return first_day(found) if found and found[:4].isdigit() else None
    year = f"{said.year:04}" if said.year is not None else "XXXX"
    month = said.month or ((said.quarter - 1) * 3 + 1 if said.quarter else (said.half - 1) * 6 + 1 if said.half else 1)
    if said.year is None and said.month is None and said.quarter is None and said.half is None:
        return None
    return f"{year}-{month:02}-{said.day or 1:02}"


def _edge(said: Point, known: Reference | None) -> str | None:
    """The end of a month or year is the day after it, the middle its sixteenth or the first of July."""
    unsaid = said.year is None and said.shift is None
    base = known or Reference(2019)
    plain = replace(said, edge=None, moves=())
    whole = point_in_time(plain, base, "future") if known or said.shift is None else None
    if whole is None or whole.start is None or whole.end is None or not whole.start[:4].isdigit():
        return None
    first, last = dt.date.fromisoformat(first_day(whole.start)), dt.date.fromisoformat(last_day(whole.end))
    if said.edge == "end":
        rest = said.unit in ("week", "month", "year") and said.shift == 0 and not said.moves and said.month is None
        day = last if rest else last + dt.timedelta(days=1)
    elif said.edge == "mid":
        day = first.replace(month=7) if said.month is None and said.unit != "month" else first.replace(day=16)
    else:
        day = first
    for by, unit in said.moves:
        day = moved(day, unit, by)
    return f"XXXX{day.isoformat()[4:]}" if unsaid else day.isoformat()


def finest(point: Point) -> str:
    """The unit an end of an interval is said in."""
    if point.day is not None or point.weekday is not None or point.holiday or point.moves or point.unit in ("day", "week"):
        return "day"
    if point.edge is not None or point.month is not None or point.quarter is not None or point.unit in ("month", "quarter"):
        return "month"
    return "year"


def between(first: Point, last: Point, begin: str, end: str) -> str:
    """The time between two ends in the finest unit they say."""
    unsaid = begin.startswith("XXXX")
    start, stop = (_day(text, begin, end) for text in (begin, end))
    if stop < start and (unsaid or end.startswith("XXXX")):
        stop = moved(stop, "year", 1)
    units = {finest(first), finest(last)}
    if "day" in units:
        return f"P{(stop - start).days}D"
    months = (stop.year - start.year) * 12 + stop.month - start.month
    return f"P{months}M" if "month" in units else f"P{months // 12}Y"


def _day(text: str, begin: str, end: str) -> dt.date:
    """A day for counting: years unsaid as that of the other end, or one without a 29 February where none is named."""
    other = next((t[:4] for t in (begin, end) if not t.startswith("XXXX")), None)
    leap = any(t[5:] == "02-29" for t in (begin, end))
    year, month, day = (int(part) for part in text.replace("XXXX", other or ("2020" if leap else "2019")).split("-"))
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
