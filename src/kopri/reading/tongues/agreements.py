"""Agreements in Korean and Russian pages: treaties, plans, memoranda, joint statements, relations, by the names they are given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from kopri.lang.names import fold_name
from kopri.lang.spans import Span
from kopri.reading.commitments.actors import countries_of
from kopri.reading.events.timing import nearest_date, validity
from kopri.reading.model import Agreement, Statement, Validity
from kopri.reading.page import Page
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, by_words, pattern, tagged_passages, without_signs
from kopri.reading.tongues.pair import main_pair
from kopri.reading.tongues.rules import data_of

_PARTY_KINDS: Final = ("country", "nationality", "region", "forum", "organisation", "person")
_TWO: Final = 2
_NEAR: Final = 40
_LEAST: Final = 3
_ONE_OF_A_KIND: Final = frozenset({"joint statement", "relation"})
_LEADING: Final = re.compile(
    r".*(?:(?:은|는|이|가|을|를|에서|에|와|과|로|고|며|및|규모의|상당의|이번|한|된|체결한|서명한)\s(?!관한|대한|관하여))"
    r"|^(?:이번|동|이|그|양국|양측|두|총|각각|관련|국영|간|[\ue000-\ue008]+)\s"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: str
    words: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(slots=True)
class _Found:
    kind: str
    name: str
    parties: tuple[str, ...]
    valid: Validity
    evidence: list[Span] = field(default_factory=list)


def read_agreements(page: Page) -> list[Statement]:
    """The agreements, programmes, policies and relations a page names, each once."""
    found: dict[tuple[str, str], _Found] = {}
    for tagged, possible in zip(tagged_passages(page), by_words(page, _kinds(page.language)), strict=True):
        if tagged.passage.kind not in ("sentence", "line"):
            continue
        for one in _in_sentence(page, tagged, possible):
            key = one.kind if one.kind in _ONE_OF_A_KIND else fold_name(one.name) or one.name
            same = found.setdefault((one.kind, key), one)
            if same is not one:
                same.evidence += one.evidence
                same.parties = same.parties or one.parties
                same.valid = same.valid if same.valid.start else one.valid
    return [_statement(page, one) for one in found.values()]


def _in_sentence(page: Page, tagged: Tagged, possible: tuple[_Kind, ...]) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    data = data_of("agreements", page.language)
    for match in _quoted(page.language).finditer(tagged.text):
        head = match.group("head").lower()
        kind = next((k for word, k in data["heads"].items() if head.startswith(word) or head == word), None)
        if kind:
            taken.append(match.span())
            yield _read(page, tagged, kind, match.span("name"))
    for one in possible:
        for match in one.pattern.finditer(tagged.text):
            at = _trimmed(page.language, tagged, *match.span("name"))
            name = tagged.text[at[0] : at[1]]
            if at[1] - at[0] < _LEAST or any(a < at[1] and at[0] < b for a, b in taken) or _is_passing(tagged, at, name, data):
                continue
            taken.append(at)
            yield _read(page, tagged, one.kind, at)


def _is_passing(tagged: Tagged, at: tuple[int, int], name: str, data: dict[str, Any]) -> bool:
    """Whether a name is only a common noun, or something that is not there yet."""
    near = tagged.text[max(0, at[0] - _NEAR) : at[1] + _NEAR]
    if re.search(data["avoid"], tagged.text[at[1] : at[1] + _NEAR // 2]) or re.search(
        data["avoid"], tagged.text[max(0, at[0] - 24) : at[0]]
    ):
        return True
    return name.strip().lower() in data["generic"] and not re.search(data["made"], near)


def _trimmed(language: str, tagged: Tagged, start: int, end: int) -> tuple[int, int]:
    """A name without the words of the sentence that run into it."""
    while language == "ko" and (lead := _LEADING.match(tagged.text[start:end])):
        start += lead.end()
    while end > start and tagged.text[end - 1] in " ,":
        end -= 1
    return start, end


def _read(page: Page, tagged: Tagged, kind: str, at: tuple[int, int]) -> _Found:
    name = re.sub(r"\s+", " ", without_signs(tagged, *at)).strip(" «»“”\"'‘’,")
    parties = _parties(tagged)
    parties = parties if len(parties) >= _TWO else main_pair(page) or parties
    dated = (
        nearest_date(tagged, *at, bounds=(0, len(tagged.text)), skip=at)
        if re.search(data_of("agreements", page.language)["made"], tagged.text)
        else None
    )
    valid = validity(page, tagged, dated[1], "held") if dated else None
    return _Found(kind, name, parties, valid or Validity(), [tagged.span(*at)])


def _parties(tagged: Tagged) -> tuple[str, ...]:
    named = tagged.names(0, len(tagged.text), _PARTY_KINDS)
    countries = tuple(dict.fromkeys(c for m in named if m.kind != "organisation" for c in countries_of(m)))
    if len(countries) >= _TWO:
        return countries
    bodies = tuple(dict.fromkeys(m.name for m in named if m.kind == "organisation" and m.sort not in ("finance", "press", "parliament")))
    return bodies if len(bodies) >= _TWO else countries


def _statement(page: Page, found: _Found) -> Statement:
    payload = Agreement(found.kind, found.name, found.parties, found.valid.start)
    evidence = sorted(set(found.evidence), key=lambda s: s.start)
    return make_statement(page, payload, evidence, rule=f"agreement_{found.kind.replace(' ', '_')}", valid=found.valid, confidence=0.7)


@cache
def _kinds(language: str) -> tuple[_Kind, ...]:
    return tuple(_Kind(k["kind"], frozenset(k["words"]), pattern(k["pattern"])) for k in data_of("agreements", language)["kinds"])


@cache
def _quoted(language: str) -> re.Pattern[str]:
    return pattern(data_of("agreements", language)["quoted"])
