"""Figures: bare numbers that count what is named elsewhere. The sentences are invented."""

import pytest
from tests.reading.figure_pages import brief, figures, statements

FOUND = [
    # ranges: the first number counts what the second does
    ("They hope to lay between 40 and 60 kilometres of pipe.", [("40", "kilometer", "exact"), ("60", "kilometer", "exact")]),
    ("Use per field fell from 9,100 to 7,400 m³.", [("9100", "cubic meter", "exact"), ("7400", "cubic meter", "exact")]),
    ("It will fall to between 7 and 8 million tonnes.", [("7000000", "ton", "exact"), ("8000000", "ton", "exact")]),
    (
        "Mongolia led with 640 tons, followed by Georgia with 410 tons and Armenia with 255.",
        [("640", "ton", "exact"), ("410", "ton", "exact"), ("255", "ton", "exact")],
    ),
    ("Some 30 to 40 firms will come.", [("30", "company", "about"), ("40", "company", "exact")]),
    # what is set against a figure counts the same
    ("The school had 180 pupils, against 95 in 2011.", [("180", "person", "exact"), ("95", "person", "exact")]),
    ("They got rights for 12 flights, six for each side.", [("12", "flight", "exact"), ("6", "flight", "exact")]),
    ("Of 800 letters on the pile, two hundred or so are from Osh.", [("800", "letter", "exact"), ("200", "letter", "about")]),
    ("Applications have doubled – 310 came in this spring.", [("2", "ratio", "exact"), ("310", "application", "exact")]),
    # the sentence before says what is counted
    ("The bank had 14 branches. In 2010 there were 3.", [("14", "branch", "exact"), ("3", "branch", "exact")]),
    ("Some 5,000 workers left. Only 700 went to Japan.", [("5000", "person", "about"), ("700", "person", "exact")]),
    ("How many Korean firms work in Osh? About three dozen.", [("36", "company", "about")]),
    # parts that add up to the total before them
    (
        "• 90 invited guests (Georgia 40, Armenia 35, others 15)",
        [("90", "person", "exact"), ("40", "person", "exact"), ("35", "person", "exact"), ("15", "person", "exact")],
    ),
    (
        "Twelve nurses from Mongolia (7) and Nepal (5) arrived.",
        [("12", "person", "exact"), ("7", "person", "exact"), ("5", "person", "exact")],
    ),
    (
        "Cost: USD 9.5 million, of which: the bank 6.0; the city 3.5",
        [("9500000", "USD", "exact"), ("6000000", "USD", "exact"), ("3500000", "USD", "exact")],
    ),
    # amounts without their currency
    (
        "Trade reached 4.1 billion dollars. It then fell by 9% to 3.7 billion.",
        [("4100000000", "USD", "exact"), ("9", "percent", "exact"), ("3700000000", "USD", "exact")],
    ),
    # labels, ages, groups, shares in words
    ("Places: 25. Average age: 31.4.", [("25", "place", "exact"), ("31.4", "year", "exact")]),
    ("The teacher, 47, was born in Osh.", [("47", "year", "exact")]),
    ("The first group, 62 strong, landed in May.", [("62", "person", "exact")]),
    ("Every fifth farm has closed.", [("20", "percent", "exact")]),
    ("Tariffs will be cut by a third.", [("33.33", "percent", "exact")]),
    ("The review is in the third of seven steps.", [("3", "rank", "exact"), ("7", "step", "exact")]),
    ("Last year's edition, the eleventh, drew crowds.", [("11", "edition", "exact")]),
    ("The ratio of exports to imports is 6:1.", [("6", "ratio", "exact")]),
    ("The province has one doctor for every 900 people.", [("1", "person", "exact"), ("900", "person", "exact")]),
    ("Most pumps are 30-odd years old.", [("30", "year", "about")]),
    ("Over the coming three years they will plant trees.", [("3", "year", "exact")]),
    ("Only 140 of the 300 firms replied.", [("140", "company", "exact"), ("300", "company", "exact")]),
    ("Some 60-70 trucks cross daily.", [("60", "truck", "about"), ("70", "truck", "exact")]),
    ("Now 1 in 8 farmers and three in ten traders left.", [("12.5", "percent", "exact"), ("30", "percent", "exact")]),
    ("The fair was seen by 31,500.", [("31500", "person", "exact")]),
    ("The population grew by 1.9 million.", [("1900000", "person", "exact")]),
    ("It fell to -32 degrees on 0.8 hectares.", [("-32", "degree", "exact"), ("0.8", "hectare", "exact")]),
    ("It shipped 4,300 tonnes (2021: 3,900).", [("4300", "ton", "exact"), ("3900", "ton", "exact")]),
    ("They will train 40 nurses and order 12 buses.", [("40", "person", "exact"), ("12", "bus", "exact")]),
    (
        "Twelve of the 30 graduates stayed; the other 18 went home.",
        [("12", "person", "exact"), ("30", "person", "exact"), ("18", "person", "exact")],
    ),
    ("It cuts the journey from 11 hours to four.", [("11", "hour", "exact"), ("4", "hour", "exact")]),
    ("The embassy issued 9,300 visas, 2,100 more than before.", [("9300", "visa", "exact"), ("2100", "visa", "exact")]),
    ("One household in five has two cars.", [("20", "percent", "exact"), ("2", "car", "exact")]),
    ("Attendance rose 12 percent to a record 84,000.", [("12", "percent", "exact"), ("84000", "person", "exact")]),
    ("A 14-page declaration was read out.", [("14", "page", "exact")]),
    ("A country of 6 million needs ports.", [("6000000", "person", "exact")]),
    ("Zero direct trains link both capitals.", [("0", "train", "exact")]),
    ("Students rose from 8,100 to 9,600.", [("8100", "person", "exact"), ("9600", "person", "exact")]),
]

