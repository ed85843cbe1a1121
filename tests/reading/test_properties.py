"""What holds of every text: places, order, the way back from JSON, the same bytes twice, no crash, time not worse than linear.

`./run fuzz` goes on where these stop.
"""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.invariants import BrokenError, check, check_spans
from tests.reading.wild_texts import KINDS, PIECES, sentences, wild_text

from kopri.lang.numbers import find_numbers

few = settings(max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
many = settings(few, max_examples=300)
pieces = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
joins = st.lists(st.one_of(st.sampled_from(sentences()), st.sampled_from(PIECES)), max_size=12).map("".join)
anything = st.text(max_size=300)


@few
@given(anything)
def test_any_text_at_all(text):
    check(text)


@few
@given(pieces)
def test_signs_and_words_in_any_order(text):
    check(text)


@few
@given(joins)
def test_sentences_of_documents_in_any_order(text):
    check(text)


@few
@given(st.integers(0, 10_000))
def test_texts_nobody_would_write(seed):
    check(wild_text(seed, longest=1500))


@pytest.mark.parametrize(
    "text",
    [
        "the ministry said on Monday that trade with its partners grew again and " * 2800,
        "1234567890" * 10_000,
        "(" * 50_000 + "7" + ")" * 50_000,
        "\n" * 100_000,
        "\u202eשלום (" * 5000,
        "x" * 200_000,
        "",
        "\ufeff",
    ],
    ids=[
        "200,000 on a line",
        "100,000 digits",
        "nested brackets",
        "empty lines",
        "right to left",
        "one word",
        "nothing",
        "byte order mark",
    ],
)
def test_giants_are_read_in_time(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a third",  # a share is a rounded percentage
        "Фирма firm с завода",  # a word for companies of another language
        "bUSD5 BnUSD 7 5 mNUSD",  # scales before a code in letters nobody uses
        "kUSD 5북아시아",  # the same in Korean
        "и mUSD 7 в России",  # and in Russian
        "7, " * 400 + "41, 42, and 58, ",  # a passage that begins behind a comma
    ],
)
def test_what_once_failed(text):
    check(text)


def test_a_seed_always_gives_the_same_text():
    assert wild_text(7) == wild_text(7)
    assert len({wild_text(seed) for seed in range(30)}) > 25
    assert len(KINDS) >= 7


def test_the_checks_see_what_is_wrong():
    span = {"start": 0, "end": 4, "exact": "Korea", "prefix": "", "suffix": ""}
    with pytest.raises(BrokenError, match="not 'Korea'"):
        check_spans("Korea", {"a": span, "statements": [], "warnings": []})


# Numbers written in each language are found again, with their value and at their place.

whole = st.integers(1, 9_999_999_999)
tenths = st.integers(11, 9999).filter(lambda n: n % 10).map(lambda n: Decimal(n) / 10)


def english(value: int) -> str:
    return f"{value:,}"


def russian(value: int) -> str:
    return f"{value:,}".replace(",", "\u00a0")


def korean(value: int) -> str:
    """In myriads: 218,100,000 is 2억 1,810만."""
    parts = []
    for scale, name in ((10**8, "억"), (10**4, "만"), (1, "")):
        count, value = divmod(value, scale)
        if count:
            parts.append(f"{count:,}{name}")
    return " ".join(parts)


def found(text: str, language: str) -> list[tuple[Decimal, str]]:
    return [(n.value, n.span.of(text)) for n in find_numbers(text, language)]


@many
@given(whole)
def test_whole_numbers_come_back(value):
    for language, write, sentence in (
        ("en", english, "They sold {} tonnes of grain."),
        ("ru", russian, "Продано {} тонн зерна."),
        ("ko", korean, "곡물 {}톤을 팔았다."),
    ):
        written = write(value)
        assert (Decimal(value), written) in found(sentence.format(written), language), (language, written)


@many
@given(tenths)
def test_decimals_with_a_scale_come_back(value):
    for language, written, factor in (
        ("en", f"{value} million", 10**6),
        ("en", f"{value} billion", 10**9),
        ("ru", f"{value} млн".replace(".", ","), 10**6),
        ("ru", f"{value} тысячи".replace(".", ","), 10**3),
        ("ko", f"{value}만", 10**4),
        ("ko", f"{value}억", 10**8),
    ):
        text = {"en": f"They sold {written} tonnes.", "ru": f"Продано {written} тонн.", "ko": f"곡물 {written}톤을 팔았다."}[language]
        assert (value * factor, written) in found(text, language), (language, written)


@many
@given(whole, st.sampled_from(["USD", "EUR", "KZT", "UZS", "KRW"]))
def test_money_comes_back_with_its_currency(value, currency):
    for text in (f"It cost {currency} {value:,} in all.", f"It cost {value:,} {currency} in all."):
        mention = next(n for n in find_numbers(text, "en") if n.kind == "money")
        assert (mention.value, mention.unit) == (value, currency), text
