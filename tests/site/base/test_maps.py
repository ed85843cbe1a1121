"""The map colours any set of countries and knows no forum."""

import json
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from kopri.lang import countries
from kopri.site.base import maps
from kopri.site.base.maps import Place, country_map, map_rows, step_of
from kopri.site.base.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"


def places(*codes: str) -> list[Place]:
    return [Place(code, countries.name(code), Decimal(i + 1)) for i, code in enumerate(codes)]


@pytest.mark.parametrize(
    "codes",
    [("KOR", "KAZ", "UZB", "KGZ", "TJK", "TKM"), ("BRA", "ARG"), ("KOR",), ("RUS", "USA"), ("FJI", "NZL"), ("ZAF", "NOR"), ("SGP", "IDN")],
)
def test_any_countries_fit_into_the_picture(codes: tuple[str, ...]) -> None:
    root = ET.fromstring(country_map("Where", "Numbers.", places(*codes)))
    _x, _y, width, height = map(float, root.attrib["viewBox"].split())
    assert 50 < height < 3 * width
    coloured = [node for node in root.iter(f"{SVG}path") if node.attrib["class"].startswith("member")]
    assert len(coloured) == len(codes)
    for node in root.iter(f"{SVG}text"):
        assert 0 <= float(node.attrib["x"]) <= width


@pytest.mark.parametrize("language", ["en", "ru", "ko"])
def test_no_name_touches_another(language: str) -> None:
    codes = ("KOR", "KAZ", "UZB", "KGZ", "TJK", "TKM")
    root = ET.fromstring(country_map("W", "D", [Place(code, countries.name(code, language), Decimal(128)) for code in codes]))
    boxes = [(float(n.attrib["x"]), float(n.attrib["y"]), width_of(n.text or "") * maps.BOLD) for n in root.iter(f"{SVG}text")]
    assert len(boxes) == len(codes)
    for (x1, y1, wide1), (x2, y2, wide2) in combinations(boxes, 2):
        assert abs(y1 - y2) > 14 or abs(x1 - x2) > (wide1 + wide2) / 2


def test_the_map_is_small_enough_for_a_page() -> None:
    assert len(country_map("Where", "Numbers.", places("KOR", "KAZ", "UZB", "KGZ", "TJK", "TKM"))) < 20_000


def test_steps_are_equal_parts_of_the_highest() -> None:
    assert step_of({"a": Decimal(10), "b": Decimal(5), "c": Decimal(1), "d": Decimal(0)}) == {"a": 4, "b": 2, "c": 0, "d": 0}
    assert step_of({"a": Decimal(0)}) == {"a": 0}
    assert step_of({}) == {}


def test_what_is_not_known_has_no_step_and_says_so() -> None:
    markup = country_map("W", "D", [Place("KAZ", "Kazakhstan", None), *places("UZB")])
    assert "Kazakhstan: not known" in markup
    assert map_rows("Country", "Number", [Place("KAZ", "Kazakhstan"), *places("UZB")]).rows == [("Uzbekistan", "1"), ("Kazakhstan", "–")]


def test_a_country_without_shape_is_left_to_the_table() -> None:
    assert country_map("W", "D", [Place("XXX", "Nowhere", Decimal(1))]) == ""


def test_the_shapes_say_where_they_are_from() -> None:
    data = json.loads((Path(maps.__file__).parent / "data" / "countries.json").read_text(encoding="utf-8"))
    assert "Natural Earth" in data["source"]
    assert "public domain" in data["licence"]
    assert all(-18_000 <= value <= 18_100 for rings in data["countries"].values() for ring in rings for value in ring)
