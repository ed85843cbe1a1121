"""The stretches of a text around the few words and figures a grammar needs, so that it reads only there."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Final

import ahocorasick

ADDRESSES: Final = (re.compile(r"https?://\S+"), re.compile(r"www\.\S+"))


def addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses of pages stand, whose figures and words count nothing, in text order."""
    return sorted(match.span() for pattern in ADDRESSES for match in pattern.finditer(text))


def within(places: list[tuple[int, int]], at: int) -> bool:
    """Whether a point lies in one of some places in text order."""
    i = bisect_right(places, (at, sys.maxsize)) - 1
    return i >= 0 and at < places[i][1]


def automaton(words: Iterable[str]) -> Any:
    """An Aho-Corasick automaton of words as they are written; the value of each is its length."""
    built = ahocorasick.Automaton()
    for word in words:
        built.add_word(word, len(word))
    built.make_automaton()
    return built


def whole_words(built: Any, text: str) -> Iterator[tuple[int, int]]:
    """Where words of an automaton stand with no letter on either side."""
    length = len(text)
    for last, size in built.iter(text):
        start, end = last - size + 1, last + 1
        if (start == 0 or not text[start - 1].isalpha()) and (end == length or not text[end].isalpha()):
            yield start, end


def around(text: str, places: Iterable[tuple[int, int]], before: int, after: int) -> Iterator[tuple[int, int]]:
    """The stretches that reach up to `before` and `after` code points around places, from white space to white space.

    Args:
        text: the text.
        places: start and end of each, in text order.
        before: how far to reach back at most.
        after: how far to reach on at most.

    Returns:
        start and end of each stretch, in text order, none overlapping.
    """
    begin = end = -1
    for start, stop in places:
        if stop + after <= end:
            continue
        near = _space_before(text, start, before) if start > end else end
        if near > end:
            if end >= 0:
                yield begin, end
            begin = near
        end = max(end, _space_after(text, stop, after))
    if end >= 0:
        yield begin, end


def _space_before(text: str, at: int, reach: int) -> int:
    low = at - reach
    if low <= 0:
        return 0
    space = text.find(" ", low, at)
    line = text.find("\n", low, space if space >= 0 else at)
    return line if line >= 0 else space if space >= 0 else at


def _space_after(text: str, at: int, reach: int) -> int:
    high = at + reach
    if high >= len(text):
        return len(text)
    space = max(text.rfind(" ", at, high), text.rfind("\n", at, high))
    return space if space >= 0 else high
