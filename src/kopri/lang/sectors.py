"""Sectors a text speaks of, by its words (`data/sectors.yaml`), with the OECD DAC purpose codes they correspond to."""

from collections import Counter
from functools import cache
from typing import Any

import ahocorasick

from kopri.lang.datafile import read_data


def find_sectors(text: str) -> tuple[str, ...]:
    """The sectors of a text as slugs, the one most spoken of first; at equal weight the one named first.

    >>> find_sectors("cooperation in nuclear energy and railways")
    ('energy', 'transport')
    """
    lowered = text.lower()
    weights: Counter[str] = Counter()
    first: dict[str, int] = {}
    covered = -1
    for last, (length, weight, slug) in sorted(_automaton().iter(lowered), key=lambda hit: (hit[0] - hit[1][0], -hit[1][0])):
        start = last - length + 1
        if start <= covered or (start and lowered[start - 1].isalpha() and not "가" <= lowered[start] <= "힣"):
            continue
        covered = last
        weights[slug] += weight
        first.setdefault(slug, start)
    return tuple(sorted(weights, key=lambda slug: (-weights[slug], first[slug])))


def sectors() -> tuple[str, ...]:
    """All sector slugs."""
    return tuple(_data())


def dac_prefix(sector: str) -> str:
    """The beginning of the DAC purpose codes of a sector ("230" for energy).

    Raises:
        KeyError: if there is no such sector.
    """
    return str(_data()[sector]["dac"])


@cache
def _data() -> dict[str, Any]:
    return dict(read_data("kopri.lang", "sectors.yaml")["sectors"])


@cache
def _automaton() -> Any:  # noqa: ANN401, RUF100
    automaton = ahocorasick.Automaton()
    for slug, sector in _data().items():
        for entry in sector["words"]:
            word, _, weight = str(entry).partition(":")
            automaton.add_word(word, (len(word), int(weight or 1), slug))
    automaton.make_automaton()
    return automaton
