"""Dates of languages whose patterns are data: regular expressions with named parts, in `data/ko.yaml` and `data/ru.yaml`."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from kopri.lang.datafile import read_data
from kopri.lang.dates.build import dated
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.resolve import day_text
from kopri.lang.spans import Span

ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
ENDS: Final = ("y2", "m2", "d2", "month2")


@dataclass(frozen=True)
class Table:
    """Patterns of a language with the words they look up."""

    data: dict[str, Any]
    patterns: tuple[re.Pattern[str], ...]
    anywhere: re.Pattern[str]


@cache
def table(language: str) -> Table:
    """The patterns of "ko" or "ru"."""
    data = read_data("kopri.lang.dates", f"{language}.yaml")
    words = {"MONTH": data["months"], "WEEKDAY": data["weekdays"], "SHIFT": data["shifts"]}
    sources = []
    for source in data["patterns"]:
        for name, listed in words.items():
            source = source.replace(name, "|".join(re.escape(w) for w in sorted(listed, key=len, reverse=True)))  # noqa: PLW2901
        sources.append(source)
    unnamed = "|".join(re.sub(r"\(\?P<\w+>", "(?:", s) for s in sources)
    return Table(data, tuple(re.compile(s, re.IGNORECASE) for s in sources), re.compile(unnamed, re.IGNORECASE))


def find(text: str, language: str) -> list[DateMention]:
    """All dates of a text in a language with a table, in text order."""
    known = table(language)
    found: list[DateMention] = []
    at = 0
    while (hit := known.anywhere.search(text, at)) is not None:
        at = hit.start() + 1
        for pattern in known.patterns:
            match = pattern.match(text, hit.start())
            mention = _mention(match, known.data) if match else None
            if match is not None and mention is not None:
                found.append(mention)
                at = match.end()
                break
    return found


def _mention(match: re.Match[str], data: dict[str, Any]) -> DateMention | None:
    said = {k: v for k, v in match.groupdict().items() if v}
    first = _point({k: v for k, v in said.items() if k not in ENDS}, data)
    ends = {k[:-1]: v for k, v in said.items() if k in ENDS}
    last = replace(first, **_parts(ends, data)) if ends else first
    if any(p.year and p.month and p.day and day_text(p.year, p.month, p.day) is None for p in (first, last)):
        return None
    mention = dated(Span(match.start(), match.end()), first, last)
    if "shift" in said:
        _, _, anchor = data["shifts"][said["shift"].lower()]
        return replace(mention, kind="relative", anchor=anchor)
    return mention


def _point(said: dict[str, str], data: dict[str, Any]) -> Point:
    point = Point(**_parts(said, data))
    if "shift" in said:
        unit, shift, _ = data["shifts"][said["shift"].lower()]
        point = replace(point, unit=unit, shift=shift)
    return point


def _parts(said: dict[str, str], data: dict[str, Any]) -> dict[str, Any]:
    """The named parts of a match as fields of a point."""
    parts: dict[str, Any] = {}
    for group, field in {"y": "year", "m": "month", "d": "day", "q": "quarter", "decade": "decade"}.items():
        if group in said:
            parts[field] = int(said[group])
    if "yy" in said:
        parts["year"] = int(said["yy"]) + (2000 if int(said["yy"]) < 50 else 1900)
    if "month" in said:
        parts["month"] = data["months"][said["month"].lower()]
    if "weekday" in said:
        parts["weekday"] = data["weekdays"][said["weekday"].lower()]
    if "half" in said:
        parts["half"] = data["halves"][said["half"].lower()]
    if "roman" in said:
        parts["quarter"] = ROMAN[said["roman"].upper()]
    return parts
