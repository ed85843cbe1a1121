"""The words of the grammars of names, loaded once from `data/names_ko.yaml` and `data/names_ru.yaml`."""

import re
from functools import cache
from typing import Any

from kopri.lang.datafile import read_data


@cache
def words(language: str) -> dict[str, Any]:
    """All lists and patterns of a language's grammar of names."""
    return read_data("kopri.reading.tongues", f"names_{language}.yaml")


@cache
def word_set(language: str, name: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(words(language)[name])


@cache
def word_pattern(language: str, name: str) -> re.Pattern[str]:
    """One pattern, compiled."""
    return re.compile(words(language)[name])


def any_of(listed: list[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(re.escape(w) for w in sorted(listed, key=len, reverse=True))
