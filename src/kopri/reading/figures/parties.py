"""Whose a figure is: the countries of its clause, its sentence, or its article, with the direction of what flows."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.lexicon import Measure
from kopri.reading.figures.tongues import Tongue, tongue_of
from kopri.reading.model import Party, Segment
from kopri.reading.page import Mention, Page, Passage

BOTH: Final = re.compile(
    r"\b(?:the|their|both|our)\s+(?:two\s+)?(?:countries|nations|sides|states)\b|\bthe\s+two\s+(?:countries|nations|sides|states|leaders)\b|\bbilateral\b|\btheir\s+(?:relationship|relations|ties)\b|\b(?:two|our)\s+(?:countries|nations)\b",
    re.IGNORECASE,
)
THERE: Final = re.compile(r"\b(?:in|into|to|across|of)\s+(?:the|that)\s+country\b")
INTO: Final = re.compile(r"\b(?:into|in|to|towards?)\s+(?:the\s+)?\Z", re.IGNORECASE)
FROM: Final = re.compile(r"\b(?:from|by)\s+(?:the\s+)?\Z", re.IGNORECASE)
FLOWS: Final = ("investment_flow", "investment_stock", "exports", "imports", "development_aid", "loan")
OWN: Final = ("members", "cities_of_operation", "countries_of_operation", "mou_value")


class Cast:
    """The countries of a segment: those it is about, by how often it names them."""

    def __init__(self, page: Page, segment: Segment) -> None:
        self.page = page
        self.tongue = tongue_of(page.language)
        counts: Counter[str] = Counter()
        for mention in page.within(page.names, segment.span):
            if mention.kind in ("country", "nationality") and mention.id:
                counts[mention.id] += 1
            elif mention.kind in ("region", "forum"):
                counts.update(mention.members)
        most = max(counts.values(), default=0)
        self.main = tuple(c for c, n in counts.most_common() if (n * 3 >= most and n > 1) or n == most)

    def of(self, passage: Passage, clause: Span, figure: Counted, measure: Measure | None, subject: str | None) -> tuple[Party, ...]:
        """The parties of a figure."""
        if measure is not None and measure.name in OWN and (subject or measure.name != "members"):
            return ()
        text = self.page.text
        own = self._excluded(figure)
        near = self._countries(clause, own)
        both, there = (self.tongue.patterns["both"], self.tongue.patterns["there"]) if self.tongue else (BOTH, THERE)
        pair = both.search(text, clause.start, clause.end) is not None
        if pair and len(self.main) >= 2:
            near = self._ordered([*near, *self.main])
        if there.search(text, clause.start, clause.end):
            near = self._ordered([*near, *self._countries(Span(passage.span.start, clause.start), own)[-1:]])
        relation = measure is not None and measure.relation
        if not near or (relation and len(near) == 1):
            near = self._ordered([*near, *self._countries(passage.span, own)])
        if not near or (relation and len(near) == 1 and len(self.main) <= 6):
            near = self._ordered([*near, *self.main])
        if len(near) > 12:
            return ()
        roles = self._roles(clause, measure) if measure is not None and measure.name in FLOWS else {}
        return tuple(self._party(c, roles, near) for c in near)

    def _party(self, country: str, roles: dict[str, str], all_of_them: tuple[str, ...]) -> Party:
        role = roles.get(country)
        if role is None and len(all_of_them) == 2 and roles:
            other = next(iter(roles.values()))
            role = "to" if other == "from" else "from"
        return Party(country, "from" if role == "from" else "to" if role == "to" else "of")

    def _excluded(self, figure: Counted) -> Span:
        """The counted noun phrase if its noun is a nationality: "100,000 Koreans" speaks of people, not of the country."""
        noun = figure.noun
        if noun is None or figure.unit != "person" or not noun.words[-1][:1].isupper():
            return Span(0, 0)
        if noun.span.end < figure.surface.start:
            return noun.span
        return Span(figure.surface.end, max(noun.span.end, figure.surface.end))

    def _countries(self, span: Span, excluded: Span) -> tuple[str, ...]:
        named = [m for m in self.page.within(self.page.names, span) if not m.span.overlaps(excluded)]
        return self._ordered(c for m in named for c in countries_of(m))

    @staticmethod
    def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(codes))

    def _roles(self, clause: Span, measure: Measure) -> dict[str, str]:
        """Where it flows: "from X", "X's … into Y", "X exports to Y"."""
        text = self.page.text
        roles: dict[str, str] = {}
        for mention in self.page.within(self.page.names, clause):
            for country in countries_of(mention):
                if mention.kind not in ("country", "nationality", "city"):
                    continue
                before = text[max(clause.start, mention.span.start - 10) : mention.span.start]
                if self.tongue:
                    role = self._role_in(self.tongue, mention, before, measure)
                elif FROM.search(before):
                    role = "from"
                elif INTO.search(before):
                    role = "to"
                else:
                    role = "to" if measure.name == "imports" else "from"
                roles.setdefault(country, role)
        return roles

    def _role_in(self, tongue: Tongue, mention: Mention, before: str, measure: Measure) -> str:
        """The side of a flow a Korean or Russian name stands on, by what is written around it."""
        text, patterns = self.page.text, tongue.patterns
        if patterns["from_before"].search(before) or patterns["from_after_name"].match(text, mention.span.end):
            return "from"
        if mention.kind != "nationality" and (
            patterns["into_before"].search(before) or patterns["into_after"].match(text, mention.span.end)
        ):
            return "to"
        return "to" if measure.name == "imports" else "from"


def countries_of(mention: Mention) -> tuple[str, ...]:
    """The countries a name stands for."""
    if mention.kind in ("country", "nationality"):
        return (mention.id,) if mention.id else ()
    return mention.members if mention.kind in ("region", "forum", "city") else ()
