"""Steps from a day, weeks and weekdays of a year or month, days with a name."""

import datetime as dt

import pytest

from kopri.lang.dates.almanac import easter, holiday, moved, nth_weekday, week_start


@pytest.mark.parametrize(("year", "day"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2038, "2038-04-25")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("name", "day"),
    [("christmas eve", "2025-12-24"), ("thanksgiving", "2025-11-27"), ("memorial day", "2025-05-26"), ("good friday", "2025-04-18")],
)
def test_days_with_a_name(name: str, day: str) -> None:
    assert holiday(name, 2025).isoformat() == day


def test_a_month_has_four_or_five_of_each_weekday() -> None:
    assert nth_weekday(2025, 2, 5, 4) == dt.date(2025, 2, 28)
    assert nth_weekday(2025, 2, 5, 5) is None
    assert nth_weekday(2025, 2, 5, -1) == dt.date(2025, 2, 28)


def test_weeks_of_a_year_are_those_of_iso_8601() -> None:
    assert week_start(2020, None, 53) == dt.date(2020, 12, 28)
    assert week_start(2021, None, 53) is None
    assert week_start(2021, None, -1) == dt.date(2021, 12, 27)


@pytest.mark.parametrize(
    ("day", "by", "unit", "there"),
    [
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2025-03-07", 3, "business day", "2025-03-12"),
        ("2025-03-10", -1, "business day", "2025-03-07"),
        ("2025-03-07", 5, "weekday", "2025-03-07"),
        ("2025-03-08", 5, "weekday", "2025-03-14"),
    ],
)
def test_steps(day: str, by: int, unit: str, there: str) -> None:
    assert moved(dt.date.fromisoformat(day), unit, by).isoformat() == there


@pytest.mark.parametrize("by", [10**9, -(10**9)])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "century", "business day"])
def test_steps_beyond_the_calendar_stop_at_its_end(by: int, unit: str) -> None:
    assert 1000 <= moved(dt.date(2025, 1, 1), unit, by).year <= 8999
