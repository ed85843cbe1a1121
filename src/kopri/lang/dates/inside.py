"""English dates counted inside another: "the last week of July", "third Friday of November", "first ten days of last year"."""

from collections.abc import Sequence
from dataclasses import replace

from kopri.lang.dates.build import within
from kopri.lang.dates.counted import nth_part
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.tokens import Token
from kopri.lang.spans import Span


def read_inside(text: str, letters: str, span: Span, items: Sequence[DateMention | Token]) -> DateMention | None:
    """A period or day counted inside a month or year.

    Args:
        text: the text.
        letters: classes of the items; P a date, V a spell, I a stretch (see joined.py).
        span: where all of them stand.
        items: tokens and dates, the last the month or year they count in.
    """
    outer = items[-1]
    if not isinstance(outer, DateMention) or outer.bound or outer.first != outer.last:
        return None
    whole, kind = outer.first, period_of(outer.first)
    core = letters.lstrip("T")
    inner = next((i for i in items[:-1] if isinstance(i, DateMention)), None)
    if core[0] in "On":
        number = sum(int(i.value) for i in items if isinstance(i, Token) and i.cls in "On")
        unit = next((str(i.value) for i in items if isinstance(i, Token) and i.cls == "U"), None)
        if inner is None and unit is None:
            unit = "day" if whole.shift is not None else None
        return _during(span, whole, kind, number, inner) if inner else _nth(span, whole, kind, number, unit)
    if inner is None or inner.first.shift is None or inner.anchor != "reference":
        return _weekday(span, whole, inner, kind)
    if core[0] == "I":
        return _stretch(span, whole, kind, inner)
    if inner.first.shift == -1 and inner.first.unit == "day" and kind is not None and place_of(text, inner).startswith("last"):
        return within(span, replace(whole, edge="end", moves=((0, "day"),)))
    if inner.first.shift == -1 and inner.first.weekday is None and inner.first.unit == "week" and kind in ("month", "year"):
        return within(span, replace(whole, week=-1))
    if inner.first.shift == -1 and inner.first.weekday is not None and kind == "month":
        return within(span, replace(whole, weekday=inner.first.weekday, nth=-1))
    return None


def place_of(text: str, mention: DateMention) -> str:
    """How a mention is written, in small letters."""
    return mention.span.of(text).lower()


def period_of(point: Point) -> str | None:
    """What a point spans: "week", "month" or "year"; None for anything else."""
    if any((point.day, point.weekday, point.quarter, point.half, point.week, point.holiday, point.season)):
        return None
    if point.month is not None:
        return "month"
    if point.year is not None:
        return "year"
    return point.unit if point.shift is not None and point.unit in ("week", "month", "year") else None


def _nth(span: Span, whole: Point, kind: str | None, number: int, unit: str | None) -> DateMention | None:
    """Reads "the second week of May", "15th day of next month", "the third quarter of last year"."""
    if unit == "week" and kind in ("month", "year") and number <= (5 if kind == "month" else 53):
        return within(span, replace(whole, week=number))
    if unit == "day" and kind == "month" and number <= 31:
        return within(span, replace(whole, day=number))
    parts = {"quarter": 4, "half": 2, "month": 12}
    if kind == "year" and not whole.calendar and unit in parts and number <= parts[unit]:
        part = nth_part(unit, number)
        return within(span, replace(whole, quarter=part.quarter, half=part.half, month=part.month))
    return None


def _during(span: Span, whole: Point, kind: str | None, number: int, inner: DateMention) -> DateMention | None:
    """Reads "third Friday of November", "first ten days of last year"."""
    if inner.kind == "weekday" and kind == "month" and number <= 5:
        return within(span, replace(whole, weekday=inner.first.weekday, nth=number))
    amount, unit = inner.amount or "", inner.first.unit or ""
    named = inner.kind == "duration" and amount.isdigit() and unit in ("day", "week", "month", "quarter")
    if not named or kind not in ("month", "year") or number != 1:
        return None
    if unit == "month" and kind == "year":
        return _months(span, whole, 1, int(amount))
    last = replace(whole, edge="start", moves=((int(amount), unit),))
    return replace(within(span, replace(whole, edge="start"), last), amount=amount)


def _weekday(span: Span, whole: Point, inner: DateMention | None, kind: str | None) -> DateMention | None:
    """Reads "Tuesday of last week"."""
    if inner is None or inner.kind != "weekday" or kind != "week":
        return None
    return within(span, replace(whole, weekday=inner.first.weekday))


def _stretch(span: Span, whole: Point, kind: str | None, inner: DateMention) -> DateMention | None:
    """Reads "the last 3 weeks of this year"."""
    amount, unit = inner.amount or "", inner.first.unit or ""
    if (inner.first.shift or 0) >= 0 or not amount.isdigit() or unit not in ("day", "week", "month") or kind not in ("month", "year"):
        return None
    if unit == "month" and kind == "year":
        return _months(span, whole, 13 - int(amount), 12)
    if unit == "week" and kind == "year":
        last = replace(whole, week=-1)
        first = replace(last, moves=((1 - int(amount), "week"),))
        return replace(within(span, first, last=replace(last, moves=((1, "week"),))), amount=amount)
    first = replace(whole, edge="end", moves=((-int(amount), unit),))
    return replace(within(span, first, last=replace(whole, edge="end")), amount=amount)


def _months(span: Span, whole: Point, first: int, last: int) -> DateMention | None:
    """Some months of a year; three or six at its edge are a quarter or half."""
    if not 1 <= first <= last <= 12:
        return None
    if last - first == 2 and first in (1, 10):
        return within(span, replace(whole, quarter=(first + 2) // 3))
    if last - first == 5 and first in (1, 7):
        return within(span, replace(whole, half=(first + 5) // 6))
    return within(span, replace(whole, month=first), replace(whole, month=last, edge="end"))
