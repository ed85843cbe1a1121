"""Whose an English figure is: the countries of its clause, else of its sentence, of what was said before, else of the article."""

import re
from functools import cached_property
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.actors import OFFICIAL, Actors, Codes, actors_of, central_asia, ordered
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.crossing import crosses, has_foreign_end, is_dealt_in, roles
from kopri.reading.figures.lexicon import Measure, home_currencies, words
from kopri.reading.figures.placed import gapped, in_brackets, right_behind, side_of
from kopri.reading.figures.speech import says
from kopri.reading.model import Party, Segment
from kopri.reading.page import Page, Passage

BOTH: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]heir|[Bb]oth|[Oo]ur|[Ee]ach)\s+(?:two\s+)?(?:countries|nations|sides?|states|parties|governments|peoples|capitals)\b"
    r"|\b[Bb]ilateral\b|\b[Tt]heir\s+(?:relationship|relations|ties)\b|\b(?:two|our)\s+(?:countries|nations)\b"
)
TOGETHER: Final = re.compile(
    r"\b[Tt]he\s+(?:two\s+[a-z]+s|leaders|Sides|Parties|Presidents|(?:Foreign\s+|Prime\s+)?Ministers|heads\s+of\s+state)\b"
)
THERE: Final = re.compile(r"\b(?:(?:in|into|to|across|of)\s+(?:the|that|his|her|its|their)\s+country\b|[Tt]he\s+country[’']s\b)")
REGION: Final = re.compile(r"\b[Tt]he\s+region\b(?!\s+of)|\bregional\b")
OUR: Final = re.compile(r"\b[Oo]ur\b")
OF_TOTAL: Final = re.compile(r"\s+of\s+(?:the\s+total|it|them|all\s+of\s+(?:it|them)|that|this|these|those|the\s+[a-z]+s)\b")
BREAKS: Final = re.compile(r"[\s“\"]*(?:First|Second|Third|Fourth|Finally|Lastly|Elsewhere|Meanwhile)\b,?")
# Measures a country has by itself.
DOMESTIC: Final = ("gdp", "population")
FLOWS: Final = ("investment_flow", "investment_stock", "exports", "imports", "development_aid", "loan")
TRADED: Final = ("exports", "imports", "trade_balance")
OWN: Final = ("members", "cities_of_operation", "countries_of_operation", "mou_value")
ABROAD: Final = re.compile(
    r"\b(?:stud(?:y|ies|ied|ying)|work(?:s|ed|ing)?|travel\w*|visit\w*|arriv\w*|employ\w*|tourists?|enrol\w*|treated)\b"
)
GOES_ON: Final = re.compile(
    r"[\s“\"'*•°–-]*(?:(?:In|By|At)\s+[^,]{2,20},\s*|Last\s+year,?\s+|This\s+year,?\s+)?(?:it|its|this|that|these|those|they|their|he|she|his|her|"
    r"the\s+(?-i:[a-z0-9])[\w-]*)\b",
    re.IGNORECASE,
)
OF_A_PERSON: Final = re.compile(r"[\s“\"]*(?:He|She)\b")
WHOLE_FORUM: Final = ("forum_edition", "anniversary_of_diplomatic_relations")
ABOUT: Final = re.compile(r"\s*(?:About|Company\s+profile)\b[^.?!]{0,60}\s*\Z")
QUESTION: Final = re.compile(r"\?[”\"\s]*\Z")
TITLED: Final = re.compile(r"(?:['’]s)?(?:\s+[A-Z]\w+){0,4}\s*\Z")
MANY: Final = 12
SIX: Final = 6
NOBODY: Final = Span(0, 0)