SILENT = [
    "The match ended 3 to 1.",
    "Teams won 12 to 9 after extra time.",
    "They meet every second year and every third Tuesday.",
    "It was cut by half a metre.",
    "Comments: 12. Views: 340.",
    "The room measures 3 by 4.",
    "Signed in two copies in English.",
    "In 2019: nothing.",
    "Two sources said so.",
    "One man in a hat spoke.",
    "Lot 7 bidders met Class 3 pupils.",
    "From 9.30 to 17.00 visitors may enter.",
    "The office is at 14 Rozas Avenue.",
    "The 2031 goals were praised.",
    "Bus 306 runs late.",
    "Exports rose to 400.",
    "Call 82-2100 for a room.",
    "They met three in 2019.",
    "Trade has grown over the past five years.",
    "He gave up. There was one.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_a_bare_number_counts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize("text", SILENT)
def test_numbers_that_count_nothing_named(text: str) -> None:
    assert figures(text) == []


def test_numbers_that_do_not_add_up_are_no_parts() -> None:
    assert figures("• 90 invited guests (Georgia 40, Armenia 35, others 99)") == [("90", "person", "exact")]


def test_an_index_after_a_count_is_not_counted_in_its_noun() -> None:
    assert figures("The survey covered 300 firms. The index stood at 104.3 in May.") == [("300", "company", "exact")]


def test_a_figure_far_from_the_one_before_counts_something_else() -> None:
    assert figures("The fair had 4 halls, against 90,000 in all of Asia.")[-1] != ("90000", "hall", "exact")


def test_a_spell_over_which_a_loan_runs_is_exact_and_one_that_lasted_longer_is_not() -> None:
    assert brief(statements("It is repayable over 25 years.")[0]) == ("25", "year", "exact")
    assert brief(statements("The talks lasted over 25 years.")[0]) == ("25", "year", "over")


def test_a_share_made_up_is_no_growth() -> None:
    kinds = [s.payload.kind for s in statements("Cars made up 40 percent; they were up 9 percent.")]  # type: ignore[union-attr]
    assert kinds == ["quantity", "change"]
