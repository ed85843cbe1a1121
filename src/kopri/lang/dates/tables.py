"""Dates of languages whose patterns are data: regular expressions with named parts, in `data/ko.yaml`, `data/ru.yaml` and others."""

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
from kopri.lang.wordlist import cased, word_pattern

LANGUAGES: Final = ("ko", "ru", "uz", "kk", "ky", "tg", "tk")
ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}
LAST_QUARTER: Final = 4
ENDS: Final = ("y2", "m2", "d2", "month2")
# The name of a table in patterns, and its section in the data.
WORDS: Final = {
    "MONTH": "months",
    "WEEKDAY": "weekdays",
    "SHIFT": "shifts",
    "COUNT": "counts",
    "SPELL": "spells",
    "WEEK": "weeks",
    "NEAR": "near",
    "NTH": "nth",
    "UNIT": "units",
    "NAMED": "named",
}

# Tables whose words can be the first of a date.
OPENING: Final = ("months", "shifts", "counts", "spells", "weeks", "near", "halves", "nth", "seasons", "named")
# Groups whose words are looked up: the field they say, and the table.
LOOKED_UP: Final = {
    "month": ("month", "months"),
    "weekday": ("weekday", "weekdays"),
    "wd": ("weekday", "weekdays"),
    "half": ("half", "halves"),
    "season": ("season", "seasons"),
    "nth": ("week", "nth"),
}
Said = dict[str, str]


@dataclass(frozen=True)
class Table:
    """Patterns of a language with the words they look up. `start` tells where a date may begin, `anywhere` which pattern matches there."""

    data: dict[str, Any]
    patterns: tuple[re.Pattern[str], ...]
    start: re.Pattern[str]
    anywhere: re.Pattern[str]


@cache
def table(language: str) -> Table:
    """The patterns of one of `LANGUAGES`."""
    data = read_data("kopri.lang.dates", f"{language}.yaml")
    sources = []
    for source in data["patterns"]:
        for name, macro in data.get("macros", {}).items():
            source = source.replace(f"{{{name}}}", macro)  # noqa: PLW2901
        for name, section in WORDS.items():
            words = sorted(data.get(section, {}), key=len, reverse=True)
            source = re.sub(rf"\b{name}\b", "|".join(re.escape(w) for w in words), source)  # noqa: PLW2901
        sources.append(source)
    flags = re.IGNORECASE if language != "ko" else re.NOFLAG
    unnamed = "|".join("(" + re.sub(r"\(\?P<\w+>", "(?:", s) + ")" for s in sources)
    return Table(data, tuple(re.compile(s, flags) for s in sources), _start(data), re.compile(unnamed, flags))


def _start(data: dict[str, Any]) -> re.Pattern[str]:
    """Figures, or the first word of what a date may begin with."""
    words = {str(word).split(" ")[0] for section in OPENING for word in data.get(section, {})}
    weekdays = [word for word in data["weekdays"] if len(word) > 2]
    behind = f"(?<!{data['not_after']})" if "not_after" in data else r"\b"
    opening, free = word_pattern(cased([*words, *data["starts"]])), word_pattern(cased(weekdays))
    return re.compile(rf"\d(?<!\d\d)|(?:{free})|{behind}(?:{opening})")


def find(text: str, language: str) -> list[DateMention]:
    """All dates of a text in a language with a table, in text order."""
    known = table(language)
    found: list[DateMention] = []
    at = 0
    for begin in known.start.finditer(text):
        hit = known.anywhere.match(text, begin.start()) if begin.start() >= at else None
        if hit is None:
            continue
        for pattern in known.patterns[(hit.lastindex or 1) - 1 :]:
            match = pattern.match(text, begin.start())
            mention = _mention(match, known.data) if match else None
            if match is not None and mention is not None:
                found.append(mention)
                at = match.end()
                break
    return found


def _mention(match: re.Match[str], data: dict[str, Any]) -> DateMention | None:
    said = {k: v for k, v in match.groupdict().items() if v}
    span = Span(match.start(), match.end())
    if said.keys() & {"u", "u_y", "spell"}:
        return _spell_of_time(match, data)
    if "near" in said:
        return _near(span, said, data)
    first = _point({k: v for k, v in said.items() if k not in ENDS}, data)
    ends = {k[:-1]: v for k, v in said.items() if k in ENDS}
    if "next_day" in said:
        if int(said["next_day"]) != (first.day or 0) + 1:
            return None
        ends = {"d": said["next_day"]}
    last = replace(first, **_parts(ends, data)) if ends else first
    if first.year is None and first.shift is None and last.year is not None:
        first = replace(first, year=last.year)
    if "y2" not in said and first.year and last.month and first.month and last.month < first.month:
        last = replace(last, year=first.year + 1)
    if any(p.year and p.month and p.day and day_text(p.year, p.month, p.day) is None for p in (first, last)):
        return None
    if "nth" in said or "century" in said:
        return relative(span, first)
    return _dressed(dated(span, first, last), said, data)


