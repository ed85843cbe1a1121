"""Tables in text: cells parted by TAB or |, and cells that ran together when a page was copied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.model import Segment

# Where a cell may begin although nothing parts it from the one before; surest first.
SURE_CUT: Final = re.compile(
    r"(?<=[^\s\d(])(?=Q[1-4]\s?(?:19|20)\d\d)|(?<=Q[1-4]\s(?:19|20)\d\d)(?=\S)|(?<=Q[1-4](?:19|20)\d\d)(?=\S)|(?<=(?:19|20)\d\d)(?=(?:19|20)\d\d)"
)
CASE_CUT: Final = re.compile(r"(?<=[a-zа-яё)\]”%])(?=[A-ZА-ЯЁ])|(?<=(?:19|20)\d\d)(?=[A-ZА-ЯЁ][a-zа-яё])")
DIGIT_CUT: Final = re.compile(r"(?<=[a-zа-яё)])(?=[\d$€£₩])|(?<=%)(?=[\d$€£₩])")
CAMEL: Final = re.compile(r"(?:Mc|Mac|Fitz|[De]e|La|Le)$")
ENDED: Final = re.compile(r"[.!?…:;,]['\"”’»)]*$")
PIPE: Final = re.compile(r"\s?\|\s?")
RULE_ROW: Final = re.compile(r"[\s|:+=-]{3,}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as found. `rows` do not hold the header; every cell is a place in the text.

    `complete` says of each row whether it has as many cells as the header.
    """

    segment: int
    title: str | None
    header: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]
    collapsed: bool

    @property
    def complete(self) -> tuple[bool, ...]:
        """Whether each row has as many cells as the header, none of them empty at the end."""
        return tuple(len(row) == len(self.header) for row in self.rows)


def is_row(words: str) -> bool:
    """Whether a line is a table row with cells parted by TAB or |."""
    return "\t" in words or (words.count("|") >= 2 and (words.startswith("|") or " | " in words))


def collapsed_tables(words: Sequence[str], free: Sequence[bool], gaps: Sequence[bool]) -> list[tuple[int, int]]:
    """Tables whose cells ran together, as (first line, last line).

    Args:
        words: the lines.
        free: which of them may belong to such a table.
        gaps: before which of them an empty line stands.
    """
    found: list[tuple[int, int]] = []
    known: dict[str, list[str]] = {}
    at = 0
    while at < len(words):
        last = _last_row(at, words, free, gaps) if free[at] and len(header_cuts(words[at])) >= 1 else at
        rows = known.get(words[at], [])
        if rows and last + 1 < len(words) and free[last + 1] and not gaps[last + 1] and _breaks_off(words[last + 1], rows):
            last += 1
        if last - at >= (1 if rows else 2):
            found.append((at, last))
            known[words[at]] = list(words[at + 1 : last + 1])
        at = last + 1
    return found


def _breaks_off(line: str, rows: Sequence[str]) -> bool:
    """Whether a line is the beginning of a row of an earlier copy of the table."""
    return len(line) >= 8 and any(row.startswith(line) for row in rows)


def _last_row(header: int, words: Sequence[str], free: Sequence[bool], gaps: Sequence[bool]) -> int:
    at = header
    while at + 1 < len(words) and free[at + 1] and not gaps[at + 1] and len(words[at + 1]) <= 600 and _cuts(words[at + 1]):
        at += 1
    return at


def header_cuts(words: str) -> list[int]:
    """Where a header's cells begin, without the first; empty if the line is no header that ran together."""
    if len(words) > 200 or ENDED.search(words):
        return []
    cuts = [c.start() for c in CASE_CUT.finditer(words) if not CAMEL.search(words[max(c.start() - 4, 0) : c.start()])]
    cells = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    return cuts if len(cuts) <= 9 and all(2 <= len(cell) <= 40 and cell[0].isupper() for cell in cells) else []


def _cuts(words: str, wanted: int | None = None) -> list[int]:
    """Where a row's cells begin, without the first: all candidates, or the `wanted` surest of them."""
    ranked: dict[int, int] = {}
    for rank, pattern in enumerate((SURE_CUT, CASE_CUT, DIGIT_CUT)):
        for cut in pattern.finditer(words):
            if rank == 0 or not CAMEL.search(words[max(cut.start() - 4, 0) : cut.start()]):
                ranked.setdefault(cut.start(), rank)
    kept = sorted(ranked, key=lambda place: (ranked[place], place))
    return sorted(kept if wanted is None else kept[:wanted])


def find_tables(text: str, segments: Sequence[Segment]) -> list[Table]:
    """Every table segment with its cells."""
    return [_table(text, number, segment) for number, segment in enumerate(segments) if segment.kind == "table"]


def _table(text: str, number: int, segment: Segment) -> Table:
    lines = _lines(text, segment.span)
    parted = any(is_row(line.of(text)) for line in lines)
    if parted:
        rows = [_parted(text, line) for line in lines if not RULE_ROW.fullmatch(line.of(text))]
    else:
        cuts = header_cuts(lines[0].of(text))
        rows = [_cells(lines[0], cuts), *(_cells(line, _cuts(line.of(text), len(cuts))) for line in lines[1:])]
    return Table(number, segment.title, rows[0] if rows else (), tuple(rows[1:]), collapsed=not parted)


def _lines(text: str, span: Span) -> list[Span]:
    return [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^\s][^\r\n]*", span.of(text))]


def _cells(line: Span, cuts: Sequence[int]) -> tuple[Span, ...]:
    starts = [0, *cuts]
    return tuple(Span(line.start + a, line.start + b) for a, b in zip(starts, [*cuts, len(line)], strict=True))


def _parted(text: str, line: Span) -> tuple[Span, ...]:
    words = line.of(text)
    if "\t" in words:
        edges = [(m.start(), m.end()) for m in re.finditer(r"[^\t]+|(?<=\t)(?=\t)", words)]
    else:
        inner = words.strip("| ")
        lead = words.index(inner) if inner else 0
        ends = [0, *(m.end() for m in PIPE.finditer(inner))]
        stops = [*(m.start() for m in PIPE.finditer(inner)), len(inner)]
        edges = [(lead + a, lead + b) for a, b in zip(ends, stops, strict=True)]
    return tuple(_trim(text, Span(line.start + a, line.start + b)) for a, b in edges)


def _trim(text: str, span: Span) -> Span:
    words = span.of(text)
    lead = len(words) - len(words.lstrip())
    return Span(span.start + lead, max(span.start + len(words.rstrip()), span.start + lead))
