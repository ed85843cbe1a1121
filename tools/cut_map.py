"""Cut the country shapes of the site's maps from world-atlas, once: `python tools/cut_map.py WORLD_ATLAS.tgz OUT.json`.

WORLD_ATLAS.tgz is the npm package world-atlas 2.0.2 (ISC licence), which holds Natural Earth 4.1.0 (public domain) as TopoJSON.
Borders are thinned arc by arc, so that neighbours still meet; islands too small to see are left out.
"""

import argparse
import json
import math
import tarfile
from pathlib import Path
from typing import Any

from babel.core import get_global

from kopri.lang import countries

Point = tuple[float, float]

TOLERANCE = 0.09
SMALLEST_RING = 0.05
MEMBER = "package/countries-50m.json"


def main() -> None:
    """Read the package, write the shapes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    topology = read_topology(arguments.package)
    arcs = [thin(arc, TOLERANCE) for arc in decode_arcs(topology)]
    alpha3 = numeric_codes()
    shapes: dict[str, list[list[Point]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha3.get(str(geometry.get("id", "")))
        if code:
            shapes[code] = rings_of(geometry, arcs)
    head = {
        "source": "Natural Earth 4.1.0, 1:50m, by way of world-atlas 2.0.2 (npm); cut by tools/cut_map.py",
        "licence": "Natural Earth: public domain. world-atlas: ISC.",
        "date": "2026-11-22",
        "form": "ISO 3166-1 alpha-3 → rings of longitude, latitude in hundredths of a degree, one after the other",
    }
    lines = [f'    "{code}": {json.dumps(flat(shapes[code]), separators=(",", ":"))}' for code in sorted(shapes)]
    text = json.dumps(head, indent=2, ensure_ascii=False)[:-2] + ',\n  "countries": {\n' + ",\n".join(lines) + "\n  }\n}\n"
    arguments.out.write_text(text, encoding="utf-8")
    print(f"{arguments.out}: {len(shapes)} countries, {len(text) // 1024} KB")


def read_topology(package: Path) -> dict[str, Any]:
    """The TopoJSON file in the package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(MEMBER)
        if file is None:
            raise SystemExit(f"{package} holds no {MEMBER}: give the npm package world-atlas 2.0.2")
        topology: dict[str, Any] = json.load(file)
        return topology


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON holds differences of whole numbers."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def thin(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker 1973: leave out points nearer than `tolerance` degrees to the line between those kept."""
    if len(points) < 3:
        return points
    if points[0] == points[-1]:
        middle = len(points) // 2
        return thin(points[: middle + 1], tolerance)[:-1] + thin(points[middle:], tolerance)
    distances = [distance_to_line(point, points[0], points[-1]) for point in points[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= tolerance:
        return [points[0], points[-1]]
    return thin(points[: farthest + 2], tolerance)[:-1] + thin(points[farthest + 1 :], tolerance)


def distance_to_line(point: Point, start: Point, end: Point) -> float:
    """Distance in degrees of latitude; degrees of longitude count less towards the poles."""
    narrow = math.cos(math.radians(point[1]))
    length_x, length_y = (end[0] - start[0]) * narrow, end[1] - start[1]
    away_x, away_y = (point[0] - start[0]) * narrow, point[1] - start[1]
    length = math.hypot(length_x, length_y)
    return abs(length_x * away_y - length_y * away_x) / length if length else math.hypot(away_x, away_y)


def rings_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """The rings of a country, the largest first, without the tiniest."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [joined(ring, arcs) for polygon in polygons for ring in polygon]
    rings.sort(key=area, reverse=True)
    return [ring for i, ring in enumerate(rings) if i == 0 or area(ring) >= SMALLEST_RING]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One ring from its arcs; a negative number is an arc walked backwards."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points[:-1]


def area(ring: list[Point]) -> float:
    """Area in square degrees at the equator's size."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    return abs(twice) / 2 * math.cos(math.radians(ring[0][1])) if ring else 0.0


def flat(rings: list[list[Point]]) -> list[list[int]]:
    """Hundredths of a degree in one row for each ring."""
    return [[round(value * 100) for point in ring for value in point] for ring in rings]


def numeric_codes() -> dict[str, str]:
    """ISO 3166-1 numeric → alpha-3, by way of CLDR's territory aliases."""
    by_alpha2 = {countries.alpha2(code): code for code in countries.countries()}
    aliases = get_global("territory_aliases")
    return {old: by_alpha2[new[0]] for old, new in aliases.items() if old.isdigit() and len(new) == 1 and new[0] in by_alpha2}


if __name__ == "__main__":
    main()
