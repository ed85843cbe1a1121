"""Where the articles of a page begin: a feed page holds several, told apart by time stamps and datelines."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from kopri.reading.datafiles import any_of, load_data
from kopri.reading.lines import Line

STAMP: Final = re.compile(
    r"[0-9](?<!\d\d)(?:(?:(?<=1)9|(?<=2)0)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])\.?|\d[./](?:0[1-9]|1[0-2])[./](?:19|20)\d\d|(?:(?<=1)9|(?<=2)0)\d\d년\s?\d{1,2}월\s?\d{1,2}일)"
    r"(?:T|,?\s{1,3}|\s\|\s)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)"
)
AFTER_STAMP: Final = re.compile(r"(?:[ \t]{0,3}[-–—|•·]{1,3}(?=\s|$))?")
DATELINE_HINT: Final = re.compile(r",\s(?:[A-Z][a-z]{2,8}\.?\s\d|\d{1,2}\s[^\W\d_]{3,10})|=\s")
SHORT: Final = 300
FEED: Final = 2


@dataclass(frozen=True, slots=True)
class Article:
    """An article's beginning and its headline, if it has one."""

    start: int
    title: str | None


@cache
def dateline_pattern() -> re.Pattern[str]:
    """The opening of an agency's article ("SEOUL, October 4 (Agency) - "). The groups named `date…` hold its date."""
    return re.compile(any_of(load_data("page_parts")["datelines"]))


def find_datelines(text: str, start: int, end: int) -> list[re.Match[str]]:
    """All datelines between two places, in order."""
    found: list[re.Match[str]] = []
    pattern = dateline_pattern()
    for hint in DATELINE_HINT.finditer(text, start, end):
        begin = max(start, hint.start() - 70, found[-1].end() if found else 0)
        match = pattern.search(text, begin, min(end, hint.end() + 80))
        if match and match.start() <= hint.start():
            found.append(match)
    return found


@cache
def feed_line_pattern() -> re.Pattern[str]:
    """The line of a feed over an article ("9 June 2023 · Transport · 3 min read"). The group `day` holds its date."""
    return re.compile(any_of(load_data("page_parts")["feed_lines"]))


def find_articles(text: str, lines: list[Line]) -> list[Article]:
    """The articles of a page in order, at least one unless there is no article line at all."""
    body = [line for line in lines if line.kind == "article"]
    if not body:
        return []
    starts = {body[0].start} | _after_stamps(text, body) | _at_datelines(text, body) | _at_feed_lines(text, body)
    starts = {_skip_blank(text, s) for s in starts if s < body[-1].end}
    kept = _distinct(text, sorted(starts), body)
    return [
        Article(start, _headline(text, start, kept[at + 1] if at + 1 < len(kept) else len(text), body)) for at, start in enumerate(kept)
    ]


def _after_stamps(text: str, body: list[Line]) -> set[int]:
    """Places after stamps that close an article, or of lines that such a stamp opens; only if there are at least two stamps."""
    stamps = list(STAMP.finditer(text, body[0].start, body[-1].end))
    if len(stamps) < 2 or any(b.start() - a.end() < SHORT for a, b in pairwise(stamps)):
        return set()
    closing = stamps[0].start() - body[0].start > body[-1].end - stamps[-1].end()
    if closing:
        return {_after(text, s.end()) for s in stamps}
    return {_headline_start(text, s.start(), body) for s in stamps[1:]}


def _after(text: str, stamp_end: int) -> int:
    """The place after a stamp and the dash or dot that closes it."""
    closing = AFTER_STAMP.match(text, stamp_end)
    return closing.end() if closing else stamp_end


def _at_datelines(text: str, body: list[Line]) -> set[int]:
    datelines = [m.start() for m in find_datelines(text, body[0].start, body[-1].end)]
    if len(datelines) < 2:
        return set()
    return {_headline_start(text, place, body) for place in datelines}


def _at_feed_lines(text: str, body: list[Line]) -> set[int]:
    """Feed lines, if there are at least two: each stands over its article's headline."""
    places = [m.start() for m in feed_line_pattern().finditer(text, body[0].start, body[-1].end)]
    return set(places) if len(places) >= FEED else set()


def _headline_start(text: str, place: int, body: list[Line]) -> int:
    """Where the article begins whose dateline or stamp stands at `place`: at its headline, on the same line or above it."""
    at = max((n for n, line in enumerate(body) if line.start <= place), default=0)
    line = body[at]
    if text[line.start : place].strip():
        stamps = list(STAMP.finditer(text, line.start, place))
        return (
            _after(text, stamps[-1].end())
            if stamps
            else line.start
            if place - line.start <= SHORT
            else _last_sentence(text, line.start, place)
        )
    while at > 0 and _is_headline(text[body[at - 1].start : body[at - 1].end]):
        at -= 1
    return body[at].start


def _last_sentence(text: str, start: int, place: int) -> int:
    """The beginning of the headline glued to a dateline in the midst of a long line."""
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’)]?\s", text[max(start, place - 400) : place])]
    return max(start, place - 400) + (ends[-1] if ends else 0)


def _is_headline(words: str) -> bool:
    return len(words) <= 200 and not re.search(r"[.…:;,][\"”’)]?$", words) and not STAMP.search(words)


def _skip_blank(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _distinct(text: str, starts: list[int], body: list[Line]) -> list[int]:
    """Beginnings with something of an article between them."""
    kept = starts[:1]
    for start in starts[1:]:
        if (
            sum(len(text[max(line.start, kept[-1]) : min(line.end, start)]) for line in body if line.end > kept[-1] and line.start < start)
            >= SHORT
        ):
            kept.append(start)
    end = body[-1].end
    return [s for s in kept if s == kept[0] or end - s >= SHORT // 3]


def _headline(text: str, start: int, end: int, body: list[Line]) -> str | None:
    """The article's headline: what stands before the dateline on its line, else its first line if it reads like one."""
    first = next((line for line in body if line.end > start), None)
    if first is None or first.start >= end:
        return None
    begin = max(start, first.start)
    dateline = dateline_pattern().search(text, begin, min(begin + SHORT + 100, first.end))
    if dateline and dateline.start() > begin:
        return text[begin : dateline.start()].strip(" \t#")
    if first.heading and any(line.start > first.start and line.start < end and not line.heading for line in body):
        return text[begin : first.end].strip(" \t#")
    return None
