"""Dates in English text: patterns over word classes (see tokens.py), each with the function that reads its tokens."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from kopri.lang.dates import absolute, intervals, relative
from kopri.lang.dates.mention import DateMention
from kopri.lang.dates.parts import Tokens
from kopri.lang.dates.tokens import tokenise
from kopri.lang.spans import Span

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
RANK: Final = {name: rank for rank, (name, _) in reversed(list(enumerate(PATTERNS)))}
BOUND_INNER: Final = {
    "point": r".*[MD/-].+",
    "slash": r".*/.*",
    "part": r"Q.*",
    "year": r"Y",
    "today": r"r",
    "weekday": r"W",
    "month": r"M",
}


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
        matches = [(m.end(), name) for name, pattern in each if (m := pattern.match(classes, hit.start()))]
        for end, name in sorted(set(matches), key=lambda m: (-m[0], RANK[m[1]])):
            mention = READERS[name](text, tokens[hit.start() : end])
            if mention is not None:
                found.append(mention)
                at = end
                break
    return found


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


READERS: Final[dict[str, Reader]] = {
    "point": absolute.read_point,
    "slash": absolute.read_slash,
    "month": absolute.read_month,
    "short_year": absolute.read_short_year,
    "year": absolute.read_year,
    "words_year": absolute.read_words_year,
    "decade": absolute.read_decade,
    "interval": intervals.read_interval,
    "years": intervals.read_years,
    "days": intervals.read_days,
    "months": intervals.read_months,
    "part": absolute.read_part,
    "shift": relative.read_shift,
    "shift_point": relative.read_shift_point,
    "season": absolute.read_season,
    "stretch": relative.read_stretch,
    "ago": relative.read_ago,
    "ahead": relative.read_ahead,
    "today": relative.read_today,
    "weekday": absolute.read_weekday,
    "edge": relative.read_edge,
    "bound": read_bound,
    "duration": relative.read_duration,
}
