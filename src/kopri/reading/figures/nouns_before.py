"""The noun a number counts where it stands before it: "a population of 20 million", "Places: 25", "students rose to 3,400"."""

import re
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.counted_nouns import Noun, is_people, noun_of, singular_of
from kopri.reading.figures.lexicon import nouns, units, words

NUMBERED: Final = re.compile(
    r"\b(?P<word>[A-Za-z]{3,}s|people|staff)\s+(?:now\s+|already\s+|has\s+|have\s+)?(?:number(?:s|ed|ing)?|total(?:s|l?ed)?|totall?ing|amount(?:s|ed)?\s+to|reach(?:es|ed)?"
    r"|(?P<moved>rose|grew|fell|increased|declined|jumped|climbed|dropped|surged)\s+(?:from|to|by))\s+(?:[a-z]+\s+){0,2}\Z",
    re.IGNORECASE,
)
HOLDER: Final = re.compile(
    r"\b(?P<word>[a-z]+)\s+(?:of|was|is|at|(?:has )?(?:reached|exceeded|passed|topped)|totals|totall?ed"
    r"|(?:grew|rose|fell|increased|declined|shrank|dropped) (?:by|to|from))\s+(?:[a-z]+\s+){0,3}\Z",
    re.IGNORECASE,
)
LISTED: Final = re.compile(r"(?<![\w-])(?P<word>[A-Za-z][a-z]{2,})(?:\s\([^()]{1,12}\))?:\s+(?:[a-z]+\s+){0,2}\Z")
TRAFFIC: Final = re.compile(
    r"\b(?P<who>[a-z]+)\s+(?:traffic|numbers?|volumes?|flows?|arrivals)\b[^.;:]{0,50}?"
    r"\b(?:stood\s+at|was|were|reached|totall?ed|to|at|exceeded)\s+(?:[a-z]+\s+){0,2}\Z",
    re.IGNORECASE,
)
VISITED: Final = re.compile(
    r"\b(?:(?:seen|visited|attended|watched|joined)\s+by|seats|sleeps|accommodates)\s+(?:(?:about|some|over|more\s+than|nearly|up\s+to)\s+)?\Z"
)
CROWD: Final = re.compile(
    r"\b(?P<who>attendance|population|membership|workforce|enrol?lment|audience|readership)\b[^.;:]{0,40}"
    r"\b(?:to|at)\s+(?:a\s+record\s+)?(?:(?:about|some|over|nearly|almost)\s+)?\Z",
    re.IGNORECASE,
)
HEAD_LISTED: Final = re.compile(r"[\s•*–-]*(?P<word>[A-Z][a-z]+)\s(?:in|from|of|to|at|abroad)\b[^:;.]{0,30}:\s+(?:[a-z]+\s+){0,2}\Z")
COUNTRY_OF: Final = re.compile(
    r"\b(?:country|nation|city|town|land|republic|village|market)\s+of\s+(?:(?:about|some|only|just|nearly|over|almost|under|more\s+than|less\s+than)\s+)?\Z"
)
LEADS_TO: Final = re.compile(
    r"\b(?:to|at|was|is|were|are|reached|exceeded|totall?ed|stood|stands|hit|by|than|over|about|nearly|around|approximately|from|now)\s+(?:[a-z]+\s+){0,2}\Z",
    re.IGNORECASE,
)
PHRASE: Final = re.compile(r"(?:[\w’'-]+\s+){0,5}")
BROKEN: Final = re.compile(r"\d|[;:]")
PLAIN_WORD: Final = re.compile(r"[\w’'-]+")


def noun_before(text: str, start: int, stop: int) -> Noun | None:
    """The noun counted by a number that begins at `stop`, in a passage that begins at `start`, or None."""
    return _labelled(text, start, stop) or _held(text, start, stop) or _numbered(text, start, stop) or _number_of(text, start, stop)


