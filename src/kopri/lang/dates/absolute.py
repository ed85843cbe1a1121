"""Readers of English days, months, years, quarters, seasons and decades."""

from dataclasses import replace
from typing import Final

from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.parts import NOUN_AFTER, WORD_BEFORE, Tokens, collect, glued, part_of, shift_of, span_of, words_of_year
from kopri.lang.dates.resolve import day_text
from kopri.lang.dates.tokens import lexicon
from kopri.lang.spans import Span

ORDINAL_UNITS: Final = {"quarter": 4, "half": 2, "month": 12}


def read_point(text: str, tokens: Tokens) -> DateMention | None:
    """A day, a month of a year."""
    point = collect(tokens)
    if point is None or glued(text, tokens):
        return None
    if point.month is None and point.day is not None:
        return None
    return dated(span_of(tokens), point)


def read_month(text: str, tokens: Tokens) -> DateMention | None:
    """A month alone: "in October", "mid-November"; not "may" or "march"."""
    month = tokens[-1]
    written = text[month.start : month.end]
    if not written[:1].isupper() and len(tokens) == 1 and written.lower() in (*lexicon()["shy_months"],):
        return None
    if written.lower() in lexicon()["shy_months"] and len(tokens) == 1:
        before = WORD_BEFORE.search(text, max(0, month.start - 12), month.start)
        if before is None or before[1].lower() not in (*lexicon()["before_year"], "every", "this", "last", "next"):
            return None
    if text[month.end : month.end + 1] == "-" and text[month.end + 1 : month.end + 2].isalpha():
        return None
    part = next((text[t.start : t.end].lower() for t in tokens if t.cls == "m"), None)
    return dated(span_of(tokens), Point(month=int(month.value)), part=part)


def read_year(text: str, tokens: Tokens) -> DateMention | None:
    """Four figures that are a year and not a count."""
    token = tokens[0]
    year = int(token.value)
    if (
        glued(text, tokens)
        or not 1500 <= year <= 2100
        or (text[token.end : token.end + 1] == "-" and text[token.end + 1 : token.end + 2].isalpha())
    ):
        return None
    before = WORD_BEFORE.search(text, max(0, token.start - 16), token.start)
    word = before[1].lower() if before else ""
    if word in lexicon()["before_count"]:
        return None
    if word not in lexicon()["before_year"] and NOUN_AFTER.match(text, token.end):
        return None
    return dated(Span(token.start, token.end), Point(year=year))


def read_words_year(text: str, tokens: Tokens) -> DateMention | None:
    """A year in words after a word of time: "in nineteen ninety six"."""
    worded = words_of_year([t for t in tokens if t.cls in "ng"])
    before = WORD_BEFORE.search(text, max(0, tokens[0].start - 12), tokens[0].start)
    if worded is None or worded[1] or before is None or before[1].lower() not in ("in", "since", "until", "year", "by"):
        return None
    if NOUN_AFTER.match(text, tokens[-1].end):
        return None
    return dated(Span(tokens[0].start, tokens[-1].end), Point(year=worded[0]))


def read_slash(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "10/1/2018", "7/6", "22/04": month first unless that is no month."""
    figures = [t for t in tokens if t.cls in "DYN"]
    tight = all(tokens[i].end == tokens[i + 1].start for i in range(len(tokens) - 1) if tokens[i].cls in "D/-")
    mark = next(t.cls for t in tokens if t.cls in "-/")
    if not tight or glued(text, tokens) or (len(figures) == 2 and (mark == "-" or text[tokens[-1].end : tokens[-1].end + 1] in ("/", "-"))):
        return None
    first, second = int(figures[0].value), int(figures[1].value)
    month, day = (second, first) if first > 12 else (first, second)
    year = None
    if len(figures) == 3:
        said = int(figures[2].value)
        year = said if said > 99 else said + (2000 if said < 50 else 1900)
        if figures[2].cls == "N" and said > 99:
            return None
    if month > 12 or (year and day_text(year, month, day) is None):
        return None
    weekday = next((int(t.value) for t in tokens if t.cls == "W"), None)
    return dated(span_of(tokens), Point(year=year, month=month, day=day, weekday=weekday))


def read_short_year(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "April of 87"."""
    year = int(tokens[-1].value)
    if not 10 <= year <= 99 or glued(text, tokens):
        return None
    return dated(span_of(tokens), Point(year=year + (2000 if year < 50 else 1900), month=int(tokens[0].value)))


def read_decade(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the 1930s", "late 1990s"."""
    part = next((text[t.start : t.end].lower() for t in tokens if t.cls == "m"), None)
    return dated(span_of(tokens), Point(decade=int(tokens[-1].value)), part=part)


def read_part(text: str, tokens: Tokens) -> DateMention | None:
    """Quarters, halves and months of a year: "Q3 2024", "the third quarter of 2024", "first month of the year"."""
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    said = next((t for t in tokens if t.cls == "Q"), None)
    if said is not None:
        quarter, half = part_of(tokens)
        return dated(span_of(tokens), Point(year=year, quarter=quarter, half=half)) if not glued(text, tokens[-1:]) else None
    ordinal, unit = _ordinal_unit(tokens)
    if ordinal is None or unit not in ORDINAL_UNITS or not 1 <= ordinal <= ORDINAL_UNITS[unit]:
        return None
    others = [t for t in tokens if t.cls == "U"]
    decade = next((int(t.value) for t in tokens if t.cls == "E"), None)
    if decade is not None:
        return dated(span_of(tokens, leave=""), Point(decade=decade))
    shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
    if year is None and len(others) < 2:
        return dated(span_of(tokens), _nth(unit, ordinal), kind="day_month") if unit == "quarter" and tokens[0].cls in "TO" else None
    if len(others) >= 2 and others[-1].value != "year" and others[0].value != "year":
        return None
    part = replace(_nth(unit, ordinal), year=year)
    if shift is not None:
        part = replace(part, shift=shift, unit="year")
    return dated(span_of(tokens, leave=""), part, kind="date" if year else "relative")


def _nth(unit: str, ordinal: int) -> Point:
    return Point(quarter=ordinal) if unit == "quarter" else Point(half=ordinal) if unit == "half" else Point(month=ordinal)


def _ordinal_unit(tokens: Tokens) -> tuple[int | None, str]:
    for i, token in enumerate(tokens[:-1]):
        if token.cls == "O" and tokens[i + 1].cls == "U":
            return int(token.value), str(tokens[i + 1].value)
    return None, ""


def read_season(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "this summer", "spring 2024"."""
    season = next(t for t in tokens if t.cls == "S")
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
    if (year is None and shift is None) or glued(text, tokens):
        return None
    point = Point(year=year, season=str(season.value), shift=shift, unit="year" if shift is not None else None)
    return dated(span_of(tokens), replace(point, season=str(season.value))) if year else relative(span_of(tokens), point)


def read_weekday(text: str, tokens: Tokens) -> DateMention | None:
    """A weekday alone; abbreviations that are words too only with a capital."""
    token = tokens[-1]
    written = text[token.start : token.end]
    if written.lower() in lexicon()["shy_weekdays"] and not (written[0].isupper() and written[1:].islower()):
        return None
    return dated(span_of(tokens), Point(weekday=int(token.value)))
