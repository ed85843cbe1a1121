"""Readers of English dates that wait for a reference."""

import re
from typing import Final, Literal

from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.mention import Anchor, DateMention, Point
from kopri.lang.dates.parts import WORD_BEFORE, Tokens, collect, glued, shift_of, span_of
from kopri.lang.dates.tokens import lexicon

FREE_AFTER: Final = re.compile(r"\s*(?:[.,;:!?)\"”]|\Z|\n)|\s(?!of\b|that\b|when\b|after\b|before\b|to\b|\d|[A-Z])")
CONTEXT_WORDS: Final = ("previous", "preceding", "prior", "following")


def read_shift(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "last year", "this week", "the previous month", "the coming years", "the same period last year"."""
    unit = str(tokens[-1].value)
    moving = [t for t in tokens if t.cls in "lcx"]
    shift = shift_of(moving[-1]) if moving else 0
    if unit in ("second", "minute", "hour", "century") or shift is None:
        return None
    word = text[moving[-1].start : moving[-1].end].lower() if moving else "same"
    anchor: Anchor = "context" if word in CONTEXT_WORDS or not moving else "reference"
    if not moving and unit in ("week", "weekend"):
        return relative(span_of(tokens), Point(unit=unit), "context")
    plural = text[tokens[-1].start : tokens[-1].end].lower().endswith("s")
    point = Point(shift=shift, unit=unit)
    if plural and shift > 0:
        return relative(span_of(tokens), Point(shift=0, unit=unit), anchor, bound="since")
    if plural:
        return relative(span_of(tokens), point, anchor, bound="until")
    return relative(span_of(tokens), point, anchor)


def read_month_day(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "20th next month", "the 31st of this month"."""
    day = next(int(t.value) for t in tokens if t.cls in "OD")
    shift = shift_of(tokens[-2])
    if tokens[-1].value != "month" or shift is None or not 1 <= day <= 31 or glued(text, tokens):
        return None
    return relative(span_of(tokens), Point(day=day, shift=shift, unit="month"))


def read_shift_point(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "last October", "next Friday", "October last year", "next week on Tuesday"; not "this may"."""
    if any(t.cls == "M" and text[t.start].islower() and text[t.start : t.end] in lexicon()["shy_months"] for t in tokens):
        return None
    shift = [s for s in (shift_of(t) for t in tokens) if s is not None][-1]
    unit = next((str(t.value) for t in tokens if t.cls == "U"), None)
    month = next((int(t.value) for t in tokens if t.cls == "M"), None)
    weekday = next((int(t.value) for t in tokens if t.cls == "W"), None)
    if unit is not None and (unit == "year") == (month is None):
        return None
    named = "year" if month else "week"
    if tokens[0].cls == "c" and tokens[1].cls in "lx" and weekday:
        return relative(span_of(tokens), Point(weekday=weekday, shift=shift, unit="occurrence"))
    return relative(span_of(tokens), Point(month=month, weekday=weekday, shift=shift, unit=named))


def read_today(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "today", "yesterday", "tomorrow"; the possessive of "today's" is left out."""
    del text
    return relative(span_of(tokens), Point(shift=int(tokens[0].value), unit="day"))


def read_edge(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the end of 2025", "the beginning of March", "late this year", "early 2024"."""
    inner = [t for t in tokens if t.cls in "lcxUMYE"]
    written = text[tokens[0].start : tokens[-1].end].lower()
    parts: dict[str, Literal["early", "mid", "late", "end", "start"]] = {
        "end": "end",
        "beginning": "start",
        "start": "start",
        "middle": "mid",
        "early": "early",
        "mid": "mid",
        "late": "late",
    }
    part = next((p for w, p in parts.items() if w in written), None)
    if inner[-1].cls == "U":
        unit = str(inner[-1].value)
        shift = shift_of(inner[0]) if inner[0].cls in "lcx" else 0
        return (
            relative(span_of(tokens, leave=""), Point(shift=shift, unit=unit), part=part)
            if unit in ("year", "month", "week", "decade")
            else None
        )
    point = collect(inner) if inner[-1].cls != "E" else Point(decade=int(inner[-1].value))
    return dated(span_of(tokens, leave="T"), point, part=part) if point and not glued(text, tokens) else None


def read_skipped(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the week after next", "the year before last"."""
    del text
    unit = str(next(t for t in tokens if t.cls == "U").value)
    if unit not in ("week", "month", "year", "weekend", "quarter"):
        return None
    return relative(span_of(tokens, leave=""), Point(shift=2 if tokens[-1].cls == "x" else -2, unit=unit))


def read_present(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the year", "the month", "the day": the one spoken of; "that week", "weekend"."""
    unit, last = str(tokens[-1].value), tokens[-1]
    bare = len(tokens) == 1
    if text[last.start : last.end].lower() != unit or unit not in ("day", "week", "month", "year", "weekend", "fortnight"):
        return None
    if bare and (unit != "weekend" or WORD_BEFORE.search(text, max(0, last.start - 12), last.start) is None):
        return None
    if not FREE_AFTER.match(text, last.end) or text[last.start - 1] == "-":
        return None
    if tokens[0].cls in "h=":
        return relative(span_of(tokens, leave=""), Point(unit=unit), "context") if unit in ("week", "weekend") else None
    return relative(span_of(tokens, leave=""), Point(shift=0, unit=unit), "context")


def read_rest(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the rest of the week", "the rest of this year": from the reference to its end."""
    del text
    unit = str(tokens[-1].value)
    if unit not in ("week", "month", "year"):
        return None
    return relative(span_of(tokens), Point(shift=0, unit="day"), last=Point(shift=0, unit=unit, edge="end"))


def read_to_date(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "year to date"."""
    del text
    unit = str(tokens[0].value)
    return relative(span_of(tokens), Point(shift=0, unit=unit)) if unit in ("year", "month", "week", "quarter") else None
