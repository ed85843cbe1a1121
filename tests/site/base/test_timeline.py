"""Timelines keep quarters as quarters and leave open what is open."""

import xml.etree.ElementTree as ET

import pytest

from kopri.site.base.components import State
from kopri.site.base.timeline import Mark, Span, gantt, gantt_rows, timeline, timeline_rows

SVG = "{http://www.w3.org/2000/svg}"


def bars(markup: str) -> list[tuple[float, float]]:
    return [(float(node.attrib["x"]), float(node.attrib["width"])) for node in ET.fromstring(markup).iter(f"{SVG}rect")]


def words(markup: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(markup).iter(f"{SVG}text")]


def test_editions_stand_by_year_and_planned_ones_are_open() -> None:
    marks = [Mark("2007-11-15", "Seoul", "1"), Mark("2013", "Bishkek", "7"), Mark("2026", "Uzbekistan", "18", held=False)]
    root = ET.fromstring(timeline("Editions", "Three.", marks))
    discs = [(float(node.attrib["cx"]), node.attrib["class"]) for node in root.iter(f"{SVG}circle")]
    assert discs == sorted(discs)
    assert [look for _x, look in discs] == ["fill", "fill", "open"]
    assert timeline_rows(marks).rows[0] == ("15 November 2007", "1", "Seoul", "held")


def test_two_in_one_year_stand_beside_each_other() -> None:
    root = ET.fromstring(timeline("T", "D", [Mark("2020-03", "a"), Mark("2020-09", "b"), Mark("2024", "c")]))
    places = [float(node.attrib["cx"]) for node in root.iter(f"{SVG}circle")]
    assert len(set(places)) == 3


def test_every_year_has_its_tick() -> None:
    shown = words(timeline("T", "D", [Mark("2018", "a"), Mark("2021", "b")]))
    assert {"2018", "19", "20", "2021"} <= set(shown)


@pytest.mark.parametrize(
    ("start", "end", "quarters"),
    [("2025-Q1", "2025-Q1", 1), ("2025", "2025", 4), ("2025-H2", "2025-H2", 2), ("2025-02", "2025-05-30", 2), ("2025-Q4", "2026-Q1", 2)],
)
def test_a_bar_is_as_long_as_its_quarters(start: str, end: str, quarters: int) -> None:
    frame = Span("frame", "2024-Q1", "2027-Q4")
    (_x, whole), (_y, part) = bars(gantt("T", "D", [frame, Span("a", start, end)], today="2026-11-22"))
    assert part == pytest.approx((whole + 4) * quarters / 16 - 4, abs=0.2)


def test_what_has_no_date_says_so() -> None:
    spans = [Span("a", "2025", "2026"), Span("b", None, None)]
    assert "no date agreed" in words(gantt("T", "D", spans, today="2026-01-01"))
    assert gantt_rows(spans).rows[1] == ("b", "open", "no date agreed", "not started")


def test_the_state_stands_in_the_bar() -> None:
    assert "overdue" in words(gantt("T", "D", [Span("a", "2025", "2026", State.LATE)], today="2026-01-01"))


def test_today_is_drawn_only_where_it_falls_into_the_picture() -> None:
    spans = [Span("a", "2025-Q1", "2026-Q4")]
    assert "today" in words(gantt("T", "D", spans, today="2026-11-22"))
    assert "today" not in words(gantt("T", "D", spans, today="2030-01-01"))


@pytest.mark.parametrize("empty", [timeline("T", "D", []), gantt("T", "D", [Span("a", None, None)], today="2026-01-01")])
def test_nothing_dated_gives_nothing(empty: str) -> None:
    assert empty == ""


def test_long_labels_are_cut_and_kept_in_the_title() -> None:
    label = "A very long name of a project that nobody can read at a glance in a column"
    markup = gantt("T", "D", [Span(label, "2025", "2026")], today="2026-01-01")
    assert label not in words(markup)
    assert label in markup
