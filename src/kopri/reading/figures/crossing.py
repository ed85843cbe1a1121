"""What goes from one country to another: from which, to which, and whether a clause leaves one of its ends unsaid."""

import re
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.actors import Actors
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.lexicon import Measure

# What comes from abroad or goes there has another end at home: "imports from Japan", "tourists from China".
ABROAD_END: Final = re.compile(
    r"\b(?:imports?|imported|exports?|exported|shipments?|trade|sales|visitors?|tourists?|arrivals?|students?|workers?|work|go(?:es)?|went|"
    r"sent|shipped|sold|migrants?|remittances?|flights?|goods|cars|investments?|loans?|credits?|patients)\b",
    re.IGNORECASE,
)
INTO: Final = re.compile(r"\b(?:into|in|to|towards?|for)\s+(?:the\s+)?\Z", re.IGNORECASE)
FROM: Final = re.compile(r"\b(?:from|by)\s+(?:the\s+)?\Z", re.IGNORECASE)
DIRECTED: Final = re.compile(r"\b(?:from|to|with|into)\s+(?:the\s+)?(?:[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?(?:,\s+|\s+and\s+)){0,3}\Z")
BUYS: Final = re.compile(r"\b(?:bought|buys?|imported|imports|purchased|ordered|received|invested|supplie[ds]|sold)\b")
ON_TO: Final = re.compile(r"\s+to\s+[A-Z]")
CROSSING: Final = re.compile(
    r"\b(?:contracts?|loans?|credits?|grants?|aid|assistance|scholarships?|trainees?|visas?|joint|tender|MOUs?|capital|delegation|mission)\b"
    r"|\border(?:ed|s?\s+(?:worth|for))\b|\bbe\s+(?:dispatched|sent|supplied|delivered)\b|\bto\s+(?:the\s+)?\w+\s+market\b|\bsell\b"
)
# What is given stands right after the verb: "will accept 900 trainees", "has offered the library 1,500 books".
GIVING: Final = re.compile(
    r"\b(?:(?:provide|offer|donate|accept|dispatch|send|lend|supply|train|deliver|give)s?|(?:provid|offer|donat|accept|dispatch|suppli|train|"
    r"deliver)ed|sent|lent|gave|given)\b(?!\s+(?:up|away))[^,;.:]{0,60}\Z"
)


def crosses(text: str, clause: Span, figure: Counted) -> bool:
    """Whether what a clause counts passes between countries: a loan, a contract, trainees, what is given or sent."""
    given = figure.kind == "quantity" and GIVING.search(text, max(clause.start, figure.surface.start - 90), figure.surface.start)
    return bool(given) or CROSSING.search(text, clause.start, clause.end) is not None


def is_dealt_in(text: str, clause: Span, figure: Counted) -> bool:
    """Whether somebody buys, sells or receives the figure."""
    return BUYS.search(text, clause.start, figure.surface.start) is not None


def has_foreign_end(actors: Actors, clause: Span, figure: Counted) -> bool:
    """Whether a clause tells where something comes from or goes to, and not from where it goes: "imports from Japan"."""
    text = actors.page.text
    named = actors.mentions(clause)
    if figure.kind == "rank" or not named:
        return False
    for mention in named:
        before = max(clause.start, mention.span.start - 60)
        if not DIRECTED.search(text, before, mention.span.start) or ON_TO.match(text, mention.span.end):
            return False
    return ABROAD_END.search(text, clause.start, clause.end) is not None


def roles(actors: Actors, clause: Span, measure: Measure) -> dict[str, str]:
    """Where it flows: "from X", "X's … into Y", "X exports to Y"."""
    text = actors.page.text
    found: dict[str, str] = {}
    for mention in actors.mentions(clause):
        if mention.kind not in ("country", "nationality", "city"):
            continue
        before = text[max(clause.start, mention.span.start - 10) : mention.span.start]
        plain = "to" if measure.name == "imports" else "from"
        role = "from" if FROM.search(before) else "to" if INTO.search(before) else plain
        for country in actors.countries_of(mention):
            found.setdefault(country, role)
    return found
