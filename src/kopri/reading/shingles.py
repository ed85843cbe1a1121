"""Documents that are nearly the same text, or of which one is a shortened copy of the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Final
from zlib import crc32

WORD: Final = re.compile(r"\w+")
WIDTH: Final = 5
EVERY: Final = 4
LEAST: Final = 8
COMMON: Final = 40
ENOUGH: Final = 0.6


def shingles(text: str) -> frozenset[int]:
    """Hashes of runs of five words: about every fourth, chosen by value so that copies choose the same."""
    words = [match.group().casefold() for match in WORD.finditer(text)]
    runs = zip(*(islice(words, n, None) for n in range(WIDTH)), strict=False)
    return frozenset(h for run in runs if (h := crc32(" ".join(run).encode())) % EVERY == 0)


def near_copies(texts: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pairs of texts of which most of the shorter stands in the longer, as (number, number, share of the shorter).

    Shingles that stand in very many texts (a publisher's boilerplate) find no pairs, so the work grows with the copies there are.
    Texts of fewer than about forty words are not compared.
    """
    sets = [shingles(text) for text in texts]
    places: dict[int, list[int]] = defaultdict(list)
    for number, found in enumerate(sets):
        for value in found:
            places[value].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in places.values():
        if 2 <= len(holders) <= COMMON:
            shared.update((a, b) for at, a in enumerate(holders) for b in holders[at + 1 :])
    sizes = {pair: min(len(sets[pair[0]]), len(sets[pair[1]])) for pair in shared}
    return sorted((a, b, round(n / sizes[a, b], 2)) for (a, b), n in shared.items() if sizes[a, b] >= LEAST and n >= ENOUGH * sizes[a, b])
