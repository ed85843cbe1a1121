"""Who says a figure, and how: quoted, planned, expected, reported."""

import re
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.clauses import holds
from kopri.reading.figures.lexicon import words
from kopri.reading.figures.tongues import Tongue, tongue_of
from kopri.reading.model import Mood, Stage
from kopri.reading.page import Page, Passage

OPEN, CLOSE = "“«", "”»"
EXPECTED: Final = re.compile(r"\b(?:expected|forecast|projected|anticipated)\b", re.IGNORECASE)
PLANNED: Final = re.compile(
    r"\b(?:will|plans?\s+to|planned|planning|aims?\s+to|intends?\s+to|is\s+set\s+to|are\s+set\s+to|target(?:s|ing|ed)?|scheduled)\b",
    re.IGNORECASE,
)


# A clause without any of these is neither planned nor expected, no contract and no capacity.
AHEAD: Final = (
    *("will", "plan", "aim", "intend", "set to", "target", "schedul", "expect", "forecast", "project", "anticipat", "to be ", "by 20"),
    *("by the end", "capac", "capable", "can ", "contract", "deal"),
)


# A sentence without any of these says of nobody that he says something.
SAYING: Final = (
    *("say", "said", "noted", "stat", "added", "explain", "stress", "emphasi", "told", "remark", "announc", "underscor"),
    *("pointed out", "conclud", "according to"),
)


def in_quotes(page: Page, start: int, offset: int) -> bool:
    """Whether a place stands between quotation marks opened since `start`."""
    before = page.text[start:offset]
    opened = sum(before.count(c) for c in OPEN) - sum(before.count(c) for c in CLOSE)
    return opened > 0 or (opened == 0 and before.count('"') % 2 == 1)


def says(page: Page, passage: Passage) -> bool:
    """Whether a sentence may tell who says it: tried before the pattern."""
    return holds(passage.span.of(page.text).lower(), SAYING)


def speaker_of(page: Page, passage: Passage, *, quoted: bool) -> str | None:
    """The person or body that says it, if the sentence or, for a quote, the one before names one."""
    text = page.text
    tongue = tongue_of(page.language)
    if tongue is not None:
        return _speaker_in(page, passage, tongue)
    for match in words("say_words").finditer(text, passage.span.start, passage.span.end) if says(page, passage) else ():
        near = [m for m in page.within(page.names, passage.span) if m.kind in ("person", "organisation", "post")]
        if match.group().lower() == "according to":
            near = [m for m in near if 0 <= m.span.start - match.end() < 12]
        else:
            near = [m for m in near if 0 <= match.start() - m.span.end < 14 or 0 <= m.span.start - match.end() < 30]
        people = [m for m in near if m.kind == "person"] or near
        if people:
            return people[0].name
    if quoted:
        before = page.within(page.names, Span(max(0, passage.span.start - 600), passage.span.start))
        people = [m for m in before if m.kind == "person"]
        return people[-1].name if people else None
    return None


def _speaker_in(page: Page, passage: Passage, tongue: Tongue) -> str | None:
    """The first person, else the first body or post, of a sentence with a word of saying."""
    if not tongue.has("say", page.text, passage.span):
        return None
    named = page.within(page.names, passage.span)
    people = [m for m in named if m.kind == "person"] or [m for m in named if m.kind in ("post", "organisation")]
    return people[0].name if people else None


def mood_of(page: Page, clause: Span, *, quoted: bool) -> Mood:
    """How a figure is said."""
    if quoted:
        return "quoted"
    said = clause.of(page.text)
    tongue = tongue_of(page.language)
    if tongue is not None:
        return (
            "expected"
            if tongue.has("expected", page.text, clause)
            else "planned"
            if tongue.has("planned", page.text, clause)
            else "reported"
        )
    if not _looks_ahead(said):
        return "reported"
    if EXPECTED.search(said):
        return "expected"
    return "planned" if PLANNED.search(said) else "reported"


def _looks_ahead(said: str) -> bool:
    """Whether a clause holds a word that may make it more than a report of what is: tried before any pattern."""
    return holds(said.lower(), AHEAD)


def stage_of(page: Page, clause: Span, offset: int) -> Stage:
    """Whether a figure is actual, planned, contracted or a capacity."""
    said = clause.of(page.text)
    tongue = tongue_of(page.language)
    if tongue is not None:
        stages: tuple[Stage, ...] = ("capacity", "contracted")
        return next((s for s in stages if tongue.has(s, page.text, clause)), "actual")
    if not _looks_ahead(said):
        return "actual"
    if words("capacity_words").search(said):
        return "capacity"
    if words("contracted_words").search(said):
        return "contracted"
    planned = words("planned_words").search(said)
    return "planned" if planned and planned.start() + clause.start < offset + 40 else "actual"
