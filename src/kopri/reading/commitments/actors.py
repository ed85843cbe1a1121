"""Who acts: the subject before a trigger, or those named before whom a pronoun stands for."""

import re
from dataclasses import dataclass
from typing import Final

from kopri.reading.commitments.rules import agents, plural_pronouns, pronouns
from kopri.reading.names.gazetteer import holder, known_organisation
from kopri.reading.page import Mention
from kopri.reading.tagged import SIGNS, Tagged

AGENT_KINDS: Final = ("country", "nationality", "region", "organisation", "person", "post")
_SUBJECT_START: Final = re.compile(
    r"[;:“”\"]|, (?:and|while|but|so|with|as|in which|which|where|when|saying|adding) |\b(?:while|whereas|because|and that|that) "
    r"| [-–—]{1,2} |\b(?:say|says|said|argues?|argued|thinks?|believes?) (?:that )?"
)
_RELATIVE: Final = re.compile(
    r", for (?:its|their|his|her) part,\s*$|, (?:which|who|whose|where)[^,]{3,120},?\s*$|, (?:which|who)[^,]{3,120}, "
)
_LAST_WORD: Final = re.compile(
    r"([\w’'-]+|[\ue000-\ue007])(?:['’]s)?(?: (?:also|then|both|jointly|itself|themselves|currently|now))*[\s,]*$"
)
_HEAD_NOUN: Final = re.compile(r"([\w-]+|[\ue000-\ue007]) (?:of|in|from|for|between|with|to|on|at) [^,;]{1,70}$")
_SPLICED: Final = re.compile(r"(?<![\ue000-\ue007]), (?=[\ue000-\ue007] (?:also )?$)")
_OPENING: Final = re.compile(
    r"(?:[A-Z][a-z]+ing|In|On|At|During|After|Before|As|To|For|With|Since|By|Under|Through|Following|Regarding|According|Besides"
    r"|Meanwhile)\b[^,;]{0,120}, "
)
SHORT: Final = 4
_SOME: Final = frozenset({"these", "those", "some", "many", "most", "all", "other", "several", "few", "any", "each", "such"})
_INSTITUTIONS: Final = frozenset(SIGNS[k] for k in ("country", "organisation"))
_AGENT_SIGNS: Final = frozenset(SIGNS[k] for k in AGENT_KINDS)


@dataclass(frozen=True, slots=True)
class Actors:
    """Those who act: countries as alpha-3, organisations and people by name; `countries` are theirs and all named beside them."""

    names: tuple[str, ...]
    countries: tuple[str, ...]
    sure: bool
    beside: tuple[str, ...] = ()


def subject_bounds(tagged: Tagged, at: int) -> int:
    """Where the subject of a trigger at `at` begins."""
    start = max((m.end() for m in _SUBJECT_START.finditer(tagged.text, 0, at)), default=0)
    opening = _OPENING.match(tagged.text, start, at)
    start = opening.end() if opening else start
    spliced = _SPLICED.search(tagged.text, start, at)
    return spliced.end() if spliced else start


def has_agent(tagged: Tagged, start: int, at: int, *, cities: bool) -> bool:
    """Whether the word before the trigger is somebody who can act; with `cities`, also a city in their place."""
    subject = _RELATIVE.sub(" ", tagged.text[start:at])
    found = _HEAD_NOUN.search(subject) or _LAST_WORD.search(subject)
    return found is not None and (
        found.group(1) in _AGENT_SIGNS or (cities and found.group(1) == SIGNS["city"]) or found.group(1).lower() in agents()
    )


def actors_in(tagged: Tagged, start: int, end: int) -> Actors:
    """Those named between two places, or nobody."""
    found = tagged.names(start, end, AGENT_KINDS)
    return named(found)


def cities_in(tagged: Tagged, start: int, end: int) -> Actors:
    """A city in the place of those who act there: "Seoul plans to …"."""
    countries = tuple(dict.fromkeys(c for m in tagged.names(start, end, ("city",)) for c in m.members))
    return Actors(countries, countries, bool(countries))


def named(mentions: list[Mention]) -> Actors:
    """Mentions as those who act: organisations and countries, else people. A president acts for the country."""
    countries = tuple(dict.fromkeys(c for m in mentions for c in countries_of(m)))
    bodies = tuple(dict.fromkeys(m.name for m in mentions if m.kind == "organisation"))
    people = tuple(dict.fromkeys(m.name for m in mentions if m.kind == "person"))
    names = bodies or countries or people
    home = tuple(dict.fromkeys(c for m in mentions if m.kind == "organisation" for c in m.members))
    return Actors(names, home if bodies else countries, bool(names), tuple(c for c in countries if c not in home) if bodies else ())


def subject_noun(tagged: Tagged, start: int, end: int) -> Actors:
    """A subject that is a noun for those who act and no name: "(The) organisers"."""
    subject = re.sub(
        r"^(?:[\d.()]{1,8}\s+)?(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Ii]n addition, the) ", "", tagged.text[start:end].strip(" ,")
    )
    words = subject.split(" ")
    if (
        words[0].lower() in _SOME
        or len(words) > SHORT
        or words[-1].lower() not in agents()
        or words[-1].lower() in pronouns()
        or not subject.replace(" ", "").isalpha()
    ):
        return Actors((), (), sure=False)
    return Actors((subject,), (), sure=False)


def is_institution(tagged: Tagged, start: int, end: int) -> bool:
    """Whether the word before the trigger is a country, an organisation, or a noun for one."""
    found = _LAST_WORD.search(_RELATIVE.sub(" ", tagged.text[start:end]))
    return found is not None and (found.group(1) in _INSTITUTIONS or found.group(1).lower() in agents() - pronouns())


def body_kind(mention: Mention) -> str | None:
    """The kind of an organisation, where it is known or its form shows it."""
    known = known_organisation(mention.id) if mention.id else None
    return known.kind if known else mention.sort


def before_mention(tagged: Tagged, mention: Mention) -> str:
    """The few words before a name."""
    at = mention.span.start - tagged.passage.span.start
    return tagged.source[max(0, at - 16) : at]


def is_pronoun(subject: str) -> bool:
    """Whether a subject only points back: "They", "the two sides"."""
    return re.sub(r"\s+", " ", subject).strip().lower() in plural_pronouns()


def countries_of(mention: Mention) -> tuple[str, ...]:
    """The countries a name stands for: a region's members, a forum's, a city's, and the country whose post a person holds."""
    if mention.kind in ("region", "forum", "city"):
        return mention.members
    if mention.kind == "person" and mention.id:
        known = holder(mention.id)
        return tuple(t.country for t in known.terms[-1:] if t.country) if known else ()
    return (mention.id,) if mention.kind in ("country", "nationality") and mention.id else ()
