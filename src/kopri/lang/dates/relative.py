"""Readers of English dates that wait for a reference, and of durations."""

from typing import Final, Literal

from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.mention import Anchor, DateMention, Point
from kopri.lang.dates.parts import Tokens, amount_of, collect, glued, shift_of, span_of
from kopri.lang.dates.tokens import lexicon

CONTEXT_WORDS: Final = ("previous", "preceding", "prior", "following")


def read_shift(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "last year", "this week", "the previous month", "the coming years", "the same period last year"."""
    unit = str(tokens[-1].value)
    moving = [t for t in tokens if t.cls in "lcx"]
    shift = shift_of(moving[-1]) if moving else 0
    if unit in ("second", "minute", "hour", "fortnight", "century") or shift is None:
        return None
    word = text[moving[-1].start : moving[-1].end].lower() if moving else "same"
    anchor: Anchor = "context" if word in CONTEXT_WORDS or not moving else "reference"
    plural = text[tokens[-1].start : tokens[-1].end].lower().endswith("s")
    point = Point(shift=shift, unit=unit)
    if plural and shift > 0:
        return relative(span_of(tokens), Point(shift=0, unit=unit), anchor, bound="since")
    if plural:
        return relative(span_of(tokens), point, anchor, bound="until")
    return relative(span_of(tokens), point, anchor)


def read_shift_point(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "last October", "next Friday", "October last year", "next week on Tuesday"; not "this may"."""
    if any(t.cls == "M" and text[t.start].islower() and text[t.start : t.end] in lexicon()["shy_months"] for t in tokens):
        return None
    shift = next(s for s in (shift_of(t) for t in tokens) if s is not None)
    unit = next((str(t.value) for t in tokens if t.cls == "U"), None)
    month = next((int(t.value) for t in tokens if t.cls == "M"), None)
    weekday = next((int(t.value) for t in tokens if t.cls == "W"), None)
    if unit is not None and (unit == "year") == (month is None):
        return None
    named = "year" if month else "week"
    return relative(span_of(tokens), Point(month=month, weekday=weekday, shift=shift, unit=named))


def read_stretch(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the past three decades", "next 4 months", "5 upcoming years"."""
    del text
    amount, unit = amount_of(tokens), str(tokens[-1].value)
    shift = next(s for s in (shift_of(t) for t in tokens) if s is not None)
    if amount is None or (shift == 0 and tokens[0].cls != "c"):
        return None
    back = -amount if shift <= 0 else amount
    first, last = (
        (Point(shift=back, unit=unit), Point(shift=0, unit=unit)) if back < 0 else (Point(shift=0, unit=unit), Point(shift=back, unit=unit))
    )
    return relative(span_of(tokens), first, last=last, amount=str(amount))


def read_ago(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "nine years ago", "two days earlier", "3 weeks later"."""
    del text
    amount, unit = amount_of(tokens), str(tokens[-2].value)
    if amount is None:
        return None
    way = tokens[-1].cls
    anchor: Anchor = "reference" if way == "a" else "context"
    return relative(span_of(tokens), Point(shift=amount if way == "p" else -amount, unit=unit), anchor, amount=str(amount))


def read_ahead(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "in two weeks": with a future verb a date; "in nine years" is read as the duration it may as well be."""
    amount, unit = amount_of(tokens), str(tokens[-1].value)
    if amount is None or unit in ("hour", "minute", "second"):
        return None
    return (
        DateMention(span_of(tokens, leave="i"), "duration", None, None, "none", Point(unit=unit), Point(unit=unit), amount=str(amount))
        if text
        else None
    )


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


def read_duration(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "nine years", "30-day", "3 minutes", "all day"."""
    unit = str(tokens[-1].value)
    if tokens[0].cls == "A":
        return DateMention(span_of(tokens), "duration", None, None, "none", Point(unit=unit), Point(unit=unit), amount="1")
    amount = amount_of(tokens)
    if amount is None or unit == "half" or (tokens[0].cls == "1" and unit in ("quarter", "half")) or glued(text, tokens[:1]):
        return None
    if len(tokens) == 2 and tokens[0].cls == "1" and text[tokens[1].end :].lstrip()[:4].lower() in ("", "ago "):
        pass
    return DateMention(span_of(tokens), "duration", None, None, "none", Point(unit=unit), Point(unit=unit), amount=str(amount))
