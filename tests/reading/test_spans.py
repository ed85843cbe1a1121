"""`kopri read --spans`: every number, share, amount and date of a text, before any frame."""

from typing import Any

import pytest

from kopri.reading.spans import find_spans


def found(text: str, kind: str, language: str = "en") -> list[tuple[str, Any, Any]]:
    return [(s["exact"], s["value"], s["unit"]) for s in find_spans(text, language, None) if s["type"] == kind]


def test_an_amount_and_its_bare_number() -> None:
    assert found("It cost USD 6.5 million.", "currency") == [("USD 6.5 million", "6500000", "USD")]
    assert found("It cost USD 6.5 million.", "number") == [("6.5 million", "6500000", None)]


def test_a_currency_named_without_a_number_has_no_value() -> None:
    assert found("The tenge fell against the euro; 7 dollars bought more.", "currency") == [
        ("tenge", None, "KZT"),
        ("euro", None, "EUR"),
        ("7 dollars", "7", "USD"),
    ]
    assert found("He won by a pound.", "currency") == []


def test_a_percent_sign_alone_and_a_share_whose_number_follows() -> None:
    assert found("the % of growth", "percentage") == [("%", None, "percent")]
    assert found("percent of 40", "percentage") == [("percent of 40", "40", "percent")]
    assert found("30 percent of 40", "percentage") == [("30 percent", "30", "percent")]


@pytest.mark.parametrize(("language", "text"), [("ko", "29km 구간"), ("ko", "https://example.org/?q=20%28a%29")])
def test_a_measure_glued_to_its_unit_and_an_address_hold_no_number(language: str, text: str) -> None:
    assert [s for s in find_spans(text, language, None) if s["type"] in ("number", "percentage")] == []


def test_in_two_weeks_is_a_day_and_a_spell_of_two_weeks_is_none() -> None:
    timexes = [(s["exact"], s["type"], s["timex"]) for s in find_spans("in 2 weeks, for 2 weeks", "en", "2025-03-12T10:00:00")]
    assert ("in 2 weeks", "date", "2025-03-26") in timexes
    assert ("2 weeks", "duration", "P2W") in timexes
