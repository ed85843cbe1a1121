"""The noun a number counts, in the words after it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.lexicon import nouns, units

WORD: Final = re.compile(
    r"(?:[ \u00a0]{1,2}|[ ]?\r?\n)"
    r"(?P<word>(?:[A-Za-z\u00c0-\u024f]|\dG\b|\d{1,2}:\d{1,2}\b)[\w\u00c0-\u024f]*(?:[-’'.&/][A-Za-z\u00c0-\u024f]\w*)*)"
    r"(?P<own>(?<=s)[’'](?=\s[A-Za-z]))?"
)
OF_THEM: Final = re.compile(r"\s+of\s+(?:all\s+)?(?:the|these|those|its|their|our|his|such)\b", re.IGNORECASE)
BARE_OF: Final = re.compile(r"\s+of\b")
HYPHEN: Final = re.compile(r"[-‑](?P<word>[A-Za-z]+)\b")
STRONG: Final = re.compile(r"\s+strong(?=[,.;)])")
HYPHENED_NAME: Final = re.compile(r"[-–](?P<word>[A-Z]\w*)")
RATE: Final = re.compile(
    r"\s+(?:per|a|an|each|every)\s+(?P<period>day|week|month|year)\b|\s+(?P<adverb>weekly|daily|monthly|yearly|annually)\b", re.IGNORECASE
)
SIGN: Final = re.compile(r"\s?(?P<sign>°[CF]|[A-Za-z]{1,4}[²³23]?)(?!\w)")
ONE_MORE: Final = re.compile(r"\s+\d[\d,. ]{0,8}(?=\s[A-Za-z])")
ONE_PER: Final = re.compile(r"\s(?P<noun>(?:[a-z][\w-]*\s){0,2}[a-z][\w-]+)\s(?:per|for\s+(?:every|each))\s")
ARE: Final = re.compile(r"\s+(?:or\s+(?:so|more)\s+)?(?:of\s+(?:them|these|whom)\s+)?(?:are|were|will\s+be)\s+(?P<word>[a-z]+)\b")
ACRONYMS: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z]+s")
PEOPLES: Final = ("janis", "tanis", "raelis", "raqis", "epalis", "deshis", "waitis", "audis", "manis", "emenis")
LONGEST_PHRASE: Final = 6


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its phrase as written, its singular, the unit it makes, whether a hyphen joins it ("20-member").

    `factor` is how many units each one stands for ("bcm": a billion).
    """

    span: Span
    words: tuple[str, ...]
    singular: str
    unit: str
    hyphened: bool = False
    factor: int = 1

    @property
    def is_measure(self) -> bool:
        """Whether it is a unit of measure, of which there may be a fraction."""
        return self.unit.rsplit(" ", 1)[-1] in nouns()["measures"].values()


@cache
def singular_of(word: str) -> str | None:
    """The singular of a plural noun, or None if the word is none.

    >>> singular_of("companies"), singular_of("across")
    ('company', None)
    """
    if ACRONYMS.fullmatch(word):
        return word[:-1].lower()
    low = word.lower().replace("’", "'")
    if low.endswith("men") and len(low) > 5 and low not in nouns()["not_plural"]:
        return low[:-3] + "man"
    irregular = nouns()["irregular"].get(low)
    if irregular is not None:
        return str(irregular)
    if word[:1].isupper() and low.endswith(PEOPLES):
        return low[:-1]
    if low in nouns()["not_plural"] or low.endswith(("ss", "us", "is", "'s", "s'")) or not low.endswith("s") or len(low) < 4:
        return None
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return low[:-2]
    return low[:-1]


def noun_after(text: str, start: int, stop: int, *, vague: bool = False) -> Noun | None:
    """The noun counted by a number that ends at `start`, or None; a vague one counts with a bare "of" ("thousands of visitors")."""
    start += text[start : start + 1] == "+"
    unit = _unit_after(text, start, stop)
    if unit is not None or HYPHEN.match(text, start, stop):
        return unit
    are = ARE.match(text, start, stop)
    if are:
        singular = singular_of(are["word"])
        return noun_of(text, Span(are.start("word"), are.end()), [are["word"]], singular) if singular else None
    of_them = (BARE_OF if vague else OF_THEM).match(text, start, stop)
    at = of_them.end() if of_them else start
    if of_them and (whole := ONE_MORE.match(text, at, stop)):
        at = whole.end()
    said: list[str] = []
    first = at
    while len(said) < LONGEST_PHRASE:
        match = WORD.match(text, at, stop)
        if match is None:
            return None
        word = match["word"]
        if word.lower() in nouns()["stop"] and not (word.lower() == "and" and said):
            return None
        said.append(word)
        if len(said) == 1:
            first = match.start("word")
        at = match.end()
        singular = None if match["own"] or _compound_goes_on(text, at) else singular_of(word)
        if singular is not None:
            return noun_of(text, Span(first, at), said, singular)
    return None


