"""What figures look like in languages whose words are data: `data/ko.yaml` and `data/ru.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast, get_args

from kopri.lang.datafile import read_data
from kopri.lang.spans import Span
from kopri.reading.figures.lexicon import Measure
from kopri.reading.model import Qualifier

LANGUAGES: Final = ("ko", "ru")


@dataclass(frozen=True)
class Tongue:
    """The words of a language: each pattern of its data file by name, what numbers count, and what figures measure."""

    language: str
    data: Mapping[str, Any]
    patterns: Mapping[str, re.Pattern[str]]
    counters: tuple[tuple[str, re.Pattern[str]], ...]
    named: tuple[tuple[str, re.Pattern[str]], ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    measures: tuple[Measure, ...]

    def has(self, name: str, text: str, span: Span) -> bool:
        """Whether the pattern `name` occurs in a place."""
        return self.patterns[name].search(text, span.start, span.end) is not None

    def qualifier(self, text: str, start: int, ends: tuple[int, ...]) -> Qualifier:
        """How surely a number is said, by the words right before `start` or right after one of `ends`."""
        before = self.before.search(text, max(0, start - 30), start)
        for end in ends:
            after = self.after.match(text, end)
            if after:
                return cast("Qualifier", after.lastgroup)
        said = before.groupdict() if before else {}
        bounds = next((name for name in get_args(Qualifier) if said.get(name)), "exact")
        return "exact" if said.get("word", "").lower() == "до" and self._rises(text, start) else cast("Qualifier", bounds)

    def _rises(self, text: str, start: int) -> bool:
        """Whether «до» before a number says where a change ends and bounds nothing."""
        near = text[max(0, start - 90) : start]
        return self.patterns["rises"].search(near) is not None


@cache
def tongue_of(language: str) -> Tongue | None:
    """The words of a language, None for one without a data file."""
    if language not in LANGUAGES:
        return None
    data = read_data("kopri.reading.figures", f"{language}.yaml")
    texts = {k: v for k, v in data.items() if isinstance(v, str) and k not in ("source", "date")}
    texts |= {f"scope_{k}": v for k, v in data["scope"].items()}
    return Tongue(
        language,
        data,
        {name: re.compile(source or r"\A\Z\b", re.IGNORECASE if language == "ru" else 0) for name, source in texts.items()},
        tuple((c["unit"], re.compile(c["words"], re.IGNORECASE)) for c in data["counters"]),
        tuple((c["unit"], re.compile(c["words"], re.IGNORECASE)) for c in data["named"]),
        _before(data["qualifiers_before"]),
        _after(data["qualifiers_after"], language),
        tuple(_measure(entry) for entry in data["measures"]),
    )


def _listed(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def _before(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{_listed(words)})" for name, words in table.items())
    return re.compile(rf"(?<![\w-])(?P<word>{groups})(?:\s+(?:чем|рекордн\w+))?(?:\s+(?:в|на))?[\s(]*\Z", re.IGNORECASE)


def _after(table: Mapping[str, list[str]], language: str) -> re.Pattern[str]:
    end = r"\b" if language == "ru" else ""
    joined = "|".join(f"(?P<{name}>{_listed(words)})" for name, words in table.items())
    return re.compile(rf"\s?(?:{joined}){end}", re.IGNORECASE)


def _measure(entry: Mapping[str, Any]) -> Measure:
    patterns = {key: re.compile(entry[key], re.IGNORECASE) if key in entry else None for key in ("near", "noun", "following")}
    return Measure(
        entry["measure"],
        frozenset(entry["units"]),
        patterns["near"],
        patterns["noun"],
        bool(entry.get("relation")),
        entry.get("aspect"),
        bool(entry.get("after")),
        patterns["following"],
    )
