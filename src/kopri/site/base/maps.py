"""A map of any set of countries as SVG, coloured in steps. Shapes: data/countries.json (Natural Earth, public domain)."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import count, pairwise
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kopri.site.base import svg
from kopri.site.base.components import Rows
from kopri.site.base.wording import number, short_number

WIDTH = 520
HIGHEST = 460
BEYOND = 40
MARGIN = 0.06
STEPS = 5
OUTLINES = 2_000
# Labels are bold: wider than ordinary type; between them is at least a letter's width, or a line.
BOLD = 1.12
GAP = 8
LINE = 17

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Place:
    """A country to colour: alpha-3, its name as shown, and what is counted in it; None is not known."""

    country: str
    name: str
    value: Decimal | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place with its name, in degrees."""

    name: str
    longitude: float
    latitude: float
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Projection:
    """Albers' equal-area conic, as in Snyder, Map Projections: A Working Manual (USGS 1395, 1987), pages 98 to 101, on a sphere."""

    middle: float
    n: float
    c: float

    @classmethod
    def over(cls, points: Iterable[tuple[float, float]]) -> "_Projection":
        longitudes, latitudes = zip(*points, strict=True)
        south, north = math.radians(min(latitudes)), math.radians(max(latitudes))
        one, two = south + (north - south) / 6, north - (north - south) / 6
        n = (math.sin(one) + math.sin(two)) / 2 or 1e-6
        return cls((min(longitudes) + max(longitudes)) / 2, n, math.cos(one) ** 2 + 2 * n * math.sin(one))

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        away = (longitude - self.middle + 180) % 360 - 180
        radius = math.sqrt(max(0.0, self.c - 2 * self.n * math.sin(math.radians(latitude)))) / self.n
        angle = self.n * math.radians(away)
        return radius * math.sin(angle), radius * math.cos(angle)


@dataclass(frozen=True, slots=True)
class _View:
    """From degrees to pixels of the picture."""

    project: _Projection
    left: float
    top: float
    scale: float
    height: float

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = self.project(*point)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def country_map(title: str, description: str, places: Sequence[Place], points: Sequence[Point] = ()) -> SafeString:
    """The places coloured by value in five steps and named, their neighbours behind them.

    Args:
        title: what the colours count.
        description: what the map shows, in a sentence with figures.
        places: the countries; those without a shape of their own (very small islands) are left to the table.
        points: what is marked inside them; each says its name when it is pointed at.
    """
    shown = [place for place in places if place.country in _shapes()]
    if not shown:
        return SafeString("")
    view = _view(tuple(sorted(place.country for place in shown)))
    own = {place.country for place in shown}
    backdrop = [_path(code, view, "land") for code in _shapes() if code not in own]
    steps = step_of({place.country: place.value for place in shown if place.value is not None})
    members = [_member(place, view, steps.get(place.country)) for place in shown]
    return svg.picture(
        WIDTH,
        view.height,
        title,
        description,
        [*(path for path in backdrop if path), *members, *_labels(shown, view), *(_point(point, view) for point in points)],
        look="map",
    )


def _point(point: Point, view: _View) -> SafeString:
    x, y = view.place((point.longitude, point.latitude))
    return svg.linked(svg.group(svg.marker(0, x, y, 4.5, class_="fill"), class_="c2"), point.url, point.name)


def map_rows(heading: str, measure: str, places: Sequence[Place]) -> Rows:
    """The table behind `country_map`."""
    ordered = sorted(places, key=lambda p: (-(p.value if p.value is not None else Decimal(-1)), p.name))
    return Rows((heading, measure), [(p.name, number(p.value) if p.value is not None else "–") for p in ordered], frozenset({1}))


def step_of(values: Mapping[str, Decimal]) -> dict[str, int]:
    """The step from 0 to 4 of each value, by equal parts of the highest."""
    highest = max(values.values(), default=Decimal(0))
    return {key: min(STEPS - 1, int(value * STEPS / highest)) if highest > 0 else 0 for key, value in values.items()}


