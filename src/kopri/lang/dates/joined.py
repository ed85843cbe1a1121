"""What is made of English dates and spells once they are found: intervals, bounds, "two weeks before Easter", "the last week of May".

Over the classes of tokens.py, a found date stands as P, a spell of time as V, an interval or stretch as I.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from kopri.lang.dates import inside, steps
from kopri.lang.dates.build import relative
from kopri.lang.dates.intervals import between
from kopri.lang.dates.items import NOW, Item, across, dates_of, place
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.tokens import Token
from kopri.lang.spans import Span

Found = tuple[int, int, DateMention]
Reader = Callable[[str, str, Sequence[Item]], DateMention | None]
END: Final = r"(?:[cx]?T?P|j)"
PATTERNS: Final = (
    ("interval", rf"[fB]?T?{END}(?:t|-){END}"),
    ("interval", rf"BT?{END}&{END}"),
    ("bound", r"[sb>](?:TUo?)?T?P|tT?P"),
    ("or_more", r"T?U?P(?:L|[z&][pk>b])"),
    ("offset", r"q?V[fb>]@?T?P(?:@?P)?|V[fb>]j|T?U[b>]P"),
    ("day_before", r"TUb"),
    ("spell_from", r"V,?sT?P|V,fT?P"),
    ("inside", r"[sb>]?T?(?:(?:n-?)?OU|OV|OP|P|I)[oi]T?P|T?OoT?P"),
    ("on_weekday", r"iV@P"),
    ("one_day", r"[cx]?P,?\(?P\)?|[cx]P"),
    ("week_of", r"T?(?:G@?|Uo)T?P"),
    ("at_least", r"qV"),
    ("away", r"V[b>]"),
)
BOUNDS: Final[dict[str, Literal["since", "after", "before"]]] = {"s": "since", ">": "after", "b": "before"}


@cache
def compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All patterns as one, and one that tells where each ends at a place, by its group."""
    return re.compile("|".join(source for _, source in PATTERNS)), re.compile("".join(f"(?=({source})?)" for _, source in PATTERNS))


def join(text: str, tokens: Sequence[Token], classes: str, found: Sequence[Found]) -> list[DateMention]:
    """The dates of a text, those that belong together as one."""
    items: list[Item] = []
    letters: list[str] = []
    at = 0
    for start, end, mention in found:
        items += tokens[at:start]
        items.append(mention)
        letters += classes[at:start], _letter(mention)
        at = end
    items += tokens[at:]
    letters.append(classes[at:])
    return _joined(text, items, "".join(letters))


def _letter(mention: DateMention) -> str:
    if mention.kind == "duration":
        return "V"
    return "I" if mention.first != mention.last or mention.bound else "P"


def _joined(text: str, items: Sequence[Item], letters: str) -> list[DateMention]:
    anywhere, ends = compiled()
    out: list[DateMention] = []
    done = at = 0
    while (hit := anywhere.search(letters, at)) is not None:
        start = hit.start()
        at = start + 1
        match = ends.match(letters, start)
        candidates = {(match.end(i), -i) for i in range(1, len(PATTERNS) + 1) if match.end(i) > start} if match else set()
        for end, rank in sorted(candidates, reverse=True):
            mention = READERS[PATTERNS[-rank - 1][0]](text, letters[start:end], items[start:end])
            if mention is not None:
                out += [i for i in items[done:start] if isinstance(i, DateMention)]
                out.append(mention)
                done = at = end
                break
    out += [i for i in items[done:] if isinstance(i, DateMention)]
    return out


def _ends(letters: str, items: Sequence[Item]) -> list[Point]:
    """The points an interval runs between; "now" is the day of the reference."""
    points = []
    for letter, item in zip(letters, items, strict=True):
        if isinstance(item, DateMention):
            edges: dict[str, Literal["start", "mid", "end"]] = {"end": "end", "start": "start", "mid": "mid"}
            points.append(replace(item.first, edge=edges.get(item.part or "")))
        elif letter == "j":
            points.append(NOW)
    return points


