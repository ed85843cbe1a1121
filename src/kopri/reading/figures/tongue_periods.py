"""When a Korean or Russian figure holds: the dates beside it, in its clause and sentence, those told before, else the time of writing."""

import re
from collections.abc import Sequence
from typing import Final

from kopri.lang.dates import DateMention, resolve
from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.tongues import Tongue
from kopri.reading.model import Published, Segment, Validity
from kopri.reading.page import Page, Passage

NONE: Final = Validity()
HEAD: Final = 300
TAIL: Final = 300
BEFORE_IT: Final = 30
NOW_REACH: Final = 12
GROWING: Final = ("change", "ratio")


class TongueTimeline:
    """The time a segment speaks of while it is read from top to bottom."""

    def __init__(self, page: Page, segment: Segment, tongue: Tongue) -> None:
        self.page, self.tongue = page, tongue
        own = segment.published
        self.published: Published = own if own.basis else page.published
        self.reference = self.published.value or self._spoken_from(segment)
        self.title = self._of_title(segment)
        self.last: Validity = NONE
        self.line, self.told = -1, NONE

    def _spoken_from(self, segment: Segment) -> str | None:
        """The time of writing where none is stated: a day named at the head or foot of the article, else the earliest it can be."""
        days = [d for d in self.page.within(self.page.dates, segment.span) if d.precision == "day" and d.end]
        head = next((d.end for d in days if d.span.start - segment.span.start < HEAD), None)
        foot = next((d.end for d in reversed(days) if segment.span.end - d.span.end < TAIL), None)
        return head or foot or (self.published.not_before or "")[:4] or None

    def _of_title(self, segment: Segment) -> Validity:
        """The year, half or quarter the article's heading names: what all of it speaks of."""
        first = next((p for p in self.page.passages if p.span.start >= segment.span.start), None)
        if first is None or first.kind != "heading":
            return NONE
        dates = [
            d for d in self.page.within(self.page.dates, first.span) if d.start and d.precision in ("year", "half", "quarter", "month")
        ]
        told = self.when(dates[0]) if len(dates) == 1 and dates[0].start == dates[0].end else NONE
        ahead = self.reference and told.end and told.end[:4] > self.reference[:4]
        return NONE if ahead else told

    def when(self, mention: DateMention) -> Validity:
        """A date as validity; NONE if it cannot be resolved."""
        found = resolve(mention, self.reference, None)
        if found.start is None and found.end is None:
            return NONE
        if mention.bound == "since":
            return Validity(found.start, None, found.precision, "stated", (mention.span,))
        return Validity(found.start or found.end, found.end or found.start, found.precision, "stated", (mention.span,))

    def of(self, passage: Passage, clause: Span, figure: Counted, others: Sequence[Counted]) -> Validity:
        """The time of a figure."""
        if self._is_base(figure, others):
            return self._beside(figure)
        main = self._main(passage, clause, figure)
        grown = self._against_one_before(figure, others, main) if figure.kind in GROWING else main
        return grown if grown is not main else self._compared(passage, clause, figure, main)

    def remember(self, when: Validity) -> None:
        """Keep the time of a figure for sentences that go on speaking of it."""
        if when.end is not None:
            self.last = when

    def _main(self, passage: Passage, clause: Span, figure: Counted) -> Validity:
        beside = self._beside(figure)
        if beside is not NONE:
            return beside
        if self._year_before(clause, figure):
            return self._earlier(self._of_sentence(passage, clause, figure))
        return self._of_sentence(passage, clause, figure)

    def _of_sentence(self, passage: Passage, clause: Span, figure: Counted) -> Validity:
        just_before = Span(max(clause.start, figure.surface.start - NOW_REACH), figure.surface.start)
        if self.reference and self.tongue.has("now", self.page.text, just_before):
            return Validity(self.reference[:4], self.reference[:4], "year", "inferred", self.published.evidence)
        for place in (clause, passage.span):
            dates = self._dates(place)
            for mention in sorted(dates, key=lambda d: self._distance(d, figure)):
                when = self.when(mention)
                if when is not NONE:
                    self.line, self.told = self._line(passage), when
                    return when
        return self._going_on(passage)

    def _going_on(self, passage: Passage) -> Validity:
        """Without a date: what the sentences before in the paragraph told of, else what the heading names, else the time of writing."""
        text = self.page.text
        goes_on = self.line == self._line(passage) or self.tongue.patterns["anaphor"].match(text, passage.span.start) is not None
        past = self.told.start == self.told.end and (not self.reference or (self.told.end or "")[:4] <= self.reference[:4])
        if goes_on and past and self.told is not NONE and not self.tongue.has("now", text, passage.span) and not self._ahead(passage.span):
            told = (self.told.end or "")[:4]
            return Validity(told, told, "year", "inferred", self.told.evidence)
        if self.title is not NONE and not self._ahead(passage.span):
            return Validity(self.title.start, self.title.end, self.title.precision, "inferred", self.title.evidence)
        year = self.reference[:4] if self.reference else None
        return Validity(year, year, "year", "inferred", self.published.evidence) if year else NONE

    def _ahead(self, span: Span) -> bool:
        return self.tongue.has("planned", self.page.text, span) or self.tongue.has("expected", self.page.text, span)

    def _line(self, passage: Passage) -> int:
        return self.page.text.rfind("\n", 0, passage.span.start)

    @staticmethod
    def _distance(mention: DateMention, figure: Counted) -> float:
        """Dates before a figure are nearer to it than those after."""
        before = figure.surface.start - mention.span.end
        return before if before >= 0 else (mention.span.start - figure.surface.end) * 1.5 + 5

    def _dates(self, span: Span) -> list[DateMention]:
        """Dates that can be the time of a figure: no spells, no weekdays, none that only compares."""
        return [d for d in self.page.within(self.page.dates, span) if self._tells_time(d) and not self._only_compares(d)]

    def _tells_time(self, mention: DateMention) -> bool:
        if mention.kind in ("duration", "weekday") or mention.anchor != "reference" or mention.bound == "since":
            return False
        return not (mention.amount is not None and mention.first == mention.last and (mention.first.shift or 0) < 0)

    def _only_compares(self, mention: DateMention) -> bool:
        text, patterns = self.page.text, self.tongue.patterns
        if patterns["base_after"].match(text, mention.span.end):
            return True
        return patterns["base_before"].search(text, max(0, mention.span.start - 40), mention.span.start) is not None

    def _beside(self, figure: Counted) -> Validity:
        """The date right before a figure ("2017년 15억 달러", "в 2022 году (23,1 тысячи)") or right after it («4,2 млрд в 2019-м»)."""
        text, start = self.page.text, figure.surface.start
        near = [d for d in self.page.within(self.page.dates, Span(max(0, start - BEFORE_IT), start)) if self._tells_time(d)]
        if near:
            between = text[near[-1].span.end : start]
            if self.tongue.patterns["just_before"].fullmatch(between) or (between.strip() == "(" and near[-1].start):
                return self.when(near[-1])
            if self.tongue.language == "ko" and self._only_compares(near[-1]) and between.rstrip().endswith("("):
                return self.when(near[-1])
        end = max(figure.surface.end, figure.noun.span.end if figure.noun else 0)
        match = self.tongue.patterns["right_after"].match(text, end, end + 40)
        if match is None:
            return NONE
        following = [
            d
            for d in self.page.within(self.page.dates, Span(figure.surface.end, match.end() + 40))
            if end <= d.span.start <= match.end() + 1 and self._tells_time(d) and not self._only_compares(d)
        ]
        return self.when(following[0]) if following else NONE

    def _year_before(self, clause: Span, figure: Counted) -> bool:
        """Whether a figure is of the year before: «годом ранее (3,2 млрд)», "전년(3억 달러)"."""
        text = self.page.text
        near = self.tongue.patterns["against"].search(text, max(clause.start, figure.surface.start - 40), figure.surface.start)
        return near is not None and self.tongue.patterns["year_before"].search(near.group()) is not None

    @staticmethod
    def _earlier(main: Validity) -> Validity:
        if not main.end or not main.end[:4].isdigit():
            return NONE
        year = f"{int(main.end[:4]) - 1}{main.end[4:]}"
        return Validity(year, year, main.precision, "inferred", main.evidence)

    def _compared(self, passage: Passage, clause: Span, figure: Counted, main: Validity) -> Validity:
        """A change against another year spans both."""
        if main.end is None or not main.end[:4].isdigit() or main.start != main.end:
            return main
        text, patterns = self.page.text, self.tongue.patterns
        near = Span(max(clause.start, figure.surface.start - 60), min(passage.span.end, figure.surface.end + 60))
        based = [d for d in self.page.within(self.page.dates, near) if self._tells_time(d) and self._only_compares(d)]
        growing = figure.kind in GROWING or (figure.unit == "percent" and any(d.span.start >= figure.surface.end for d in based))
        if not growing:
            return main
        for mention in based:
            base = self.when(mention)
            if base.start and base.start[:4] < main.end[:4]:
                return Validity(base.start[:4], main.end[:4], "year", main.basis, (*base.evidence, *main.evidence))
        if not (patterns["compared"].search(text, clause.start, clause.end) or self.tongue.has("grown", text, near)):
            return main
        if figure.kind == "ratio" or patterns["compared"].search(text, clause.start, clause.end):
            return Validity(f"{int(main.end[:4]) - 1}{main.end[4:]}", main.end, main.precision, main.basis, main.evidence)
        return main

    def _against_one_before(self, figure: Counted, others: Sequence[Counted], main: Validity) -> Validity:
        """A growth told right after the two amounts it compares spans their years."""
        if not main.end or not main.end[:4].isdigit() or main.start != main.end:
            return main
        before = [self._beside(o) for o in others if o.family == "money" and o.surface.end <= figure.surface.start]
        bases = [w for w in before if w.end and w.end[:4].isdigit() and w.end[:4] < main.end[:4]]
        if not bases:
            return main
        return Validity((bases[-1].end or "")[:4], main.end[:4], "year", main.basis, (*bases[-1].evidence, *main.evidence))

    def _is_base(self, figure: Counted, others: Sequence[Counted]) -> bool:
        """Whether a figure is the first of a pair "from … to …": its time is only what is said of it alone."""
        text, patterns = self.page.text, self.tongue.patterns
        following = next((o for o in others if o.surface.start > figure.surface.end and o.unit == figure.unit), None)
        if following is None:
            return False
        if patterns["from_after"].match(text, figure.surface.end):
            return True
        before = patterns["from_before_number"].search(text, max(0, figure.surface.start - 40), figure.surface.start)
        between = text[figure.surface.end : following.surface.start]
        return before is not None and re.match(patterns["from_to"], between) is not None
