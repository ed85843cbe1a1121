"""Forums, expos and summits by name, and the number of an edition beside them."""

import re
from functools import cache
from typing import Final

from kopri.lang.datafile import read_data
from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word

_WORDS: Final = re.compile(r"[^\W_]{1,30}(?:[–-][^\W_]{1,30}){0,3}")
_COUNTED: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th|-?(?:й|го|м|му|ый|ой|ом|ого))")
_BEFORE_KOREAN: Final = re.compile(r"제\s?(\d{1,3})\s?(?:차|회)\s?[‘'\"“]?$")
_NOUNS: Final = [
    "Forum",
    "Summit",
    "Expo",
    "Exhibition",
    "Fair",
    "Festival",
    "Congress",
    "Dialogue",
    "Conference",
    "Olympiad",
    "Biennale",
    "Week",
    "Days",
]
_HEAD: Final = any_word([*_NOUNS, *(n.upper() for n in _NOUNS)])
_NOUN: Final = re.compile(rf"(?<=[\w’'] )(?:{_HEAD})(?![\w-])(?:[ \u00a0](?:[A-Z][a-z]{{3,12}}|(?:19|20)\d\d)(?![\w-]))?")
_ABOUT: Final = re.compile(r" (?:on|of|for) (?:the )?[A-Z][\w’-]{1,24}(?:(?: and | of | for | |, )(?:the )?[A-Z][\w’-]{1,24}){0,6}")
_MODIFIERS: Final = re.compile(r"(?<![\w-])(?:(?:19|20)\d\d )?(?:[A-Z][\w’'–-]{0,30}[\w’'] (?:& )?){1,6}$")
_LEADING: Final = re.compile(
    r"^(?:The|A|An|At|In|On|During|This|That|Their|Its|Our|For|From|After|Before|And|Of|By|Hold|to|Each|Every"
    r"|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth) "
)


def edition_of(text: str, start: int) -> int | None:
    """The number of the edition that stands before a forum's name at `start`: "the Seventh …", "17th …", "제17차 …", "17-й …"."""
    before = text[max(0, start - 60) : start]
    korean = _BEFORE_KOREAN.search(before)
    if korean:
        return int(korean.group(1))
    for word in reversed(_WORDS.findall(before.rpartition(".")[2])[-5:]):
        counted = _COUNTED.fullmatch(word)
        number = int(counted.group(1)) if counted else ordinal(word)
        if number:
            return number
        if word[0].islower() and len(word) > 7:
            return None
    return None


def edition_said(name: str) -> int | None:
    """The number a gathering's name begins with: "Sixth Meeting of …", "17th session", "inaugural …"."""
    word = name.partition(" ")[0]
    counted = _COUNTED.fullmatch(word)
    return int(counted.group(1)) if counted else 1 if word.lower() == "inaugural" else ordinal(word)


def ordinal(word: str) -> int | None:
    """The number an ordinal word stands for ("seventh" → 7, "седьмой" → 7), or None."""
    return _ordinals().get(word.lower())


def named_forums(text: str) -> list[Span]:
    """Forums, expos and conferences by the form of their names ("2025 Astana Economic Forum")."""
    found = []
    for noun in _NOUN.finditer(text):
        offset = max(0, noun.start() - 120)
        before = _MODIFIERS.search(text[offset : noun.start()])
        if not before:
            continue
        start = offset + before.start()
        while lead := _LEADING.match(text[start : noun.end()]):
            start += lead.end()
        if start < noun.start():
            about = _ABOUT.match(text, noun.end())
            found.append(Span(start, about.end() if about else noun.end()))
    return found


@cache
def _ordinals() -> dict[str, int]:
    return {word: number for number, words in read_data("kopri.reading", "ordinals.yaml")["ordinals"].items() for word in words}