class Owners:
    """Finds the parties of the figures of one segment, read from top to bottom."""

    def __init__(self, page: Page, segment: Segment) -> None:
        self.page = page
        self.segment = segment
        self.known: dict[int, Codes] = {}

    @cached_property
    def actors(self) -> Actors:
        """The countries of the article; found when the first figure asks for them."""
        return actors_of(self.page, self.segment)

    @property
    def main(self) -> Codes:
        """The countries the article is about."""
        return self.actors.main

    def of(self, passage: Passage, clause: Span, figure: Counted, measure: Measure | None, subject: str | None) -> tuple[Party, ...]:
        """The parties of a figure.

        Args:
            passage: its sentence.
            clause: its clause.
            figure: the figure.
            measure: what it measures, if the lexicon knows it.
            subject: the organisation or forum it is about.
        """
        if measure is not None and measure.name in OWN and (subject or measure.name != "members") and measure.name != "mou_value":
            return ()
        own = self._placed(passage, clause, figure)
        if own is not None:
            return tuple(Party(c) for c in own)
        near = self._near(passage, clause, figure)
        if measure is not None and measure.name == "mou_value" and not (len(near) > 1 and set(near) <= set(self.main)):
            return ()
        if measure is not None and measure.name in DOMESTIC and near == self.main and self.actors.lead:
            near = self.actors.lead
        near = self._crossed(passage, clause, figure, measure, near)
        if len(near) > MANY:
            return ()
        self.known[passage.span.start] = near
        sides = roles(self.actors, clause, measure) if measure is not None and measure.name in FLOWS else {}
        return tuple(_party(c, sides, near) for c in near)

    def of_row(self, label: Span, caption: Span, *, relation: bool, unnamed: bool) -> tuple[Party, ...]:
        """The parties of a cell: the countries of its row and of the caption; where neither names one, those of the article.

        `relation` adds the article's other side; `unnamed` says that the row stands for places it does not name.
        """
        row, told = self.actors.said(label), self.actors.said(caption)
        group = central_asia() if set(row) & set(central_asia()) else ()
        near = ordered([*row, *(c for c in told if c not in group)])
        if relation:
            only = self.actors.sides[0] if len(self.actors.sides) == 1 else ()
            near = self.actors.completed(near) if set(near) & set(self.actors.main) else ordered([*near, *only])
        near = near or (() if unnamed else self.actors.main)
        return tuple(Party(c) for c in near) if len(near) <= MANY else ()

    def _placed(self, passage: Passage, clause: Span, figure: Counted) -> Codes | None:
        """The country a figure of a list belongs to alone, empty for "others"; None if it stands in no list by country."""
        if figure.item is not None:
            return self.actors.said(figure.item)
        return (
            in_brackets(self.actors, passage, figure)
            or right_behind(self.actors, clause, figure)
            or gapped(self.actors, clause, figure)
            or None
        )

    def _near(self, passage: Passage, clause: Span, figure: Counted) -> Codes:
        """The countries a figure's own words point to, from the nearest outwards."""
        own = self._excluded(passage, figure)
        clause = side_of(self.actors, clause, figure)
        currency = self._currency(passage, figure)
        near = self._in_clause(passage, clause, own, currency)
        if figure.family == "age":
            return near
        near = near or self._pointed_at(passage, clause, own, figure)
        return ordered([*near, *currency]) if near else self._from_around(passage, clause, own, currency)

    def _in_clause(self, passage: Passage, clause: Span, own: Span, currency: Codes) -> Codes:
        """The countries a clause names or means by "both countries", "the Sides", "the country"."""
        text, actors = self.page.text, self.actors
        near = self._without_speaker(passage, clause, actors.said(clause, own))
        several = len(actors.sides) >= 2
        if several and BOTH.search(text, clause.start, clause.end):
            near = ordered([*near, *actors.main])
        if several and len({*near, *currency}) < 2 and TOGETHER.search(text, clause.start, clause.end):
            near = ordered([*near, *actors.main])
        if THERE.search(text, clause.start, clause.end):
            near = ordered([*near, *self._there(passage, clause, own)])
        return near

    def _pointed_at(self, passage: Passage, clause: Span, own: Span, figure: Counted) -> Codes:
        """For a clause without countries: those before it in the sentence, the speaker's, the region, that of the company it is about."""
        text, actors = self.page.text, self.actors
        near = self._without_speaker(passage, clause, actors.said(Span(passage.span.start, clause.start), own))
        if near:
            return near
        if actors.voice and OUR.search(text, clause.start, clause.end):
            return (actors.voice,)
        if central_asia() in actors.sides and REGION.search(text, clause.start, clause.end):
            return central_asia()
        there = THERE.search(text, passage.span.start, clause.start)
        return self._owned(passage, figure) or (self._there(passage, clause, own) if there else ())

    def _from_around(self, passage: Passage, clause: Span, own: Span, currency: Codes) -> Codes:
        """For a sentence without countries up to the figure: those spoken of before, named after, paid in, or the article's."""
        text = self.page.text
        earlier = self.known.get(passage.span.start)
        before = earlier or self._carried(passage)
        goes_on = GOES_ON.match(text, passage.span.start, passage.span.end)
        if before and not currency and goes_on:
            return before
        if set(currency) < set(before) and OF_A_PERSON.match(text, passage.span.start, passage.span.end):
            return before
        paid = () if set(self._paid_in(passage)) <= set(before) else self._paid_in(passage)
        if before and not currency and not earlier and not paid:
            return before
        near = ordered([*self.actors.said(Span(clause.end, passage.span.end), own), *currency])
        return near or paid or self._section(passage) or before or self.actors.main

    def _crossed(self, passage: Passage, clause: Span, figure: Counted, measure: Measure | None, near: Codes) -> Codes:
        """With the other side, where what is counted goes from one country to another and only one is named."""
        actors, text = self.actors, self.page.text
        if near and figure.unit == "percent" and OF_TOTAL.match(text, figure.surface.end):
            near = self._with_the_whole(passage, near)
        named = [side for side in actors.sides if set(side) & set(near)]
        if not near or len(named) > 1:
            return near
        if measure is not None and measure.name in WHOLE_FORUM and set(near) < set(actors.main) and len(actors.main) <= SIX:
            return ordered([*near, *actors.main])
        if len(actors.main) <= SIX and has_foreign_end(actors, Span(passage.span.start, clause.end), figure):
            return actors.completed(near) if named else ordered([*near, *(actors.sides or ((),))[0]])
        if not named:
            alone = len(actors.sides) == 1 and is_dealt_in(text, clause, figure)
            near = ordered([*near, *actors.main]) if alone else near
        return near if len(near) > 1 and not named else self._with_partner(passage, clause, figure, measure, near)

    def _with_the_whole(self, passage: Passage, near: Codes) -> Codes:
        """The countries of a part with the other sides of the total spoken of before: "Georgia made up 20 percent of the total"."""
        told = set(self._carried(passage))
        return ordered([*near, *(c for side in self.actors.sides if set(side) & told and not set(side) & set(near) for c in side)])

    def _with_partner(self, passage: Passage, clause: Span, figure: Counted, measure: Measure | None, near: Codes) -> Codes:
        """One side with the other, for a measure between countries, or for what passes between them."""
        if measure is not None and measure.relation:
            more = ordered([*near, *self.actors.said(passage.span)])
            return more if len(more) > len(near) else self.actors.completed(near)
        if measure is not None and measure.name in TRADED:
            before = self._carried(passage)
            return before if set(near) < set(before) and len(before) == 2 else near
        return self.actors.completed(near) if crosses(self.page.text, clause, figure) else near

    def _without_speaker(self, passage: Passage, clause: Span, near: Codes) -> Codes:
        """The countries without that of the person who says it, where others are named: "the Uzbek minister said trade with Korea …"."""
        if len(near) < 2 or not says(self.page, passage):
            return near
        if not words("say_words").search(self.page.text, passage.span.start, passage.span.end):
            return near
        posts = {m.span.start for m in self.page.within(self.page.names, passage.span) if m.kind in ("post", "person")}
        left: list[str] = []
        for mention in self.actors.mentions(clause):
            follows = OFFICIAL.match(self.page.text, mention.span.end) is not None or any(
                0 <= start - mention.span.end < 45 and TITLED.fullmatch(self.page.text, mention.span.end, start) for start in posts
            )
            if not follows:
                left += self.actors.countries_of(mention)
        return tuple(c for c in near if c in left) if left else near

    def _owned(self, passage: Passage, figure: Counted) -> Codes:
        """The country of the organisation named last before a figure in its sentence, where the text tells it."""
        named = self.page.within(self.page.names, Span(passage.span.start, figure.surface.start))
        homes = [self.actors.homes[m.name] for m in named if m.kind == "organisation" and m.name in self.actors.homes]
        return tuple(homes[-1:])

    def _there(self, passage: Passage, clause: Span, own: Span) -> Codes:
        """What "the country" stands for: the one last named in the sentence, else the one the sentence before begins with."""
        here = [m for m in self.actors.mentions(Span(passage.span.start, clause.end)) if not m.span.overlaps(own)]
        here = [m for m in here if m.kind == "country"] or here
        if here:
            return self.actors.countries_of(here[-1])
        before = self._before(passage)
        named = [m for m in self.actors.mentions(before.span) if m.kind == "country"] if before else []
        return self.actors.countries_of(named[0]) if named else ()

    def _carried(self, passage: Passage) -> Codes:
        """The countries last spoken of in the same paragraph, or in the question an answer follows."""
        if BREAKS.match(self.page.text, passage.span.start):
            return ()
        earlier: Passage | None = passage
        for _ in range(4):
            later, earlier = earlier, self._before(earlier) if earlier else None
            if earlier is None or later is None:
                return ()
            gap = self.page.text[earlier.span.end : later.span.start]
            if "\n" in gap and not QUESTION.search(self.page.text, earlier.span.start, earlier.span.end):
                return ()
            if found := self.known.get(earlier.span.start) or self._spoken_of(earlier):
                return found
        return ()

    def _spoken_of(self, passage: Passage) -> Codes:
        named = self.actors.said(passage.span)
        if len(self.actors.sides) >= 2 and BOTH.search(self.page.text, passage.span.start, passage.span.end):
            return ordered([*named, *self.actors.main])
        return named

    def _before(self, passage: Passage) -> Passage | None:
        """The passage right before one, in the same segment."""
        found = self.page.passage_before(passage)
        return found if found is not None and found.segment == passage.segment else None

    def _section(self, passage: Passage) -> Codes:
        """The country of the company a closing "About …" section presents: where the article is written."""
        if self.actors.home is None:
            return ()
        earlier = self._before(passage)
        for _ in range(6):
            if earlier is None:
                return ()
            if earlier.kind == "heading":
                return (self.actors.home,) if ABOUT.fullmatch(self.page.text, earlier.span.start, earlier.span.end) else ()
            earlier = self._before(earlier)
        return ()

    def _currency(self, passage: Passage, figure: Counted) -> Codes:
        """The country whose own money an amount is in, or was before it was converted: "40 bn won ($29 m)"."""
        if figure.family != "money":
            return ()
        country = home_currencies().get(figure.unit)
        start = figure.surface.start
        if country is None and self.page.text[start - 1 : start] == "(":
            earlier = self.page.within(self.page.numbers, Span(max(passage.span.start, start - 40), start))
            country = home_currencies().get(earlier[-1].unit or "") if earlier and start - earlier[-1].span.end <= 2 else None
        return (country,) if country else ()

    def _paid_in(self, passage: Passage) -> Codes:
        """The countries whose own money a sentence speaks of."""
        units = (n.unit for n in self.page.within(self.page.numbers, passage.span) if n.kind == "money" and n.unit)
        return ordered(country for unit in units if (country := home_currencies().get(unit)))

    def _excluded(self, passage: Passage, figure: Counted) -> Span:
        """The counted noun phrase of people named by their descent: "80,000 Koreans" of the valley; not "90 Koreans studying there"."""
        noun = figure.noun
        if noun is None or figure.unit != "person" or not noun.words[-1][:1].isupper():
            return NOBODY
        if ABROAD.search(self.page.text, noun.span.end, passage.span.end):
            return NOBODY
        if noun.span.end < figure.surface.start:
            return noun.span
        return Span(figure.surface.end, max(noun.span.end, figure.surface.end))


def _party(country: str, roles: dict[str, str], all_of_them: Codes) -> Party:
    role = roles.get(country)
    if role is None and len(all_of_them) == 2 and roles:
        role = "to" if next(iter(roles.values())) == "from" else "from"
    return Party(country, "from" if role == "from" else "to" if role == "to" else "of")
