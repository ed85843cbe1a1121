"""Dates in English text: patterns over word classes (see tokens.py), each with the function that reads its tokens.

Single dates and spells are read first; joined.py then reads what is made of them: intervals, bounds, "two weeks before Easter".
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from kopri.lang.dates import absolute, amounts, counted, intervals, relative
from kopri.lang.dates.joined import join
from kopri.lang.dates.mention import DateMention
from kopri.lang.dates.parts import Tokens
from kopri.lang.dates.tokens import tokenise

Reader = Callable[[str, Tokens], DateMention | None]
DAY: Final = r"(?:D|n-?O|O|nn|n)"
WORDED: Final = r"ng(?:&n?-?n|n-?n?)?"
YEAR: Final = rf"(?:Y|n-?n-?n|nn|{WORDED})"
NUMBER: Final = r"(?:[nD]&1?(?:U(?=-?U)|v)|[DN]?v|[DN]\.[DN]|n-n|nn|ng|n|D|N|Y|1?wo?|1)"
SPELL: Final = rf"(?:{NUMBER}-?K?U|nO)(?:&1?(?:U|v)(?!-?U))?"
SPELLS: Final = rf"{SPELL}(?:(?:,|,?&|(?!1)){SPELL}){{1,4}}"
# Name of the reader, and pattern over classes. The longest match at a place wins; of equals the first.
PATTERNS: Final = (
    ("point", rf"(?:W,?@?)?T?{DAY}(?:U?o|-|)M\.?(?:,?,?[oi]?{YEAR})?"),
    ("point", rf"(?:W,?@?)?M\.?[-/]?T?{DAY}(?:-?,?,?o?{YEAR})?"),
    ("point", r"(?:W,?)?(?:Y-D-D|Y\.D\.D\.?|Y/D/D|Y/D/M|Y[-/]M[-/]D|YDD|D[-/]M[-/]Y|M-D-Y|D\.D\.Y)"),
    ("slash", r"(?:W,?)?(?:D/D(?:/(?:Y|D|N)|,Y)?|D-D-(?:Y|D|N))|[lcx]?W,?D\.D"),
    ("point", rf"(?:m-?)?M\.?[-,]?[oi]?(?:Y|{WORDED})"),
    ("year_month", r"YM|Y[-/]D"),
    ("month_year", r"D-Y"),
    ("month", r"(?:m-?)?M"),
    ("short_year", r"Mo'?(?:D|N)"),
    ("year", r"Y"),
    ("words_year", rf"n-?n-?n|n-?n|{WORDED}"),
    ("decade", r"T?(?:m-?)?n?E"),
    ("years", r"[fB]?Y-Y|Y[-/](?:D|N)"),
    ("days", rf"(?:[fB])?T?{DAY}(?:[t-]|&)T?{DAY}(?:(?:U?o)?M(?:,?o?Y)?|o?[lcx]U)"),
    ("days", rf"(?:[fB])?M\.?T?{DAY}(?:[t-]|&)T?{DAY}(?:,?,?o?Y)?"),
    ("months", r"(?:[fB])?M\.?(?:[t-]|&)M(?:\.?,?o?Y|(?!\.?T?[DO])\.?)"),
    ("part", r"QY|Qo?T?Y|Qo?[lcx]U|Y-?Q|Q-Y|Q|T?OU(?:'?o|i|,)?(?:T?U|Y|[lcx]U|TE)|[lcx]U'?T?OU|T?OU"),
    ("weekday_day", r"W,?TO|WO|WD"),
    ("ordinal_day", r"[@ysb>]TO"),
    ("month_day", r"T?[OD][lcx]U"),
    ("week_number", r"T?U(?:D|N)(?:,?o?Y)?"),
    ("calendar", r"(?:[lcx]|T)?KU(?:o?Y)?|KY|F(?:[-/](?:D|N))?"),
    ("holiday", r"[lcx]?H(?:,?[oi]?Y)?"),
    ("shift", r"[lcx]=?U|c[lx]U|=U(?:[lcx]U)?"),
    ("shift_point", r"[lcx][MW]|c[lx]W|M[lcx]U|[lcx]U@?W"),
    ("skipped", r"T?U(?:>x|bl)"),
    ("present", r"[Th=]U|U"),
    ("rest", r"T?R(?:Tc|T|c)?U"),
    ("to_date", r"U(?:t|-)?Z"),
    ("season", r"(?:[lcx]|T)?S(?:o?Y)?"),
    ("stretch", rf"(?:[lcx]{NUMBER}-?K?U|{NUMBER}[lx]K?U)(?:(?:&{SPELL}){{1,4}}+(?![apk]))?"),
    ("ago", rf"(?:{SPELLS}|{SPELL})[apk]"),
    ("today", r"r"),
    ("weekday", r"W"),
    ("edge", r"T?eoT?(?:[lcx]?U|M(?:,?Y)?|Y|E)|[mkp]i?[clx]?T?U|m-?i?Y"),
    ("duration", rf"{SPELL}|AU|Uo?1U|u"),
    ("duration", SPELLS),
)  # fmt: skip
RANK: Final = {name: rank for rank, (name, _) in reversed(list(enumerate(PATTERNS)))}


LONGEST: Final = 60
Plan = tuple[tuple[int, tuple[tuple[int, Reader], ...]], ...]


@cache
def compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All patterns as one, to find where dates may begin; and one that tells where each of them ends there, by its group."""
    return re.compile("|".join(source for _, source in PATTERNS)), re.compile("".join(f"(?=({source})?)" for _, source in PATTERNS))


