"""Readers of English days, months, years, seasons and decades."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.parts import NOUN_AFTER, WORD_BEFORE, Tokens, collect, glued, shift_of, span_of, words_of_year
from kopri.lang.dates.resolve import day_text
from kopri.lang.dates.tokens import lexicon
from kopri.lang.spans import Span

ENDS_CLAUSE: Final = re.compile(r"\s*(?:[.,;!?)\"”’]|\Z|\n)|\s+(?:at|in|for|and|with|to|from|by|or)\b")
LATER_THAN: Final = re.compile(r"\b(?:later|earlier)\s+than\s+\Z", re.IGNORECASE)
AFTER_FIGURE: Final = re.compile(r"\d-\Z")
SHORT_DECADE: Final = len("80s")
NOUN_NEXT: Final = re.compile(r"[-\s]+[a-z]{4}")
HYPHENED: Final = re.compile(r"-([A-Za-z]+)")
DOTTED_AFTER: Final = re.compile(r"-\d{1,2}/\d")


def read_point(text: str, tokens: Tokens) -> DateMention | None:
    """A day, a month of a year."""
    unit = next((t for t in tokens if t.cls == "U"), None)
    point = collect(tokens)
    if point is None or glued(text, tokens) or (unit is not None and (unit.value != "day" or all(t.cls != "O" for t in tokens))):
        return None
    if point.month is None and point.day is not None:
        return None
    return dated(span_of(tokens), point)


def read_month(text: str, tokens: Tokens) -> DateMention | None:
    """A month alone: "in October", "mid-November"; not "may" or "march"."""
    month = tokens[-1]
    written = text[month.start : month.end]
    spoken = WORD_BEFORE.search(text, max(0, month.start - 12), month.start)
    timely = spoken is not None and spoken[1].lower() in ("in", "since", "during", "until", "of")
    if not written[:1].isupper() and len(tokens) == 1 and not timely and written.lower() in (*lexicon()["shy_months"],):
        return None
    if written.lower() in lexicon()["shy_months"] and len(tokens) == 1 and not (spoken and spoken[1].lower() in month_openers()):
        return None
    hyphened = HYPHENED.match(text, month.end)
    if hyphened and hyphened[1].lower() not in lexicon()["months"]:
        return None
    part = next((text[t.start : t.end].lower() for t in tokens if t.cls == "m"), None)
    return dated(span_of(tokens), Point(month=int(month.value)), part=part)


@cache
def month_openers() -> frozenset[str]:
    """Words after which a month's name is no other word."""
    return frozenset((*lexicon()["before_year"], "every", "this", "last", "next"))


def read_year(text: str, tokens: Tokens) -> DateMention | None:
    """Four figures that are a year and not a count."""
    token = tokens[0]
    year = int(token.value)
    if (
        glued(text, tokens)
        or not 1500 <= year < 2200
        or (text[token.end : token.end + 1] == "-" and text[token.end + 1 : token.end + 2].isalpha())
    ):
        return None
    before = WORD_BEFORE.search(text, max(0, token.start - 16), token.start)
    word = before[1].lower() if before else ""
    counted = word in lexicon()["before_count"] and not LATER_THAN.search(text, max(0, token.start - 16), token.start)
    if (
        counted
        or AFTER_FIGURE.search(text, max(0, token.start - 2), token.start)
        or (year > 2100 and word not in ("in", "by", "until", "year"))
    ):
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
    tight = all(
        tokens[i].end == tokens[i + 1].start for i in range(len(tokens) - 1) if tokens[i].cls in "D/-." and tokens[i + 1].cls in "DN/-."
    )
    after = text[tokens[-1].end : tokens[-1].end + 1]
    open_end = len(figures) == 2 and (after == "/" or (after == "-" and not DOTTED_AFTER.match(text, tokens[-1].end)))
    if not tight or open_end or glued(text, tokens):
        return None
    first, second = int(figures[0].value), int(figures[1].value)
    month, day = (second, first) if first > 12 else (first, second)
    year = None
    if len(figures) == 3:
        said = int(figures[2].value)
        year = said if said > 99 else said + (2000 if said < 40 else 1900)
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
    return dated(span_of(tokens), Point(year=year + (2000 if year < 40 else 1900), month=int(tokens[0].value)))


