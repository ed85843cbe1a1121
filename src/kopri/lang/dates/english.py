"""Dates in English text: patterns over word classes (see tokens.py), each with the function that reads its tokens."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from kopri.lang.dates.mention import Anchor, DateKind, DateMention, Point, Precision
from kopri.lang.dates.resolve import day_text
from kopri.lang.dates.tokens import Token, lexicon, tokenise
from kopri.lang.spans import Span

Tokens = Sequence[Token]
Reader = Callable[[str, Tokens], DateMention | None]

DAY: Final = r"(?:D|n-?O|O|nn|n)"
YEAR: Final = r"(?:Y|n-?n-?n|nn|ng&?n?-?n?)"
POINT: Final = (
    rf"(?:(?:W,?)?(?:T?{DAY}(?:U?o)?M\.?(?:,?o?{YEAR})?|M\.?T?{DAY}(?:,?,?{YEAR})?|Y-D-D|Y/D/D|D[-/]D[-/]Y|D/D)"
    rf"|(?:m-?)?M\.?,?o?Y|M|Y|QY|W|r)"
)
NUMBER: Final = r"(?:n-n|nn|n|ng|D|N|Y|w|1w|1)"
# Name of the reader, and pattern over classes. The longest match at a place wins; of equals the first.
PATTERNS: Final = (
    ("point", rf"(?:W,?@?)?T?{DAY}(?:U?o|-|)M\.?(?:,?,?o?{YEAR})?"),
    ("point", rf"(?:W,?@?)?M\.?-?T?{DAY}(?:-?,?,?{YEAR})?"),
    ("point", r"(?:W,?)?(?:Y-D-D|Y\.D\.D\.?|Y/D/D|Y/D/M|YDD|D[-/]M[-/]Y|M-D-Y|D\.D\.Y)"),
    ("slash", r"(?:W,?)?D[-/]D(?:[-/](?:Y|D|N))?"),
    ("point", r"(?:m-?)?M\.?,?o?(?:Y|ng&?n?-?n?)"),
    ("month", r"(?:m-?)?M"),
    ("short_year", r"Mo'?(?:D|N)"),
    ("year", r"Y"),
    ("words_year", r"n-?n-?n|n-?n|ng&?n-?n?|ng"),
    ("decade", r"T?(?:m-?)?E"),
    ("interval", rf"(?:[fB]T?(?:eoT?)?)?{POINT}(?:[t-]T?)(?:eoT?)?{POINT}"),
    ("interval", rf"BT?(?:eoT?)?{POINT}&T?(?:eoT?)?{POINT}"),
    ("years", r"(?:[fB])?Y[t-]Y|BY&Y|Y[-/](?:D|N)"),
    ("days", rf"(?:[fB])?T?{DAY}(?:[t-]|&)T?{DAY}(?:U?o)?M(?:,?o?Y)?"),
    ("days", rf"(?:[fB])?M\.?T?{DAY}(?:[t-]|&)T?{DAY}(?:,?,?Y)?"),
    ("months", r"(?:[fB])?M\.?(?:[t-]|&)M\.?(?:,?o?Y)?"),
    ("part", r"QY|Qo?T?Y|Y-?Q|Q-Y|Q|T?OU(?:'?o|i|,)?(?:T?U|Y|[lcx]U|TE)|[lcx]U'?T?OU|T?OU"),
    ("shift", r"[lcx]=?U|=U(?:[lcx]U)?"),
    ("shift_point", r"[lcx][MW]|M[lcx]U|[lcx]U@?W"),
    ("season", r"(?:[lcx]|T)?S(?:o?Y)?"),
    ("stretch", rf"[lcx](?:{NUMBER})U|(?:{NUMBER})[lx]U"),
    ("ago", rf"{NUMBER}U[apk]"),
    ("ahead", rf"i{NUMBER}U"),
    ("today", r"r"),
    ("weekday", r"W"),
    ("edge", r"T?eoT?(?:[lcx]?U|M(?:,?Y)?|Y|E)|[mkp]i?[cl]?T?U|m-?i?Y"),
    ("bound", rf"[sb>]T?{POINT}"),
    ("duration", rf"{NUMBER}-?U|AU"),
)  # fmt: skip
NUMBER_AFTER: Final = re.compile(
    r"\s?(?:%|percent\b|per cent\b|million\b|billion\b|trillion\b|thousand\b|dollars?\b|won\b|euros?\b|tenge\b|USD\b|[,.]\d)", re.IGNORECASE
)
GLUED_BEFORE: Final = re.compile(r"(?:[$€£¥₩₸₽#]|\b[A-Z]{3})\s?\Z|\d[.,:-]\Z|[A-Za-z_=]\Z|[A-Za-z]-\Z")
NOUN_AFTER: Final = re.compile(r"\s+(?:[a-z]{3,}\s+)??[a-z]{3,}s\b(?<!ss)(?<!was)(?<!has)")
WORD_BEFORE: Final = re.compile(r"([A-Za-z]+)[\s(\"“‘-]*\Z")


@cache
def compiled() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """All patterns as one, to find where dates may begin, and each with its name."""
    return re.compile("|".join(source for _, source in PATTERNS)), tuple((name, re.compile(source)) for name, source in PATTERNS)


def find(text: str) -> list[DateMention]:
    """All dates of an English text, in text order."""
    tokens = tokenise(text)
    classes = "".join(t.cls for t in tokens)
    anywhere, each = compiled()
    found: list[DateMention] = []
    at = 0
    while (hit := anywhere.search(classes, at)) is not None:
        at = hit.start() + 1
        matches = {(m.end(), name) for name, pattern in each if (m := pattern.match(classes, hit.start()))}
        order = [name for name, _ in PATTERNS]
        for end, name in sorted(matches, key=lambda m: (-m[0], order.index(m[1]))):
            mention = READERS[name](text, tokens[hit.start() : end])
            if mention is not None:
                found.append(mention)
                at = end
                break
    return found


def read_point(text: str, tokens: Tokens) -> DateMention | None:
    """A day, a month of a year."""
    point = collect(tokens)
    if point is None or glued(text, tokens):
        return None
    if point.month is None and point.day is not None:
        return None
    return dated(span_of(tokens), point)


def collect(tokens: Tokens) -> Point | None:
    """The date parts said by tokens, or None if there is no such day."""
    month = next((int(t.value) for t in tokens if t.cls == "M"), None)
    weekday = next((int(t.value) for t in tokens if t.cls == "W"), None)
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    figures: Tokens = [t for t in tokens if t.cls in "DOng"]
    if year is None and (worded := words_of_year(figures)) is not None:
        year, figures = worded
    day = None
    if figures:
        if month is None and len(figures) == 2 and figures[0].cls == "D":
            first, second = int(figures[0].value), int(figures[1].value)
            year_first = any(t.cls == "Y" for t in tokens[: tokens.index(figures[0])])
            dotted = any(t.cls == "." for t in tokens)
            month, day = (second, first) if (dotted and not year_first) or (first > 12 >= second) else (first, second)
        else:
            day = sum(int(t.value) for t in figures)
    quarter, half = part_of(tokens)
    if (day is not None and not 1 <= day <= 31) or (month is not None and not 1 <= month <= 12):
        return None
    if year and month and day and day_text(year, month, day) is None:
        return None
    return Point(year=year, month=month, day=day, weekday=weekday, quarter=quarter, half=half)


def part_of(tokens: Tokens) -> tuple[int | None, int | None]:
    """Quarter and half said as "Q3" or "H1"."""
    said = next((str(t.value) for t in tokens if t.cls == "Q"), "")
    return (int(said[1]), None) if said[:1] == "Q" else (None, int(said[1])) if said else (None, None)


def words_of_year(figures: Tokens) -> tuple[int, Tokens] | None:
    """A year in words at the end of the tokens ("nineteen ninety six", "two thousand and fifteen"), and what stands before it."""
    values = [int(t.value) for t in figures]
    if 1000 in values:
        at = values.index(1000)
        return (values[at - 1] * 1000 + sum(values[at + 1 :]), figures[: at - 1]) if at > 0 and values[at - 1] in (1, 2) else None
    for at in range(len(values) - 1):
        rest = values[at + 1 :]
        if values[at] in (18, 19, 20) and figures[at].cls == "n" and (rest[0] >= 10) and sum(rest) < 100:
            return values[at] * 100 + sum(rest), figures[:at]
    return None


def dated(span: Span, first: Point, last: Point | None = None, kind: DateKind | None = None, **more: object) -> DateMention:
    """A mention of one point or of an interval; ISO where the year is said."""
    last = last or first
    start, precision = iso(first)
    end, _ = iso(last)
    if kind is None:
        kind = "interval" if first != last else "date" if start else "weekday" if first.month is None and first.weekday else "day_month"
    mention = DateMention(span, kind, start if end else None, end if start else None, precision, first, last)
    return replace(mention, **more)  # type: ignore[arg-type]


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


def span_of(tokens: Tokens, *, leave: str = "T@i") -> Span:
    """The place of tokens without little words before them."""
    first = next((t for t in tokens if t.cls not in leave), tokens[0])
    return Span(first.start, tokens[-1].end)


def glued(text: str, tokens: Tokens) -> bool:
    """Whether the tokens are stuck to letters or figures that make them part of a number, a code or a name."""
    first = next(t for t in tokens if t.cls not in "T@ifB")
    if first.cls in "YDN" and GLUED_BEFORE.search(text, max(0, first.start - 5), first.start):
        return True
    last = tokens[-1]
    if last.cls in "YDN":
        after = text[last.end : last.end + 1]
        return (after.isalpha() and not "\uac00" <= after <= "\ud7a3" and after != "T") or NUMBER_AFTER.match(text, last.end) is not None
    return False


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


ORDINAL_UNITS: Final = {"quarter": 4, "half": 2, "month": 12}


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
    shift = next((s for s in (_shift_of(t) for t in tokens) if s is not None), None)
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


def _shift_of(token: Token) -> int | None:
    return {"l": -1, "c": 0, "x": 1}.get(token.cls)


CONTEXT_WORDS: Final = ("previous", "preceding", "prior", "following")


def read_shift(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "last year", "this week", "the previous month", "the coming years", "the same period last year"."""
    unit = str(tokens[-1].value)
    moving = [t for t in tokens if t.cls in "lcx"]
    shift = _shift_of(moving[-1]) if moving else 0
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


