"""Readers of English dates that count inside a period: quarters, weeks, centuries, years of another calendar, days with a name."""

from dataclasses import replace
from typing import Final

from kopri.lang.dates.almanac import holidays
from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.parts import WORD_BEFORE, Tokens, glued, part_of, shift_of, span_of
from kopri.lang.spans import Span

ORDINAL_UNITS: Final = {"quarter": 4, "half": 2, "month": 12}
NOT_BEFORE_NEW_YEAR: Final = ("the", "a", "happy", "of", "each", "every")


def read_part(text: str, tokens: Tokens) -> DateMention | None:
    """Quarters, halves and months of a year, centuries: "Q3 2024", "the third quarter of 2024", "first month of the year"."""
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    said = next((t for t in tokens if t.cls == "Q"), None)
    if said is not None:
        quarter, half = part_of(tokens)
        if tokens[-1].cls == "U":
            shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
            point = Point(quarter=quarter, half=half, shift=shift, unit="year")
            return relative(span_of(tokens), point) if tokens[-1].value == "year" else None
        return (
            dated(span_of(tokens), Point(year=year, quarter=quarter, half=half))
            if (tokens[-2:-1] and tokens[-2].cls == "-") or not glued(text, tokens[-1:])
            else None
        )
    ordinal, unit = _ordinal_unit(tokens)
    if ordinal is not None and unit == "century" and 10 <= ordinal <= 22 and tokens[-1].value == "century":
        return relative(span_of(tokens), Point(century=ordinal))
    if ordinal is None or unit not in ORDINAL_UNITS or not 1 <= ordinal <= ORDINAL_UNITS[unit]:
        return None
    others = [t for t in tokens if t.cls == "U"]
    decade = next((int(t.value) for t in tokens if t.cls == "E"), None)
    if decade is not None:
        return dated(span_of(tokens, leave=""), Point(decade=decade))
    shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
    if year is None and len(others) < 2:
        return dated(span_of(tokens), nth_part(unit, ordinal), kind="day_month") if unit == "quarter" and tokens[0].cls in "TO" else None
    if len(others) >= 2 and others[-1].value != "year" and others[0].value != "year":
        return None
    part = replace(nth_part(unit, ordinal), year=year)
    if shift is not None:
        part = replace(part, shift=shift, unit="year")
    return dated(span_of(tokens, leave=""), part, kind="date" if year else "relative")


def nth_part(unit: str, ordinal: int) -> Point:
    """The nth quarter, half or month."""
    return Point(quarter=ordinal) if unit == "quarter" else Point(half=ordinal) if unit == "half" else Point(month=ordinal)


def _ordinal_unit(tokens: Tokens) -> tuple[int | None, str]:
    for i, token in enumerate(tokens[:-1]):
        if token.cls == "O" and tokens[i + 1].cls == "U":
            return int(token.value), str(tokens[i + 1].value)
    return None, ""


def read_week_number(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "week 23", "week 3 of 2027"."""
    unit = next(t for t in tokens if t.cls == "U")
    number = next(t for t in tokens if t.cls in "DN")
    said = text[unit.start : unit.end].lower()
    if said != "week" or not 1 <= int(number.value) <= 53 or number.end - number.start > 2 or glued(text, tokens):
        return None
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    return relative(span_of(tokens), Point(year=year, week=int(number.value)))


def read_calendar(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "fiscal year 2023", "FY24", "this school year", "this working week"."""
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
    if tokens[0].cls == "F":
        written = str(tokens[0].value)
        name, year = written[:2], int(written[2:])
        if len(tokens) > 1:
            end = year // 100 * 100 + int(tokens[-1].value)
            span = Span(tokens[0].start, tokens[-1].end)
            return dated(span, Point(year=year), Point(year=end), "interval") if end == year + 1 and not glued(text, tokens[-1:]) else None
    else:
        name = next(str(t.value) for t in tokens if t.cls == "K")
    unit = next((str(t.value) for t in tokens if t.cls == "U"), "year")
    if (name == "BD") != (unit == "week" and shift is not None) or (unit != "year" and name != "BD"):
        return None
    if name == "BD":
        return relative(span_of(tokens), Point(shift=shift, unit="week"))
    calendar = name if name != "CY" else None
    if year is not None:
        return dated(span_of(tokens), Point(year=year, calendar=calendar)) if not glued(text, tokens[-1:]) else None
    if shift is None:
        return relative(span_of(tokens), Point(unit="year", calendar=calendar), "context") if name != "CY" else None
    return relative(span_of(tokens), Point(shift=shift, unit="year", calendar=calendar))


def read_holiday(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "Christmas", "Black Friday 2026", "last Easter"."""
    token = next(t for t in tokens if t.cls == "H")
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    shift = next((s for s in (shift_of(t) for t in tokens) if s is not None), None)
    rule = holidays()[str(token.value)]
    before = WORD_BEFORE.search(text, max(0, token.start - 12), token.start)
    if str(token.value) == "new year" and (not text[token.start].isupper() or (before and before[1].lower() in NOT_BEFORE_NEW_YEAR)):
        preceded = before is not None and before[1].lower() in ("before", "after", "until")
        if not preceded:
            return None
    fixed = "day" in rule
    point = Point(year=year, month=rule["month"], day=rule["day"]) if fixed else Point(year=year, holiday=str(token.value))
    span = span_of(tokens)
    if shift is not None and year is None:
        return relative(span, replace(point, shift=shift, unit="occurrence"))
    return dated(span, point) if fixed else relative(span, point)
