"""Shares said in words in Korean and Russian: "절반", «две трети», "열 명 중 여섯 명", «шесть из десяти»."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from kopri.lang.numbers import NumberMention, find_numbers
from kopri.lang.spans import Span
from kopri.reading.figures.tongues import Tongue, tongue_of

ROUND: Final = (2, 3, 4, 5, 10, 100, 1000)
KOREAN: Final[Mapping[str, int]] = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "1천": 1000,
}  # fmt: skip


def shares_in(text: str, span: Span, tongue: Tongue) -> list[NumberMention]:
    """Shares in words between two places, as fractions."""
    found = [*_in_words(text, span, tongue), *_of_a_whole(text, span, tongue)]
    return sorted(found, key=lambda n: n.span.start)


def _in_words(text: str, span: Span, tongue: Tongue) -> Iterator[NumberMention]:
    for pattern, value in _patterns(tongue.language):
        for match in pattern.finditer(text, span.start, span.end):
            yield _fraction(match.span(), value)


def _of_a_whole(text: str, span: Span, tongue: Tongue) -> Iterator[NumberMention]:
    """As in "열 명 중 여섯 명" is 60 percent."""
    pattern = tongue.patterns.get("of_whole")
    for match in pattern.finditer(text, span.start, span.end) if pattern else ():
        whole, part = (_number(match.group(name)) for name in ("whole", "part"))
        if whole in ROUND and part and part < whole:
            yield _fraction(match.span(), part / whole * 100)


def _number(said: str) -> Decimal | None:
    if said in KOREAN:
        return Decimal(KOREAN[said])
    try:
        return Decimal(said.replace(",", ""))
    except InvalidOperation:
        return None


def _fraction(at: tuple[int, int], percent: Decimal) -> NumberMention:
    place = Span(*at)
    return NumberMention(place, (percent / 100), "fraction", None, place, percent / 100, words=True)


def whole_after(text: str, number: NumberMention, tongue: Tongue) -> Decimal | None:
    """The whole a number is part of: «шесть из десяти» → 10."""
    match = tongue.patterns["one_of"].match(text, number.digits.end)
    numbers = find_numbers(match.group("whole"), tongue.language) if match else []
    return numbers[0].value if numbers and numbers[0].value > number.value else None


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Decimal], ...]:
    tongue = tongue_of(language)
    entries = tongue.data["shares"] if tongue else []
    return tuple((re.compile(entry["words"]), Decimal(entry["value"])) for entry in entries)
