"""The forms in which officials and newspapers write figures, in English, Korean, Russian and the languages of Central Asia."""

from decimal import Decimal

import pytest

from kopri.lang.numbers import NumberMention, find_numbers


def first(text: str, language: str) -> NumberMention:
    return find_numbers(text, language)[0]


def values(text: str, language: str) -> list[tuple[Decimal, str | None]]:
    return [(n.value, n.unit) for n in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "C$ 4 million", "4000000", "CAD"),
        ("en", "US$ 61 million", "61000000", "USD"),
        ("en", "EUR 9.5 million", "9500000", "EUR"),
        ("en", "17 billion won", "17000000000", "KRW"),
        ("en", "KRW 250bn", "250000000000", "KRW"),
        ("en", "8 million soms", "8000000", "KGS"),
        ("en", "2.4 bn tenge", "2400000000", "KZT"),
        ("en", "410 billion sum", "410000000000", "UZS"),
        ("en", "36,000 somoni", "36000", "TJS"),
        ("en", "2.5 million manats", "2500000", "TMT"),
        ("en", "31 euros", "31", "EUR"),
        ("en", "14 dollars 20.", "14.20", "USD"),
        ("en", "hundreds of millions of dollars", "100000000", "USD"),
        ("en", "a quarter of a million", "250000", None),
        ("en", "three-fifths", "0.6", None),
        ("en", "almost quadrupled", "4", None),
        ("ko", "3억 2,640만 달러", "326400000", "USD"),
        ("ko", "48.2억 달러", "4820000000", "USD"),
        ("ko", "71억6000만 원", "7160000000", "KRW"),
        ("ko", "약 천 7백만 유로", "17000000", "EUR"),
        ("ko", "400만 텡게", "4000000", "KZT"),
        ("ko", "6,000만 숨", "60000000", "UZS"),
        ("ko", "40억 솜", "4000000000", "KGS"),
        ("ko", "30만 소모니", "300000", "TJS"),
        ("ko", "9만 마나트", "90000", "TMT"),
        ("ko", "3.5%포인트", "3.5", "percent"),
        ("ko", "4분의 3", "0.75", None),
        ("ko", "수십만 명", "100000", None),
        ("ko", "260여 명", "260", None),
        ("ru", "6 тысяч 128 человек", "6128", None),
        ("ru", "2,9 млрд долл.", "2900000000", "USD"),
        ("ru", "340 тыс. сомов", "340000", "KGS"),
        ("ru", "7,5 трлн сумов", "7500000000000", "UZS"),
        ("ru", "18 млн сомони", "18000000", "TJS"),
        ("ru", "22 млн манатов", "22000000", "TMT"),
        ("ru", "€15 млн", "15000000", "EUR"),
        ("ru", "вдвое больше", "2", None),
        ("ru", "удвоился", "2", None),
        ("ru", "три четверти", "0.75", None),
        ("ru", "треть экспорта", "0.333333333333333", None),
        ("ru", "полтора миллиона", "1500000", None),
        ("ru", "три с половиной миллиарда", "3500000000", None),
        ("ru", "тысяча триста", "1300", None),
        ("ru", "на 2,3 процентного пункта", "2.3", "percent"),
        ("ru", "сотни миллионов тенге", "100000000", "KZT"),
        ("uz", "2,5 milliard dollardan ortiq", "2500000000", "USD"),
        ("uz", "ikki yuz o'ttiz besh", "235", None),
        ("uz", "14 foizga", "14", "percent"),
        ("kk", "480 мың теңгеден", "480000", "KZT"),
        ("kk", "үш жүз қырық", "340", None),
        ("kk", "9 пайызға", "9", "percent"),
        ("ky", "480 миң сом", "480000", "KGS"),
        ("ky", "3 эсе", "3", None),
        ("tg", "480 ҳазор сомонӣ", "480000", "TJS"),
        ("tg", "11 фоиз", "11", "percent"),
        ("tk", "480 müň manat", "480000", "TMT"),
        ("tk", "16 göterim", "16", "percent"),
    ],
)
def test_value_and_unit(language: str, text: str, value: str, unit: str | None) -> None:
    found = first(text, language)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "grew from $9 million to $88 million in 2019", [("9000000", "USD"), ("88000000", "USD"), ("2019", None)]),
        ("en", "30-40 percent", [("30", "percent"), ("40", "percent")]),
        ("en", "between 6 and 8 million euros", [("6000000", "EUR"), ("8000000", "EUR")]),
        ("en", "12 rmb 40 usd", [("12", "CNY"), ("40", "USD")]),
        ("ko", "각각 15억 달러, 6억 달러", [("1500000000", "USD"), ("600000000", "USD")]),
        ("ko", "60~70%", [("60", "percent"), ("70", "percent")]),
        ("ru", "с 9 млн до 88 млн долларов", [("9000000", "USD"), ("88000000", "USD")]),
        ("ru", "от 6 до 7,5 млрд тенге", [("6000000000", "KZT"), ("7500000000", "KZT")]),
        ("ru", "60–70 %", [("60", "percent"), ("70", "percent")]),
    ],
)
def test_lists_ranges_and_changes_are_two_values(language: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text, language) == [(Decimal(value), unit) for value, unit in expected]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "the 9th Forum", 9),
        ("ru", "9-й форум", 9),
        ("ru", "двадцать второе заседание", 22),
        ("kk", "9-шы форум", 9),
        ("uz", "9-forum", 9),
    ],
)
def test_a_place_in_a_row_is_no_quantity(language: str, text: str, value: int) -> None:
    found = first(text, language)
    assert (found.kind, found.value) == ("ordinal", value)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "tens of thousands of guests"), ("ko", "수천 명"), ("ru", "десятки тысяч гостей")],
)
def test_words_that_bound_from_below_are_vague(language: str, text: str) -> None:
    assert first(text, language).vague


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All over the place, for all of us"),
        ("en", "see https://example.org/a%20b%2045"),
        ("ko", "https://example.org/a%2045%EB 참고"),
        ("ru", "в первой половине встречи"),
        ("ru", "прибор «Б-82»"),
    ],
)
def test_no_amounts(language: str, text: str) -> None:
    assert [n for n in find_numbers(text, language) if n.kind != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "unit"), [("He lost his pen 7 times", None), ("all 70 of us", None), ("usd 70", "USD"), ("UZS 70", "UZS")]
)
def test_a_code_in_small_letters_is_often_a_word(text: str, unit: str | None) -> None:
    assert first(text, "en").unit == unit