def read_interval(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "Nov 18 2014-Dec 19 2015", "from 10/1 to 11/7", "between now and Friday", "from 2007 to the end of 2008"."""
    first, last = _ends(letters, items)
    if "-" in letters and letters[0] != "f" and (first.weekday or last.weekday or _loose(text, items)):
        return None
    if first == last or (first.year and last.year and first.month is last.month is None and last.year <= first.year and not last.edge):
        return None
    skipped = 0 if letters[0] in "fB" else next(i for i, letter in enumerate(letters) if letter in "cxPj")
    return between(across(items[skipped:]), first, last)


def _loose(text: str, items: Sequence[Item]) -> bool:
    """Whether a dash between two days is one between clauses: they stand for themselves unless both are days or months or years."""
    dates = dates_of(items)
    return len(dates) == 2 and dates[0].precision != dates[1].precision and "\n" in text[dates[0].span.end : dates[1].span.start]


def read_bound(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "since 2007", "before October 2", "after the year 2020": a time with one open side."""
    read = dates_of(items)[0]
    if letters[0] == "t":
        until = place(items[0]).of(text).lower() in ("until", "till")
        return bounded(read, across(items), "until") if until else None
    if "U" in letters and (place(items[letters.index("U")]).of(text).lower() != "year" or read.precision != "year"):
        return None
    return bounded(read, across(items), BOUNDS[letters[0]])


def bounded(read: DateMention, span: Span, bound: Literal["since", "after", "before", "until"]) -> DateMention:
    """A date made open to one side."""
    back = bound in ("before", "until")
    return replace(
        read,
        span=span,
        bound=bound,
        kind="relative" if read.start is None else read.kind,
        start=None if back else read.start,
        end=read.end if back else None,
    )


def read_or_more(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "2012 or later", "1/1/2016 and later"."""
    read, last = dates_of(items)[0], items[-1]
    if letters[-1] != "L" and re.match(r"\s+\w", text[place(last).end : place(last).end + 8]):
        return None
    named = "U" in letters and place(items[letters.index("U")]).of(text).lower() == "year"
    kept = items[letters.index("U") if named else letters.index("P") :]
    return bounded(read, across(kept), "until" if letters[-1] in "kb" else "since")


def read_one_day(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "this Friday (June 15)", "next Friday 5/12", "next 5/12": a weekday with its date."""
    dates = dates_of(items)
    day = dates[-1]
    if len(dates) == 1:
        slashed = "/" in day.span.of(text)
        return replace(day, span=across(items)) if slashed and day.first.day and day.first.month else None
    weekday = dates[0]
    gap = text[weekday.span.end : day.span.start]
    today = (
        weekday.first.unit == "day" and weekday.first.shift is not None and weekday.first == Point(shift=weekday.first.shift, unit="day")
    )
    named = today or (weekday.first.weekday and not weekday.first.month and not weekday.first.day)
    if not named or not (day.first.day and day.first.month) or day.first.weekday or "\n" in gap or ("(" in letters) != (")" in letters):
        return None
    return replace(day, span=across(dates if "(" not in letters else items), first=day.first, last=day.first)


def read_week_of(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "the week of September 16", "w/c Feb 4": the seven days from that one."""
    day = dates_of(items)[0]
    unit = place(items[letters.index("U")]).of(text).lower() if "U" in letters else "week"
    if unit != "week" or day.first.day is None or day.first.month is None:
        return None
    point = replace(day.first, unit="week", weekday=None)
    return relative(across(items), point)


def read_at_least(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "more than 4 days", "less than 1 week"."""
    del text, letters
    return replace(dates_of(items)[0], span=across(items))


def read_inside(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "the last week of July", "before the 15th day of next month"."""
    bound = BOUNDS.get(letters[0])
    kept = items[1:] if bound else items
    read = inside.read_inside(text, letters[1:] if bound else letters, across(kept), kept)
    return bounded(read, across(items), bound) if read and bound else read


READERS: Final[dict[str, Reader]] = {
    "interval": read_interval,
    "bound": read_bound,
    "or_more": read_or_more,
    "offset": steps.read_offset,
    "day_before": steps.read_day_before,
    "spell_from": steps.read_spell_from,
    "inside": read_inside,
    "on_weekday": steps.read_on_weekday,
    "one_day": read_one_day,
    "week_of": read_week_of,
    "at_least": read_at_least,
    "away": steps.read_away,
}
