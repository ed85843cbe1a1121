"""Segments become sentences, headings, rows and list lines."""

import time
from itertools import pairwise

import pytest

from kopri.reading.passages import LONGEST, cut_passages
from kopri.reading.segments import cut_segments


def cut(text: str) -> list[str]:
    return [p.span.of(text) for p in cut_passages(text, cut_segments(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Trade rose by 4.2 percent. It fell in May.", 2),
        ("Mr. Kim met Dr. A. B. Smith of the U.S. Embassy at 10 a.m. on Oct. 4. They signed.", 2),
        ("Exports go to the U.S. The rest stays.", 2),
        ("“We agree on rail. We start now,” he said. She nodded.", 3),
        ('He asked, "Why not now?" and left.', 1),
        ("Goods, e.g. steel, i.e. pipes, vs. grain, cost $1.5 million.", 1),
        ("Оборот вырос до 4,3 млрд долл. США. В 2023 г. он составил 3 млн. Министр доволен.", 3),
        ("Встреча прошла 5 мая, т.е. вчера. А. К. Иванов подписал акт.", 2),
        ("양국은 2024. 11. 4. 서울에서 만났다. 교역은 3.1% 늘었다.", 2),
        ("Results were better than expected… Work goes on.", 2),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(cut(text)) == sentences


def test_bullets_and_list_numbers_stand_outside() -> None:
    text = "1. The forum will open on Monday.\n\n° It lasts two days.\n• Joint training of engineers\n"
    passages = cut_passages(text, cut_segments(text))
    assert [p.span.of(text) for p in passages] == ["The forum will open on Monday.", "It lasts two days.", "Joint training of engineers"]
    assert [p.kind for p in passages] == ["sentence", "sentence", "line"]


def test_a_headline_before_a_dateline_is_a_heading_of_its_own() -> None:
    text = "Rail talks open ASTANA, May 1 (ABC) - The talks opened on Monday in a good mood."
    assert cut(text) == ["Rail talks open", "ASTANA, May 1 (ABC) - The talks opened on Monday in a good mood."]


def test_a_sentence_that_a_page_break_cut_is_one() -> None:
    assert cut("The region is geographically a\n\nbridge between seas. It trades.") == [
        "The region is geographically a\n\nbridge between seas.",
        "It trades.",
    ]


def test_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The two governments agreed in the capital to train engineers from\nKazakhstan and Korea in a common programme that begins in the\n"
        "Autumn of next year at three universities, according to the\nMinistry of Education and the embassy."
    )
    assert len(cut(wrapped)) == 1


def test_table_rows_are_passages() -> None:
    text = "Year\tTrade\n2020\t3.1\n2021\t4.2"
    assert [(p.kind, p.span.of(text)) for p in cut_passages(text, cut_segments(text))] == [
        ("row", "Year\tTrade"),
        ("row", "2020\t3.1"),
        ("row", "2021\t4.2"),
    ]


@pytest.mark.parametrize(
    "text", ["Trade rose by 4.2 percent to $3. " * 30_000, "a" * 1_000_000, "(" * 200_000, "9" * 200_000, "A. " * 300_000, "“" * 300_000]
)
def test_a_line_of_a_million_characters_takes_linear_time(text: str) -> None:
    begin = time.perf_counter()
    cut(text)
    assert time.perf_counter() - begin < 20


def test_what_runs_on_for_too_long_is_cut_where_it_can_be():
    """Readers look at the whole passage for each number in it: a line of a megabyte must not be one."""
    for text in ("word, " * 2000, "w" * 5000, "one two " * 2000, "clause; " * 2000):
        segments = cut_segments(text, "en")
        parts = cut_passages(text, segments)
        assert all(0 < len(p.span) <= LONGEST for p in parts)
        assert all(a.span.end <= b.span.start for a, b in pairwise(parts))
        assert "".join(p.span.of(text) for p in parts).replace(" ", "") == text.replace(" ", "")
