"""What English date tokens say: days, months, years, amounts, shifts."""

import re
from collections.abc import Sequence
from typing import Final

from kopri.lang.dates.mention import Point
from kopri.lang.dates.resolve import day_text
from kopri.lang.dates.tokens import Token
from kopri.lang.spans import Span

Tokens = Sequence[Token]
NUMBER_AFTER: Final = re.compile(
    r"\s?(?:%|percent\b|per cent\b|million\b|billion\b|trillion\b|thousand\b|dollars?\b|won\b|euros?\b|tenge\b|USD\b|[,.]\d)", re.IGNORECASE
)
GLUED_BEFORE: Final = re.compile(r"(?:[$€£¥₩₸₽#]|\b[A-Z]{3})\s?\Z|\d[.,:]\Z|(?<!\d{3})(?<!/)(?<!/\d)\d-\Z|[A-Za-z_=]\Z|[A-Za-z]-\Z")
ISO_DAY: Final = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")
NOUN_AFTER: Final = re.compile(r"\s+(?:[a-z]{3,}\s+)??[a-z]{3,}s\b(?<!ss)(?<!was)(?<!has)")
WORD_BEFORE: Final = re.compile(r"([A-Za-z]+)[\s(\"“‘-]*\Z")


def collect(tokens: Tokens) -> Point | None:
    """The date parts said by tokens, or None if there is no such day."""
    month = next((int(t.value) for t in tokens if t.cls == "M"), None)
    weekday = next((int(t.value) for t in tokens if t.cls == "W"), None)
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    figures: Tokens = [t for t in tokens if t.cls in "DOng"]
    if year is None and (worded := words_of_year(figures)) is not None:
        year, figures = worded
    day = None
    if figures:
        if month is None and len(figures) == 2 and figures[0].cls == "D":
            first, second = int(figures[0].value), int(figures[1].value)
            year_first = any(t.cls == "Y" for t in tokens[: tokens.index(figures[0])])
            dotted = any(t.cls == "." for t in tokens)
            month, day = (second, first) if (dotted and not year_first) or (first > 12 >= second) else (first, second)
        else:
            day = sum(int(t.value) for t in figures)
    quarter, half = part_of(tokens)
    if (day is not None and not 1 <= day <= 31) or (month is not None and not 1 <= month <= 12):
        return None
    if year and month and day and day_text(year, month, day) is None:
        return None
    return Point(year=year, month=month, day=day, weekday=weekday, quarter=quarter, half=half)


def part_of(tokens: Tokens) -> tuple[int | None, int | None]:
    """Quarter and half said as "Q3" or "H1"."""
    said = next((str(t.value) for t in tokens if t.cls == "Q"), "")
    return (int(said[1]), None) if said[:1] == "Q" else (None, int(said[1])) if said else (None, None)


def words_of_year(figures: Tokens) -> tuple[int, Tokens] | None:
    """A year in words at the end of the tokens ("nineteen ninety six", "two thousand and fifteen"), and what stands before it."""
    values = [int(t.value) for t in figures]
    if 1000 in values:
        at = values.index(1000)
        return (values[at - 1] * 1000 + sum(values[at + 1 :]), figures[: at - 1]) if at > 0 and values[at - 1] in (1, 2) else None
    for at in range(len(values) - 1):
        rest = values[at + 1 :]
        if values[at] in (18, 19, 20) and figures[at].cls == "n" and (rest[0] >= 10) and sum(rest) < 100:
            return values[at] * 100 + sum(rest), figures[:at]
    return None


def span_of(tokens: Tokens, *, leave: str = "T@i") -> Span:
    """The place of tokens without little words before them."""
    first = next((t for t in tokens if t.cls not in leave), tokens[0])
    last = tokens[-1] if tokens[-1].cls not in ".," or len(tokens) == 1 else tokens[-2]
    return Span(first.start, last.end)


def glued(text: str, tokens: Tokens) -> bool:
    """Whether the tokens are stuck to letters or figures that make them part of a number, a code or a name."""
    first = next(t for t in tokens if t.cls not in "T@ifB")
    if first.cls == "Y" and len(tokens) == 5 and ISO_DAY.match(text, first.start) and text[first.start - 1] in "-_":
        return False
    if first.cls in "YDN" and GLUED_BEFORE.search(text, max(0, first.start - 5), first.start):
        return True
    last = tokens[-1]
    if last.cls in "YDN":
        after = text[last.end : last.end + 1]
        return (after.isalpha() and not "\uac00" <= after <= "\ud7a3" and after != "T") or NUMBER_AFTER.match(text, last.end) is not None
    return False


def shift_of(token: Token) -> int | None:
    """Whether a word looks back (-1), at now (0) or ahead (1); None for other words."""
    return {"l": -1, "c": 0, "x": 1}.get(token.cls)
