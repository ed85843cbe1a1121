"""Marks in a text: every word stays, marks may overlap, nothing in the text can act on the page."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from kopri.site.record.marks import Mark, Segment, merge, part_at, parts, show_quote, show_quotes, show_text, visible

TEXT = "Trade reached 4.22 billion dollars in 2019.\n\nThe two sides agreed to build a port."


def place(words: str, classes: str = "figure", name: str = "a", text: str = TEXT, href: str = "") -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), name, classes, href=href)


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def html_of(text: str, *marks: Mark) -> str:
    return "\n".join(block.html for block in show_text(text, marks))


def test_a_mark_stands_around_its_words() -> None:
    assert html_of(TEXT, place("4.22 billion dollars")).startswith(
        'Trade reached <mark class="figure" data-mark="a" id="m-a">4.22 billion dollars</mark> in 2019.'
    )


def test_a_mark_within_another_is_nested() -> None:
    html = html_of(TEXT, place("Trade reached 4.22 billion dollars", "event", "e"), place("4.22", "figure", "f"))
    assert html.startswith(
        '<mark class="event" data-mark="e" id="m-e">Trade reached '
        '<mark class="figure" data-mark="f" id="m-f">4.22</mark> billion dollars</mark> in'
    )


def test_marks_that_cross_are_cut_and_keep_one_id() -> None:
    html = html_of(TEXT, place("reached 4.22 billion", "event", "e"), place("billion dollars in", "figure", "f"))
    assert html.count('id="m-e"') == html.count('id="m-f"') == 1
    assert html.count('data-mark="e"') + html.count('data-mark="f"') == 3
    assert html.count("<mark") == html.count("</mark>")
    assert words_of(html) == TEXT.replace("\n\n", "\n")


def test_one_link_of_a_mark_is_enough_for_the_tab_key() -> None:
    outer, inner = place("Trade reached 4.22 billion", "event", "e", href="?s=e"), place("4.22", "figure", "f", href="?s=f")
    html = html_of(TEXT, outer, inner)
    assert '<a href="?s=e">Trade reached </a>' in html
    assert '<a href="?s=f">4.22</a>' in html
    assert '<a href="?s=e" tabindex="-1"> billion</a>' in html


def test_a_mark_over_two_paragraphs_is_closed_and_opened_again() -> None:
    blocks = show_text(TEXT, [Mark(38, 60, "x", "event")])
    assert [block.html.count("<mark") for block in blocks] == [1, 1]
    assert [block.html.count("</mark>") for block in blocks] == [1, 1]


@given(
    st.text(alphabet=st.sampled_from("ab \n<&\"'>가я\u202e\x07"), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("xyz")), max_size=6),
)
def test_no_word_is_lost_and_every_mark_is_closed(text: str, places: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), min(max(a, b), len(text)), name, "figure", title='"<', href='?s="') for a, b, name in places]
    html = "".join(block.html for block in show_text(text, marks))
    assert html.count("<mark") == html.count("</mark>")
    assert html.count("<a ") == html.count("</a>")
    shown = "".join(line for line in re.split(r"\n", text) if line.strip())
    assert re.sub(r"\s", "", words_of(html)) == re.sub(r"\s", "", shown.replace("\u202e", "U+202E").replace("\x07", "U+0007"))


def test_text_cannot_act_on_the_page() -> None:
    assert visible("<b>\u202eevil\x00") == (
        '&lt;b&gt;<span class="control" title="RIGHT-TO-LEFT OVERRIDE">U+202E</span>evil'
        '<span class="control" title="CONTROL CHARACTER">U+0000</span>'
    )
    assert "<script>" not in html_of("<script>alert(1)</script>", Mark(2, 9, "a", "figure"))


def test_lines_are_paragraphs_unless_the_text_was_wrapped() -> None:
    line = "A line of a text that somebody has wrapped at a fixed width of"
    assert len(show_text(f"{line}\n{line}\nsome columns.\n\nNext.", [])) == 2
    assert len(show_text(f"{line} {line} {line}.\nSecond.\nThird.", [])) == 3


def test_paragraphs_know_their_segment() -> None:
    text = "Menu\nHeadline\nBody.\n"
    blocks = show_text(text, [], [Segment(0, 4, "furniture"), Segment(5, 19, "article", "Headline")])
    assert [block.kind for block in blocks] == ["furniture", "article", "article"]
    assert [block.opens.title if block.opens else None for block in blocks] == ["", "Headline", None]


def test_quotes_alone_show_what_is_left_out_between_them() -> None:
    text = "One is hidden. Two is quoted. Three is hidden. Four is quoted.\n\nFive is hidden.\n\nSix is quoted."
    passages = [(text.index(words), text.index(words) + len(words)) for words in ("Two is quoted.", "Four is quoted.", "Six is quoted.")]
    blocks = show_quotes(text, [], passages)
    assert [str(block.html) for block in blocks] == ["[…] Two is quoted. […] Four is quoted.", "[…]", "Six is quoted."]
    assert not any("hidden" in block.html for block in blocks)


def test_quotes_mark_only_what_is_quoted() -> None:
    blocks = show_quotes(TEXT, [place("reached 4.22 billion dollars in 2019", "event")], [(14, 34)])
    assert blocks[0].html == '[…] <mark class="event" data-mark="a" id="m-a">4.22 billion dollars</mark> […]'


def test_a_quote_sets_off_the_number_itself() -> None:
    assert show_quote("Trade reached 4.22 <billion>", "4.22 <") == 'Trade reached <mark class="surface">4.22 &lt;</mark>billion&gt;'
    assert show_quote("Trade reached", "5") == "Trade reached"


def test_places_that_touch_are_one() -> None:
    assert merge([(5, 9), (0, 3), (3, 4), (8, 12)]) == [(0, 4), (5, 12)]


def test_a_long_text_comes_in_parts_that_end_with_a_line() -> None:
    text = "A line of text.\n" * 1000
    cut = parts(text, 3000)
    assert "".join(text[a:b] for a, b in cut) == text
    assert all(text[b - 1] == "\n" for _, b in cut)
    assert cut[part_at(cut, 7000)][0] <= 7000 < cut[part_at(cut, 7000)][1]
    assert parts("x" * 10_000, 3000)[1] == (3000, 6000)
    assert parts("") == [(0, 0)]
