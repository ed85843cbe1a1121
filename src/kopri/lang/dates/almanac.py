"""The calendar: steps from a day, weeks and weekdays of a year or month, days with a name."""

import calendar
import datetime as dt
from functools import cache
from typing import Any, Final

from kopri.lang.datafile import read_data

FIRST_YEAR, LAST_YEAR = 1000, 8999
FIRST_DAY: Final = dt.date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY: Final = dt.date(LAST_YEAR, 1, 1).toordinal()


@cache
def holidays() -> dict[str, dict[str, Any]]:
    """The days of `data/holidays.yaml` by name, with straight and curly apostrophes."""
    days: dict[str, dict[str, Any]] = read_data("kopri.lang.dates", "holidays.yaml")["days"]
    return days | {name.replace("'", "’"): day for name, day in days.items()}


def holiday(name: str, year: int) -> dt.date:
    """When a day of the table is in a year.

    Raises:
        KeyError: if the table has no such day.
        ValueError: if its rule names no day of that year.
    """
    rule = holidays()[name]
    if "easter" in rule:
        return easter(year) + dt.timedelta(days=rule["easter"])
    if "day" in rule:
        return dt.date(year, rule["month"], rule["day"])
    day = nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    if day is None:
        raise ValueError(f"data/holidays.yaml: {name} names a weekday that {year}-{rule['month']:02} has not; give an nth of -1 to 4")
    return day


def easter(year: int) -> dt.date:
    """Easter Sunday. Source: the anonymous algorithm of Nature, 20 April 1876 (Meeus, Astronomical Algorithms)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def week_start(year: int, month: int | None, number: int) -> dt.date | None:
    """The Monday of a week of a year (ISO 8601) or of a month (its first week holds its first Thursday); -1 is the last."""
    if month is None:
        weeks = dt.date(year, 12, 28).isocalendar().week
        number = weeks if number == -1 else number
        return dt.date.fromisocalendar(year, number, 1) if 1 <= number <= weeks else None
    if number == -1:
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return last - dt.timedelta(days=last.weekday())
    thursday = nth_weekday(year, month, 4, number)
    return thursday - dt.timedelta(days=3) if thursday else None


def nth_weekday(year: int, month: int, number: int, nth: int) -> dt.date | None:
    """The nth Monday (1) to Sunday (7) of a month, -1 the last; None if the month has no such day."""
    days = calendar.monthrange(year, month)[1]
    first = 1 + (number - dt.date(year, month, 1).isoweekday()) % 7
    day = first + 7 * (nth - 1) if nth > 0 else first + 7 * ((days - first) // 7)
    return dt.date(year, month, day) if day <= days else None


def moved(day: dt.date, unit: str, by: int) -> dt.date:
    """The day `by` units on; the last of the month where the month is too short.

    Of the unit "weekday", `by` is its number: the next such day, that day included.
    """
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return dt.date.fromordinal(min(max(day.toordinal() + days * by, FIRST_DAY), LAST_DAY))
    if unit == "business day":
        return _business_days(day, by)
    if unit == "weekday":
        return dt.date.fromordinal(day.toordinal() + (by - day.isoweekday()) % 7)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit, 0) * by
    year, month = add_months(day.year, day.month, months)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _business_days(day: dt.date, by: int) -> dt.date:
    step = dt.timedelta(days=1 if by > 0 else -1)
    for _ in range(min(abs(by), 1000)):
        day += step
        while day.weekday() > 4:
            day += step
    return day


def year_near(year: int, by: int) -> int:
    """The year `by` years away, kept among those of four figures."""
    return min(max(year + by, FIRST_YEAR), LAST_YEAR)


def add_months(year: int, month: int, by: int) -> tuple[int, int]:
    """The month `by` months away."""
    months = min(max(year * 12 + month - 1 + by, FIRST_YEAR * 12), LAST_YEAR * 12)
    return months // 12, months % 12 + 1
