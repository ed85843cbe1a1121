"""A grammar reads only around the words it needs."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.windows import addresses, around, automaton, whole_words, within


def test_stretches_reach_from_white_space_to_white_space() -> None:
    text = "one two three four five"
    assert [text[a:b] for a, b in around(text, [(8, 13)], 6, 5)] == [" two three"]
    assert [text[a:b] for a, b in around(text, [(0, 3), (19, 23)], 2, 0)] == ["one", " five"]
    assert list(around(text, [], 6, 5)) == []


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.integers(min_value=0, max_value=59), max_size=8))
def test_stretches_hold_their_places_and_never_overlap(text: str, starts: list[int]) -> None:
    places = sorted((start, min(start + 2, len(text))) for start in starts if start < len(text))
    found = list(around(text, places, 7, 5))
    assert all(any(begin <= start and stop <= end for begin, end in found) for start, stop in places)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))


def test_words_count_only_whole() -> None:
    built = automaton(["may", "mayor"])
    text = "may mayor maybe dismay may2"
    assert [text[a:b] for a, b in whole_words(built, text)] == ["may", "mayor", "may"]


def test_addresses() -> None:
    text = "see https://example.org/2024 and www.example.org/5 now"
    places = addresses(text)
    assert [text[a:b] for a, b in places] == ["https://example.org/2024", "www.example.org/5"]
    assert within(places, text.index("2024"))
    assert not within(places, text.index("now"))
