"""Figures: numbers with what they measure, of whom, when, and who says so."""

import re
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures import tongue_counts
from kopri.reading.figures.candidates import figures_in
from kopri.reading.figures.clauses import BORDER, clause_at, clauses, holds
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.elliptical import Before
from kopri.reading.figures.lexicon import Measure, shared_currencies
from kopri.reading.figures.measuring import composed, measure_of
from kopri.reading.figures.parties import Cast
from kopri.reading.figures.periods import Timeline
from kopri.reading.figures.rows import read_table
from kopri.reading.figures.speech import in_quotes, mood_of, speaker_of, stage_of
from kopri.reading.figures.tongue_periods import TongueTimeline
from kopri.reading.figures.tongues import tongue_of
from kopri.reading.figures.whose import Owners
from kopri.reading.initiatives import lists_initiatives
from kopri.reading.model import Figure, Party, Scope, Statement, Validity
from kopri.reading.page import Page, Passage
from kopri.reading.statements import make_statement
from kopri.reading.tables import find_tables

SCOPE_CUES: Final = ("world", "glob", "across", "region", "throughout", "central asia", "the c", "wide")
TOLD: Final = ("article", "caption")
SCOPES: Final[tuple[tuple[Scope, re.Pattern[str]], ...]] = (
    ("world", re.compile(r"\b(?:worldwide|around the world|globally|in the world|across \d+ countries)\b", re.IGNORECASE)),
    ("region", re.compile(r"\b(?:in|across|throughout) (?:the (?:[A-Z]\w+ )?region|Central Asia)\b")),
    ("city", re.compile(r"\b(?:in|of) the (?:city|capital)\b|\bcitywide\b", re.IGNORECASE)),
    ("nation", re.compile(r"\b(?:nationwide|across the country|in the country|countrywide)\b", re.IGNORECASE)),
)


def read_figures(page: Page) -> list[Statement]:
    """The figures of a document, in text order.

    Args:
        page: the document with its passages, numbers, dates and names.

    Returns:
        a statement of type figure for each number that counts or measures something in an article or a caption; its evidence is the
        passage, its `surface` the number itself with its currency or percent word.
    """
    found: list[Statement] = []
    at = -1
    reader: SegmentReader | None = None
    counting = None if tongue_of(page.language) else _with_numbers(page)
    for passage in page.passages:
        if counting is not None and passage.span.start not in counting:
            continue
        if page.segments[passage.segment].kind not in TOLD or passage.kind == "row":
            continue
        if passage.segment != at or reader is None:
            at, reader = passage.segment, SegmentReader(page, passage.segment)
        found += reader.read(passage)
    if tongue_of(page.language) is None and any(s.kind == "table" for s in page.segments):
        found += _in_tables(page)
    return found


def _with_numbers(page: Page) -> set[int]:
    """Where the passages begin that hold a number."""
    return {passage.span.start for number in page.numbers if (passage := page.passage_at(number.digits.start))}


def _in_tables(page: Page) -> list[Statement]:
    """The figures of the tables that stand in an article."""
    found: list[Statement] = []
    for table in find_tables(page.text, page.segments):
        told = [s for s in page.segments[: table.segment] if s.kind == "article"] or [s for s in page.segments if s.kind == "article"]
        if not lists_initiatives(table, page.text):
            found += read_table(page, table, told[-1] if told else page.segments[table.segment])
    return found


