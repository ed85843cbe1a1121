"""Times that are missing, bases that change under a comparison, levels set against movements."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kopri.lang.dates import DateMention
from kopri.lang.spans import Span
from kopri.reading.model import Figure, Statement, TextWarning
from kopri.reading.page import Page
from kopri.reading.passages import told
from kopri.reading.warnings.codes import pattern, warn

FROM: Final = re.compile(r"(?i)\b(?:from|up from|с|от)\s+(?:about |around |some |over |nearly |US)?$")
TO: Final = re.compile(r"(?i)^\s{0,3}(?:to|до|에서)\s")
EXPLICIT_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def year_not_stated(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Days, weekdays and "last year" in a document that does not say when it was written."""
    del statements
    if page.published.basis == "stated":
        return
    floating = [
        d
        for passage in told(page)
        for d in page.within(page.dates, passage.span)
        if d.start is None and d.anchor == "reference" and _is_floating(page, d)
    ]
    if floating:
        named = ", ".join(dict.fromkeys(f"“{d.span.of(page.text)}”" for d in floating[:5]))
        said = f"; {page.published.value} is inferred" if page.published.value else ""
        places = [page.with_words_before(d.span, 20) for d in floating[:6]]
        yield warn("YEAR_NOT_STATED", f"{named}: the document does not say its date{said}.", [*places, *page.published.evidence[:6]])


def _is_floating(page: Page, date: DateMention) -> bool:
    """A day, weekday or year that the date of writing decides: not "tomorrow's world", not "the next twenty years"."""
    if date.kind in {"weekday", "day_month"}:
        return True
    simple = date.first.shift in {-1, 0, 1} and date.span.of(page.text).count(" ") <= 1
    return simple and page.text[date.span.end : date.span.end + 2] not in {"'s", "’s"}


def missing_base_period(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A change "from A to B in 2020": when it was A is not said."""
    figures = sorted(((s.payload, s) for s in statements if isinstance(s.payload, Figure)), key=lambda pair: pair[0].surface)
    for (first, base), (second, end) in pairwise(figures):
        if first.unit != second.unit or base.valid.start:
            continue
        between = page.text[first.surface.end : second.surface.start]
        before = page.text[max(0, first.surface.start - 20) : first.surface.start]
        if end.valid.start and len(between) < 15 and TO.match(between) and FROM.search(before):
            message = f"From {first.surface.of(page.text)} to {second.surface.of(page.text)}: the period of the first is not said."
            yield warn("MISSING_BASE_PERIOD", message, [Span(first.surface.start - len(before), second.surface.end)], [base.id, end.id])


def undated_vague_event(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Talks without day, place or named counterpart."""
    del statements
    found = []
    for passage in told(page):
        match = pattern("vague_event").search(page.text, passage.span.start, passage.span.end)
        if match and not page.within(page.dates, passage.span) and not _named_place(page, passage.span):
            found.append(Span(match.start(), min(passage.span.end, match.end() + 60)))
    if found:
        yield warn("UNDATED_VAGUE_EVENT", f"“{found[0].of(page.text)[:80]}”: neither day nor place nor counterpart is named.", found[:4])


def _named_place(page: Page, span: Span) -> bool:
    return any(m.kind == "city" for m in page.within(page.names, span))


def basis_shift(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A share of a group in one year beside the group's share of something else in another."""
    del statements
    shares: dict[tuple[int, str], Span] = {}
    parts: dict[tuple[int, str], Span] = {}
    for passage in told(page):
        words = passage.span.of(page.text)
        if not EXPLICIT_YEAR.search(words):
            continue
        for name, places in (("share_of", shares), ("share_by", parts)):
            for match in pattern(name).finditer(words):
                places.setdefault((passage.segment, match.group("group").lower()), passage.span)
    for key, span in shares.items():
        other = parts.get(key)
        if other and other != span:
            yield warn(
                "BASIS_SHIFT",
                f"One share is a share of {key[1]}, the other the share that {key[1]} have of a whole: they do not compare.",
                [span, other],
            )


def stock_vs_flow(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A level and a movement of the same thing: not a contradiction, and not to be merged."""
    figures = [(s, s.payload) for s in statements if isinstance(s.payload, Figure) and s.payload.aspect]
    levels = {(_stem(f.measure), f.parties): (s, f) for s, f in figures if f.aspect == "stock"}
    flows: dict[tuple[object, object], list[tuple[Statement, Figure]]] = {}
    for s, f in figures:
        if f.aspect == "flow":
            flows.setdefault((_stem(f.measure), f.parties), []).append((s, f))
    for key, (level, figure) in levels.items():
        for move, flow in flows.get(key, [])[-1:]:
            if flow.unit == figure.unit:
                level_said, flow_said = figure.surface.of(page.text), flow.surface.of(page.text)
                message = f"{level_said} is a level, {flow_said} a movement in a period: they do not contradict each other."
                evidence = [figure.surface, *(f.surface for _, f in flows[key])]
                yield warn("STOCK_VS_FLOW", message, evidence, [level.id, move.id])


def _stem(measure: str) -> str:
    return re.sub(r"_(?:stock|flow|total|cumulative|annual)$", "", measure)