def _labelled(text: str, start: int, stop: int) -> Noun | None:
    """The noun of a label: "Places: 25", "Georgians in Korea: 900"; no count a page makes of itself."""
    headed = HEAD_LISTED.fullmatch(text, start, stop)
    listed = headed or LISTED.search(text, max(start, stop - 60), stop)
    word = listed["word"] if listed else ""
    if not word or word.lower() in nouns()["page_words"]:
        return None
    held = nouns()["counted_before"].get(word.lower())
    if held:
        return Noun(Span(stop, stop), (word,), word.lower(), held)
    singular = singular_of(word)
    return noun_of(text, Span(stop, stop), [word], singular) if singular else None


def _held(text: str, start: int, stop: int) -> Noun | None:
    """What a number of holders or goers has: "a workforce of 300", "passenger traffic stood at 48,000"."""
    holder = HOLDER.search(text, max(start, stop - 50), stop)
    if holder and holder["word"].lower() in nouns()["counted_before"]:
        unit = nouns()["counted_before"][holder["word"].lower()]
        return Noun(Span(stop, stop), (holder["word"],), holder["word"].lower(), unit)
    moved = TRAFFIC.search(text, max(start, stop - 100), stop)
    crowd = CROWD.search(text, max(start, stop - 70), stop)
    if crowd:
        return Noun(Span(stop, stop), (crowd["who"],), crowd["who"].lower(), "person")
    if VISITED.search(text, max(start, stop - 40), stop):
        return Noun(Span(stop, stop), ("people",), "person", "person")
    if moved and units().get(moved["who"].lower()) == "person":
        return Noun(Span(stop, stop), (moved["who"],), moved["who"].lower(), "person")
    return None


def _numbered(text: str, start: int, stop: int) -> Noun | None:
    """The noun of "members number 300", "students rose to 3,400"."""
    tail = NUMBERED.search(text, max(start, stop - 70), stop)
    singular = singular_of(tail["word"]) if tail else None
    if tail is None or singular is None or (tail["moved"] and tail["word"].lower() in nouns()["amounts"]):
        return None
    return Noun(Span(stop, stop), (tail["word"],), singular, units().get(singular, singular))


def _number_of(text: str, start: int, stop: int) -> Noun | None:
    """The noun of "the number of weekly flights rose to 14"."""
    said = max(words("quantity_of").finditer(text, max(start, stop - 140), stop), key=lambda m: m.start(), default=None)
    if said is None or BROKEN.search(text, said.end(), stop) or not LEADS_TO.search(text, said.end(), stop):
        return None
    phrase = PHRASE.match(text[said.start("noun") : stop] + " ")
    said_words = PLAIN_WORD.findall(phrase[0] if phrase else "")
    for i, word in enumerate(said_words):
        singular = singular_of(word)
        if singular is not None:
            return noun_of(text, Span(stop, stop), said_words[: i + 1], singular)
    return None


def populace_before(text: str, start: int, stop: int) -> Noun | None:
    """The people a country or town has: "a country of 9 million"."""
    if COUNTRY_OF.search(text, max(start, stop - 60), stop) is None:
        return None
    return Noun(Span(stop, stop), ("people",), "person", "person")


def people_before(text: str, start: int, stop: int) -> Noun | None:
    """The people last spoken of before `stop`: "the ethnic Koreans … there are 120,000 of them"."""
    for word in reversed(re.findall(r"[A-Za-z’'-]+", text[start:stop])):
        singular = singular_of(word)
        if singular is not None and (units().get(singular) == "person" or (word[:1].isupper() and is_people(word))):
            return Noun(Span(stop, stop), (word,), singular, "person")
    return None


def plural_in(text: str, start: int, stop: int) -> Noun | None:
    """The first plural that can be counted in a stretch of text: what it speaks of."""
    for match in PLAIN_WORD.finditer(text, start, stop):
        word = match[0]
        singular = singular_of(word) if len(word) > 3 and (word[:1].islower() or match.start() < start + 20) else None
        if singular is not None and word.lower() not in nouns()["stop"] and word.lower() not in nouns()["meetings"]:
            return Noun(Span(stop, stop), (word,), singular, units().get(singular, singular))
    return None
