"""Segments are cut into passages: sentences, headings, rows, list lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, Literal

from kopri.lang.spans import Span
from kopri.reading.articles import dateline_pattern
from kopri.reading.datafiles import load_data
from kopri.reading.lines import BULLET, LETTER, is_heading
from kopri.reading.model import Segment
from kopri.reading.page import Page, Passage

Kind = Literal["sentence", "heading", "row", "line"]
LINE: Final = re.compile(r"[^\s][^\r\n\u2028\u2029\f\v\x85]*")
STOP: Final = re.compile(r"[.!?…。]{1,6}['\"”’»)\]]{0,4}(?=\s|$|[“«])")
BEFORE: Final = re.compile(r"[^\s(\[“‘\"'«]{1,24}$")
INITIAL: Final = re.compile(r"[A-ZА-ЯЁ]")
DOTTED_DATE: Final = re.compile(r"\d{2,4}\.\s?\d{1,2}\.(?:\s?\d{1,2}\.)?")
OPENING: Final = re.compile(r"\s*[\"“‘«(\['—–-]*\s?([^\W_]+|.)?")
UNFINISHED: Final = re.compile(r"[^.!?。…:;'\"”’»)\]]$")
TOLD: Final = frozenset({"article", "table", "caption"})
# What runs on for longer is cut where it can be: readers look at a whole passage for each number and name in it.
LONGEST: Final = 800
CUTS: Final = ("; ", ": ", ", ", " ")


def cut_passages(text: str, segments: Sequence[Segment]) -> tuple[Passage, ...]:
    """The passages of all segments, in text order.

    Bullets and list numbers stand outside the passage they open. Lines of furniture and boilerplate are passages of kind "line":
    what a page tells stands only in articles, tables and captions, see `told`.
    """
    return tuple(
        part for number, segment in enumerate(segments) for passage in _passages(text, number, segment) for part in _parts(text, passage)
    )


def told(page: Page) -> Iterator[Passage]:
    """The passages in which the document itself speaks: not its furniture, not its boilerplate."""
    return (passage for passage in page.passages if page.segments[passage.segment].kind in TOLD)


def _passages(text: str, number: int, segment: Segment) -> Iterator[Passage]:
    lines = [_rstrip(text, m.start(), m.end()) for m in LINE.finditer(text, segment.span.start, segment.span.end)]
    if segment.kind == "table":
        yield from (Passage(line, number, "row") for line in lines)
        return
    if segment.kind in {"furniture", "boilerplate"}:
        yield from (Passage(line, number, "line") for line in lines if LETTER.search(text, line.start, line.end))
        return
    for block, kind in _blocks(text, lines, segment):
        if segment.kind != "caption" and kind in {"heading", "line"}:
            yield Passage(block, number, kind)
        else:
            yield from (Passage(sentence, number, "sentence") for sentence in _sentences(text, block))


def _parts(text: str, passage: Passage) -> Iterator[Passage]:
    """A passage, or its parts if it is too long: cut after a semicolon, colon, comma or word of its second half, if there is one."""
    start, end = passage.span.start, passage.span.end
    while end - start > LONGEST and passage.kind != "row":
        ends = (text.rfind(cut, start + LONGEST // 2, start + LONGEST) + len(cut) for cut in CUTS)
        cut = next((at for at in ends if at > start + LONGEST // 2), start + LONGEST)
        part = _rstrip(text, start, cut)
        if len(part):
            yield replace(passage, span=part)
        start = _skip(text, cut, end)
    if start < end:
        yield replace(passage, span=Span(start, end))


def _rstrip(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _blocks(text: str, lines: list[Span], segment: Segment) -> Iterator[tuple[Span, Kind]]:
    """Lines joined where a sentence runs over their ends, each with its kind."""
    wrapped = _is_wrapped(text, lines)
    at = 0
    while at < len(lines):
        start, end = lines[at].start, lines[at].end
        bullet = BULLET.match(text, start, end)
        begin = bullet.end() if bullet else start
        headline = _glued_headline(text, begin, end, segment)
        if headline:
            yield Span(begin, headline), "heading"
            begin = _skip(text, headline, end)
        while at + 1 < len(lines) and _runs_on(text, lines[at], lines[at + 1], wrapped=wrapped):
            at += 1
            end = lines[at].end
        at += 1
        if begin < end:
            yield Span(begin, end), _kind(text, begin, end, listed=bullet is not None)


def _kind(text: str, begin: int, end: int, *, listed: bool) -> Kind:
    if end - begin > 300:
        return "sentence"
    words = text[begin:end]
    if not LETTER.search(words):
        return "line"
    if listed and UNFINISHED.search(words):
        return "line"
    return "heading" if is_heading(words) else "sentence"


def _glued_headline(text: str, begin: int, end: int, segment: Segment) -> int:
    """The end of a headline that stands before a dateline on the same line, or 0."""
    if not segment.title or begin != segment.span.start or end - begin <= len(segment.title):
        return 0
    stop = begin + len(segment.title)
    return stop if text.startswith(segment.title, begin) and dateline_pattern().match(text, _skip(text, stop, end)) else 0


def _skip(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines end where the page did, not where a paragraph does."""
    if len(lines) < 4:
        return False
    lengths = sorted(len(line) for line in lines)
    open_ended = sum(bool(UNFINISHED.search(text, line.start, line.end)) for line in lines)
    return lengths[-1] <= 140 and lengths[len(lengths) // 2] >= 45 and open_ended * 2 >= len(lines)


def _runs_on(text: str, line: Span, following: Span, *, wrapped: bool) -> bool:
    """Whether a sentence goes on from one line to the next."""
    if BULLET.match(text, following.start, following.end):
        return False
    ended = not UNFINISHED.search(text[line.end - 1 : line.end])
    if wrapped and text.count("\n", line.end, following.start) < 2 and len(line) >= 40:
        return True
    open_end = text[line.end - 1].islower() or text[line.end - 1] in ",-–—"
    return not ended and open_end and text[following.start].islower()


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    dates = [m.span() for m in DOTTED_DATE.finditer(text, block.start, block.end)]
    date = 0
    for stop in STOP.finditer(text, block.start, block.end):
        while date < len(dates) and dates[date][1] <= stop.start():
            date += 1
        in_date = date < len(dates) and dates[date][0] <= stop.start() < dates[date][1]
        if stop.start() > start and not in_date and _ends(text, start, stop, block.end):
            yield Span(start, stop.end())
            start = _skip(text, stop.end(), block.end)
    if start < block.end:
        yield Span(start, block.end)


def _ends(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Whether a full stop, with what closes after it, ends a sentence."""
    if stop.end() >= limit:
        return True
    opening = OPENING.match(text, stop.end(), min(limit, stop.end() + 60))
    following = (opening.group(1) or "") if opening else ""
    if following[:1].islower():
        return False
    dots = stop.group().count(".")
    return dots != 1 or not _abbreviated(text, start, stop.start(), following)


def _abbreviated(text: str, start: int, stop: int, following: str) -> bool:
    """Whether the full stop at `stop` belongs to the word before it, and a sentence goes on with `following`."""
    before = BEFORE.search(text, max(start, stop - 24), stop)
    word = before.group().rstrip(".") if before else ""
    folded = word.casefold()
    if len(word) == 1 and INITIAL.match(word):
        return True
    if folded in _words("perhaps"):
        return not (following.casefold() in _words("openers") and following[:1].isupper())
    return folded in _words("never")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in load_data("sentences")[name])
