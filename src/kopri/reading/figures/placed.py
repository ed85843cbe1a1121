"""The country that stands right at a figure's side, where a sentence gives several countries one figure each."""

import re
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.actors import Actors, Codes, ordered
from kopri.reading.figures.clauses import holds
from kopri.reading.figures.counted import Counted
from kopri.reading.page import Passage

# Its second half speaks of another: "$46 in Osh, against $210 in Seoul".
AGAINST: Final = ("against", "compared", "versus")
SET_AGAINST: Final = re.compile(r"\b(?:as\s+against|against|compared\s+(?:to|with)|versus)\s")
BEHIND: Final = re.compile(r" \(\Z|\s+with\s+(?:only\s+|about\s+|some\s+|just\s+)?\Z")
IN_PLACE: Final = re.compile(r"\s+(?:in|from|for)\s+(?:the\s+)?")
ROW_ON: Final = re.compile(r"(?:\s[a-z]+){0,2}(?:,|;|\s+and)\s+(?:and\s+)?")
THEN: Final = re.compile(r"(?:\s+(?:about|some|only|nearly|over|almost))?\s+")
CLOSED: Final = re.compile(r"\s?(?:percent|%|people|persons)?\)")


def in_brackets(actors: Actors, passage: Passage, figure: Counted) -> Codes:
    """The country a number stands right behind, one of several: "China (40 percent), Russia (22 percent)", "Georgia with 40 tons"."""
    text, start = actors.page.text, figure.surface.start
    behind = BEHIND.search(text, max(passage.span.start, start - 20), start)
    if behind is None or (behind.group() == " (" and not CLOSED.match(text, figure.surface.end)):
        return ()
    named = actors.page.within(actors.page.names, Span(max(passage.span.start, start - 50), behind.start()))
    if not named or named[-1].span.end != behind.start() or named[-1].kind != "country":
        return ()
    home = actors.sides[0] if len(actors.sides) == 1 else ()
    return ordered([*home, *actors.countries_of(named[-1])])


def right_behind(actors: Actors, clause: Span, figure: Counted) -> Codes:
    """The country named right after a figure, where others follow others: "58 % in Georgia to 81 % in Armenia"."""
    text = actors.page.text
    end = max(figure.surface.end, figure.noun.span.end) if figure.noun else figure.surface.end
    behind = IN_PLACE.match(text, end, clause.end)
    if behind is None:
        return ()
    named = actors.mentions(clause)
    own = next((m for m in named if m.span.start == behind.end()), None)
    places = sum(IN_PLACE.match(text, n.span.end) is not None for n in actors.page.within(actors.page.numbers, clause))
    if own is None or places < 2 or len({c for m in named for c in actors.countries_of(m)}) < 2:
        return ()
    home = actors.sides[0] if len(actors.sides) == 1 else ()
    return ordered([*actors.countries_of(own), *home])


def gapped(actors: Actors, clause: Span, figure: Counted) -> Codes:
    """The country of a figure in a row that leaves the verb out after the first: "Korea takes a quarter, China half"."""
    text = actors.page.text
    if len(actors.mentions(clause)) < 2:
        return ()
    numbers = [n for n in actors.page.within(actors.page.numbers, clause) if n.kind == figure.number.kind]
    at = next((i for i, n in enumerate(numbers) if n.span.start == figure.number.span.start), None)
    if at is None or len(numbers) < 2:
        return ()
    pairs = []
    for i, number in enumerate(numbers):
        begin = numbers[i - 1].span.end if i else clause.start
        named = actors.mentions(Span(begin, number.span.start))
        if len(named) != 1 or (
            i and not (ROW_ON.fullmatch(text, begin, named[0].span.start) and THEN.fullmatch(text, named[0].span.end, number.span.start))
        ):
            return ()
        pairs.append(named[0])
    return actors.countries_of(pairs[at])


def side_of(actors: Actors, clause: Span, figure: Counted) -> Span:
    """The half of a clause that sets two countries against each other."""
    said = clause.of(actors.page.text)
    against = SET_AGAINST.search(actors.page.text, clause.start, clause.end) if holds(said, AGAINST) else None
    if against is None:
        return clause
    after = against.end() <= figure.surface.start
    half = Span(against.start(), clause.end) if after else Span(clause.start, against.start())
    return half if actors.said(half) else clause
