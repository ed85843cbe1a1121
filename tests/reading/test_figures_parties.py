"""Whose figures are: both of two partners, none of the places that only stand on the way or in a contrast."""

import pytest
from figure_pages import statements
from opened_pages import page_of

from kopri.reading.figures import read_figures
from kopri.reading.model import Figure

PAIR_AND_A_THIRD = (
    "Japan and Georgia met. Georgia and Japan trade. Japan and Georgia like it. "
    "Georgia and Japan hope. Sales were $9 million, while with Italy we do $2 billion."
)


def parties(text: str, *, opened: bool = False) -> list[set[str]]:
    found = read_figures(page_of(text)) if opened else statements(text)
    return [{p.id for p in s.payload.parties} for s in found if isinstance(s.payload, Figure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan and Georgia met. Japanese exports stood at $12 million.", {"JPN", "GEO"}),
        (PAIR_AND_A_THIRD, {"JPN", "GEO"}),
    ],
)
def test_partners_of_the_article(text: str, expected: set[str]) -> None:
    assert parties(text)[0] == expected


def test_a_third_country_named_in_the_article_ends_the_pair() -> None:
    assert parties("Japan, Georgia and Italy met. Japanese exports stood at $12 million.")[0] == {"JPN"}


def test_a_stop_on_the_way_is_no_party() -> None:
    text = "Uzbekistan has a new line. The trip via Istanbul takes 15 hours."
    assert parties(text, opened=True) == [{"UZB"}]
    assert parties("Uzbekistan has a new line. The tram in Istanbul takes 15 hours.", opened=True) == [{"TUR"}]


def test_a_region_named_once_does_not_outweigh_the_countries_of_the_article() -> None:
    text = "News of Central Asia. Kazakhstan opened a clinic. It treats 900 patients."
    assert parties(text, opened=True) == [{"KAZ"}]
