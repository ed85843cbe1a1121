"""Readers of English intervals: "2025–2027", "April 2 to 5", "from Sep to Nov"."""

from dataclasses import replace

from kopri.lang.dates.absolute import read_slash
from kopri.lang.dates.build import dated
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.parts import Tokens, collect, glued, span_of


def halves(tokens: Tokens) -> tuple[Tokens, Tokens] | None:
    """The tokens before and after the mark that makes an interval."""
    tight = [i for i, t in enumerate(tokens) if t.cls in "t&"]
    loose = [i for i, t in enumerate(tokens) if t.cls == "-"]
    marks = tight or loose
    if not marks:
        return None
    at = marks[len(marks) // 2]
    return tokens[:at], tokens[at + 1 :]


def read_interval(text: str, tokens: Tokens) -> DateMention | None:
    """Two dates with what joins them: "Nov 18 2014-Dec 19 2015", "from 10/1 to 11/7", "between August and October"."""
    both = halves(tokens)
    if both is None or glued(text, tokens):
        return None
    first, last = end_point(text, both[0]), end_point(text, both[1])
    if first is None or last is None:
        return None
    if first.year is None and last.year is not None and first.shift is None:
        first = replace(first, year=last.year - ((first.month or 0) > (last.month or 12)))
    elif last.year is None and first.year is not None and last.shift is None and last.month is not None:
        last = replace(last, year=first.year + ((last.month or 12) < (first.month or 0)))
    return dated(span_of(tokens, leave=""), first, last, "interval")


def end_point(text: str, tokens: Tokens) -> Point | None:
    """One end of an interval."""
    core = (
        [t for t in tokens if t.cls not in "fBTeo&i"]
        if not any(t.cls == "M" for t in tokens)
        else [t for t in tokens if t.cls not in "fBTe"]
    )
    if not core:
        return None
    if any(t.cls == "/" for t in core) or (sum(t.cls == "D" for t in core) >= 2 and any(t.cls == "-" for t in core) and core[0].cls != "Y"):
        mention = read_slash(text, core)
        return mention.first if mention else None
    if core[0].cls == "r":
        return Point(shift=int(core[0].value), unit="day")
    return collect(core)


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
    month = next(int(t.value) for t in tokens if t.cls == "M")
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    days = [sum(int(t.value) for t in half if t.cls in "DOn") for half in both]
    if not 1 <= days[0] <= 31 or not days[0] < days[1] <= 31:
        return None
    return dated(
        span_of(tokens, leave=""), Point(year=year, month=month, day=days[0]), Point(year=year, month=month, day=days[1]), "interval"
    )


def read_months(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "Jan-Feb 2017", "from Sep to Nov"; "April and October" are two months and no interval."""
    if any(t.cls == "&" for t in tokens) and tokens[0].cls != "B":
        return None
    return read_interval(text, tokens)
