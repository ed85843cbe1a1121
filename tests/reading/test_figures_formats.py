"""Figures in the ways numbers are written: suffixes, signs of measure, decimal commas, words, compound durations."""

import pytest
from figure_pages import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freight fees came to USD 31.7 m (2021: USD 28.0 m).", [("31700000", "USD", "exact"), ("28000000", "USD", "exact")]),
        ("The bridge cost €6 b.", [("6000000000", "EUR", "exact")]),
        ("The field gave 9.4 bcm and the dam 3 TWh.", [("9400000000", "cubic meter", "exact"), ("3", "terawatt-hour", "exact")]),
        ("The park covers 12 km² and its roof 7 300 m².", [("12", "square kilometer", "exact"), ("7300", "square meter", "exact")]),
        ("• 140+ booths", [("140", "booth", "at_least")]),
        ("Wheat sales were EUR 4,6 billion, of 250.000 tonnes.", [("4600000000", "EUR", "exact"), ("250000", "ton", "exact")]),
        ("The crossing takes 5 hours 20 minutes.", [("320", "minute", "exact")]),
        ("Two hundred and six Pakistanis study here.", [("206", "person", "exact")]),
        ("Sales are hoped to top $9 million.", [("9000000", "USD", "over")]),
    ],
)
def test_written_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A plank 3 m long costs $40.", [("3", "meter", "exact"), ("40", "USD", "exact")]),
        ("The dose is 2.500 litres.", [("2.5", "litre", "exact")]),
        ("It took 3 days, 40 minutes less than planned.", [("3", "day", "exact"), ("40", "minute", "exact")]),
    ],
)
def test_forms_that_only_look_alike(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One in five farmers owns a tractor.", [("20", "percent", "exact")]),
        ("Only 3 in 4 households have gas.", [("75", "percent", "exact")]),
        ("It cost about a third more than last time.", [("33.33", "percent", "about")]),
        ("The fair closed with 31 MOUs.", [("31", "mou", "exact")]),
        ("2.3 Western Mills will hire 40 people.", [("40", "person", "exact")]),
    ],
)
def test_shares_in_words_and_acronyms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize("text", ["He came third in seven races.", "Cut the plank in half.", "2.3 Western Mills is a firm."])
def test_no_shares(text: str) -> None:
    assert not [f for f in figures(text) if f[1] == "percent" or f[0] == "2.3"]


def test_a_number_that_opens_a_passage_is_no_age():
    """The comma before it belongs to the passage above: a list too long for one passage is cut anywhere."""
    assert not any("year" in map(str, figure) for figure in figures("7, " * 400 + "41, 42, and 58, "))
