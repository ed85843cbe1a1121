"""Charts show each value where it belongs, gaps as gaps, disagreement with a sign, and have a table behind them."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any

import pytest

from kopri.site.base.charts import Bar, ChartPoint, ChartSeries, bar_chart, bar_rows, legend, nice_ticks, series_chart, series_rows
from kopri.site.base.components import State

SVG = "{http://www.w3.org/2000/svg}"


def points(**values: str) -> list[ChartPoint]:
    return [ChartPoint(int(year[1:]), Decimal(value)) for year, value in values.items()]


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def texts(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def test_a_chart_says_what_it_is_and_shows() -> None:
    root = parsed(series_chart("Trade & more", "It rose.", [ChartSeries("Office", points(y2019="1", y2020="2"))]))
    assert root.findtext(f"{SVG}title") == "Trade & more"
    assert root.findtext(f"{SVG}desc") == "It rose."


def test_values_are_labelled_in_one_scale() -> None:
    root = parsed(series_chart("T", "D", [ChartSeries("Office", points(y2017="1530000000", y2019="4220000000"))], unit="USD"))
    assert {"billion USD", "1.53", "4.22", "2017", "2018", "2019"} <= set(texts(root))


def test_equal_values_of_several_sources_are_all_seen() -> None:
    series = [ChartSeries(source, points(y2018="2", y2019="4")) for source in ("Office", "Ministry", "Gazette")]
    root = parsed(series_chart("T", "D", series))
    groups = [node for node in root.iter(f"{SVG}g") if (node.get("class") or "").startswith("c")]
    discs = [float(node.attrib["cx"]) for node in groups[0].iter(f"{SVG}circle")]
    squares = [float(node.attrib["x"]) + float(node.attrib["width"]) / 2 for node in groups[1].iter(f"{SVG}rect")]
    assert all(square - disc >= 10 for disc, square in zip(discs, squares, strict=True))
    assert texts(root).count("4") <= 2  # once at the axis, once beside the markers


def test_years_without_value_stay_gaps() -> None:
    root = parsed(series_chart("T", "D", [ChartSeries("Office", points(y2016="1", y2017="2", y2019="3"))]))
    lines = [node for node in root.iter(f"{SVG}line") if node.get("class") == "line"]
    assert len(lines) == 1


def test_each_source_has_its_own_marker() -> None:
    series = [ChartSeries(str(i), points(y2019=str(i + 1))) for i in range(3)]
    root = parsed(series_chart("T", "D", series))
    markers = [node.tag.removeprefix(SVG) for node in root.iter() if node.get("class") == "fill"]
    assert markers == ["circle", "rect", "path"]
    assert legend(["One", "Two"]).count("<li>") == 2


def test_contested_years_carry_a_sign_and_others_do_not() -> None:
    series = [ChartSeries("A", points(y2019="1", y2020="5")), ChartSeries("B", points(y2019="1", y2020="7"))]
    assert "≠" not in texts(parsed(series_chart("T", "D", series)))
    assert texts(parsed(series_chart("T", "D", series, contested=frozenset({2020})))).count("≠") == 1


def test_a_range_gets_whiskers() -> None:
    point = ChartPoint(2020, Decimal(5), low=Decimal(4), high=Decimal(7))
    root = parsed(series_chart("T", "D", [ChartSeries("A", [point])]))
    assert sum(node.get("class") == "whisker" for node in root.iter(f"{SVG}line")) == 3


def test_values_stay_inside_the_picture() -> None:
    root = parsed(series_chart("T", "D", [ChartSeries("A", points(y1991="-3", y2005="0", y2026="120000000"))]))
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    for node in root.iter(f"{SVG}circle"):
        assert 0 <= float(node.attrib["cx"]) <= width
        assert 0 <= float(node.attrib["cy"]) <= height


def test_a_point_links_to_its_source() -> None:
    markup = series_chart("T", "D", [ChartSeries("A", [ChartPoint(2020, Decimal(5), url="/statement/1")])])
    assert 'href="/statement/1"' in markup


def test_labels_are_escaped() -> None:
    assert "<script" not in bar_chart("<script>", "<script>", [Bar("<script>", Decimal(1))])
    assert "<script" not in series_chart("<script>", "", [ChartSeries("<script>", points(y2020="1"))], unit="<script>")


def test_the_tables_hold_every_digit() -> None:
    series = [ChartSeries("A", points(y2019="4220000000")), ChartSeries("B", points(y2020="1.5"))]
    assert list(series_rows(series).rows) == [("2019", "4,220,000,000", "–"), ("2020", "–", "1.5")]
    assert bar_rows("Area", "Number", [Bar("Energy", Decimal(1250))]).rows == [("Energy", "1,250")]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [("0", "4.3", [0, 1, 2, 3, 4, 5]), ("0", "97", [0, 20, 40, 60, 80, 100]), ("-3", "3", [-4, -2, 0, 2, 4]), ("0", "0", [0, 1])],
)
def test_ticks_are_round_and_hold_the_values(low: str, high: str, ticks: list[int]) -> None:
    found = nice_ticks(Decimal(low), Decimal(high))
    assert found[0] <= Decimal(low)
    assert found[-1] >= Decimal(high)
    if high != "0":
        assert found == ticks


def test_bars_are_as_long_as_their_values() -> None:
    root = parsed(bar_chart("T", "D", [Bar("a", Decimal(10)), Bar("b", Decimal(5), state=State.LATE)]))
    widths = [float(node.attrib["width"]) for node in root.iter(f"{SVG}rect")]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)
    assert root.find(f".//{SVG}g[@class='late']") is not None


@pytest.mark.parametrize("empty", [series_chart("T", "D", []), bar_chart("T", "D", [])])
def test_nothing_to_show_gives_nothing(empty: Any) -> None:
    assert empty == ""


def test_no_style_attribute() -> None:
    assert "style=" not in series_chart("T", "D", [ChartSeries("A", points(y2020="1"))])
