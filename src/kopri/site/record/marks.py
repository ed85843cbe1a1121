"""A text with statements marked in it, as safe HTML: the whole text, or only the passages that may be quoted.

Pure: text and places in, pieces of HTML out. Places are code points, end exclusive. Marks may overlap and lie in each other; a
mark that does not fit into another is cut where they cross. Characters that would act on the page instead of standing on it
(control characters, changes of direction) are shown by their number.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LEFT_OUT: Final = "[…]"
PART_LENGTH: Final = 60_000
SHORTEST_WRAP: Final = 55
WIDEST_WRAP: Final = 100
CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
LINE: Final = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
LETTER: Final = re.compile(r"\w")
SENTENCE_END: Final = re.compile(r"(?<=[^\W_]{2})[.!?][”\"’)]*\s|[。！？]|[\n\r\u2028\u2029]")
LONGEST_AROUND: Final = 220


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be marked. `name` goes into the element's id and data-mark, `classes` say how it looks, `href` where it leads."""

    start: int
    end: int
    name: str
    classes: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the page; `kind` as the engine names it: article, table, caption, furniture, boilerplate."""

    start: int
    end: int
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ready to be shown. `kind` is the segment's kind or "gap"; `opens` is the segment that begins with it."""

    html: SafeString
    kind: str
    start: int
    apart: bool = True
    opens: Segment | None = None


Place = tuple[int, int]


def show_text(text: str, marks: Sequence[Mark], segments: Sequence[Segment] = (), within: Place | None = None) -> list[Block]:
    """The text in paragraphs with its marks; `within` shows a part of it only."""
    start, end = within or (0, len(text))
    painter = _Painter(text, marks)
    return [
        Block(painter.paint(max(a, start), min(b, end)), _kind(segment), a, apart, segment if opens else None)
        for a, b, apart, segment, opens in _paragraphs(text, segments)
        if a < end and start < b
    ]


def show_quotes(text: str, marks: Sequence[Mark], passages: Iterable[Place], segments: Sequence[Segment] = ()) -> list[Block]:
    """Only the passages, in order, with […] where something between them is left out."""
    quoted = merge(passages)
    painter = _Painter(text, marks)
    blocks: list[Block] = []
    left_out = told = False
    for a, b, apart, segment, _opens in _paragraphs(text, segments):
        inside = [(max(a, x), min(b, y)) for x, y in quoted if x < b and a < y]
        if not inside:
            left_out = left_out or bool(LETTER.search(text, a, b))
            continue
        before, *between, after = [bool(LETTER.search(text, x, y)) for x, y in _gaps(a, b, inside)]
        if left_out and not told:
            blocks.append(_gap(a))
        html = f"{LEFT_OUT} " if before and not (left_out or told) else ""
        for gap, (x, y) in zip(["", *(f" {LEFT_OUT} " if missing else " " for missing in between)], inside, strict=True):
            html += gap + painter.paint(x, y)
        blocks.append(Block(mark_safe(html + (f" {LEFT_OUT}" if after else "")), _kind(segment), a, apart))  # noqa: S308 - painted
        left_out, told = False, after
    if left_out and blocks and not told:
        blocks.append(_gap(len(text)))
    return blocks


def show_places(text: str, marks: Sequence[Mark], places: Iterable[Place]) -> list[SafeString]:
    """Single places of a text with the marks in them, in the order given."""
    painter = _Painter(text, marks)
    return [painter.paint(start, end) for start, end in places]


def around(text: str, start: int, end: int) -> Place:
    """The sentence a place stands in, cut to `LONGEST_AROUND` code points on each side: enough to see what is meant."""
    first, last = max(0, start - LONGEST_AROUND), min(len(text), end + LONGEST_AROUND)
    before = [found.end() for found in SENTENCE_END.finditer(text, first, start)]
    after = SENTENCE_END.search(text, max(start, end - 1), last)
    a = before[-1] if before else first
    b = after.end() if after else last
    while a < start and text[a].isspace():
        a += 1
    while b > end and text[b - 1].isspace():
        b -= 1
    return a, b


def show_quote(quote: str, surface: str = "") -> SafeString:
    """One quote, the words of `surface` in it set off."""
    at = quote.find(surface) if surface else -1
    marks = [Mark(at, at + len(surface), "", "surface")] if at >= 0 else []
    return _Painter(quote, marks).paint(0, len(quote))


