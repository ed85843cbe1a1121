"""Date mentions from their points."""

from dataclasses import replace

from kopri.lang.dates.mention import Anchor, DateKind, DateMention, Point, Precision
from kopri.lang.dates.resolve import resolve
from kopri.lang.spans import Span


def dated(span: Span, first: Point, last: Point | None = None, kind: DateKind | None = None, **more: object) -> DateMention:
    """A mention of one point or of an interval; ISO where the year is said."""
    last = last or first
    start, precision = iso(first)
    end, _ = iso(last)
    if kind is None:
        kind = "interval" if first != last else "date" if start else "weekday" if first.month is None and first.weekday else "day_month"
    mention = DateMention(span, kind, start if end else None, end if start else None, precision, first, last)
    return replace(mention, **more) if more else mention  # type: ignore[arg-type]


def iso(point: Point) -> tuple[str | None, Precision]:
    """A point as ISO string, None if its year is not said, with its precision."""
    year = f"{point.year:04}" if point.year is not None and point.shift is None else None
    if point.day is not None:
        return (f"{year}-{point.month:02}-{point.day:02}" if year else None), "day"
    if point.month is not None:
        return (f"{year}-{point.month:02}" if year else None), "month"
    if point.quarter is not None:
        return (f"{year}-Q{point.quarter}" if year else None), "quarter"
    if point.half is not None:
        return (f"{year}-H{point.half}" if year else None), "half"
    if point.decade is not None:
        return f"{point.decade}s", "decade"
    if point.weekday is not None:
        return None, "day"
    if point.shift is not None:
        return None, unit_precision(point.unit or "")
    return year, "year" if year else "none"


def unit_precision(unit: str) -> Precision:
    """The precision of a shift by a unit."""
    precisions: dict[str, Precision] = {
        "day": "day",
        "week": "day",
        "weekend": "day",
        "month": "month",
        "quarter": "quarter",
        "half": "half",
        "year": "year",
        "decade": "decade",
    }
    return precisions.get(unit, "none")


def relative(span: Span, point: Point, anchor: Anchor = "reference", last: Point | None = None, **more: object) -> DateMention:
    """A mention that waits for a reference."""
    mention = DateMention(span, "relative", None, None, iso(point)[1], point, last or point, anchor)
    return replace(mention, **more) if more else mention  # type: ignore[arg-type]


def within(span: Span, first: Point, last: Point | None = None) -> DateMention:
    """A mention of a day, week or part counted inside a period: ISO where the period's year is said, else it waits for a reference."""
    mention = relative(span, first, last=last)
    year = first.year if first.shift is None else None
    found = resolve(mention, f"{year:04}") if year is not None else None
    if found is None or found.start is None:
        return mention
    kind: DateKind = "date" if mention.first == mention.last else "interval"
    return replace(mention, kind=kind, start=found.start, end=found.end, precision=found.precision)
