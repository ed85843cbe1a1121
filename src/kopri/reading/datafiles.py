"""The engine's word lists and tables: YAML files under `data/`, each with its source and date, loaded once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kopri.lang.datafile import read_data


@cache
def load_data(name: str) -> dict[str, Any]:
    """The data file `data/NAME.yaml`.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: if it does not say where its content is from, and when it was gathered.
    """
    return read_data("kopri.reading", f"{name}.yaml")


@dataclass(frozen=True)
class Rules:
    """Patterns that are tried only on texts in which one of their trigger words stands: what is rare costs next to nothing."""

    entries: tuple[tuple[tuple[str, ...], str], ...]

    @classmethod
    def of(cls, entries: Iterable[Mapping[str, Any]]) -> "Rules":
        """Rules from a data file's list of `{has: [trigger, …], is: pattern}`."""
        return cls(tuple((tuple(str(h) for h in entry["has"]), str(entry["is"])) for entry in entries))

    def within(self, lowered: str) -> "Rules":
        """The rules that can match in any part of a lower-case text."""
        return Rules(tuple((triggers, pattern) for triggers, pattern in self.entries if any(t in lowered for t in triggers)))

    def pattern_for(self, lowered: str) -> re.Pattern[str] | None:
        """One pattern of all rules whose triggers stand in the lower-case text, or None."""
        kept = tuple(pattern for triggers, pattern in self.entries if any(t in lowered for t in triggers))
        return _compiled(kept) if kept else None


@lru_cache(maxsize=512)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(patterns))


def any_of(patterns: Iterable[str]) -> str:
    """One pattern that matches where any of `patterns` does; a leading (?i) holds for its own pattern only."""
    return "|".join(f"(?i:{p[4:]})" if p.startswith("(?i)") else f"(?:{p})" for p in patterns)


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of the plain words or phrases, longest first; a space stands for any run of white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace("\\ ", r"\s+") for w in ordered)
