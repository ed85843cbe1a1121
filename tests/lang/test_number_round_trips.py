"""A number written out in a language is read back as that number, whatever it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.numbers import NumberMention, find_numbers

ENGLISH_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
KOREAN_FIGURES = "영일이삼사오육칠팔구"
KOREAN_MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
RUSSIAN_SMALL = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
RUSSIAN_TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
RUSSIAN_HUNDREDS = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
RUSSIAN_SCALES = ((10**9, "миллиардов"), (10**6, "миллионов"), (10**3, "тысяч"))


@pytest.fixture(scope="module", autouse=True)
def _grammars() -> None:
    """The grammars are built once, before any example is timed."""
    for language in ("en", "ko", "ru", "uz", "kk", "ky", "tg", "tk"):
        find_numbers("1", language)


def only(text: str, language: str) -> NumberMention:
    found = find_numbers(text, language)
    assert len(found) == 1, (text, found)
    return found[0]


def english(number: int, link: str = " and ") -> str:
    """A number in English words."""
    for scale, name in ENGLISH_SCALES:
        if number >= scale:
            rest = number % scale
            return f"{english(number // scale, link)} {name}" + (f" {english(rest, link)}" if rest else "")
    if number >= 100:
        return f"{ENGLISH_SMALL[number // 100]} hundred" + (f"{link}{english(number % 100)}" if number % 100 else "")
    if number >= 20:
        return ENGLISH_TENS[number // 10 - 2] + (f"-{ENGLISH_SMALL[number % 10]}" if number % 10 else "")
    return ENGLISH_SMALL[number]


def korean(number: int) -> str:
    """A number in Korean syllables: "이천삼백만 오십"."""
    parts = []
    for scale, name in (*KOREAN_MYRIADS, (1, "")):
        group, number = divmod(number, scale)
        if group:
            figures = [(group // size % 10, unit) for size, unit in ((1000, "천"), (100, "백"), (10, "십"), (1, ""))]
            parts.append("".join(("" if f == 1 and unit else KOREAN_FIGURES[f]) + unit for f, unit in figures if f) + name)
    return " ".join(parts)


def russian(number: int) -> str:
    """A number in Russian words; endings of case and gender are left as they are, as the table has every form."""
    for scale, name in RUSSIAN_SCALES:
        if number >= scale:
            return f"{russian(number // scale)} {name}" + (f" {russian(number % scale)}" if number % scale else "")
    if number >= 100:
        return RUSSIAN_HUNDREDS[number // 100 - 1] + (f" {russian(number % 100)}" if number % 100 else "")
    if number >= 20:
        return RUSSIAN_TENS[number // 10 - 2] + (f" {RUSSIAN_SMALL[number % 10]}" if number % 10 else "")
    return RUSSIAN_SMALL[number]


@given(st.integers(min_value=2, max_value=10**15 - 1), st.sampled_from([" and ", " "]))
def test_english_words(number: int, link: str) -> None:
    assert only(english(number, link), "en").value == number


@given(st.integers(min_value=10, max_value=10**16 - 1))
def test_korean_syllables(number: int) -> None:
    assert only(f"{korean(number)} 명", "ko").value == number


@given(st.integers(min_value=2, max_value=10**12 - 1))
def test_russian_words(number: int) -> None:
    assert only(f"всего {russian(number)} штук", "ru").value == number


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=0, max_value=9999), st.booleans(), st.sampled_from(["", " "]))
def test_korean_chains_of_figures_and_myriads(hundred_millions: int, myriads: int, commas: bool, space: str) -> None:
    low = (f"{myriads:,}" if commas else str(myriads)) + "만"
    text = f"{hundred_millions:,}억" + (f"{space}{low}" if myriads else "") + " 달러"
    found = only(text, "ko")
    assert (found.value, found.unit) == (hundred_millions * 10**8 + myriads * 10**4, "USD")


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=99), st.sampled_from(["만", "억", "조"]))
def test_korean_myriads_with_decimals(whole: int, hundredths: int, myriad: str) -> None:
    size = {"만": 10**4, "억": 10**8, "조": 10**12}[myriad]
    assert only(f"{whole}.{hundredths:02}{myriad} 원", "ko").value == Decimal(f"{whole}.{hundredths:02}") * size


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=99), st.sampled_from(["тыс.", "млн", "млрд", "трлн"]))
def test_russian_scales_with_a_decimal_comma(whole: int, hundredths: int, scale: str) -> None:
    size = {"тыс.": 10**3, "млн": 10**6, "млрд": 10**9, "трлн": 10**12}[scale]
    found = only(f"на {whole},{hundredths:02} {scale} долларов больше", "ru")
    assert (found.value, found.unit) == (Decimal(f"{whole}.{hundredths:02}") * size, "USD")


@given(st.integers(min_value=2, max_value=999), st.integers(min_value=100, max_value=999))
def test_russian_thousands_with_what_is_left(thousands: int, rest: int) -> None:
    assert only(f"{thousands} тысячи {rest} человек", "ru").value == thousands * 1000 + rest


@given(st.integers(min_value=1000, max_value=10**12), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_russian_figures_in_groups(number: int, space: str) -> None:
    assert only(f"{number:,} тенге".replace(",", space), "ru").value == number


@pytest.mark.parametrize(
    ("language", "million", "currency", "unit"),
    [
        ("uz", "million", "so'm", "UZS"),
        ("kk", "миллион", "теңге", "KZT"),
        ("ky", "миллион", "сом", "KGS"),
        ("tg", "миллион", "сомонӣ", "TJS"),
        ("tk", "million", "manat", "TMT"),
    ],
)
@given(whole=st.integers(min_value=1, max_value=999), tenths=st.integers(min_value=1, max_value=9))
def test_central_asian_scales(language: str, million: str, currency: str, unit: str, whole: int, tenths: int) -> None:
    found = only(f"{whole},{tenths} {million} {currency}", language)
    assert (found.value, found.unit) == (Decimal(f"{whole}.{tenths}") * 10**6, unit)
