"""The rules of events, commitments and agreements in Korean and Russian, compiled once from `data/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kopri.lang.datafile import read_data
from kopri.reading.tagged import pattern

Need = Literal["date", "detail", "nothing"]


@dataclass(frozen=True, slots=True)
class EventRule:
    """How one kind of event is told; `category` "what": the class of the noun held. One of `words` is in its sentence."""

    category: str
    words: frozenset[str]
    needs: Need
    merge: str
    name: str | None
    headings: bool
    patterns: tuple[re.Pattern[str], ...]
    avoid: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class EventGrammar:
    """All rules of a language with the words that tell when and whether something is."""

    rules: tuple[EventRule, ...]
    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    tests: Mapping[str, re.Pattern[str]]


@cache
def events(language: str) -> EventGrammar:
    """How events are told in a language."""
    data = read_data("kopri.reading.tongues", f"events_{language}.yaml")
    nouns = ("(?:[А-ЯЁа-яё]+-)?" if language == "ru" else "") + "(?:" + "|".join(f"(?:{source})" for source in data["nouns"].values()) + ")"
    place = "(?:\ue000|\ue002|\ue003|\ue005)(?:,? ?\ue003)?"

    def compiled(source: str) -> re.Pattern[str]:
        return pattern(source.replace("<nouns>", nouns).replace("<place>", place))

    rules = tuple(
        EventRule(
            raw["class"],
            frozenset(raw["words"]),
            raw["needs"],
            raw["merge"],
            raw.get("name"),
            bool(raw.get("headings")),
            tuple(compiled(source) for source in raw["patterns"]),
            re.compile(raw["avoid"]) if "avoid" in raw else None,
        )
        for raw in data["rules"]
    )
    tests = {name: pattern(data[name]) for name in ("border", "avoid", "future", "postponed", "cancelled", "seasons")}
    return EventGrammar(rules, tuple((kind, re.compile(source)) for kind, source in data["nouns"].items()), tests)


@cache
def data_of(name: str, language: str) -> dict[str, Any]:
    """A data file of a language: "commitments", "agreements"."""
    return read_data("kopri.reading.tongues", f"{name}_{language}.yaml")