def _unit_after(text: str, start: int, stop: int) -> Noun | None:
    """The noun a hyphen joins ("20-member"), the people of a group ("62 strong"), or a sign of measure ("40 km")."""
    hyphen = HYPHEN.match(text, start, stop)
    if hyphen:
        return _hyphened(text, hyphen)
    strong = STRONG.match(text, start, stop)
    if strong:
        return Noun(Span(start, strong.end()), ("people",), "person", "person")
    sign = SIGN.match(text, start, stop)
    if sign and sign["sign"] in nouns()["measures"]:
        unit = nouns()["measures"][sign["sign"]]
        return Noun(Span(start, sign.end()), (sign["sign"],), unit, unit, factor=nouns()["scaled"].get(sign["sign"], 1))
    return None


def _compound_goes_on(text: str, at: int) -> bool:
    """Whether a hyphen shows that the plural is only part of the counted noun."""
    return text[at : at + 1] in ("-", "‑") and text[at + 1 : at + 2].isalpha()


def singular_after(text: str, start: int, stop: int) -> Noun | None:
    """The noun of "one …" that is shared out: "one engineer for every 900 km", "one teacher per school"."""
    shared = ONE_PER.match(text, start, stop)
    if shared is None:
        return None
    said = shared["noun"].split()
    unit = units().get(said[-1].lower(), said[-1].lower())
    return (
        None
        if said[0].lower() in nouns()["stop"]
        else Noun(Span(shared.start("noun"), shared.end("noun")), tuple(said), said[-1].lower(), unit)
    )


def noun_of(text: str, span: Span, said: list[str], singular: str) -> Noun:
    """A counted noun with its unit: `said` are the words of its phrase, the last its head, which is `singular` in the singular."""
    low = [w.lower() for w in said]
    measure = nouns()["measures"].get(said[-1]) or nouns()["measures"].get(low[-1])
    if measure is not None:
        heads = [w for w in low[:-1] if w in nouns()["measure_heads"]]
        unit = " ".join([h for h in heads if h != "metric"] + [measure])
        return Noun(span, tuple(said), singular, unit)
    unit = "person" if singular.endswith("man") else units().get(singular, singular)
    if said[-1][:1].isupper() and unit == singular and is_people(said[-1]):
        unit = "person"
    if singular in nouns()["frequent"]:
        unit = _rated(text, span, low, unit)
    return Noun(span, tuple(said), singular, unit)


def is_people(word: str) -> bool:
    """Whether a capital plural names people: Koreans, Kazakhs, Uzbeks."""
    return (
        word.lower()
        .rstrip("s")
        .endswith(("an", "akh", "ek", "ik", "man", "ese", "ard", "yz", "er", "en", "ian", *(p[:-1] for p in PEOPLES)))
    )


def _rated(text: str, span: Span, low: list[str], unit: str) -> str:
    rate = RATE.match(text, span.end)
    adverbs = nouns()["adverbs_of_rate"]
    if rate and rate["period"]:
        return f"{unit}/{rate['period'].lower()}"
    if rate:
        return f"{unit}/{adverbs.get(rate['adverb'].lower(), 'year')}"
    adverb = next((adverbs[w] for w in low if w in adverbs), None)
    return f"{unit}/{adverb}" if adverb else unit


def _hyphened(text: str, match: re.Match[str]) -> Noun | None:
    word = match["word"].lower()
    unit = nouns()["in_hyphen"].get(word) or nouns()["measures"].get(word)
    if unit is None:
        return None
    return Noun(Span(match.start("word"), match.end()), (match["word"],), word, unit, hyphened=True) if text else None


def meeting_after(text: str, end: int) -> Noun | None:
    """The meeting an ordinal counts: "7th ROK-Central Asia Cooperation Forum", "78th session"."""
    at = end
    said: list[str] = []
    while len(said) < LONGEST_PHRASE:
        match = WORD.match(text, at) or HYPHENED_NAME.match(text, at)
        if match is None or match["word"].lower() in nouns()["stop"] - {"the"}:
            return None
        said.append(match["word"])
        at = match.end()
        last = re.split(r"[-–]", match["word"])[-1]
        if last.lower() in nouns()["meetings"]:
            following = WORD.match(text, at)
            if following and following["word"].lower() in nouns()["meetings"] and following["word"][:1].isupper():
                continue
            return Noun(Span(end, at), tuple(said), last.lower(), "edition")
    return None
