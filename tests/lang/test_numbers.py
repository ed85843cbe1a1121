"""Numbers in English text: the value, what it counts in, and the place."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.numbers import NumberMention, find_numbers


def numbers(text: str) -> list[NumberMention]:
    return find_numbers(text, "en")


def only(text: str) -> NumberMention:
    found = numbers(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,250,000", "1250000"),
        ("12.75", "12.75"),
        ("4 million", "4000000"),
        ("twenty-three", "23"),
        ("six hundred and forty thousand", "640000"),
        ("2 thousand 5 hundred and 7", "2507"),
        ("a dozen", "12"),
        ("half a million", "500000"),
        ("7 and a half", "7.5"),
        ("three and a quarter", "3.25"),
        ("seven point two five", "7.25"),
        ("18k", "18000"),
        ("1.4 bn", "1400000000"),
        ("minus four", "-4"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert numbers(text)[0].value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "kind", "unit", "value"),
    [
        ("$3.5 billion", "money", "USD", "3500000000"),
        ("US$20", "money", "USD", "20"),
        ("EUR 6 million", "money", "EUR", "6000000"),
        ("9 billion won", "money", "KRW", "9000000000"),
        ("30,000 tenge", "money", "KZT", "30000"),
        ("C$15", "money", "CAD", "15"),
        ("eleven dollars and twenty cents", "money", "USD", "11.20"),
        ("4.5%", "percent", "percent", "4.5"),
        ("sixty per cent", "percent", "percent", "60"),
        ("3 percentage points", "percent", "percent", "3"),
        ("fourth", "ordinal", None, "4"),
        ("22nd", "ordinal", None, "22"),
        ("thirty-first", "ordinal", None, "31"),
        ("sevenfold", "multiple", None, "7"),
        ("4 times", "multiple", None, "4"),
        ("doubled", "multiple", None, "2"),
        ("two-fifths", "fraction", None, "0.4"),
        ("ten-day", "duration", "day", "10"),
        ("four decades", "duration", "year", "40"),
    ],
)
def test_kind_and_unit(text: str, kind: str, unit: str | None, value: str) -> None:
    found = only(text)
    assert (found.kind, found.unit, found.value) == (kind, unit, Decimal(value))
    assert found.span.of(text) == text


def test_both_ends_of_a_range_have_the_unit() -> None:
    assert [(n.value, n.unit) for n in numbers("a share of 20–25 percent")] == [(Decimal(20), "percent"), (Decimal(25), "percent")]
    assert [(n.value, n.unit) for n in numbers("$3-4 million")] == [(Decimal(3000000), "USD"), (Decimal(4000000), "USD")]


def test_from_and_to_are_two_amounts() -> None:
    assert [n.value for n in numbers("from $8 million to $95 million")] == [Decimal(8000000), Decimal(95000000)]


def test_tens_of_thousands_is_a_lower_bound() -> None:
    found = only("tens of thousands of people")
    assert (found.value, found.vague) == (Decimal(10000), True)


@pytest.mark.parametrize(
    "text",
    [
        "That one is new.",
        "COVID-19",
        "5G networks",
        "see https://example.org/p/123",
        "the Q3 report",
        "a second opinion on it",
        "the first half",
    ],
)
def test_no_number(text: str) -> None:
    assert [n for n in numbers(text) if n.kind != "ordinal"] == []


def test_the_bare_number_stands_inside_the_mention() -> None:
    text = "It cost USD 42 million."
    found = only(text)
    assert (found.span.of(text), found.digits.of(text)) == ("USD 42 million", "42 million")


@given(st.integers(min_value=0, max_value=10**15))
def test_figures_with_thousands_marks_come_back(number: int) -> None:
    assert only(f"{number:,}").value == number


@given(st.text(alphabet="a1 ,.-$%half twond0", max_size=80))
def test_places_lie_in_the_text_in_order(text: str) -> None:
    found = numbers(text)
    assert all(n.span.contains(n.digits) and n.span.end <= len(text) for n in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_very_long_figures_and_lines_are_passed_over() -> None:
    assert numbers("7" * 100_000) == []
    assert len(numbers("12 " * 5_000)) == 5_000