class SegmentReader:
    """Reads one segment from top to bottom, remembering of what and when it speaks."""

    def __init__(self, page: Page, segment: int) -> None:
        self.page = page
        self.start = page.segments[segment].span.start
        self.tongue = tongue_of(page.language)
        told = page.segments[segment]
        self.timeline = TongueTimeline(page, told, self.tongue) if self.tongue else Timeline(page, told)
        self.cast = (Cast if self.tongue else Owners)(page, page.segments[segment])
        self.measure: Measure | None = None
        self.parties: tuple[Party, ...] = ()
        self.before = Before()
        self.spoken: tuple[tuple[int, bool], str | None] = ((-1, False), None)

    def read(self, passage: Passage) -> list[Statement]:
        """The figures of one passage."""
        if self.tongue:
            figures = tongue_counts.figures_in(self.page, passage, self.tongue)
        else:
            figures = figures_in(self.page, passage, self.before)
            counted = next((f for f in reversed(figures) if f.noun is not None or f.kind == "duration"), self.before.figure)
            money = next((f for f in reversed(figures) if f.family == "money"), self.before.money)
            self.before = Before(counted, money)
        if not figures:
            return []
        parts = clauses(self.page.text, passage.span, self.tongue.patterns["clause_border"] if self.tongue else BORDER)
        return [self._statement(passage, clause_at(parts, figure.surface.start), figure, figures) for figure in figures]

    def _statement(self, passage: Passage, clause: Span, figure: Counted, others: list[Counted]) -> Statement:
        page = self.page
        measure = measure_of(page, passage, clause, figure, self.measure)
        carried = self.tongue is not None and measure is not None and measure is self.measure and not page.within(page.names, passage.span)
        subject = self._subject(passage, figure)
        parties = self.parties if carried and self.parties else self.cast.of(passage, clause, figure, measure, subject)
        when = self.timeline.of(passage, clause, figure, others)
        self.timeline.remember(when)
        if measure is not None and figure.family == "money":
            self.measure, self.parties = measure, parties
        quoted = in_quotes(page, max(self.start, passage.span.start - 1500), figure.surface.start)
        mood = mood_of(page, clause, quoted=quoted)
        if self.tongue and measure is not None and measure.name.endswith("_operating") and mood == "planned":
            mood = "reported"
        stage = stage_of(page, clause, figure.surface.start)
        payload = Figure(
            value=figure.value,
            unit=self._currency(figure),
            measure=measure.name if measure else composed(page, passage, figure),
            surface=figure.surface,
            kind=figure.kind,
            qualifier=figure.qualifier,
            stage="planned" if stage == "actual" and mood in ("planned", "expected") else stage,
            scope=self._scope(clause),
            aspect=measure.aspect if measure else None,
            subject=subject,
            parties=parties,
        )
        return make_statement(
            page,
            payload,
            [passage.span],
            rule=f"figure_{figure.kind}",
            valid=when,
            mood=mood,
            speaker=self._speaker(passage, quoted=quoted),
            confidence=0.85 if measure else 0.7,
            key=key_of(payload, when),
        )

    def _speaker(self, passage: Passage, *, quoted: bool) -> str | None:
        """Who says a passage; looked for once for all its figures."""
        asked = (passage.span.start, quoted)
        if self.spoken[0] != asked:
            self.spoken = (asked, speaker_of(self.page, passage, quoted=quoted))
        return self.spoken[1]

    def _currency(self, figure: Counted) -> str:
        """The unit; "som" is the Uzbek one in an article about Uzbekistan and not Kyrgyzstan."""
        if figure.unit not in shared_currencies() or any(c.isupper() for c in figure.surface.of(self.page.text)):
            return figure.unit
        meant = {unit for country, unit in shared_currencies()[figure.unit].items() if country in self.cast.main}
        home = {"KGS": "KGZ", "TMT": "TKM"}[figure.unit] in self.cast.main
        return meant.pop() if meant and not home else figure.unit

    def _scope(self, clause: Span) -> Scope | None:
        if self.tongue:
            scopes = (scope for scope, _ in SCOPES)
            return next((s for s in scopes if self.tongue.has(f"scope_{s}", self.page.text, clause)), None)
        said = clause.of(self.page.text).lower()
        if not holds(said, SCOPE_CUES):
            return None
        return next((scope for scope, pattern in SCOPES if pattern.search(self.page.text, clause.start, clause.end)), None)

    def _subject(self, passage: Passage, figure: Counted) -> str | None:
        """The organisation or forum that a sentence names nearest to the figure, that before it first."""
        named = [m for m in self.page.within(self.page.names, passage.span) if m.kind in ("organisation", "forum")]
        text = self.page.text
        named = [m for m in named if text[m.span.start - 1 : m.span.start] != "(" or text[m.span.end : m.span.end + 1] != ")"]
        if not named:
            return None
        place = figure.surface.start
        return min(named, key=lambda m: (m.span.start > place, abs(m.span.start - place))).name


def key_of(figure: Figure, when: Validity) -> str:
    """What a figure may be compared with: measure, parties, subject, unit and period."""
    period = when.start if when.start == when.end else f"{when.start or ''}/{when.end or ''}"
    parties = ",".join(sorted({p.id for p in figure.parties}))
    return "|".join([figure.measure, parties, figure.subject or "", figure.unit, period or ""])
