"""The rules of `data/events.yaml`, `turns.yaml` and `happenings.yaml`, compiled."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kopri.lang.datafile import read_data
from kopri.reading.tagged import pattern

Need = Literal["date", "dated", "current", "detail", "past", "numbered", "line", "titled"]
Merge = Literal["who", "name", "class", "place", "date", "number"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of event is told. `words`: one of them stands in a sentence that speaks of it."""

    category: str
    words: frozenset[str]
    needs: Need
    merge: Merge
    name: str | None
    patterns: tuple[re.Pattern[str], ...]
    avoid: re.Pattern[str] | None
    also: tuple[str, ...] = ()
    headings: bool = False
    closing: bool = False
    last: bool = False

    def may_match(self, lowered: str) -> bool:
        """Whether a sentence in small letters has what the rule needs beside one of its words."""
        return not self.also or any(word in lowered for word in self.also) or any(c.isdigit() for c in lowered)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the files; those of `happenings.yaml` are for sentences in which nothing else happens."""
    return tuple(
        Rule(
            category=raw["class"],
            words=frozenset(raw["words"]),
            needs=raw["needs"],
            merge=raw["merge"],
            name=raw.get("name"),
            patterns=tuple(pattern(source) for source in raw["patterns"]),
            avoid=re.compile(raw["avoid"]) if "avoid" in raw else None,
            also=tuple(_data()[raw["also"]]) if "also" in raw else (),
            headings=raw.get("headings", False),
            closing=raw.get("closing", False),
            last=last,
        )
        for name, last in (("events", False), ("turns", False), ("happenings", True))
        for raw in read_data("kopri.reading", f"{name}.yaml")["rules"]
    )


@cache
def word(name: Literal["avoid", "future", "postponed", "cancelled", "vague", "around"]) -> re.Pattern[str]:
    """The words that make a clause general talk, future, postponed, cancelled or vague."""
    return re.compile(_data()[name])


def plover(category: str) -> str | None:
    """The PLOVER class of a class of events, if it has one."""
    found: str | None = _data()["plover"].get(category)
    return found


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.reading", "events.yaml")
