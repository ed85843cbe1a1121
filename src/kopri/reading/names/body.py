"""What the grammars of organisations share: a name found, the words of `data/organisation_kinds.yaml`, the kind a name speaks of."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from kopri.lang.datafile import read_data
from kopri.lang.spans import Span

GAP: Final = "[ \u00a0]"
WORD: Final = r"(?:[^\W\d_a-zа-я][\w&.’'–-]{0,40}[\w&]|[A-Z])(?![\w&])(?:(?<=s)[’'](?=[ \u00a0]))?"
LINK: Final = rf"(?:{GAP}(?:of|for|and|&|on|of the|for the|and the){GAP}|{GAP})"
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS: Final = "January February March April May June July August September October November December"
_PARTS: Final = re.compile(r"[\s-]")

Words = Literal[
    "generic",
    "determiners",
    "local",
    "not_inside",
    "trades",
    "not_before_trade",
    "not_after_trade",
    "not_companies",
    "not_a_body",
    "legal",
    "on_fields",
    "whole",
    "stops",
]


_RUN: Final = re.compile(rf"(?<![\w@.-]){WORD}(?:{LINK}{WORD}){{1,14}}")
_PIECE: Final = re.compile(rf"({WORD})(?:{GAP}(of the|for the|and the|of|for|and|&|on)(?={GAP}))?")
_SPLIT: Final = re.compile(r"[ \u00a0]")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, with "of", "and" and the like between them."""

    start: int
    end: int
    words: tuple[str, ...]

    def pieces(self, text: str) -> list[tuple[str, str | None, int, int]]:
        """Its words, each with the link after it and its place."""
        return [(m.group(1), m.group(2), m.start(1), m.end(1)) for m in _PIECE.finditer(text, self.start, self.end)]


def runs_in(text: str) -> list[Run]:
    """The runs of two and more capitalised words of a text."""
    return [Run(m.start(), m.end(), tuple(_SPLIT.split(m.group()))) for m in _RUN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation found by its form. `alias` is an acronym given with it."""

    span: Span
    name: str
    kind: str
    alias: Span | None = None


def inside(offset: int, places: Sequence[Span]) -> bool:
    """Whether `offset` lies in one of some places, which are in text order."""
    at = bisect_right(places, offset, key=lambda place: place.start) - 1
    return at >= 0 and offset < places[at].end


def bare(word: str) -> str:
    """A word without the ending of the genitive."""
    return word[:-2] if word.endswith(("’s", "'s")) else word


@cache
def body_words() -> dict[str, Any]:
    """The lists of `organisation_kinds.yaml`."""
    return read_data("kopri.reading", "organisation_kinds.yaml")


@cache
def words_of(name: Words) -> frozenset[str]:
    """One list as a set; "stops" are the days and months."""
    return frozenset(f"{_DAYS} {_MONTHS}".split()) if name == "stops" else frozenset(body_words()[name])


@cache
def cue_words() -> frozenset[str]:
    """Words beside which a company is named."""
    return frozenset(word for key in ("company_lists", "company_single", "company_groups") for word in body_words()[key])


@cache
def heads() -> dict[str, str]:
    """Head nouns of organisations with their kind."""
    return {word: kind for kind, words in body_words()["heads"].items() for word in words}


def kind_by_form(name: str) -> str:
    """The kind of organisation a name speaks of, "body" if it does not say."""
    words = _PARTS.split(name.rstrip("."))
    if words[0] in ("Ministry", "Ministries") or words[-1] == "Ministry":
        return "ministry"
    known = [w for w in words if w in heads()]
    if not known:
        return "company" if words[-1] in words_of("trades") else "body"
    first = heads().get(words[0])
    kind = first or heads()[known[0] if {"of", "for", "on"} & set(words[words.index(known[0]) :]) else known[-1]]
    if kind == "centre":
        return next((k for k, marks in body_words()["centres"].items() if set(marks) & set(words)), "centre")
    if kind == "agency" and {"News", "Press"} & set(words):
        return "press"
    return "university" if kind == "think_tank" and {"Technology", "Science"} <= set(words) else kind
