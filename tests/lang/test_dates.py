"""Dates in English text, with their precision, and what relative ones mean on a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.dates import DateMention, find_dates, resolve


def only(text: str) -> DateMention:
    found = find_dates(text, "en")
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on 12 May 2019", "2019-05-12", "2019-05-12", "day"),
        ("May 12, 2019", "2019-05-12", "2019-05-12", "day"),
        ("Sunday, 12th of May 2019", "2019-05-12", "2019-05-12", "day"),
        ("2019-05-12 10:11:12", "2019-05-12", "2019-05-12", "day"),
        ("in May 2019", "2019-05", "2019-05", "month"),
        ("in 2019", "2019", "2019", "year"),
        ("in the 1950s", "1950s", "1950s", "decade"),
        ("Q2 2023", "2023-Q2", "2023-Q2", "quarter"),
        ("the fourth quarter of 2023", "2023-Q4", "2023-Q4", "quarter"),
        ("the first half of 2023", "2023-H1", "2023-H1", "half"),
        ("2026–2030", "2026", "2030", "year"),
        ("2026~2030", "2026", "2030", "year"),
        ("1939-45", "1939", "1945", "year"),
        ("June 3 to 5, 2021", "2021-06-03", "2021-06-05", "day"),
        ("between March 2020 and June 2021", "2020-03", "2021-06", "month"),
        ("since 1999", "1999", None, "year"),
        ("before May 2004", None, "2004-05", "month"),
    ],
)
def test_dates_that_say_their_year(text: str, start: str | None, end: str | None, precision: str) -> None:
    found = only(text)
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "reference", "start", "end"),
    [
        ("October 4", "2013", "2013-10-04", "2013-10-04"),
        ("last year", "2025-02-26", "2024", "2024"),
        ("next year", "2021", "2022", "2022"),
        ("this month", "2025-02-26", "2025-02", "2025-02"),
        ("last month", "2025-01-26", "2024-12", "2024-12"),
        ("last month", "2025", None, None),
        ("yesterday", "2025-03-01", "2025-02-28", "2025-02-28"),
        ("yesterday", "2025-03", None, None),
        ("Sunday", "2025-02-26", "2025-02-23", "2025-02-23"),
        ("Sunday", "2025", None, None),
        ("nine years ago", "2024", "2015", "2015"),
        ("two days earlier", "2021-08-17", "2021-08-15", "2021-08-15"),
        ("the first month of the year", "2025-02-26", "2025-01", "2025-01"),
        ("in the coming years", "2025-02-26", "2025", None),
        ("the past three decades", "2021", "1990s", "2020s"),
        ("last year", None, None, None),
    ],
)
def test_relative_dates_from_a_reference(text: str, reference: str | None, start: str | None, end: str | None) -> None:
    found = resolve(only(text), reference)
    assert (found.start, found.end) == (start, end)


def test_a_weekday_to_come_lies_ahead() -> None:
    assert resolve(only("on Friday"), "2025-02-26", "future").start == "2025-02-28"


def test_the_previous_year_counts_from_the_time_spoken_of() -> None:
    assert only("the previous year").anchor == "context"
    assert only("last year").anchor == "reference"


@pytest.mark.parametrize(
    "text",
    [
        "This may be so.",
        "They march on.",
        "$2000",
        "2000 pieces",
        "about 1900 visitors",
        "1,950 people",
        "Tel. 82-2-2100-7114",
        "He sat down.",
    ],
)
def test_no_date(text: str) -> None:
    assert [d for d in find_dates(text, "en") if d.kind != "duration"] == []


def test_a_reference_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="2025-02-26"):
        resolve(only("last year"), "26 Feb")


@given(st.dates())
def test_iso_days_come_back(day: object) -> None:
    text = f"{day}"
    if "1500" <= text[:4] <= "2100":
        assert only(f"on {text}.").start == text


@given(st.text(alphabet="1209/-., MaytoJun 5lasyer", max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    for mention in find_dates(text, "en"):
        assert mention.span.end <= len(text)
        resolve(mention, "2024-05-05")
