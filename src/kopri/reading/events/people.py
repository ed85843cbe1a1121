"""Who takes part in an event, and where it is, as the sentence says it."""

import re
from collections.abc import Iterable
from typing import Final

from kopri.reading.page import Mention, Page
from kopri.reading.posts import homes
from kopri.reading.tagged import Tagged, pattern, without_signs

_AT_PLACE: Final = pattern(r"\b(?:in|at|to) (?:the )?(?P<place>[\ue003\ue005\ue000](?:, [\ue003\ue000](?=[,.\s]|$))?)")
_LEAD: Final = re.compile(
    r"^(?:(?:will|to|is|also|then|during|after|before|in|at|by|of|on|hold|held|holds|holding|had|have|adopted|issued|signed|released"
    r"|the|a|an|its|their|his|her) )+",
    re.IGNORECASE,
)
_DAYS: Final = "today|yesterday|[A-Z][a-z]{2,5}day"
_TAIL: Final = re.compile(rf"(?:,? (?:on|in|at|of|for|to|and|with|by|the|a|an|will|is|was|are|were|this|last|next|{_DAYS}))+$")
_REPEATED: Final = re.compile(r"(\b.{4,90}) \(\1\)")
_COUNTRY_KINDS: Final = ("country", "nationality", "region")


def tidy(text: str) -> str:
    """A phrase as a name: single spaces, no leading article, nothing hanging at its ends."""
    text = _LEAD.sub("", re.sub(r"\s+", " ", text).strip(" ,;:–—-“”\"'’"))
    return _TAIL.sub("", _REPEATED.sub(r"\1", text))


def phrase(tagged: Tagged, start: int, end: int) -> str:
    """The words between two places of a tagged sentence as a name: names in full, dates as written."""
    return tidy(without_signs(tagged, start, end))


def visitor(tagged: Tagged, start: int, end: int) -> str:
    """Who somebody is: the person's full name, else the post with its country."""
    names = tagged.names(start, end)
    person = next((m.name for m in names if m.kind == "person"), None)
    return person or phrase(tagged, start, end)


def participants(tagged: Tagged, start: int, end: int) -> tuple[str, ...]:
    """Countries (alpha-3) and people named between two places, each once, in order; a region stands for its members."""
    told = [m for m in tagged.names(start, end) if not (m.kind == "organisation" and _in_brackets(tagged, m))]
    return tuple(dict.fromkeys(part for m in told for part in _parts(m)))


def with_countries(page: Page, named: Iterable[str]) -> tuple[str, ...]:
    """Those who take part, each person who speaks for a country with it, so that a summit is one of countries."""
    home = homes(page)
    return tuple(dict.fromkeys(part for name in named for part in (*((home[name],) if name in home else ()), name)))


def place_in(tagged: Tagged, start: int, end: int) -> tuple[str, frozenset[str]] | None:
    """The place named by "in", "at" or "to" between two places of the sentence, with what it is known as."""
    found = _AT_PLACE.search(tagged.text, start, end)
    return place_at(tagged, *found.span("place")) if found else None


def place_at(tagged: Tagged, start: int, end: int) -> tuple[str, frozenset[str]]:
    """A place by its names ("Bishkek, Kyrgyzstan") and the ids of these names; a city counts as its country too."""
    names = tagged.names(start, end)
    ids = frozenset(i for m in names for i in (m.id or m.name, *m.members))
    return ", ".join(m.name for m in names) or tidy(tagged.text[start:end]), ids


def _in_brackets(tagged: Tagged, mention: Mention) -> bool:
    """Whether a name stands in brackets, as the agency does in a dateline."""
    return tagged.source[max(0, mention.span.start - tagged.passage.span.start - 1) :].startswith("(")


def _parts(mention: Mention) -> Iterable[str]:
    if mention.kind in _COUNTRY_KINDS:
        return mention.members if mention.kind == "region" else (mention.id or mention.name,)
    if mention.kind == "forum":
        return mention.members
    if mention.kind == "organisation":
        return (*mention.members, mention.name) if len(mention.members) > 1 else (mention.name,)
    return (mention.name,) if mention.kind == "person" else ()
