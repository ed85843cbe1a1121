"""Posts in a text: a known title or role with the words that make it fuller, before it and after it."""

import re
from functools import cache
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word
from kopri.reading.names.gazetteer import Entry, titles

_GAP: Final = "[ \u00a0]"
_REACH: Final = 48
TO_NAME: Final = re.compile(
    r"[ \u00a0]\(?(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?|(?: (?:in|to|of|at|for) [^,.;:()]{2,60})?, (?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?"
)
TO_POST: Final = re.compile(
    r"(?:,|,? (?:is|was|has been|serves as|served as|works as|became|was appointed|was named|was elected|has been appointed"
    r"|took office as|will become)) (?:as )?(?:(?!(?:by|with|to|from|in|at|of|not|no) )[\w’'-]+ ){0,4}"
)


def posts_in(text: str, known: list[tuple[int, int, Entry]]) -> list[Span]:
    """Titles and roles, each as full as it stands there: "Deputy Minister of Employment and Labor", "head of the trade division".

    Args:
        text: the page.
        known: what the gazetteer found in it, in text order.
    """
    found: list[Span] = []
    for start, end, entry in known:
        if entry.kind == "post" and (not found or start >= found[-1].end):
            after = (_fields().match(text, end) if text[start].isupper() else None) or _of_unit().match(text, end)
            least = max(found[-1].end if found else 0, start - _REACH)
            before = _before().search(text, least, start)
            found.append(Span(before.start() if before else start, after.end() if after else end))
    return found


@cache
def _fields() -> re.Pattern[str]:
    """What a minister is for, or what somebody is the head of: "of Employment and Labor", "of the International Office"."""
    field = f"(?:{any_word(titles()['portfolios'])})(?![\\w-])(?!{_GAP}(?:Minister|Ministry))"
    units = any_word([unit.title() for unit in titles()["units"]])
    return re.compile(
        rf"{_GAP}(?:of|for){_GAP}(?:the{_GAP})?(?:(?:[A-Z][\w’-]{{1,24}}{_GAP}){{0,4}}(?:{units})(?![\w-])(?:{_GAP}of{_GAP}Ministers)?"
        rf"|{field}(?:(?:,{_GAP}|{_GAP}and{_GAP}|,{_GAP}and{_GAP}|{_GAP}&{_GAP}|{_GAP}of{_GAP}|{_GAP}){field}){{0,7}})"
    )


@cache
def _of_unit() -> re.Pattern[str]:
    """What somebody is the head of, in small letters: "of the trade division"."""
    return re.compile(
        rf"{_GAP}(?:of|for){_GAP}(?:the{_GAP}|its{_GAP})?(?:[a-z’-]{{2,20}}{_GAP}){{0,4}}?(?:{any_word(titles()['units'])})(?![\w-])"
    )


@cache
def _before() -> re.Pattern[str]:
    """Words that make a title fuller: "First Deputy", "project (director)", "Mining (Minister)"."""
    fields = f"(?:(?:{any_word(titles()['portfolios'])}){_GAP}(?:and{_GAP})?){{0,4}}"
    ranks = f"(?i:{any_word(titles()['ranks'])})"
    return re.compile(rf"(?<![\w’'-])(?:(?:{ranks}){_GAP}){{0,3}}{fields}(?:(?:{ranks}){_GAP}){{0,1}}\Z")
