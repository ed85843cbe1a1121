"""Index terms for full-text search in any script.

A text and a query go through the same function; what one gives the other finds. Words are folded (compatibility forms, case,
diacritics, apostrophes), inflected English and Russian words lose their commonest endings, Korean words lose their particles.
Words in Hangul, Han and Kana are given as overlapping pairs of syllables, so that a part of a word is found.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

LONGEST_TERM: Final = 60
SHORTEST_STEM: Final = 4

_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’ʻʼ‘`´ʹ′ʽ\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_TOKEN: Final = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<hangul>[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+)"
    r"|(?P<han>[\u2e80-\u303b\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]+)"
    r"|(?P<word>[^\W\d_]+)"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LATIN: Final = re.compile(r"[a-z]+")
_CYRILLIC: Final = re.compile(r"[а-я]+")


def index_terms(text: str, language: str | None = None) -> tuple[str, ...]:
    """The terms of `text` in the order they stand, repeated where they repeat.

    Args:
        text: any text.
        language: ISO 639-1 code if known. Only endings depend on it: without one, words in Latin letters lose English endings and words in
            Russian letters Russian ones, on both sides alike, so it is seldom worth giving.
    """
    return tuple(term[:LONGEST_TERM] for match in _TOKEN.finditer(_folded(text)) for term in _terms_of(match, language))


def beginning_of_term(text: str) -> str:
    """What the last word of `text` would be the beginning of, if it were not yet typed to its end; "" if it has no word.

    "trade" is no beginning of "traditional", though its index term "trad" would be.
    """
    tokens = list(_TOKEN.finditer(_folded(text)))
    if not tokens:
        return ""
    last = tokens[-1]
    return _fold(last.group())[:LONGEST_TERM] if last["word"] else list(_terms_of(last, None))[-1]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)


def _terms_of(match: re.Match[str], language: str | None) -> Iterator[str]:
    token = match.group()
    if match["number"]:
        yield _plain_number(token)
    elif match["hangul"]:
        yield from _pairs(_without_particle(token))
    elif match["han"]:
        yield from _pairs(token)
    else:
        yield _stem(_fold(token), language)


def _plain_number(token: str) -> str:
    """Grouping goes and one sign for the decimal point stays: 1,250.5 → 1250.5, 4,22 → 4.22."""
    return token.replace(",", "") if _GROUPED.fullmatch(token) else token.replace(",", ".")


def _fold(word: str) -> str:
    """Letters without their marks, in Latin and Greek; in Cyrillic only ё → е, for й, ў and ӣ are letters of their own."""
    if not word.isascii():
        word = word.replace("ё", "е").translate(_LETTERS)
        if not "\u0400" <= word[0] <= "\u052f":
            word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return word


_LETTERS: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ə": "a", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"})


def _stem(word: str, language: str | None) -> str:
    """The word without its commonest ending; words of other languages come out the same on both sides, and that is all search needs."""
    if _LATIN.fullmatch(word) and language in {None, "en"}:
        return _cut(word, "en")
    if _CYRILLIC.fullmatch(word) and language in {None, "ru"}:
        return _cut(word, "ru")
    return word


def _cut(word: str, language: str) -> str:
    for ending, instead in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= SHORTEST_STEM:
            return word[: len(word) - len(ending)] + instead
    return word


def _without_particle(token: str) -> str:
    return next((token[: -len(p)] for p in _particles() if token.endswith(p) and len(token) - len(p) >= 2), token)


def _pairs(token: str) -> list[str]:
    """Overlapping pairs of syllables, so that a part of a word is found; a single one as it is."""
    return [token[i : i + 2] for i in range(len(token) - 1)] or [token]


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """Endings and what replaces them, longest first."""
    return tuple(sorted(((e, i or "") for e, i in _data()["endings"][language].items()), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _particles() -> tuple[str, ...]:
    return tuple(sorted(_data()["particles"]["ko"], key=lambda p: (-len(p), p)))


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "endings.yaml").read_text(encoding="utf-8"))
    return data
