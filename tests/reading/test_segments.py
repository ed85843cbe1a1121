"""A page's parts: what is text, what is frame, where articles begin."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kopri.lang.spans import Span
from kopri.reading.passages import cut_passages
from kopri.reading.segments import cut_segments

LONG = "The two ministries met in the capital and spoke about railways, grain and the training of engineers in both countries. "


def kinds(text: str) -> list[tuple[str, str]]:
    return [(s.kind, s.span.of(text)) for s in cut_segments(text, "en")]


@pytest.mark.parametrize(
    "frame",
    [
        "ADVERTISEMENT",
        "* . * . .",
        "1 | 2 | 3 | 4 | Next",
        "Skip to content",
        "목록",
        "Читайте также",
        "info@example.org",
        "By Anna Petrova",
        "[www.example.org](http://www.example.org)",
    ],
)
def test_the_frame_of_a_page_is_furniture(frame: str) -> None:
    assert kinds(f"{frame}\n\n{LONG}") == [("furniture", frame), ("article", LONG.strip())]


def test_a_calendar_with_its_month_is_furniture() -> None:
    text = f"{LONG}\n\nMay 2024\nMTWTFSS\n12345\n6789101112\n"
    assert kinds(text)[1] == ("furniture", "May 2024\nMTWTFSS\n12345\n6789101112")


def test_menu_in_another_script_is_furniture_but_a_sentence_is_not() -> None:
    text = f"회의 안내\n{LONG}\n양국 장관은 수도에서 만나 철도와 곡물에 대해 논의했다.\n"
    assert [kind for kind, _ in kinds(text)] == ["furniture", "article"]


def test_captions_stand_apart_and_the_article_goes_on_with_its_title() -> None:
    text = f"Ministers meet on rail\n{LONG}\nThe ministers shake hands. Yonhap |\n{LONG}\n"
    parts = cut_segments(text)
    assert [p.kind for p in parts] == ["article", "caption", "article"]
    assert {p.title for p in parts if p.kind == "article"} == {"Ministers meet on rail"}


@pytest.mark.parametrize(
    "note",
    [
        "All rights reserved.",
        "Example News is an automatic aggregator of the world's media.",
        "* Unofficial translation",
        "저작권자 ⓒ 예시뉴스, 무단 전재 및 재배포 금지",
        "Все права защищены.",
    ],
)
def test_notes_of_the_publisher_are_boilerplate(note: str) -> None:
    assert kinds(f"{LONG}\n{note}")[-1] == ("boilerplate", note)


def test_what_a_writing_machine_says_is_cut_out_of_its_line() -> None:
    text = f"{LONG}\nShared knowledge Certainly! Here is the revised version of your paragraph:\n{LONG}"
    assert [k for k, _ in kinds(text)] == ["article", "boilerplate", "article"]
    assert kinds(text)[1][1].startswith("Certainly!")


def test_articles_of_a_feed_are_told_apart_by_closing_stamps() -> None:
    text = f"Rail talks open {LONG * 4}2024-05-01 10:00:00 -\nGrain talks close {LONG * 4}2024-05-02 11:30:00"
    articles = cut_segments(text)
    assert [a.span.of(text)[:10] for a in articles] == ["Rail talks", "Grain talk"]
    assert articles[0].span.of(text).endswith("10:00:00 -")


def test_articles_of_a_feed_are_told_apart_by_datelines_with_their_headlines() -> None:
    text = f"Rail talks open ASTANA, May 1 (ABC) - {LONG * 4}\nGrain talks close\nSEOUL, May 2 (ABC) - {LONG * 4}"
    assert [a.title for a in cut_segments(text)] == ["Rail talks open", "Grain talks close"]


def test_one_stamp_makes_no_second_article() -> None:
    assert len(cut_segments(f"Rail talks open\n2024-05-01 10:00\n{LONG * 6}")) == 1


def test_tables_with_separators_and_tables_that_ran_together() -> None:
    parted = f"{LONG}\nYear\tTrade\n2020\t3.1\n2021\t4.2\n"
    glued = f"{LONG}\nThe plan has these steps:\n\nStepStart DateEnd Date\nSurvey of roadsQ1 2030Q2 2030\nTraining of staffQ3 2030Ongoing\n"
    assert kinds(parted)[1] == ("table", "Year\tTrade\n2020\t3.1\n2021\t4.2")
    table = cut_segments(glued)[1]
    assert (table.kind, table.title) == ("table", "The plan has these steps")


def test_every_letter_stands_in_exactly_one_segment() -> None:
    text = f"Home\n\n{LONG}\r\nThe minister speaks. Yonhap |\r\n\tA\tB\n1\t2\n\n© 2024 Example\x0b{LONG}"
    parts = cut_segments(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(parts))
    outside = list(text)
    for part in parts:
        outside[part.span.start : part.span.end] = [" "] * len(part.span)
    assert "".join(outside).strip() == ""


def test_empty_text_has_no_parts() -> None:
    assert cut_segments(" \n\t\n") == ()
    assert cut_segments("") == ()


def test_a_table_span_covers_its_rows_only() -> None:
    text = "Year\tTrade\n2020\t3.1"
    assert cut_segments(text)[0].span == Span(0, len(text))


@given(st.text(alphabet=st.sampled_from(list("aBя한7 .,:|\t\n\r\x0b\u202e“”-–*©A\x00")), max_size=400))
@settings(max_examples=80, deadline=None)
def test_parts_and_passages_of_any_text_are_in_order_and_within_it(text: str) -> None:
    parts = cut_segments(text)
    passages = cut_passages(text, parts)
    for spans in ([p.span for p in parts], [p.span for p in passages]):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(parts[p.segment].span.contains(p.span) for p in passages)
