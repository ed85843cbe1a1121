"""Whose a Korean or Russian figure is: the countries of its clause or sentence, else both countries of an article on two."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.lexicon import Measure
from kopri.reading.figures.tongues import Tongue, tongue_of
from kopri.reading.model import Party, Segment
from kopri.reading.page import Mention, Page, Passage

FLOWS: Final = ("investment_flow", "investment_stock", "exports", "imports", "development_aid", "loan")
OWN: Final = ("members", "cities_of_operation", "countries_of_operation")
HOMES: Final = {"ko": "KOR"}
HEAD: Final = 160
MANY: Final = 12
MOST_OF_PAIR: Final = 2
SIX: Final = 6


class Cast:
    """The countries of a segment: those it is about, by how often it names them."""

    def __init__(self, page: Page, segment: Segment) -> None:
        self.page = page
        self.tongue = tongue_of(page.language)
        self.home = HOMES.get(page.language)
        counts: Counter[str] = Counter()
        regions: Counter[str] = Counter()
        spread = 0
        for mention in page.within(page.names, segment.span):
            if mention.kind in ("country", "nationality") and mention.id:
                counts[mention.id] += 2 if mention.span.start - segment.span.start < HEAD else 1
            elif mention.kind in ("region", "forum"):
                counts.update(mention.members)
                regions.update(mention.members)
                spread += len(mention.members) > MOST_OF_PAIR
            elif mention.kind in ("city", "organisation"):
                counts.update(mention.members)
        most = max(counts.values(), default=0)
        self.main = tuple(c for c, n in counts.most_common() if (n * 3 >= most and n > 1) or n == most)
        others = [n for c, n in (counts - regions).most_common() if c != "KOR"]
        self.pair = () if spread >= max(others, default=1) else self._pair(counts - regions) or self._pair(counts)
        self.whole = tuple(dict.fromkeys([*((self.home,) if self.home else ()), *regions])) if regions else ()
        self.last: tuple[str, ...] = ()

    def _pair(self, counts: Counter[str]) -> tuple[str, ...]:
        """The two countries an article is about: the two it names most, or home and the one other; () if it is about more, or one."""
        named = [c for c, _ in counts.most_common()]
        if self.home and len(named) == 1 and named[0] != self.home:
            return (self.home, named[0])
        if len(named) < 2:
            return ()
        if self.home in named:
            others = [c for c in named if c != self.home]
            clear = len(others) == 1 or counts[others[0]] >= 2 * counts[others[1]]
            return (self.home, others[0]) if self.home and clear else ()
        return (named[0], named[1]) if len(named) == 2 or counts[named[1]] >= 2 * counts[named[2]] else ()

    def of(self, passage: Passage, clause: Span, figure: Counted, measure: Measure | None, subject: str | None) -> tuple[Party, ...]:
        """The parties of a figure."""
        if self.tongue is None or (measure is not None and measure.name in OWN and (subject or measure.name != "members")):
            return ()
        own = self._excluded(figure)
        named = self._named(self.tongue, passage, clause, own)
        relation = measure is not None and measure.relation
        near = self._completed(self.tongue, passage, clause, named, relation=relation)
        if len(near) > MANY:
            return ()
        self.last = near
        roles = self._roles(clause, measure) if measure is not None and measure.name in FLOWS else {}
        return tuple(self._party(c, roles, near) for c in near)

    def _named(self, tongue: Tongue, passage: Passage, clause: Span, own: Span) -> tuple[str, ...]:
        """The countries named in the clause, else in the sentence; "there" is the last one named before."""
        text = self.page.text
        listed = [
            m for m in self.page.within(self.page.names, clause) if m.kind == "country" and m.id and 0 < figure_gap(text, m, own) <= 2
        ]
        if listed and len(self._countries(clause, own)) > 1:
            code = listed[-1].id or ""
            return self._ordered([*((self.home,) if self.home else ()), code])
        near = self._countries(clause, own)
        if tongue.patterns["both"].search(text, clause.start, clause.end) and self.pair and not set(near) - set(self.pair):
            return self._ordered([*near, *self.pair])
        if tongue.patterns["there"].search(text, clause.start, clause.end):
            near = self._ordered([*near, *self._countries(Span(passage.span.start, clause.start), own)[-1:]])
        return near or self._countries(passage.span, own)

    def _completed(self, tongue: Tongue, passage: Passage, clause: Span, near: tuple[str, ...], *, relation: bool) -> tuple[str, ...]:
        """One country, or none, made the article's two, unless what is told concerns one country alone."""
        text = self.page.text
        if not self.pair:
            across = tongue.patterns["cross"].search(text, passage.span.start, passage.span.end) is not None
            if near and self.home and self.home not in near and across:
                return (self.home, *near)
            if self.whole and (not near or (relation and len(near) == 1)):
                return self._ordered([*near, *self.whole])
            if not near or (relation and len(near) == 1):
                return self._ordered([*near, *(self.main if len(self.main) <= SIX or not near else ())])
            return near
        domestic = tongue.patterns["domestic"].search(text, clause.start, clause.end) is not None
        if not relation and domestic:
            other = next(c for c in self.pair if c != self.home) if self.home else None
            return near if len(near) == 1 else self.last if len(self.last) == 1 else (other,) if other and not near else near or self.pair
        if not near and not relation and tongue.patterns["home"].search(text, clause.start, clause.end) and self.home:
            return (self.home,)
        if len(near) > 2 and self.home and self.home not in near and set(near) <= set(self.whole):
            return (self.home, *near)
        return self.pair if set(near) <= set(self.pair) else near

    def _party(self, country: str, roles: dict[str, str], all_of_them: tuple[str, ...]) -> Party:
        role = roles.get(country)
        if role is None and len(all_of_them) == 2 and roles:
            other = next(iter(roles.values()))
            role = "to" if other == "from" else "from"
        return Party(country, "from" if role == "from" else "to" if role == "to" else "of")

    def _excluded(self, figure: Counted) -> Span:
        """The amount itself: "долл. США" names a currency and no country."""
        after = len(" США") if figure.family == "money" and self.page.language == "ru" else 0
        return Span(figure.number.span.start, figure.number.span.end + after)

    def _countries(self, span: Span, excluded: Span) -> tuple[str, ...]:
        text = self.page.text
        named = [m for m in self.page.within(self.page.names, span) if not m.span.overlaps(excluded)]
        named = [
            m for m in named if not (m.id == "USA" and text[max(0, m.span.start - 9) : m.span.start].rstrip().lower().endswith(DOLLARS))
        ]
        return self._ordered(c for m in named for c in countries_of(m))

    @staticmethod
    def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(codes))

    def _roles(self, clause: Span, measure: Measure) -> dict[str, str]:
        """Where it flows: «из Кореи», "한국의 대카자흐스탄 투자"."""
        roles: dict[str, str] = {}
        for mention in self.page.within(self.page.names, clause):
            if mention.kind not in ("country", "nationality", "city") or self.tongue is None:
                continue
            before = self.page.text[max(clause.start, mention.span.start - 10) : mention.span.start]
            for country in countries_of(mention):
                roles.setdefault(country, self._role_in(self.tongue, mention, before, measure))
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


def figure_gap(text: str, mention: Mention, amount: Span) -> int:
    """How far before an amount a name ends, if only white space stands between; else 0."""
    between = text[mention.span.end : amount.start] if mention.span.end <= amount.start else "-"
    return len(between) if between and not between.strip() else 0


DOLLARS: Final = ("долл.", "доллара", "долларов", "доллар", "дол.", "доллары")


def countries_of(mention: Mention) -> tuple[str, ...]:
    """The countries a name stands for."""
    if mention.kind in ("country", "nationality"):
        return (mention.id,) if mention.id else ()
    return mention.members if mention.kind in ("region", "forum", "city") else ()
