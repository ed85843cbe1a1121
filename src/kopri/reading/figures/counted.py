"""A number that counts or measures something, and how surely it is said."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, cast

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.lexicon import qualifiers
from kopri.reading.model import FigureKind, Qualifier

LONGER: Final = re.compile(
    r"\b(?:for|of|after|lasts?|lasted|took|takes|take|than|is|are|was|were|be|been|least|well|just|spans?|already)\s+over\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that is a figure: its value in `unit`, the words it counts, and how surely it is said.

    `family` is what measures are looked up by: "money", "anniversary", else the unit. `item` says whose part of a total it is.
    """

    number: NumberMention
    surface: Span
    value: Decimal
    unit: str
    kind: FigureKind
    qualifier: Qualifier
    noun: Noun | None = None
    family: str = ""
    item: Span | None = None


def count(
    text: str,
    number: NumberMention,
    unit: str,
    kind: FigureKind,
    *,
    value: Decimal | None = None,
    noun: Noun | None = None,
    family: str | None = None,
) -> Counted:
    """A figure made of a number; its surface is the bare number for a count, else the number with its unit words."""
    surface = number.digits if number.kind in ("number", "ordinal", "fraction") else number.span
    surface = Span(surface.start + (text[surface.start] == " "), surface.end)
    qualifier = qualifier_of(text, number, noun.span.end if noun else number.span.end)
    worth = (number.value if value is None else value) * (noun.factor if noun else 1)
    return Counted(number, surface, worth, unit, kind, qualifier, noun, family or unit)


def qualifier_of(text: str, number: NumberMention, after: int) -> Qualifier:
    """How surely a number is said, by the words right before it, right after it, or after its noun (`after`)."""
    if number.vague:
        return "at_least"
    before = qualifiers("before").search(text, max(0, number.span.start - 36), number.span.start)
    if before and not (number.kind == "duration" and _during(text, before, number.span.start)):
        return cast("Qualifier", before.lastgroup)
    for end in (number.span.end, after):
        if text[end : end + 1] == "+":
            return "at_least"
        if text.startswith("-odd", end):
            return "about"
        following = qualifiers("after").match(text, end)
        if following:
            return cast("Qualifier", following.lastgroup)
    return "exact"


def _during(text: str, before: re.Match[str], stop: int) -> bool:
    """Whether "over" before a duration says during ("repayable over 30 years"), not more than ("lasted over 30 years")."""
    said = before.group().strip().lower()
    return said == "over" and LONGER.search(text, max(0, before.start() - 12), stop) is None


@cache
def softeners() -> frozenset[str]:
    """Single words that may stand before a number with a capital without being a name: "Some 350", "All 12"."""
    return frozenset(
        {"some", "about", "around", "nearly", "almost", "over", "only", "all", "these", "those", "the", "another", "approximately"}
    )
