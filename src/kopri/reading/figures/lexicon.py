"""Nouns, qualifiers and measures of figures, loaded once from `data/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from kopri.lang.datafile import read_data
from kopri.reading.model import Qualifier


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the lexicon with the words it is known by."""

    name: str
    units: frozenset[str]
    near: re.Pattern[str] | None
    noun: re.Pattern[str] | None
    relation: bool
    aspect: Any
    before_only: bool
    following: re.Pattern[str] | None = None
    cues: tuple[str, ...] = ()


@cache
def nouns() -> Mapping[str, Any]:
    """The words of `data/nouns.yaml`; lists as frozen sets."""
    data = read_data("kopri.reading.figures", "nouns.yaml")
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in data.items()}


@cache
def units() -> Mapping[str, str]:
    """Unit of each noun that has one other than itself."""
    return {word: unit for unit in ("person", "company", "store", "country") for word in nouns()[unit]}


@cache
def words(name: str) -> re.Pattern[str]:
    """A pattern of `data/measures.yaml` by its name."""
    return re.compile(read_data("kopri.reading.figures", "measures.yaml")[name], re.IGNORECASE)


@cache
def shared_currencies() -> Mapping[str, Mapping[str, str]]:
    """Currencies with a name that another country's money has too: code → country → the code meant there."""
    table: Mapping[str, Mapping[str, str]] = read_data("kopri.reading.figures", "measures.yaml")["shared_currencies"]
    return table


@cache
def home_currencies() -> Mapping[str, str]:
    """The country of each currency that hardly leaves it: "KRW" → "KOR"."""
    table: Mapping[str, str] = read_data("kopri.reading.figures", "measures.yaml")["home_currencies"]
    return table


@cache
def measures() -> tuple[Measure, ...]:
    """The measures in order."""
    return tuple(
        Measure(
            entry["measure"],
            frozenset(entry["units"]),
            re.compile(entry["near"], re.IGNORECASE) if "near" in entry else None,
            re.compile(entry["noun"], re.IGNORECASE) if "noun" in entry else None,
            bool(entry.get("relation")),
            entry.get("aspect"),
            bool(entry.get("after")),
            cues=tuple(entry.get("has", ())),
        )
        for entry in read_data("kopri.reading.figures", "measures.yaml")["measures"]
    )


@cache
def qualifiers(side: str) -> re.Pattern[str]:
    """Qualifiers before or after a number; the group that matches is the qualifier."""
    data = read_data("kopri.reading.figures", "qualifiers.yaml")[side]
    groups = []
    for name in get_args(Qualifier):
        listed = sorted(data.get(name) or (), key=len, reverse=True)
        if listed:
            groups.append(f"(?P<{name}>{'|'.join(re.escape(w).replace(chr(92) + ' ', chr(92) + 's+') for w in listed)})")
    joined = "|".join(groups)
    if side == "before":
        return re.compile(rf"(?<![\w-])(?:{joined})(?:\s+(?:the|a|an|only))?[\s(]*\Z", re.IGNORECASE)
    return re.compile(rf"\s+(?:{joined})\b", re.IGNORECASE)