def merge(places: Iterable[Place]) -> list[Place]:
    """Places in order, those that touch or overlap made one."""
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def parts(text: str, length: int = PART_LENGTH) -> list[Place]:
    """A long text in parts of about `length` code points that end with a line where one ends nearby."""
    cuts = [0]
    while len(text) - cuts[-1] > length * 3 // 2:
        aim = cuts[-1] + length
        line = text.rfind("\n", aim - length // 2, aim)
        cuts.append(line + 1 if line >= 0 else aim)
    return list(pairwise([*cuts, len(text)])) if text else [(0, 0)]


def part_at(places: Sequence[Place], position: int) -> int:
    """Which of the parts, from 0, holds a position."""
    return max(0, bisect_right([start for start, _ in places], position) - 1)


def visible(text: str) -> SafeString:
    """Text as HTML, control and direction-changing characters shown by their number."""
    html = CONTROL.sub(lambda found: f"\x00{ord(found[0]):04X}\x01", text)
    return mark_safe(re.sub("\x00([0-9A-F]+)\x01", _named, escape(html)))  # noqa: S308 - escaped


def _named(found: re.Match[str]) -> str:
    code = found[1]
    name = unicodedata.name(chr(int(code, 16)), "CONTROL CHARACTER")
    return f'<span class="control" title="{name}">U+{code}</span>'


class _Painter:
    """Writes stretches of one text with their marks; an element's id is given once."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text = text
        self.marks = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end))
        self.longest = max((m.end - m.start for m in self.marks), default=0)
        self.starts = [m.start for m in self.marks]
        self.begun: set[str] = set()

    def paint(self, start: int, end: int) -> SafeString:
        """The stretch from `start` to `end`."""
        near = self.marks[bisect_right(self.starts, start - self.longest - 1) : bisect_right(self.starts, end - 1)]
        here = sorted((m for m in near if m.end > start), key=lambda m: (m.start - m.end, m.start, m.name, m.classes))
        cuts = sorted({start, end, *(p for m in here for p in (m.start, m.end) if start < p < end)})
        html: list[str] = []
        opened: list[Mark] = []
        for a, b in pairwise(cuts):
            covering = [m for m in here if m.start <= a and b <= m.end]
            shared = len([None for _ in takewhile(lambda pair: pair[0] is pair[1], zip(opened, covering, strict=False))])
            html += ["</mark>"] * (len(opened) - shared)
            fresh = [self.open(m) for m in covering[shared:]]
            html += [tag for tag, _ in fresh]
            opened = covering
            html.append(self.words(a, b, covering[-1] if covering else None, first=bool(fresh and fresh[-1][1])))
        html += ["</mark>"] * len(opened)
        return mark_safe("".join(html))  # noqa: S308 - every part escaped

    def open(self, mark: Mark) -> tuple[str, bool]:
        """The start tag of a mark, and whether it is the first of this mark."""
        first = mark.name not in self.begun
        self.begun.add(mark.name)
        attributes = f' class="{escape(mark.classes)}"'
        if mark.name:
            attributes += f' data-mark="{escape(mark.name)}"' + (f' id="m-{escape(mark.name)}"' if first else "")
        if mark.title:
            attributes += f' title="{escape(mark.title)}"'
        return f"<mark{attributes}>", first

    def words(self, start: int, end: int, mark: Mark | None, *, first: bool) -> str:
        """The words themselves, a link where the innermost mark leads somewhere; one link of a mark is enough for the Tab key."""
        words = visible(self.text[start:end])
        if mark is None or not mark.href:
            return words
        order = "" if first else ' tabindex="-1"'
        return f'<a href="{escape(mark.href)}"{order}>{words}</a>'


def _paragraphs(text: str, segments: Sequence[Segment]) -> Iterator[tuple[int, int, bool, Segment | None, bool]]:
    """Start and end of each paragraph, whether a blank line is before it, its segment, and whether it is that segment's first."""
    ordered = sorted(segments, key=lambda s: (s.start, -s.end))
    starts = [s.start for s in ordered]
    shown: Segment | None = None
    last = 0
    for start, end in _unwrapped(text):
        cuts = [start, *(s for s in starts[bisect_right(starts, start) : bisect_right(starts, end - 1)]), end]
        for a, b in pairwise(dict.fromkeys(cuts)):
            last_begun = bisect_right(starts, a) - 1
            segment = ordered[last_begun] if last_begun >= 0 and ordered[last_begun].end > a else None
            yield a, b, text.count("\n", last, a) > 1 or last == 0, segment, segment is not None and segment is not shown
            shown, last = segment, b


def _unwrapped(text: str) -> Iterator[Place]:
    """Lines as paragraphs; where all lines were broken at a fixed width, those without a blank line between belong together."""
    lines = [found.span() for found in LINE.finditer(text) if found[0].strip()]
    wrapped = max((b - a for a, b in lines), default=0) <= WIDEST_WRAP
    start = end = -1
    for a, b in lines:
        if end >= 0 and not (wrapped and end - start >= SHORTEST_WRAP and text.count("\n", end, a) == 1):
            yield start, end
            start = a
        start, end = (a if end < 0 else start), b
    if end >= 0:
        yield start, end


def _gaps(start: int, end: int, inside: Sequence[Place]) -> list[Place]:
    """What lies before, between and after the places in a paragraph."""
    edges = [start, *(p for place in inside for p in place), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _gap(at: int) -> Block:
    return Block(mark_safe(LEFT_OUT), "gap", at)  # noqa: S308 - a constant


def _kind(segment: Segment | None) -> str:
    return segment.kind if segment else "article"