def _dressed(mention: DateMention, said: Said, data: dict[str, Any]) -> DateMention:
    """The mention with its open side, its part, and what it is counted from."""
    bound = data.get("bounds", {}).get((said.get("bound") or said.get("bound2") or "").lower())
    part = data.get("parts", {}).get(said.get("part"))
    if bound or part:
        mention = replace(mention, bound=bound, part=part)
    if bound == "before" and mention.start:
        mention = replace(mention, start=None)
    elif bound == "since" and mention.end:
        mention = replace(mention, end=None)
    if "week" in said:
        shift = data["weeks"][_plain(said["week"])]
        return relative(mention.span, replace(mention.first, shift=shift, unit="week"))
    if "shift" in said:
        _, _, anchor, *edge = data["shifts"][_plain(said["shift"])]
        return replace(mention, kind="relative", anchor=anchor, part=edge[0] if edge else mention.part)
    return mention


def _plain(word: str) -> str:
    return re.sub(r"\s+", " ", word).lower()


def _near(span: Span, said: Said, data: dict[str, Any]) -> DateMention | None:
    """Reads "지난 25일", "오는 금요일", "이번 8월", "올 3분기": the last, the next, this year's."""
    shift, parts = data["near"][_plain(said["near"])], _parts(said, data)
    if shift == 0 and not parts.keys() & {"month", "quarter", "half", "season"}:
        return None
    unit = "year" if shift == 0 or "season" in parts else "occurrence"
    return _dressed(relative(span, Point(**parts, shift=shift, unit=unit)), said, data)


def _spell_of_time(match: re.Match[str], data: dict[str, Any]) -> DateMention:
    """A spell of time: "3주 동안", "이틀 후", "지난 5년", "1시간 30분", "3년 반"."""
    said, span = match.groupdict(), Span(match.start(), match.end())
    if said.get("spell"):
        amount, unit = data["spells"][_plain(said["spell"])]
    else:
        amount, unit = data["counts"].get(said["n"].lower(), said["n"]), data["units"][(said["u"] or said["u_y"]).lower()]
    number = Decimal(str(amount).replace(",", ".")) + (Decimal("0.5") if said.get("half_more") else 0)
    more = said.get("also2") or said.get("also2_y")
    if more:
        number += Decimal(re.sub(r"\D", "", more)) / (60 if unit == "hour" else 12)
        if unit == "year":
            number, unit = number * 12, "month"
    number = round(number, 4).normalize()
    counted = any(said.get(way) is not None for way in ("last", "next", "ago", "ahead"))
    if counted and unit == "year" and number != int(number):
        number, unit = number * 12, "month"
    count, now = int(number), Point(shift=0, unit="day")
    if said.get("from") is not None:
        begin = Point(shift=data["shifts"][_plain(said["shift"])][1], unit="day")
        return relative(span, begin, last=replace(begin, moves=((count, unit),)), amount=str(count))
    if said.get("last") is not None:
        return relative(span, Point(shift=-count, unit=unit), last=now, amount=str(count))
    if said.get("next") is not None:
        return relative(span, now, last=Point(shift=count, unit=unit), amount=str(count))
    if said.get("ago") or said.get("ahead"):
        return relative(span, Point(shift=-count if said.get("ago") else count, unit=unit), amount=str(count))
    return DateMention(span, "duration", None, None, "none", Point(unit=unit), Point(unit=unit), amount=f"{number:f}")


def _point(said: Said, data: dict[str, Any]) -> Point:
    point = Point(**_parts(said, data))
    if "shift" in said:
        unit, shift, *_ = data["shifts"][_plain(said["shift"])]
        point = replace(point, unit=unit, shift=shift)
    return point


def _parts(said: Said, data: dict[str, Any]) -> dict[str, Any]:
    """The named parts of a match as fields of a point."""
    parts: dict[str, Any] = {}
    for group, field in {"y": "year", "m": "month", "d": "day", "q": "quarter", "decade": "decade", "century": "century"}.items():
        if group in said:
            parts[field] = ROMAN.get(said[group].upper()) or int(said[group])
    if "yy" in said:
        parts["year"] = int(said["yy"]) + (2000 if int(said["yy"]) < 50 else 1900)
    return parts | _looked_up(said, data)


def _looked_up(said: Said, data: dict[str, Any]) -> dict[str, Any]:
    """The fields said in words, Roman figures or by a name."""
    parts: dict[str, Any] = {}
    for group, (field, section) in LOOKED_UP.items():
        if group in said:
            parts[field] = data[section][_plain(said[group])]
    if "roman" in said:
        parts["quarter"] = ROMAN[said["roman"].upper()]
    if "nth_quarter" in said:
        written = said["nth_quarter"].lower()
        number = int(written[0]) if written[0].isdigit() else data["nth"][_plain(written)]
        parts["quarter"] = LAST_QUARTER if number == -1 else min(number, LAST_QUARTER)
    if "short_decade" in said:
        parts["decade"] = 1900 + int(said["short_decade"])
    if "named" in said:
        parts["month"], parts["day"] = (int(number) for number in data["named"][_plain(said["named"])].split("-"))
    if "nth" in said and "weekday" in parts:
        parts["nth"] = parts.pop("week")
    return parts