@lru_cache(maxsize=8192)
def plan(classes: str) -> Plan:
    """What may be read in a stretch of known words: places, and for each the readers with the end of what they read, the longest first.

    The same few stretches come again and again ("in the year"), so they are kept.
    """
    anywhere, ends = compiled()
    found: list[tuple[int, tuple[tuple[int, Reader], ...]]] = []
    at = 0
    while (hit := anywhere.search(classes, at)) is not None:
        at = hit.start() + 1
        match = ends.match(classes, hit.start())
        regs = match.regs[1:] if match else ()
        matches = {(end, name) for (_, end), (name, _) in zip(regs, PATTERNS, strict=True) if end > hit.start()}
        ordered = sorted(matches, key=lambda found: (-found[0], RANK[found[1]]))
        found.append((hit.start(), tuple((end, READERS[name]) for end, name in ordered)))
    return tuple(found)


def find(text: str) -> list[DateMention]:
    """All dates of an English text, in text order."""
    tokens = tokenise(text)
    classes = "".join([t.cls for t in tokens])
    found: list[tuple[int, int, DateMention]] = []
    begin = 0
    for stretch in classes.split("_"):
        planned = plan(stretch) if len(stretch) <= LONGEST else plan.__wrapped__(stretch)
        read_until = 0
        for start, readings in planned:
            if start < read_until:
                continue
            for end, reader in readings:
                mention = reader(text, tokens[begin + start : begin + end])
                if mention is not None:
                    found.append((begin + start, begin + end, mention))
                    read_until = end
                    break
        begin += len(stretch) + 1
    return join(text, tokens, classes, found) if found or "Ub" in classes else []


READERS: Final[dict[str, Reader]] = {
    "point": absolute.read_point,
    "slash": absolute.read_slash,
    "month_year": absolute.read_month_year,
    "year_month": absolute.read_year_month,
    "month": absolute.read_month,
    "short_year": absolute.read_short_year,
    "year": absolute.read_year,
    "words_year": absolute.read_words_year,
    "decade": absolute.read_decade,
    "years": intervals.read_years,
    "days": intervals.read_days,
    "months": intervals.read_months,
    "part": counted.read_part,
    "weekday_day": absolute.read_weekday_day,
    "ordinal_day": absolute.read_ordinal_day,
    "month_day": relative.read_month_day,
    "week_number": counted.read_week_number,
    "calendar": counted.read_calendar,
    "holiday": counted.read_holiday,
    "shift": relative.read_shift,
    "shift_point": relative.read_shift_point,
    "skipped": relative.read_skipped,
    "present": relative.read_present,
    "rest": relative.read_rest,
    "to_date": relative.read_to_date,
    "season": absolute.read_season,
    "stretch": amounts.read_stretch,
    "ago": amounts.read_ago,
    "today": relative.read_today,
    "weekday": absolute.read_weekday,
    "edge": relative.read_edge,
    "duration": amounts.read_duration,
}
