"""Readers of English intervals: "2025–2027", "April 2 to 5", "from Sep to Nov"."""

from dataclasses import replace

from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.parts import Tokens, collect, glued, shift_of, span_of
from kopri.lang.spans import Span


def halves(tokens: Tokens) -> tuple[Tokens, Tokens] | None:
    """The tokens before and after the mark that makes an interval."""
    tight = [i for i, t in enumerate(tokens) if t.cls in "t&"]
    loose = [i for i, t in enumerate(tokens) if t.cls == "-"]
    marks = tight or loose
    if not marks:
        return None
    at = marks[len(marks) // 2]
    return tokens[:at], tokens[at + 1 :]


def read_years(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "2025–2027", "1910-45", "from 2014 till 2018"."""
    figures = [t for t in tokens if t.cls in "YDN"]
    first, last = figures[0], figures[-1]
    if glued(text, tokens):
        return None
    start, end = int(first.value), int(last.value)
    tight = tokens[-2].cls in "-/"
    if last.cls != "Y":
        if not tight or first.end != tokens[-2].start or tokens[-2].end != last.start or last.end - last.start != 2:
            return None
        end += start // 100 * 100
        if tokens[-2].cls == "/" and end != start + 1:
            return None
    if end <= start:
        return None
    return dated(span_of(tokens, leave=""), Point(year=start), Point(year=end), "interval")


def read_days(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "April 2 to 5", "9 to 12 of June", "between 3 and 12 of Sept"."""
    both = halves(tokens)
    if both is None or glued(text, tokens):
        return None
    if any(t.cls == "&" for t in tokens) and tokens[0].cls != "B":
        return None
    month = next((int(t.value) for t in tokens if t.cls == "M"), None)
    moving = next((t for t in tokens if t.cls in "lcx"), None)
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    days = [sum(int(t.value) for t in half if t.cls in "DOn") for half in both]
    if not 1 <= days[0] <= 31 or not days[0] < days[1] <= 31:
        return None
    span = span_of(tokens, leave="")
    if month is None:
        if moving is None or tokens[-1].value != "month":
            return None
        first = Point(day=days[0], shift=shift_of(moving), unit="month")
        return relative(span, first, last=replace(first, day=days[1]))
    first = Point(year=year, month=month, day=days[0])
    return dated(span, first, replace(first, day=days[1]), "interval")


def read_months(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "Jan-Feb 2017", "from Sep to Nov"; "April and October" are two months and no interval."""
    both = halves(tokens)
    if both is None or glued(text, tokens) or (any(t.cls == "&" for t in tokens) and tokens[0].cls != "B"):
        return None
    first, last = collect([t for t in both[0] if t.cls == "M"]), collect([t for t in both[1] if t.cls in "MY"])
    return between(span_of(tokens, leave=""), first, last) if first and last else None


def between(span: Span, first: Point, last: Point) -> DateMention:
    """The interval of two points; a year said of one end holds for the other, the year before or after where the months turn."""
    begin, end = month_of(first), month_of(last)
    if first.year is None and last.year is not None and first.shift is None and begin is not None:
        first = replace(first, year=last.year - (begin > (end or 12)))
    elif last.year is None and first.year is not None and last.shift is None and end is not None:
        last = replace(last, year=first.year + (end < (begin or 0)))
    return dated(span, first, last, "interval")


def month_of(point: Point) -> int | None:
    """The month in which a point begins, if it is one inside a year."""
    if point.month is not None:
        return point.month
    return point.quarter * 3 - 2 if point.quarter else point.half * 6 - 5 if point.half else None