@cache
def _view(countries: tuple[str, ...]) -> _View:
    """The view that has all of these countries in it."""
    points = [point for country in countries for ring in _shapes()[country][:1] for point in ring]
    project = _Projection.over(points)
    xs, ys = zip(*(project(*point) for point in points), strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    edge = MARGIN * max(width, height)
    scale = min(WIDTH / (width + 2 * edge), HIGHEST / (height + 2 * edge))
    left = (min(xs) + max(xs)) / 2 - WIDTH / scale / 2
    return _View(project, left, min(ys) - edge, scale, (height + 2 * edge) * scale)


def _member(place: Place, view: _View, step: int | None) -> SafeString:
    value = number(place.value) if place.value is not None else _("not known")
    path = _path(place.country, view, f"member s{step}" if step is not None else "member land")
    return svg.linked(path, place.url, f"{place.name}: {value}")


def _path(country: str, view: _View, look: str) -> SafeString:
    """The country as far as it can be seen; nothing if it cannot."""
    outline = _outline(country, view)
    return svg.element("path", d=outline, class_=look) if outline else SafeString("")


@lru_cache(maxsize=OUTLINES)
def _outline(country: str, view: _View) -> str:
    """The country's rings that can be seen, as path data."""
    written = []
    for ring in _shapes()[country]:
        points = [view.place(point) for point in ring]
        xs, ys = zip(*points, strict=True)
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > view.height or max(xs) - min(xs) > 4 * WIDTH:
            continue
        pixels = _near(points, view)
        if len(pixels) > 2:
            written.append(_closed(pixels))
    return "".join(written)


def _closed(pixels: Sequence[tuple[int, int]]) -> str:
    """A ring as path data, by steps from pixel to pixel."""
    steps = " ".join(f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in pairwise(pixels))
    return f"M{pixels[0][0]},{pixels[0][1]}l{steps}z"


def _near(points: Sequence[tuple[float, float]], view: _View) -> list[tuple[int, int]]:
    """Whole pixels, not far beyond the picture's edge, each other than the one before."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        pixel = (round(min(max(x, -BEYOND), WIDTH + BEYOND)), round(min(max(y, -BEYOND), view.height + BEYOND)))
        if not kept or pixel != kept[-1]:
            kept.append(pixel)
    return kept


def _labels(places: Sequence[Place], view: _View) -> list[SafeString]:
    """Name and value in the middle of each country; a name that would touch another goes up or down to the nearest free line."""
    taken: list[_Box] = []
    labels = []
    for place in sorted(places, key=lambda p: view.place(_middle(p.country))[1]):
        x, y = view.place(_middle(place.country))
        words = place.name if place.value is None else f"{place.name} {short_number(place.value)}"
        half = svg.width_of(words) * BOLD / 2
        x = min(max(x, half + 2), WIDTH - half - 2)
        box = next(box for box in _lines(x, y, half, view.height) if not any(box.touches(other) for other in taken))
        taken.append(box)
        labels.append(svg.text(x, box.y + 4, words, text_anchor="middle", class_="strong halo"))
    return labels


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a label stands: its middle, and half its width."""

    x: float
    y: float
    half: float

    def touches(self, other: "_Box") -> bool:
        """Whether the two are nearer than a letter, or a line."""
        return abs(self.y - other.y) < LINE and abs(self.x - other.x) < self.half + other.half + GAP


def _lines(x: float, y: float, half: float, height: float) -> Iterator[_Box]:
    """The places for a label, the nearest first: those inside the picture, then any below."""
    for step in count():
        for way in (1, -1) if step else (1,):
            if LINE / 2 < y + way * 3 * step < height - LINE / 2:
                yield _Box(x, y + way * 3 * step, half)
        if 3 * step > height:
            yield _Box(x, y + 3 * step, half)


@cache
def _middle(country: str) -> tuple[float, float]:
    """The centre of gravity of the largest part."""
    ring = _shapes()[country][0]
    twice = east = north = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        twice, east, north = twice + cross, east + (x1 + x2) * cross, north + (y1 + y2) * cross
    return east / (3 * twice), north / (3 * twice)


@cache
def _shapes() -> Mapping[str, Sequence[Ring]]:
    data = json.loads((Path(__file__).parent / "data" / "countries.json").read_text(encoding="utf-8"))
    return {
        code: tuple(tuple((ring[i] / 100, ring[i + 1] / 100) for i in range(0, len(ring), 2)) for ring in rings)
        for code, rings in data["countries"].items()
    }
