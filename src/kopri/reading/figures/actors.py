"""Which countries an English article is about: its sides, the country it is written from, and what a stretch of it names."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from kopri.lang.countries import alpha2, region_members
from kopri.lang.spans import Span
from kopri.reading.figures.clauses import holds
from kopri.reading.figures.lexicon import home_currencies
from kopri.reading.model import Segment
from kopri.reading.page import Mention, Page, Passage

# Only passed through: "via Almaty", "with a change in Istanbul".
PASSED: Final = re.compile(
    r"\b(?:via|through|by\s+way\s+of|(?:change|changing|stopover|transit|layover)\s+(?:in|at))\s+(?:[A-Z]\w+\s+(?:or|and)\s+)?\Z"
)
# Named only for comparison, or as the source: "than in Japan", "according to the Korean agency".
BESIDE: Final = re.compile(
    r"\b(?:than|(?<!would )(?<!’d )like|unlike|(?:while|as|compared)\s+with|compared\s+to)\s+(?:in\s+|with\s+|that\s+of\s+)?(?:the\s+)?\Z"
    r"|\b(?:after|ahead\s+of|behind|followed\s+by)\s+(?:[A-Z]\w+(?:\s[A-Z]\w+)?(?:\s\([^()]{1,20}\))?(?:,\s+|\s+and\s+)){0,3}(?:the\s+)?\Z"
    r"|\bamong\s+(?:[a-z]+\s+){0,5}\Z|\b(?:level|rate|pace|size|average)\s+(?:of|in)\s+\Z|\b(?:second|third|fourth|fifth|only|[a-z]+est)\s+in\s+(?:all\s+of\s+)?(?:the\s+)?\Z"
    r"|\baccording\s+to\s+(?:the\s+|a\s+)?\Z",
    re.IGNORECASE,
)
IN_A_NAME: Final = re.compile(r"n? (?!and\b)[A-Z][a-z]+|[’']s\s+(?:[a-z]+-)?(?:[a-z]+est|first|most|second|third|only|main|leading)\b")
# What joins a country and an organisation of it: "the Korean maker X", "Korea's X", "Osh-based X"; "X of Gwangju", "X, a Korean maker".
HOME_BEFORE: Final = re.compile(r"(?:[’']s)?(?:-based)?\s+(?:(?!and\b|with\b|to\b|for\b|from\b|on\b|in\b)[a-z-]+\s+){0,3}(?:of\s+)?")
HOME_AFTER: Final = re.compile(r"\s+of\s+(?:the\s+)?|,\s+(?:a|an|the)?\s*|,\s+based\s+in\s+|\s+\(")
QUESTION: Final = re.compile(r"\s*Q(?:uestion)?[.:]\s")
OFFICIAL: Final = re.compile(
    r"(?:[’']s)?\s+(?:[A-Za-z]+\s+){0,3}?(?:ambassador|president|minister|envoy|consul|governor|deputy)\b", re.IGNORECASE
)
SAYS: Final = re.compile(
    r"\s(?:\([A-Z]{2,8}\)\s)?(?:said|says|announced|reported|noted|stated|estimates?|expects|forecasts?|showed|according)\b"
)
# One of these stands before a place that is only passed through or compared with.
PASSING: Final = (
    *("via ", "through ", "by way ", "chang", "stopover ", "transit ", "layover "),
    *("than ", "like ", "while with ", "as with ", "compared ", "after ", "ahead of ", "behind ", "followed by ", "ccording to ", "among "),
    *("second in ", "third in ", "fourth in ", "fifth in ", "only in ", "est in ", "level ", "rate ", "pace ", "size ", "average "),
)
DATELINE: Final = re.compile(r",\s|\s?\(|\s[–—-]{1,2}\s")
HEAD: Final = 6
TOLD_EARLY: Final = 8
TITLES: Final = 4
Codes = tuple[str, ...]


class Actors:
    """The countries of an article by weight: a name in its headings counts double, a region counts as one."""

    def __init__(self, page: Page, span: Span) -> None:
        self.page = page
        self.span = span
        names = page.within(page.names, self.span)
        self.europe = any(m.id == "european-union" for m in names)
        self.told = [(m, codes) for m in names if (codes := self.countries_of(m)) and not self._passed(m)]
        self._starts = [m.span.start for m, _ in self.told]
        passages = page.within(page.passages, self.span)
        opening = takewhile(lambda p: p.kind == "heading", passages[:TITLES])
        self.head = Span(self.span.start, max((p.span.end for p in opening), default=self.span.start))
        self.headed = True
        self.home = self._home(passages[:HEAD])
        if not self.said(self.head) and (lead := next((p for p in passages if p.kind == "sentence"), None)):
            self.head = Span(self.span.start, lead.span.end)
            self.headed = False
        self.lead: Codes = ()
        self.sides = self._sides()
        self.voice = self._voice(passages[:TOLD_EARLY])
        self.homes = self._homes()
        self.main: Codes = tuple(c for side in self.sides for c in side)

    def said(self, span: Span, excluded: Span = Span(0, 0)) -> Codes:  # noqa: B008 - a frozen value
        """The countries a stretch of text names, in order; those only passed through are left out."""
        return ordered(c for m, codes in self._inside(span) if not m.span.overlaps(excluded) for c in codes)

    def mentions(self, span: Span) -> list[Mention]:
        """The names of a stretch that stand for countries and are not only passed through."""
        return [m for m, _ in self._inside(span)]

    def _inside(self, span: Span) -> list[tuple[Mention, Codes]]:
        if span.start < self.span.start or span.end > self.span.end:
            names = self.page.within(self.page.names, span)
            return [(m, codes) for m in names if (codes := self.countries_of(m)) and not self._passed(m)]
        return [
            told
            for told in self.told[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
            if told[0].span.end <= span.end
        ]

    def countries_of(self, mention: Mention) -> Codes:
        """The countries a name stands for: its own, a region's or forum's members, that of a city, that of an organisation of one."""
        if mention.kind in ("country", "nationality"):
            return (mention.id,) if mention.id and alpha2(mention.id) else ()
        if mention.kind == "organisation":
            if mention.id == "european-union":
                return ("EU",)
            return mention.members if len(mention.members) == 1 else ()
        if mention.kind == "region" and mention.id == "europe" and self.europe:
            return ("EU",)
        return mention.members if mention.kind in ("region", "forum", "city") else ()

    def completed(self, near: Codes) -> Codes:
        """The countries with the sides of the article of which they name nobody."""
        if not any(set(side) & set(near) for side in self.sides):
            return near
        return ordered([*near, *(c for side in self.sides if not set(side) & set(near) for c in side)])

    def _passed(self, mention: Mention) -> bool:
        """Whether a place is only passed through or compared with; tried where the word before it can say so."""
        before = self.page.text[max(0, mention.span.start - 50) : mention.span.start].rpartition("\n")[2]
        if mention.kind == "organisation" and SAYS.match(self.page.text, mention.span.end):
            return True
        if not holds(before, PASSING):
            return False
        return (mention.kind in ("city", "country") and PASSED.search(before) is not None) or BESIDE.search(before) is not None

    def _sides(self) -> tuple[Codes, ...]:
        weights: dict[Codes, float] = defaultdict(float)
        group = central_asia()
        leading: set[Codes] = set()
        rows = [p.span for p in self.page.within(self.page.passages, self.span) if p.kind == "row"]
        for mention, codes in self.told:
            if any(row.start <= mention.span.start < row.end for row in rows):
                continue
            weight = 0.5 if mention.kind == "organisation" else 2.0 if mention.span.end <= self.head.end else 1.0
            if mention.kind in ("region", "forum") and set(group) <= set(codes):
                if mention.kind == "region" and self._is_name_part(mention):
                    continue
                sides = [group, *((code,) for code in codes if code not in group)]
            else:
                sides = [(code,) for code in codes]
            for side in sides:
                weights[side] += weight
            leading.update(sides if weight > 1 else ())
        members = [(code,) for code in group if (code,) in weights]
        if len(members) >= len(group) - 1:
            weights[group] += len(members)
        best = max(weights.values(), default=0.0)
        self.lead = next(iter(leading)) if len(leading) == 1 else ()
        share = 2 if self.lead else 3
        kept = {s: w for s, w in weights.items() if (w * share > best and w > 1) or w == best or (self.headed and s in leading)}
        if group in kept:
            if not (self.headed and group in leading) and any(weights[side] > kept[group] for side in members):
                del kept[group]
            else:
                kept = {side: w for side, w in kept.items() if side not in members}
        return tuple(sorted(kept, key=lambda side: -kept[side]))

    def _voice(self, opening: Sequence[Passage]) -> str | None:
        """The country an interviewed official speaks for: "Kazakhstan's ambassador", told before the first question."""
        text = self.page.text
        if not any(QUESTION.match(text, p.span.start) for p in self.page.within(self.page.passages, self.span)):
            return None
        for passage in opening:
            for mention, codes in self._inside(passage.span):
                if mention.kind in ("country", "nationality") and OFFICIAL.match(text, mention.span.end) and len(codes) == 1:
                    return codes[0]
        return None

    def _homes(self) -> dict[str, str]:
        """The country of each organisation the text tells it of: beside its name, or by the money its own figures are in."""
        page, text = self.page, self.page.text
        homes: dict[str, str] = {}
        named = [m for m in page.within(page.names, self.span) if m.kind == "organisation" and m.id != "european-union"]
        for mention in named:
            if len(mention.members) == 1:
                homes.setdefault(mention.name, mention.members[0])
                continue
            for beside in page.within(page.names, Span(max(0, mention.span.start - 45), mention.span.end + 45)):
                codes = self.countries_of(beside) if beside.kind != "organisation" else ()
                joined = (
                    HOME_BEFORE.fullmatch(text, beside.span.end, mention.span.start)
                    if beside.span.end <= mention.span.start
                    else HOME_AFTER.fullmatch(text, mention.span.end, beside.span.start)
                )
                if joined and len(codes) == 1:
                    homes.setdefault(mention.name, codes[0])
        for amount in page.within(page.numbers, self.span):
            country = home_currencies().get(amount.unit or "") if amount.kind == "money" else None
            passage = page.passage_at(amount.span.start) if country else None
            if passage is None or country is None or self.said(passage.span):
                continue
            owners = [m for m in page.within(page.names, Span(passage.span.start, amount.span.start)) if m.kind == "organisation"]
            if owners:
                homes.setdefault(owners[-1].name, country)
        return homes

    def _is_name_part(self, mention: Mention) -> bool:
        """Whether a region is the beginning of a name: "Central Asia Monitor", "Central Asian Chamber Network"."""
        return IN_A_NAME.match(self.page.text, mention.span.end) is not None

    def _home(self, opening: list[Passage]) -> str | None:
        """The one country an article is written from, or a meeting is held in: of its dateline, or of a heading with a date."""
        page = self.page
        for passage in opening:
            places = [m for m in page.within(page.names, passage.span) if m.kind in ("city", "country")]
            dated = bool(page.within(page.dates, Span(passage.span.start, min(passage.span.end, passage.span.start + 90))))
            if not places or not dated:
                continue
            first = places[0]
            dateline = first.span.start - passage.span.start < 3 and DATELINE.match(page.text, first.span.end)
            codes = ordered(c for m in places for c in self.countries_of(m))
            if (passage.kind == "heading" or dateline) and (len(codes) == 1 or (dateline and page.text[first.span.end] != "/")):
                return codes[0]
        return None


def actors_of(page: Page, segment: Segment) -> Actors:
    """The actors of the article a segment is part of, found once for all its segments."""
    known = page.once(_known_actors)
    span = _article_of(page, segment)
    if span not in known:
        known[span] = Actors(page, span)
    return known[span]


def _known_actors(_: Page) -> dict[Span, Actors]:
    return {}


def ordered(codes: Iterable[str]) -> Codes:
    """Each code once, in the order of first mention."""
    return tuple(dict.fromkeys(codes))


@cache
def central_asia() -> Codes:
    """The members of the region that counts as one side."""
    return region_members("central-asia")


def _article_of(page: Page, segment: Segment) -> Span:
    """From the first to the last segment of the article a segment is part of: they have its title and date."""
    same = [s.span for s in page.segments if s.kind == segment.kind and s.title == segment.title and s.published == segment.published]
    return Span(min(s.start for s in same), max(s.end for s in same)) if same else segment.span
