"""When a figure holds: from the dates of its clause and sentence, from the figure before it, else from the article's own date."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kopri.lang.dates import DateMention, resolve
from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted
from kopri.reading.model import Published, Segment, Validity
from kopri.reading.page import Page, Passage

NONE: Final = Validity()
RIGHT_AFTER: Final = re.compile(r"\s+(?:in|at|as\s+of|for|during)\s+(?:the\s+end\s+of\s+)?|\s*\(")
ANAPHOR: Final = re.compile(
    r"[\s“\"'*•°–-]*(?:This|That|These|Those|It|The\s+(?:number|figure|amount|total|volume|value|sum|increase|rise|growth|rate|share))\b"
)
COMPARED: Final = re.compile(
    r"\b(?P<same>same\s+(?:period|month|quarter|time)\b)"
    r"|\b(?:from|than|compared\s+(?:to|with)|over|on|against|versus)\s+(?:(?:that|those)\s+(?:of|in)\s+)?"
    r"(?:(?:the|a)\s+(?:previous|preceding|prior)\s+year\b|(?:in\s+)?(?:19|20)\d\d\b)|\ba\s+year\s+(?:earlier|before|ago)\b"
    r"|\byear[- ]on[- ]year\b|\bthe\s+year\s+before\b|\bfrom\s+last\s+year\b",
    re.IGNORECASE,
)
FROM: Final = re.compile(r"\bfrom\s+(?:(?:about|around|some|nearly|almost|just|only|over|more\s+than|a\s+mere)\s+)*\Z", re.IGNORECASE)
TO: Final = re.compile(r"\A[^.;]{0,80}\bto\s+(?:(?:about|around|some|nearly|almost|over|more\s+than)\s+)*\Z", re.IGNORECASE)
PAST: Final = re.compile(
    r"\b(?:was|were|had|took|made|fell|rose|grew|came|went|worked|accounted|used|stood|reached|totall?ed|[a-z]{3,}ed)\b"
)
PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|will|now|currently|operates?|live|lives|offers?|serves?|totals?|stands?|holds?|amounts?|accounts?|makes?|runs?|earns?|"
    r"employs?|sends?|needs?|means?|costs)\b"
)
FUTURE: Final = re.compile(r"\b(?:will|plans?|to\s+be\s+held|upcoming|scheduled|expected)\b")
IN_YEARS: Final = re.compile(r"\bin\s+(?:just|only|the\s+(?:past|last))?\s*\Z")
AGAINST: Final = re.compile(r"\b(?:compared\s+(?:to|with)|than|from|over|on|against|versus)\s+(?:in\s+)?\Z")
YEAR_EARLIER: Final = re.compile(
    r"\s+(?:a|one)\s+year\s+(?:earlier|before|ago)\b|\s+(?:in\s+)?the\s+(?:previous|preceding|prior)\s+year\b|\s+the\s+year\s+before\b"
)
LABELLED: Final = 8
LABELS_A_NUMBER: Final = re.compile(r":\s*(?:[A-Z]{3}|US)?\s?[$€£₩¥+−-]?\s?\d")
GAP: Final = 2
# A figure set against another: the date after the other is not its own.
SET_AGAINST: Final = re.compile(r"\b(?:against|compared\s+(?:to|with)|(?:up|down)\s+from|than|versus|from|including|of\s+wh(?:ich|om))\s")
# Verbs with which statistics go on telling of a year.
TELLS: Final = re.compile(
    r"\b(?:made\s+up|accounted|stood|totall?ed|amounted|reached|came\s+to|rose|fell|grew|took|sold|bought|exported|imported|produced|"
    r"spent|earned|shrank|dropped|declined|increased|decreased|exceeded|posted|drew|represented|worked|went|cost|waited|climbed|jumped|widened|"
    r"narrowed|doubled|tripled|supplied|carried|ended|(?:was|were)\s+(?:[a-z]+\s+){0,2}(?=[\d$€£₩A-Z]))"
)
AHEAD: Final = re.compile(
    r"\b(?:will|would|should|plans?\s+to|intends?\s+to|aims?\s+to|counting\s+on|hopes?\s+(?:to|for)|expects?|is\s+to|are\s+to|is\s+set\s+to|now)\b"
)
DEED: Final = re.compile(
    r"\b(?:signed|met|attended|visited|announced|agreed|opened|launched|held|discussed|told|pledged|said|stated|added|noted|hosted|invited|"
    r"arrived|adopted|exchanged|thanked|unveiled|won|has|have|yesterday|today|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
BESIDE_THE_POINT: Final = re.compile(
    r"\b(?:same\s+(?:period|month|quarter|time)\s+(?:of\s+|in\s+)?|as\s+in\s+|(?:said|announced|reported|told\s+\w+|disclosed|noted|stated|released)\s+(?:on\s+)?|since\s+(?:the\s+(?:[\w’'-]+\s+){1,4})?(?:of\s+|in\s+)?|compared\s+(?:to|with)\s+(?:in\s+)?|than\s+in\s+|versus\s+|(?:[Bb]orn|[Ee]stablished|[Ff]ounded)\s+in\s+"
    r"|,\s+(?:opened|launched|set\s+up|signed|adopted|created|introduced|built|begun|started|banned)\s+(?:on\s+paper\s+)?(?:in|since)\s+)\Z"
)


class Timeline:
    """The time a segment speaks of while it is read from top to bottom."""

    def __init__(self, page: Page, segment: Segment) -> None:
        self.page = page
        own = segment.published
        self.published: Published = own if own.basis else page.published
        self.last: Validity = NONE
        self.last_stated: tuple[int, Validity] = (-1, NONE)
        self.year = None if self.published.value else self._only_year(segment)
        self.segment = segment

    @property
    def reference(self) -> str | None:
        """The date the article is written on, as far as it is known."""
        return self.published.value or self.year

    @cached_property
    def usual(self) -> str | None:
        """The year before its own that an article of statistics speaks of, if it names it again and again."""
        if not self.reference:
            return None
        years: Counter[str] = Counter()
        for mention in self.page.within(self.page.dates, self.segment.span):
            when = self.when(mention, self.reference) if mention.kind in ("date", "relative") and mention.anchor == "reference" else NONE
            if when.precision == "year" and when.start and when.start == when.end:
                years[when.start] += 1
        best = years.most_common(1)
        return best[0][0] if best and best[0][1] >= 3 and best[0][0] < self.reference[:4] else None

    def _only_year(self, segment: Segment) -> str | None:
        """The year of an article without date: that of all days it names in full, or None if they are of several years."""
        days = [d for d in self.page.within(self.page.dates, segment.span) if d.precision == "day" and d.start and d.bound is None]
        years = {d.start[:4] for d in days if d.start}
        return years.pop() if len(years) == 1 else None

    def when(self, mention: DateMention, reference: str | None, sentence: str = "") -> Validity:
        """A date as validity; NONE if it cannot be resolved."""
        found = resolve(mention, reference, "future" if FUTURE.search(sentence) else None)
        start, end = found.start, found.end
        if start is None and end is None:
            return NONE
        if mention.bound == "since":
            return Validity(start, None, found.precision, "stated", (mention.span,))
        return Validity(start or end, end or start, found.precision, "stated", (mention.span,))

    def of(self, passage: Passage, clause: Span, figure: Counted, others: Sequence[Counted]) -> Validity:
        """The time of a figure."""
        text = self.page.text
        sentence = passage.span.of(text)
        if _is_base(text, figure, others):
            own = self._right_after(figure, sentence)
            return own if own is not NONE else NONE
        if figure.kind == "quantity" and YEAR_EARLIER.match(text, self._noun_end(figure)) and self.last.end and self.last.end[:4].isdigit():
            earlier = f"{int(self.last.end[:4]) - 1}"
            return Validity(earlier, earlier, "year", "inferred", self.last.evidence)
        main = self._main(passage, clause, figure, sentence, others)
        if main is not None:
            self._state(passage, main)
        else:
            main = self._told_of(passage, figure, clause.of(text))
        main = self._usual_or_published(sentence, figure) if main is None else main
        main = self._compared(clause, figure, main)
        return self._grown(passage, figure, others, main)

    @staticmethod
    def _noun_end(figure: Counted) -> int:
        return max(figure.surface.end, figure.noun.span.end) if figure.noun else figure.surface.end

    def _right_after(self, figure: Counted, sentence: str) -> Validity:
        after = self.page.text[figure.surface.end : figure.surface.end + 40]
        match = RIGHT_AFTER.match(after)
        if match is None:
            return NONE
        at = figure.surface.end + match.end()
        near = [
            d
            for d in self.page.within(self.page.dates, Span(figure.surface.end, at + 40))
            if d.span.start <= at + 1 and d.kind != "duration"
        ]
        if not near or LABELS_A_NUMBER.match(self.page.text, near[0].span.end):
            return NONE
        return self.when(near[0], self.reference, sentence)

    def _place_of(self, passage: Passage, clause: Span, figure: Counted) -> Span:
        """Where the date of a figure stands: in its clause; before the bracket for a change beside its base, "(2022: $3 m; +9 %)"."""
        if figure.kind != "change":
            return clause
        opens = self.page.text.rfind("(", passage.span.start, figure.surface.start)
        if opens < 0 or ")" in self.page.text[opens : figure.surface.start]:
            return clause
        before = Span(passage.span.start, opens)
        return before if self._dates(before) else clause

    def _since(self, clause: Span) -> bool:
        return any(d.bound == "since" for d in self.page.within(self.page.dates, clause))

    def _of_another(self, mention: DateMention, figure: Counted, others: Sequence[Counted]) -> bool:
        """Whether a date belongs to a figure this one is set against: "214 came, against 71 in 2019", "(2022: $3 m)"."""
        text = self.page.text
        if LABELS_A_NUMBER.match(text, mention.span.end):
            return figure.surface.start < mention.span.start or figure.surface.start - mention.span.end > LABELLED
        if mention.span.start < figure.surface.end:
            return False
        between = [o for o in others if figure.surface.end <= o.surface.start < mention.span.start]
        return bool(between) and SET_AGAINST.search(text, figure.surface.end, between[-1].surface.start) is not None

    def _main(self, passage: Passage, clause: Span, figure: Counted, sentence: str, others: Sequence[Counted]) -> Validity | None:
        """The date that goes with a figure, or None if its sentence names none."""
        own = self._right_after(figure, sentence)
        if own is not NONE:
            return own
        inside = [d for d in self._dates(self._place_of(passage, clause, figure)) if not self._of_another(d, figure, others)]
        place = figure.surface
        if inside:
            best = min(inside, key=lambda d: place.start - d.span.end if d.span.end <= place.start else (d.span.start - place.end) * 0.8)
            when = self.when(best, self.reference, sentence)
            if when is not NONE:
                return when
        before = [d for d in self._dates(passage.span) if d.span.end <= clause.start]
        if AHEAD.search(self.page.text, clause.start, clause.end) or self._since(clause):
            before = []
        for mention in reversed(before):
            when = self.when(mention, self.reference, sentence)
            if when is not NONE:
                return when
        if ANAPHOR.match(sentence) and self.last is not NONE:
            change = figure.kind == "change"
            return (
                self.last
                if change or self.last.start == self.last.end
                else Validity(self.last.end, self.last.end, self.last.precision, "inferred", self.last.evidence)
            )
        return None

    def _state(self, passage: Passage, when: Validity) -> None:
        """Keep the latest time a passage names."""
        at, told = self.last_stated
        if "\n" in self.page.text[at : passage.span.start] or (when.end or "") >= (told.end or ""):
            self.last_stated = (passage.span.end, when)

    def _told_of(self, passage: Passage, figure: Counted, said: str) -> Validity | None:
        """The past year told of in the sentences before, where this one goes on in the past and tells of no deed of the day."""
        end, told = self.last_stated
        if told is NONE or figure.kind in ("rank", "anniversary") or told.end is None or told.start is None:
            return None
        if self.page.text.count("\n", end, passage.span.start) > GAP:
            return None
        if not TELLS.search(said) and (PRESENT.search(said) or not TELLS.search(self.page.text, passage.span.start, passage.span.end)):
            return None
        now = self.reference
        if AHEAD.search(said) or FUTURE.search(said) or DEED.search(said) or (now and told.end[:4] >= now[:4]):
            return None
        self.last_stated = (passage.span.end, told)
        return Validity(told.end, told.end, told.precision, "inferred", told.evidence)

    def _dates(self, span: Span) -> list[DateMention]:
        """Dates that can be the time of a figure: no durations, no bare weekdays, none that only compares."""
        return [d for d in self.page.within(self.page.dates, span) if self._tells_time(d)]

    def _tells_time(self, mention: DateMention) -> bool:
        if mention.kind in ("duration", "weekday") or mention.anchor != "reference" or mention.bound == "since":
            return False
        ago = mention.amount is not None and mention.first == mention.last and (mention.first.shift or 0) < 0
        return not ago and not BESIDE_THE_POINT.search(self.page.text, max(0, mention.span.start - 48), mention.span.start)

    def _usual_or_published(self, sentence: str, figure: Counted) -> Validity:
        if self.usual and PAST.search(sentence) and not FUTURE.search(sentence) and figure.kind not in ("rank", "anniversary"):
            return Validity(self.usual, self.usual, "year", "inferred", self.published.evidence)
        year = self.reference[:4] if self.reference else None
        return Validity(year, year, "year", "inferred", self.published.evidence) if year else NONE

    def _compared(self, clause: Span, figure: Counted, main: Validity) -> Validity:
        """A change against the year before, or against one it names, spans both years."""
        if (
            figure.kind != "change"
            or main.start is None
            or main.end is None
            or not main.end[:4].isdigit()
            or main.start[:4] != main.end[:4]
        ):
            return main
        base = self._base_in_brackets(figure)
        if base is None:
            if self._comparing(clause, figure) is None:
                return main
            text = self.page.text
            after = self.page.within(self.page.dates, Span(figure.surface.end, clause.end))
            base = next((d.start for d in after if AGAINST.search(text, max(0, d.span.start - 20), d.span.start)), None)
        before = base if base and base < main.start else f"{int(main.start[:4]) - 1}{main.start[4:]}"
        return Validity(before, main.end, main.precision, main.basis, main.evidence)

    def _base_in_brackets(self, figure: Counted) -> str | None:
        """The date of the base that stands before a change in its bracket: "(2021: $28 m; +11 %)"."""
        text = self.page.text
        opens = text.rfind("(", max(0, figure.surface.start - 60), figure.surface.start)
        if opens < 0 or ")" in text[opens : figure.surface.start]:
            return None
        inside = self.page.within(self.page.dates, Span(opens, figure.surface.start))
        return next((d.start for d in inside if LABELS_A_NUMBER.match(text, d.span.end)), None)

    def _comparing(self, clause: Span, figure: Counted) -> re.Match[str] | None:
        """Words that compare a change with the year before: after it in English, on either side elsewhere."""
        return COMPARED.search(self.page.text, figure.surface.start, min(clause.end + 60, figure.surface.end + 90))

    def _grown(self, passage: Passage, figure: Counted, others: Sequence[Counted], main: Validity) -> Validity:
        """An n-fold growth spans the years it compares: those of the figures around it, or "in just nine years"."""
        if figure.kind != "ratio":
            return main
        text = self.page.text
        after = self.page.within(self.page.dates, Span(figure.surface.end, passage.span.end))
        spell = next(
            (
                d
                for d in after
                if d.kind == "duration" and d.first.unit == "year" and IN_YEARS.search(text[max(0, d.span.start - 14) : d.span.start])
            ),
            None,
        )
        if spell is not None and spell.amount and self.last.start and self.last.start[:4].isdigit():
            start, years = int(self.last.start[:4]), int(spell.amount)
            return Validity(str(start), str(start + years), "year", "inferred", (*self.last.evidence, spell.span))
        since = next((d for d in after if d.bound == "since" and d.start), None)
        if since is not None and since.start and main.end and since.start < main.end:
            return Validity(since.start, main.end, "year", main.basis, (since.span, *main.evidence))
        beside = [o for o in others if o.surface.start > figure.surface.end and o.family == "money"]
        base = self._right_after(beside[0], passage.span.of(text)) if beside else NONE
        if base.start and self.last.end and base.start[:4] < self.last.end[:4]:
            return Validity(base.start, self.last.end, base.precision, "stated", (*base.evidence, *self.last.evidence))
        return main

    def remember(self, when: Validity) -> None:
        """Keep the time of a figure for sentences that go on speaking of it."""
        if when.end is not None:
            self.last = when


def _is_base(text: str, figure: Counted, others: Sequence[Counted]) -> bool:
    """Whether a figure is the first of a pair "from … to …": its time is only what is said of it alone."""
    if not FROM.search(text, max(0, figure.surface.start - 40), figure.surface.start):
        return False
    following = next((o for o in others if o.surface.start > figure.surface.end and o.unit == figure.unit), None)
    return following is not None and TO.match(text[figure.surface.end : following.surface.start]) is not None