def read_decade(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the 1930s", "late 1990s"."""
    part = next((text[t.start : t.end].lower() for t in tokens if t.cls == "m"), None)
    written = tokens[-1]
    if written.end - written.start == SHORT_DECADE and text[written.start].isdigit():
        before = WORD_BEFORE.search(text, max(0, written.start - 8), written.start)
        if before is None or before[1].lower() not in ("the", "in", "early", "mid", "late"):
            return None
    return dated(span_of(tokens), Point(decade=int(tokens[-1].value)), part=part)


def read_season(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "this summer", "spring 2024"."""
    season = next(t for t in tokens if t.cls == "S")
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
    if glued(text, tokens):
        return None
    if year is None and shift is None:
        before = WORD_BEFORE.search(text, max(0, season.start - 8), season.start)
        spoken = before is not None and before[1].lower() in ("in", "the", "during", "this", "since", "until", "by")
        spoken = spoken and not NOUN_NEXT.match(text, season.end)
        point = Point(season=str(season.value))
        return relative(Span(season.start, season.end), point, "context") if spoken else None
    point = Point(year=year, season=str(season.value), shift=shift, unit="year" if shift is not None else None)
    return dated(span_of(tokens), replace(point, season=str(season.value))) if year else relative(span_of(tokens), point)


def read_weekday(text: str, tokens: Tokens) -> DateMention | None:
    """A weekday alone; abbreviations that are words too only with a capital."""
    token = tokens[-1]
    written = text[token.start : token.end]
    if written.lower() in lexicon()["shy_weekdays"] and not (written[0].isupper() and written[1:].islower()):
        return None
    return dated(span_of(tokens), Point(weekday=int(token.value)))


def read_month_year(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "12-2015": a month of a year; not the tail of a telephone number."""
    month, year = int(tokens[0].value), int(tokens[-1].value)
    tight = tokens[0].end == tokens[1].start and tokens[1].end == tokens[2].start
    numbered = re.search(r"[\d)+][\s-]?\Z", text[max(0, tokens[0].start - 2) : tokens[0].start])
    if not tight or month > 12 or year < 1900 or numbered or text[tokens[-1].end : tokens[-1].end + 1] == "-" or glued(text, tokens):
        return None
    return dated(span_of(tokens), Point(year=year, month=month))


def read_year_month(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "2016 February", "2015-3", "2015/03"; two figures from 10 on may as well be a year."""
    year, last = int(tokens[0].value), tokens[-1]
    written = text[last.start : last.end]
    if last.cls == "M":
        named = written.lower() not in lexicon()["shy_months"] and written[0].isupper()
        return dated(span_of(tokens), Point(year=year, month=int(last.value))) if named and not glued(text, tokens[:1]) else None
    tight = tokens[0].end == tokens[1].start and tokens[1].end == last.start
    after = text[last.end : last.end + 1]
    if (
        not tight
        or (len(written) == 2 and written[0] != "0")
        or not 1 <= int(written) <= 12
        or after in ("-", "/", ".")
        or glued(text, tokens)
    ):
        return None
    return dated(span_of(tokens), Point(year=year, month=int(written)))


def read_weekday_day(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "Tue 13th", "Monday 21", "Tuesday the eleventh": a weekday with the day of a month that is not said."""
    day = int(tokens[-1].value)
    if not 1 <= day <= 31 or glued(text, tokens) or (tokens[-1].cls == "D" and not ENDS_CLAUSE.match(text, tokens[-1].end)):
        return None
    weekday = int(tokens[0].value)
    span = Span(tokens[0].start, tokens[-1].end)
    if any(t.cls == "T" for t in tokens):
        return relative(span, Point(weekday=weekday, day=day, shift=0, unit="month"))
    return dated(span, Point(weekday=weekday, day=day), kind="weekday")


def read_ordinal_day(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "on the 18th" where nothing is counted by it."""
    last = tokens[-1]
    if not text[last.start].isdigit() or not 1 <= int(last.value) <= 31 or not ENDS_CLAUSE.match(text, last.end):
        return None
    return dated(Span(tokens[1].start, last.end), Point(day=int(last.value)), kind="day_month")
