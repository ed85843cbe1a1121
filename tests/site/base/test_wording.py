"""Dates and amounts are said as precisely as they are, in the reader's language."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils.translation import override

from kopri.site.base import wording

PLAIN = str.maketrans("\u2009\u202f\xa0", "   ")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2013-10-04", "4 October 2013"),
        ("2013-10", "October 2013"),
        ("2024-Q3", "Q3 2024"),
        ("2024-H1", "first half of 2024"),
        ("2024-H2", "second half of 2024"),
        ("2013", "2013"),
        ("1930s", "1930s"),
        ("2025/2027", "2025 – 2027"),
        ("2018-11-06/2018-11-07", "6–7 Nov 2018"),
        ("2017-01-01/2017-12-31", "2017"),
        ("2017-01-01/2020-12-31", "2017 – 2020"),
        ("2025/", "from 2025"),
        ("/2025", "until 2025"),
        ("2013-13", "2013-13"),
        ("soon", "soon"),
        ("", ""),
        (None, ""),
        (date(2013, 10, 4), "4 October 2013"),
        ({"start": "2024-Q3", "end": "2024-Q3", "precision": "quarter"}, "Q3 2024"),
        ({"start": "1930", "end": "1939", "precision": "decade"}, "1930s"),
        ({"start": "2025", "end": None, "precision": "year"}, "from 2025"),
        ({}, ""),
    ],
)
def test_a_date_keeps_its_precision(value: object, words: str) -> None:
    assert wording.fuzzy_date(value).translate(PLAIN) == words


@pytest.mark.parametrize(
    ("language", "month", "quarter"),
    [("ko", "2013년 10월", "2024년 3분기"), ("ru", "октябрь 2013 г.", "3-й кв. 2024 г."), ("kk", "2013 ж. қазан", "2024 ж. ІІІ тқс.")],
)
def test_a_date_in_other_languages(language: str, month: str, quarter: str) -> None:
    with override(language):
        assert wording.fuzzy_date("2013-10").translate(PLAIN) == month
        assert wording.fuzzy_date("2024-Q3").translate(PLAIN) == quarter


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_month_or_quarter_turns_into_a_day(language: str) -> None:
    with override(language):
        for value in ("2013-10", "2024-Q3", "2024-H1", "1930s", "2013"):
            numbers = set(re.findall(r"\d+", wording.fuzzy_date(value)))
            assert numbers <= {"2013", "10", "2024", "3", "1", "1930"}, value


@pytest.mark.parametrize(
    ("value", "unit", "short", "exact"),
    [
        ("4220000000", "USD", "USD 4.22 billion", "USD 4,220,000,000"),
        ("1234.50", "USD", "USD 1,234.50", "USD 1,234.50"),
        ("12.3", "percent", "12.3%", "12.3%"),
        ("1", "person", "1 person", "1 person"),
        ("7000", "person", "7,000 persons", "7,000 persons"),
        ("-3500000", "KRW", "KRW -3.5 million", "KRW -3,500,000"),
        ("17", "rank", "no. 17", "no. 17"),
        ("3", "border_checkpoint", "3 border checkpoint", "3 border checkpoint"),
        ("0.74", "", "0.74", "0.74"),
        ("many", "", "many", "many"),
    ],
)
def test_an_amount_is_short_and_its_digits_are_kept(value: str, unit: str, short: str, exact: str) -> None:
    assert wording.amount(value, unit) == short
    assert wording.amount(value, unit, exact=True) == exact


def test_an_amount_in_the_units_of_the_language() -> None:
    with override("ko"):
        assert wording.amount("4220000000", "USD") == "USD 42.2억"
    with override("ru"):
        assert wording.amount("4220000000", "USD") == "USD 4,22 миллиарда"


@pytest.mark.parametrize(
    ("language", "highest", "scale"),
    [("en", "8e9", (10**9, "billion")), ("en", "50000", (1, "")), ("ko", "8e9", (10**8, "억")), ("ru", "3e6", (10**6, "миллион"))],
)
def test_a_scale_makes_labels_short(language: str, highest: str, scale: tuple[int, str]) -> None:
    with override(language):
        assert wording.scale_of(Decimal(highest)) == scale
