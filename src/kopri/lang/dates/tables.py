"""Dates of languages whose patterns are data: regular expressions with named parts, in `data/ko.yaml` and `data/ru.yaml`."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from kopri.lang.datafile import read_data
from kopri.lang.dates.build import dated, relative
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
    words |= {"COUNT": data.get("counts", {}), "SPELL": data.get("spells", {})}
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
    if "u" in said or "spell" in said:
        return _spell_of_time(match, data)
    first = _point({k: v for k, v in said.items() if k not in ENDS}, data)
    ends = {k[:-1]: v for k, v in said.items() if k in ENDS}
    last = replace(first, **_parts(ends, data)) if ends else first
    if first.year is None and first.shift is None and last.year is not None:
        first = replace(first, year=last.year)
    if "y2" not in said and first.year and last.month and first.month and last.month < first.month:
        last = replace(last, year=first.year + 1)
    if any(p.year and p.month and p.day and day_text(p.year, p.month, p.day) is None for p in (first, last)):
        return None
    mention = dated(Span(match.start(), match.end()), first, last)
    bound = data.get("bounds", {}).get(said.get("bound") or said.get("bound2"))
    if bound:
        mention = replace(mention, bound=bound)
    if "week" in said:
        shift = data["weeks"][re.sub(r"\s+", " ", said["week"])]
        point = replace(first, shift=shift, unit="week")
        return relative(mention.span, point)
    if "shift" in said:
        _, _, anchor = data["shifts"][said["shift"].lower()]
        return replace(mention, kind="relative", anchor=anchor)
    return mention


def _spell_of_time(match: re.Match[str], data: dict[str, Any]) -> DateMention:
    """A span of time: "3주 동안", "이틀 후", "지난 5년"."""
    said, span = match.groupdict(), Span(match.start(), match.end())
    if said.get("spell"):
        amount, unit = data["spells"][said["spell"]]
    else:
        amount, unit = data["counts"].get(said["n"], said["n"]), data["units"][said["u"]]
    count, now = int(Decimal(str(amount))), Point(shift=0, unit="day")
    if said.get("last") is not None:
        return relative(span, Point(shift=-count, unit=unit), last=now, amount=str(count))
    if said.get("next") is not None:
        return relative(span, now, last=Point(shift=count, unit=unit), amount=str(count))
    if said.get("ago") or said.get("ahead"):
        return relative(span, Point(shift=-count if said.get("ago") else count, unit=unit), amount=str(count))
    return DateMention(span, "duration", None, None, "none", Point(unit=unit), Point(unit=unit), amount=str(amount))


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
