"""Why two figures bear on each other, told from the figures themselves in the reader's language."""

import pytest
from django.utils import translation
from tests.site.record.factories import FigureFactory

from kopri.site.record.reasons import readable, reason

pytestmark = pytest.mark.django_db


def figure(value="4220000000", period="2019", **fact):
    """A figure whose payload says more."""
    statement = FigureFactory.create(value=value, period=period, qualifier=fact.pop("qualifier", "exact"))
    statement.payload |= fact
    return statement


def test_two_values_for_one_thing():
    told = reason("contradicts", figure(), figure("4420000000"), "")
    assert told == "USD 4.22 billion (2019) and USD 4.42 billion (2019): two values for one thing, the same countries and the same time."


def test_the_same_value_twice():
    assert reason("supports", figure(), figure(), "") == "Both say USD 4.22 billion (2019)."


def test_agreement_after_rounding():
    told = reason("supports", figure(), figure("4200000000", qualifier="about"), "")
    assert told == "USD 4.22 billion (2019) and about USD 4.2 billion (2019) agree after rounding."


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        ({"aspect": "stock"}, {"aspect": "flow", "value": "7000000"}, "is a level, USD 7 million (2019) a movement in a period."),
        ({}, {"period": "2020", "value": "3090000000"}, ": the times differ."),
        ({"scope": "sector"}, {"scope": "country"}, ": the first is of sector, the second of country."),
        ({"qualifier": "over", "value": "4000000000"}, {}, ": the lower bound holds for the other value."),
        ({}, {"qualifier": "up_to", "value": "5000000000"}, ": the upper bound holds for the other value."),
    ],
)
def test_what_explains_a_difference(one, other, ends):
    assert reason("compatible", figure(**one), figure(**other), "The engine's words.").endswith(ends)


def test_where_the_figures_do_not_tell_the_engine_speaks():
    assert reason("compatible", figure(), figure("1"), "The engine's words.") == "The engine's words."


def test_numbers_and_dates_are_the_readers():
    with translation.override("ru"):
        assert "4,22\xa0миллиарда" in reason("supports", figure(), figure(), "").replace(" м", "\xa0м")


def test_a_message_names_countries_and_dates_in_words():
    assert readable("Two people as president of KOR, until 2025-04-04; the page is of 2025-09; USD 5.") == (
        "Two people as president of Korea, until 4 April 2025; the page is of September 2025; USD 5."
    )
