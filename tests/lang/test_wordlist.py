"""Word lists as patterns."""

import re

from kopri.lang.wordlist import cased, word_pattern


def test_the_longest_word_at_a_place_is_found() -> None:
    pattern = re.compile(word_pattern(cased(["ten", "tenth", "two"])))
    assert pattern.findall("tenth Ten TWO") == ["tenth", "Ten", "TWO"]


def test_signs_are_taken_as_they_are() -> None:
    assert re.fullmatch(word_pattern(["a.b", "a"]), "axb") is None
