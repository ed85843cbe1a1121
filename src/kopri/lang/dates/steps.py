"""English dates some steps from another: "two weeks before Easter", "the day after tomorrow", "3 days starting from Monday"."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from kopri.lang.dates.almanac import moved
from kopri.lang.dates.build import dated, relative
from kopri.lang.dates.items import NOW, Item, across, dates_of, place
from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.resolve import day_text
from kopri.lang.dates.tokens import Token, lexicon
from kopri.lang.spans import Span


def read_offset(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "three weeks from tomorrow", "2 weeks before May 13", "the day after tomorrow", "more than 2 weeks before today"."""
    link = next(i for i, letter in enumerate(letters) if letter in "fb>")
    way = -1 if letters[link] == "b" else 1
    spell = next((i for i in items[:link] if isinstance(i, DateMention)), None)
    unit = next((i for i in items[:link] if isinstance(i, Token) and i.cls == "U"), None)
    if letters[link] == "f" and place(items[link]).of(text).lower() != "from":
        return None
    amounts = [("1", str(unit.value))] if unit else [(spell.amount or "", spell.first.unit or ""), *spell.also] if spell else []
    if any("." in amount or name in ("hour", "minute", "second") for amount, name in amounts):
        return None
    bases = dates_of(items[link + 1 :])
    base = bases[0].first if bases else NOW
    if bases and not _is_day(base):
        return None
    steps = tuple((way * int(amount), name) for amount, name in amounts)
    if len(bases) > 1:
        if bases[1].kind != "weekday":
            return None
        steps = (*steps, (bases[1].first.weekday or 1, "weekday"))
    span = across(items)
    if letters[0] == "q":
        return _about_offset(text, items, span, base, steps)
    return stepped(span, base, steps)


def _about_offset(text: str, items: Sequence[Item], span: Span, base: Point, steps: tuple[tuple[int, str], ...]) -> DateMention:
    """More than so far away is open to that side; less than so far away lies between."""
    far = replace(base, moves=steps)
    back = steps[0][0] < 0
    if lexicon()["more_than"][place(items[0]).of(text).lower()] == "more":
        return relative(span, far, bound="before" if back else "since")
    amount = str(abs(steps[0][0]))
    first, last = (far, base) if back else (base, far)
    return replace(relative(span, first, last=last), amount=amount)


def _is_day(point: Point) -> bool:
    return any((point.day, point.weekday, point.holiday)) or point.unit in ("day", "occurrence")


def stepped(span: Span, base: Point, steps: tuple[tuple[int, str], ...]) -> DateMention:
    """The day some steps from another; ISO where that one is said in full."""
    day = day_text(base.year, base.month, base.day) if base.year and base.day else None
    if day is None or any(name == "weekday" for _, name in steps):
        return relative(span, replace(base, moves=steps))
    there = dt.date.fromisoformat(day)
    for by, unit in steps:
        there = moved(there, unit, by)
    return dated(span, Point(year=there.year, month=there.month, day=there.day))


def read_day_before(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "the day before": one before the time spoken of."""
    del letters
    unit = items[1]
    closed = re.match(r"\s*(?:[.,;!?)]|\Z)", text[place(items[-1]).end :][:4])
    if not isinstance(unit, Token) or unit.value not in ("day", "week", "month", "year") or not closed:
        return None
    return relative(across(items), Point(shift=-1, unit=str(unit.value)), "context")


def read_away(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "two days before", "3 months after" at the end of a clause: from the time spoken of."""
    spell = dates_of(items)[0]
    unit = spell.first.unit or ""
    closed = re.match(r"\s*(?:[.,;!?)]|\Z)", text[place(items[-1]).end :][:4])
    if not closed or not (spell.amount or "").isdigit() or unit in ("hour", "minute", "second"):
        return None
    shift = int(spell.amount or 0) * (-1 if letters[-1] == "b" else 1)
    return replace(relative(across(items), Point(shift=shift, unit=unit), "context"), amount=spell.amount)


def read_spell_from(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "3 days starting from next Monday", "for 3 days, from today": a stretch from that day on."""
    spell, base = dates_of(items)
    if (
        not _is_day(base.first)
        or "." in (spell.amount or ".")
        or base.bound
        or (text[place(items[0]).start - 1 : place(items[0]).start] == "-")
    ):
        return None
    if "s" in letters and place(items[letters.index("s")]).of(text).lower() == "since":
        return None
    start = place(items[0]).start
    before = re.search(r"\bfor\s\Z", text[max(0, start - 5) : start], re.IGNORECASE) if "," in letters else None
    span = Span(start - len(before.group()) if before else start, place(items[-1]).end)
    unit, count = spell.first.unit or "", int(spell.amount or 0)
    last = replace(base.first, moves=((count, unit),))
    return relative(span, base.first, last=last, amount=spell.amount)


def read_on_weekday(text: str, letters: str, items: Sequence[Item]) -> DateMention | None:
    """Reads "in 3 days on Friday"."""
    del text, letters
    spell, weekday = dates_of(items)
    if weekday.kind != "weekday" or not (spell.amount or "").isdigit():
        return None
    steps = ((int(spell.amount or 0), spell.first.unit or ""), (weekday.first.weekday or 1, "weekday"))
    return relative(across(items), replace(NOW, moves=steps))
