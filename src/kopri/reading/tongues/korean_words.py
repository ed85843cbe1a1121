"""Whether a word in Hangul may be a person's name: a Korean's by its family name and length, a foreigner's by its syllables."""

import re
from functools import cache
from typing import Final

from kopri.reading.tongues.lexicon import word_set, words

HANGUL: Final = re.compile(r"[가-힣]+")
LONGEST_FOREIGN: Final = 9
_KOREAN: Final = 3
_SHORT_GIVEN: Final = 3
_GIVEN: Final = re.compile(r"[가-힣-]{2,9}")
_PARTICLE_END: Final = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|로|도|인|한|된|던|할|고|며|서|간|측|등|및|상|후|전|중|날|해|년|월|일|들)$"
)
_COMMON_END: Final = re.compile(r"(?:은|는|을|를|의|에|와|과|로|도|인|한|된|던|할|고|며|서|측|등|및|날|년|월|일|중|들)$")


def is_korean_name(word: str, *, short: bool = False) -> bool:
    """Whether a word may be a Korean's full name. `short`: of two syllables too, where what follows speaks for it."""
    if not HANGUL.fullmatch(word) or word in word_set("ko", "not_names"):
        return False
    if any(word.startswith(title) for title in _two_syllables()):
        return False
    size = len(word)
    if word[:2] in word_set("ko", "long_surnames"):
        return size in (_KOREAN, _KOREAN + 1)
    if word[0] not in words("ko")["surnames"] or word[-1] in words("ko")["name_ends"]:
        return False
    return size == _KOREAN or (short and size == _KOREAN - 1)


@cache
def _two_syllables() -> tuple[str, ...]:
    """Posts of two syllables: "차관이" is no name."""
    return tuple(title for title in words("ko")["titles"] if len(title) == 2)


def is_surely_foreign(word: str) -> bool:
    """Whether a word ends as family names of Central Asia and Russia do."""
    return word.endswith(tuple(words("ko")["foreign_ends"]))


def looks_foreign(word: str) -> bool:
    """Whether a word may be a foreigner's family name: by its end, or by a syllable that Korean words hardly have."""
    if not HANGUL.fullmatch(word) or not 1 < len(word) <= LONGEST_FOREIGN or word in word_set("ko", "not_foreign"):
        return False
    return is_surely_foreign(word) or any(c in words("ko")["foreign_syllables"] for c in word)


def may_be_given(word: str) -> bool:
    """Whether a word may be the given name before a foreigner's family name: it has no case ending and is no common word."""
    if not _GIVEN.fullmatch(word) or word in word_set("ko", "not_foreign") or word in word_set("ko", "modifiers"):
        return False
    if not _PARTICLE_END.search(word) or any(c in words("ko")["foreign_syllables"] for c in word):
        return True
    return len(word) <= _SHORT_GIVEN and not ends_like_common(word)


def has_case_ending(word: str) -> bool:
    """Whether a word ends as one with a particle does, or as a common noun of time or place."""
    return _PARTICLE_END.search(word) is not None


def ends_like_common(word: str) -> bool:
    """The same for the endings that no given name has."""
    return _COMMON_END.search(word) is not None