def relative(span: Span, point: Point, anchor: Anchor = "reference", last: Point | None = None, **more: object) -> DateMention:
    """A mention that waits for a reference."""
    mention = DateMention(span, "relative", None, None, iso(point)[1], point, last or point, anchor)
    return replace(mention, **more)  # type: ignore[arg-type]


def read_shift_point(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "last October", "next Friday", "October last year", "next week on Tuesday"; not "this may"."""
    if any(t.cls == "M" and text[t.start].islower() and text[t.start : t.end] in lexicon()["shy_months"] for t in tokens):
        return None
    shift = next(s for s in (_shift_of(t) for t in tokens) if s is not None)
    unit = next((str(t.value) for t in tokens if t.cls == "U"), None)
    month = next((int(t.value) for t in tokens if t.cls == "M"), None)
    weekday = next((int(t.value) for t in tokens if t.cls == "W"), None)
    if unit is not None and (unit == "year") == (month is None):
        return None
    named = "year" if month else "week"
    return relative(span_of(tokens), Point(month=month, weekday=weekday, shift=shift, unit=named))


def read_season(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "this summer", "spring 2024"."""
    season = next(t for t in tokens if t.cls == "S")
    year = next((int(t.value) for t in tokens if t.cls == "Y"), None)
    shift = next((s for s in (_shift_of(t) for t in tokens) if s is not None), None)
    if (year is None and shift is None) or glued(text, tokens):
        return None
    point = Point(year=year, season=str(season.value), shift=shift, unit="year" if shift is not None else None)
    return dated(span_of(tokens), replace(point, season=str(season.value))) if year else relative(span_of(tokens), point)


def amount_of(tokens: Tokens) -> int | None:
    """The number said by tokens: figures, words, "a", "a few"."""
    values = [1 if t.cls == "1" else int(t.value) for t in tokens if t.cls in "nDNYw1g"]
    if any(t.cls == "w" for t in tokens):
        return next(int(t.value) for t in tokens if t.cls == "w")
    if any(t.cls == "g" for t in tokens) and len(values) == 2:
        return values[0] * values[1]
    return sum(values) if values else None


def read_stretch(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the past three decades", "next 4 months", "5 upcoming years"."""
    del text
    amount, unit = amount_of(tokens), str(tokens[-1].value)
    shift = next(s for s in (_shift_of(t) for t in tokens) if s is not None)
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


def read_weekday(text: str, tokens: Tokens) -> DateMention | None:
    """A weekday alone; abbreviations that are words too only with a capital."""
    token = tokens[-1]
    written = text[token.start : token.end]
    if written.lower() in lexicon()["shy_weekdays"] and not (written[0].isupper() and written[1:].islower()):
        return None
    return dated(span_of(tokens), Point(weekday=int(token.value)))


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
        shift = _shift_of(inner[0]) if inner[0].cls in "lcx" else 0
        return (
            relative(span_of(tokens, leave=""), Point(shift=shift, unit=unit), part=part)
            if unit in ("year", "month", "week", "decade")
            else None
        )
    point = collect(inner) if inner[-1].cls != "E" else Point(decade=int(inner[-1].value))
    return dated(span_of(tokens, leave="T"), point, part=part) if point and not glued(text, tokens) else None


def read_bound(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "since 2007", "before October 2", "after May 2024": a time with one open side."""
    inner = [t for t in tokens[1:] if t.cls != "T"]
    read = next(
        (
            m
            for name in ("point", "slash", "part", "year", "today", "weekday", "month")
            if re.fullmatch(BOUND_INNER[name], "".join(t.cls for t in inner)) and (m := READERS[name](text, inner))
        ),
        None,
    )
    if read is None:
        return None
    bounds: dict[str, Literal["since", "after", "before"]] = {"s": "since", ">": "after", "b": "before"}
    bound = bounds[tokens[0].cls]
    return replace(
        read,
        span=Span(tokens[0].start, read.span.end),
        bound=bound,
        kind="relative" if read.start is None else read.kind,
        start=read.start if bound != "before" else None,
        end=read.end if bound == "before" else None,
    )


BOUND_INNER: Final = {
    "point": r".*[MD/-].+",
    "slash": r".*/.*",
    "part": r"Q.*",
    "year": r"Y",
    "today": r"r",
    "weekday": r"W",
    "month": r"M",
}


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


READERS: Final[dict[str, Reader]] = {
    "point": read_point,
    "slash": read_slash,
    "month": read_month,
    "short_year": read_short_year,
    "year": read_year,
    "words_year": read_words_year,
    "decade": read_decade,
    "interval": read_interval,
    "years": read_years,
    "days": read_days,
    "months": read_months,
    "part": read_part,
    "shift": read_shift,
    "shift_point": read_shift_point,
    "season": read_season,
    "stretch": read_stretch,
    "ago": read_ago,
    "ahead": read_ahead,
    "today": read_today,
    "weekday": read_weekday,
    "edge": read_edge,
    "bound": read_bound,
    "duration": read_duration,
}
