"""TIMEX3 values of dates, as annotated corpora write them: "XXXX-10-04", "2018-W11", "(2014-01-01,2018-01-01,P4Y)", "P3M".

Source: ISO-TimeML (ISO 24617-1) with the intervals of Recognizers-Text.
"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal

from kopri.lang.dates.almanac import holiday, holidays, moved
from kopri.lang.dates.ends import between, start_of
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.resolve import Reference, first_day, point_in_time, read_reference, shifted

DURATIONS: Final = {
    "second": ("PT", 1, "S"), "minute": ("PT", 1, "M"), "hour": ("PT", 1, "H"), "day": ("P", 1, "D"), "week": ("P", 1, "W"),
    "fortnight": ("P", 2, "W"), "weekend": ("P", 1, "WE"), "month": ("P", 1, "M"), "quarter": ("P", 3, "M"), "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"), "century": ("P", 100, "Y"), "business day": ("P", 1, "BD"),
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
    day = mention.precision == "day" and mention.bound is None and mention.first.unit not in ("week", "weekend", "fortnight")
    day = day or (any((mention.first.weekday, mention.first.holiday, mention.first.moves)) and mention.bound is None)
    if mention.amount is not None and mention.first.shift is not None and not mention.first.moves:
        return "date", away(mention.first.unit or "", mention.first.shift, known)
    return ("date" if day else "daterange"), value


def duration(mention: DateMention) -> str | None:
    """Reads "nine years" as "P9Y", "a year and six months" as "P1Y6M"."""
    return spell([(mention.amount or "", mention.first.unit or ""), *mention.also])


def spell(amounts: list[tuple[str, str]]) -> str | None:
    """Amounts of time as one TIMEX3 duration: "P3M2W", "PT1H30M"."""
    days, hours = "", ""
    for amount, unit in amounts:
        form = DURATIONS.get(unit)
        if form is None or not amount:
            return None
        written = f"{Decimal(amount) * form[1]:f}{form[2]}"
        days, hours = (days, hours + written) if form[0] == "PT" else (days + written, hours)
    return f"P{days}" + (f"T{hours}" if hours else "")


def away(unit: str, by: int, known: Reference | None) -> str | None:
    """The day some units of time from the reference."""
    today = known.date if known else None
    return moved(today, unit, by).isoformat() if today else None


def point(said: Point, known: Reference | None) -> str | None:  # noqa: C901, PLR0912
    """One point in time."""
    if said.moves:
        return point_in_time(said, known, "future").start if known else None
    if said.century is not None:
        return f"({said.century * 100 - 100:04}-01-01,{said.century * 100:04}-01-01,P100Y)"
    if said.shift is not None and said.unit is not None:
        return relative(said, known)
    if said.calendar and said.year is None and said.shift is None:
        return f"{said.calendar}XXXX"
    if said.unit in ("week", "weekend") and said.day is None:
        return "XXXX-WXX" + ("-WE" if said.unit == "weekend" else "")
    if said.week is not None and said.year is None and said.month is None:
        return f"{known.year:04}-W{said.week:02}" if known else None
    year = f"{said.year:04}" if said.year is not None else "XXXX"
    if said.calendar:
        return f"{said.calendar}{year}"
    if said.holiday is not None or said.nth is not None or said.week is not None:
        return counted(said, year)
    if said.month is not None and said.day is not None:
        return f"{year}-{said.month:02}-{said.day:02}"
    if said.month is not None:
        return f"{year}-{said.month:02}"
    if said.day is not None:
        return f"XXXX-XX-{said.day:02}" if said.weekday is None else f"XXXX-WXX-{said.weekday}"
    if said.weekday is not None:
        return f"XXXX-WXX-{said.weekday}"
    if said.season is not None:
        return f"{year}-{said.season}" if said.year is not None else said.season
    if said.quarter is not None or said.half is not None:
        return part_of_year(year, said)
    if said.decade is not None:
        return f"({said.decade:04}-01-01,{said.decade + 10:04}-01-01,P10Y)"
    return year if said.year is not None else None


def counted(said: Point, year: str) -> str | None:
    """Holidays, weeks of a month or year, nth weekdays of a month."""
    if said.holiday is not None:
        if said.year is not None:
            return holiday(said.holiday, said.year).isoformat()
        rule = holidays()[said.holiday]
        return f"{year}-{rule['month']:02}-WXX-{rule['weekday']}-{rule['nth']}" if "nth" in rule else f"{year}-{said.holiday.upper()}"
    if said.nth is not None:
        exact = point_in_time(said, Reference(said.year), None).start if said.year else None
        return exact or f"{year}-{said.month or 0:02}-WXX-{said.weekday}-#{said.nth}"
    week = said.week or 1
    if said.month is not None:
        return f"{year}-{said.month:02}-W{week if week > 0 else 5:02}"
    week = dt.date(int(year), 12, 28).isocalendar().week if week == -1 else week
    return f"{year}-W{week:02}"


def part_of_year(year: str, said: Point) -> str:
    """A quarter or half as an interval of months."""
    size, number = (3, said.quarter) if said.quarter is not None else (6, said.half or 1)
    begin = (number - 1) * size + 1
    after = begin + size
    end = f"{year}-{after:02}-01" if after <= 12 else f"{int(year) + 1:04}-01-01" if year != "XXXX" else "XXXX-01-01"
    return f"({year}-{begin:02}-01,{end},P{size}M)"


def relative(said: Point, known: Reference | None) -> str | None:  # noqa: C901
    """Reads "last week", "next year", "today", "next Friday" from the reference."""
    unit, by = said.unit or "", said.shift or 0
    if known is None:
        return None
    today = known.date
    if unit == "occurrence":
        return point_in_time(said, known, None).start
    if unit in ("week", "weekend", "fortnight") and today:
        monday = dt.date.fromisoformat(shifted("week" if unit == "weekend" else unit, by, known).start or "")
        if said.weekday is not None:
            return (monday + dt.timedelta(days=said.weekday - 1)).isoformat()
        if unit == "fortnight":
            return f"({monday.isoformat()},{(monday + dt.timedelta(days=14)).isoformat()},P2W)"
        year, week, _ = monday.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    base = shifted(unit, by, known).start
    if base is None:
        return None
    if unit in ("year", "month") and any((said.week, said.nth, said.month, said.day, said.quarter, said.half)):
        month = said.month or (int(base[5:7]) if unit == "month" else None)
        return point(
            replace(said, year=int(base[:4]), month=month, shift=None, unit=None, weekday=said.weekday if said.nth else None), known
        )
    if said.season is not None:
        return f"{base}-{said.season}"
    if said.calendar is not None:
        return f"{said.calendar}{base}"
    if unit in ("quarter", "half"):
        number = int(base[6])
        return part_of_year(base[:4], Point(quarter=number) if unit == "quarter" else Point(half=number))
    return f"({base[:4]}-01-01,{int(base[:4]) + 10:04}-01-01,P10Y)" if unit == "decade" else base


def interval(mention: DateMention, known: Reference | None) -> str | None:
    """Two ends with the time between them."""
    first, last = mention.first, mention.last
    plain = not first.moves and not last.moves and first.edge is last.edge is None
    if mention.amount is not None and plain and (first.shift is not None or last.shift is not None):
        return stretch(mention, known)
    if first == Point(weekday=first.weekday) and last == Point(weekday=last.weekday):
        days = ((last.weekday or 0) - (first.weekday or 0)) % 7
        return f"(XXXX-WXX-{first.weekday},XXXX-WXX-{last.weekday},P{days}D)"
    begin, end = start_of(first, known), start_of(last, known)
    if begin is None or end is None:
        return None
    if mention.amount is not None:
        if known and not first.moves:
            begin = start_of(replace(first, moves=((0, "day"),)), known)
        unit = next(unit for p in (last, first) for _, unit in p.moves)
        return f"({begin},{end},{spell([(mention.amount, unit)])})"
    return f"({begin},{end},{between(first, last, begin, end)})"


def stretch(mention: DateMention, known: Reference | None) -> str | None:
    """Reads "the last 3 months" up to the reference, "the next 2 weeks" from the day after it; quarters and decades are whole ones."""
    today = known.date if known else None
    back = (mention.first.shift or 0) < 0
    unit, by = (mention.first.unit, mention.first.shift) if back else (mention.last.unit, mention.last.shift)
    if today is None or known is None or unit is None or by is None or DURATIONS.get(unit) is None:
        return None
    steps = [(by, unit), *((int(Decimal(amount)) * (-1 if back else 1), name) for amount, name in mention.also)]
    if unit in ("quarter", "fortnight", "decade"):
        today = dt.date.fromisoformat(first_day(shifted(unit, 0 if back else 1, known).start or ""))
    elif not back:
        today += dt.timedelta(days=1)
    there = today
    for count, name in steps:
        there = moved(there, name, count)
    if not back and unit == "business day":
        today, there = moved(today - dt.timedelta(days=1), unit, 1), there + dt.timedelta(days=1)
        there = moved(today, unit, by - 1) + dt.timedelta(days=1)
    start, end = (there, today) if back else (today, there)
    return f"({start.isoformat()},{end.isoformat()},{spell([(str(abs(count)), name) for count, name in steps])})"
