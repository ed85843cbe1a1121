"""Neighbouring numbers that make one: dollars and cents, "one out of three", both ends of a range."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from kopri.lang.numbers.cardinals import FIFTEEN
from kopri.lang.numbers.lexicon import alternatives, currencies
from kopri.lang.numbers.mention import NumberKind, NumberMention
from kopri.lang.numbers.words import grammar
from kopri.lang.spans import Span

AFTER_OVER: Final = re.compile(r"\s*(?:[.,;:!?)\"”’]|\Z)")
RATIO: Final = re.compile(r"\s+(?:(?P<out>out\s+of)|over|(?P<every>in(?:\s+every)?))\s+", re.IGNORECASE)
OF_MANY: Final = re.compile(r"\s+(?:people\b|[a-z]{3,}s\b|[a-z]+\s[a-z]{3,}s\b)")
MOST_OF_MANY: Final = 100
ENDS: Final = re.compile(r"\s*(?:[.,;!?)]|\Z)|\s+(?:more|less)\b")
AND: Final = re.compile(r"\s{1,2}(?:and\s)?|,\s(?:and\s)?")
SMALLER: Final = {("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60}
BETWEEN: Final = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
RANGE: Final = re.compile(r"\s?[-–—~〜]\s?|\s+(?:to|or)\s+")


@cache
def part_name() -> re.Pattern[str]:
    """The name of a part of a currency after a number: cents, pence."""
    return re.compile(rf"\s{{0,2}}(?P<name>{alternatives(currencies().parts)})\b", re.IGNORECASE)


def join_parts(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Reads "thirteen dollars and forty-five cents", "15 dollars 50": one amount."""
    joined: list[NumberMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and before.kind == "money" and before.unit is not None and before.span.end > before.digits.end:
            amount = _with_part(text, before, mention)
            if amount is not None:
                joined[-1] = amount
                continue
        joined.append(mention)
    return joined


def _with_part(text: str, whole: NumberMention, part: NumberMention) -> NumberMention | None:
    between = text[whole.span.end : part.span.start]
    if not re.fullmatch(r"\s{1,2}(?:and\s)?", between) or whole.value != whole.value.to_integral_value() or not 0 <= part.number < 100:
        return None
    parts = currencies().parts
    named = part_name().match(text, part.digits.end)
    if named:
        return replace(whole, span=Span(whole.span.start, named.end()), value=whole.value + part.number / parts[named["name"].lower()])
    bare = part.kind == "number" and "and" not in between and part.number == part.number.to_integral_value() and part.number >= 5
    ends = ENDS.match(text, part.digits.end)
    if bare and ends:
        return replace(whole, span=Span(whole.span.start, part.span.end), value=whole.value + part.number / 100)
    return None


def join_ratios(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Reads "one out of three", "1 over twenty-one": the share the two numbers make."""
    joined: list[NumberMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and before.kind == mention.kind == "number" and mention.number and mention.span.start - before.span.end < 12:
            ratio = RATIO.fullmatch(text, before.span.end, mention.span.start)
            if ratio and _is_ratio(text, ratio, before, mention):
                span = Span(before.span.start, mention.span.end)
                value = FIFTEEN.divide(before.number, mention.number)
                joined[-1] = NumberMention(span, value, "fraction", None, span, value, words=before.words)
                continue
        joined.append(mention)
    return joined


def _is_ratio(text: str, link: re.Match[str], part: NumberMention, whole: NumberMention) -> bool:
    """Whether two linked numbers make a share: "one in seven visitors" does, "two in 2024" and "3 in 10 km" do not."""
    if link["every"]:
        return part.number < whole.number <= MOST_OF_MANY and OF_MANY.match(text, whole.span.end) is not None
    return part.number < whole.number if link["out"] else AFTER_OVER.match(text, whole.span.end) is not None


def join_durations(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Reads "8 hours 40 minutes", "two years and six months": one duration, in the smaller unit."""
    joined: list[NumberMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        size = SMALLER.get((before.unit or "", mention.unit or ""), 0) if before and before.kind == mention.kind == "duration" else 0
        if before and mention.number < size and AND.fullmatch(text, before.span.end, mention.span.start):
            span = Span(before.span.start, mention.span.end)
            value = before.value * size + mention.value
            joined[-1] = NumberMention(span, value, "duration", mention.unit, span, value, words=before.words and mention.words)
            continue
        joined.append(mention)
    return joined


def share_units(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Give both ends of a range their unit and scale: "50–60 percent", "$50–60 million", "between 5 and 6 percent"."""
    shared = list(found)
    for i in range(len(shared) - 1):
        first, second = shared[i], shared[i + 1]
        between = text[first.span.end : second.span.start]
        ranged = len(between) <= 6 and RANGE.fullmatch(between)
        if not ranged and not (between.strip() == "and" and BETWEEN.search(text, max(0, first.span.start - 12), first.span.start)):
            continue
        kinds: tuple[NumberKind, ...] = ("percent", "money", "duration")
        if first.kind == "number" and second.kind in kinds and first.number < second.number:
            scale = _scale(text, second) if first.digits == first.span and _scale(text, first) == 1 else Decimal(1)
            size = second.value / second.number if second.kind == "duration" and second.number else Decimal(1)
            shared[i] = replace(first, value=first.value * scale * size, kind=second.kind, unit=second.unit)
        elif first.kind == "money" and second.kind == "number" and first.number < second.number:
            scale = _scale(text, second) if _scale(text, first) == 1 else Decimal(1)
            shared[i] = replace(first, value=first.value * scale)
            shared[i + 1] = replace(second, kind="money", unit=first.unit)
    return shared


def _scale(text: str, mention: NumberMention) -> Decimal:
    """The scale word a number ends in ("million"), else 1."""
    word = re.search(r"([A-Za-z]+)\Z", mention.digits.of(text))
    known = grammar()
    if word is None:
        return Decimal(1)
    entry = known.words.get(word[1].lower())
    return entry.value if entry is not None and entry.cls == "scale" else known.suffixes.get(word[1], Decimal(1))
