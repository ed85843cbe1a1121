"""What documents say of each other: figures that agree, differ or only seem to differ; copies."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from typing import Final, Literal

from kopri.lang.datafile import read_data
from kopri.reading.datafiles import load_data
from kopri.reading.model import Document, Figure, Reading, Relation, Statement, TextWarning
from kopri.reading.shingles import near_copies
from kopri.reading.statements import plain
from kopri.reading.warnings.codes import warn

Verdict = tuple[Literal["contradicts", "supports", "compatible"], str]
MOST_VALUES: Final = 6
WORDS: Final = {
    "exact": "",
    "about": "about ",
    "nearly": "nearly ",
    "over": "more than ",
    "at_least": "at least ",
    "under": "fewer than ",
    "up_to": "up to ",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """One document's figure."""

    document: int
    statement: Statement
    figure: Figure

    @property
    def says(self) -> str:
        """The value with its qualifier, unit and period, for a person: "more than 100,000 (person) in 2021"."""
        number = f"{self.figure.value.normalize():,f}"
        unit = self.figure.unit
        value = f"{unit} {number}" if unit.isupper() else f"{number} ({unit})"
        return f"{WORDS[self.figure.qualifier]}{value} {_period(self.statement)}"


def relate(documents: Sequence[Document]) -> Reading:
    """Compare documents with each other.

    Args:
        documents: as read; figures are compared by what they measure, of whom, in which unit and period.

    Returns:
        the documents, with CROSS_DOC_FIGURE where a figure contradicts another document's or only seems to, and the relations.
    """
    copies = near_copies([document.text for document in documents])
    pairs = {(a, b) for a, b, _ in copies}
    relations: list[Relation] = []
    warned: dict[int, list[TextWarning]] = defaultdict(list)
    for voices in _comparable(documents):
        for one, other, verdict in _verdicts(voices):
            if (one.document, other.document) in pairs or (other.document, one.document) in pairs:
                continue
            relations.append(Relation(verdict[0], (_name(documents, one), _name(documents, other)), verdict[1]))
            if verdict[0] != "supports" and _worth_a_warning(one, other, verdict):
                for voice in (one, other):
                    warned[voice.document].append(_warning(documents, voice, other if voice is one else one, verdict))
    relations.extend(_copy(documents, a, b, share) for a, b, share in copies)
    dated = tuple(replace(d, warnings=_merged(d.warnings, warned[n])) if warned[n] else d for n, d in enumerate(documents))
    return Reading(dated, tuple(sorted(relations, key=lambda r: (r.relation, r.statements))))


def _comparable(documents: Sequence[Document]) -> list[list[Voice]]:
    """Figures of several documents that measure one thing of the same parties in one unit; levels and movements together."""
    groups: dict[tuple[object, ...], list[Voice]] = defaultdict(list)
    for number, document in enumerate(documents):
        for statement in document.statements:
            figure = statement.payload
            if (
                isinstance(figure, Figure)
                and statement.key
                and figure.kind in {"quantity", "rank"}
                and _is_known(figure.measure)
                and figure.parties
            ):
                parties = frozenset((p.id, p.role) for p in figure.parties)
                groups[_stem(figure.measure), parties, figure.unit].append(Voice(number, statement, figure))
    return [voices for voices in groups.values() if len({v.document for v in voices}) > 1]


@cache
def _not_compared() -> frozenset[str]:
    return frozenset(load_data("comparing")["not_compared"])


@cache
def _known_measures() -> frozenset[str]:
    return frozenset(m["measure"] for m in read_data("kopri.reading.figures", "measures.yaml")["measures"]) - _not_compared()


def _is_known(measure: str) -> bool:
    """Measures of the list name one thing wherever they occur; those made from a noun may not."""
    return measure in _known_measures()


def _stem(measure: str) -> str:
    return measure.removesuffix("_stock").removesuffix("_flow")


def _verdicts(voices: Sequence[Voice]) -> Iterator[tuple[Voice, Voice, Verdict]]:
    """Comparisons inside one group: per period, between neighbouring periods of a level, between level and movement."""
    periods: dict[tuple[str | None, str], dict[tuple[str | None, str | None], list[Voice]]] = defaultdict(lambda: defaultdict(list))
    for voice in voices:
        periods[voice.figure.aspect, voice.figure.stage][voice.statement.valid.start, voice.statement.valid.end].append(voice)
    for (aspect, _), by_period in periods.items():
        for period, same in by_period.items():
            if period != (None, None):
                yield from _same_period(same)
        if aspect == "stock":
            yield from _different_periods([same[0] for _, same in sorted(by_period.items(), key=lambda item: str(item[0]))])
    yield from _levels_and_movements(voices)


def _same_period(voices: Sequence[Voice]) -> Iterator[tuple[Voice, Voice, Verdict]]:
    """A document that holds both values contradicts neither: it tells of two things that were read as one."""
    values: dict[tuple[Decimal, str], dict[int, Voice]] = defaultdict(dict)
    for voice in voices:
        values[voice.figure.value, voice.figure.qualifier].setdefault(voice.document, voice)
    first_of = [list(by_document.values()) for _, by_document in sorted(values.items(), key=lambda item: item[0])]
    for agreeing in first_of:
        for one, other in pairwise(agreeing):
            yield one, other, ("supports", f"Both say {one.says}.")
    for some, others in combinations(first_of[:MOST_VALUES], 2):
        both = {v.document for v in some} & {v.document for v in others}
        pair = next(((a, b) for a in some for b in others if a.document not in both and b.document not in both), None)
        if pair and not _other_subject(*pair):
            yield *pair, _compare(*pair)


def _other_subject(one: Voice, other: Voice) -> bool:
    return bool(one.figure.subject and other.figure.subject and one.figure.subject != other.figure.subject)


def _compare(one: Voice, other: Voice) -> Verdict:
    """Two different values for one measure, pair and period."""
    a, b = one.figure, other.figure
    both = f"{one.says} and {other.says}"
    if a.scope and b.scope and a.scope != b.scope:
        return "compatible", f"{both}: the first is of a {a.scope}, the second of a {b.scope}."
    for bound, value in ((a, b), (b, a)):
        if bound.qualifier in {"over", "at_least"} and bound.value <= value.value <= bound.value * int(
            load_data("comparing")["bound_reach"]
        ):
            return "compatible", f"{both}: the lower bound holds for the other value."
        if bound.qualifier in {"under", "up_to"} and value.value <= bound.value <= value.value * int(load_data("comparing")["bound_reach"]):
            return "compatible", f"{both}: the upper bound holds for the other value."
    rounded = "about" in {a.qualifier, b.qualifier} or "nearly" in {a.qualifier, b.qualifier}
    tolerance = Decimal(load_data("comparing")["tolerance_rounded" if rounded else "tolerance_exact"])
    if abs(a.value - b.value) <= tolerance * max(abs(a.value), abs(b.value)):
        return "supports", f"{both} agree after rounding."
    return "contradicts", f"{both}: two values for one measure, pair and period."


def _different_periods(voices: Sequence[Voice]) -> Iterator[tuple[Voice, Voice, Verdict]]:
    for one, other in pairwise(voices):
        if one.document == other.document or _other_subject(one, other) or one.figure.value == other.figure.value:
            continue
        yield one, other, ("compatible", f"{one.says} and {other.says}: the dates differ.")


def _levels_and_movements(voices: Sequence[Voice]) -> Iterator[tuple[Voice, Voice, Verdict]]:
    level = next((v for v in voices if v.figure.aspect == "stock"), None)
    move = next((v for v in voices if level and v.figure.aspect == "flow" and v.document != level.document), None)
    if level and move:
        yield level, move, ("compatible", f"{level.says} is a level, {move.says} a movement in a period.")


def _period(statement: Statement) -> str:
    start, end = statement.valid.start, statement.valid.end
    if start == end or not (start and end):
        return f"in {start or end}" if start or end else "at an unknown time"
    return f"in {start}–{end}"


def _name(documents: Sequence[Document], voice: Voice) -> str:
    return f"{documents[voice.document].sha256}/{voice.statement.id}"


def _worth_a_warning(one: Voice, other: Voice, verdict: Verdict) -> bool:
    """Contradictions, and levels that differ; a reader does not take a movement for a level of another paper."""
    return verdict[0] == "contradicts" or one.figure.aspect == other.figure.aspect


def _warning(documents: Sequence[Document], voice: Voice, other: Voice, verdict: Verdict) -> TextWarning:
    severity: Literal["medium", "low"] = "medium" if verdict[0] == "contradicts" else "low"
    message = f"{verdict[1]} The other is in {documents[other.document].path}."
    return warn("CROSS_DOC_FIGURE", message, [voice.figure.surface], [voice.statement.id], severity)


def _merged(warnings: Sequence[TextWarning], added: Sequence[TextWarning]) -> tuple[TextWarning, ...]:
    return tuple(sorted(dict.fromkeys([*warnings, *added]), key=lambda w: (w.evidence[0].start, w.code, w.message)))


def _copy(documents: Sequence[Document], a: int, b: int, share: float) -> Relation:
    """One document is a copy of another: named by a statement that both hold, else by the documents alone."""
    one, other = documents[a], documents[b]
    why = f"{one.path} and {other.path} are nearly one text: {share:.0%} of the shorter stands in the longer."
    facts = {_fact(s): s for s in one.statements}
    for statement in other.statements:
        same = facts.get(_fact(statement))
        if same is not None:
            return Relation("duplicate", (f"{one.sha256}/{same.id}", f"{other.sha256}/{statement.id}"), why)
    return Relation("duplicate", (f"{one.sha256}/", f"{other.sha256}/"), why)


def _fact(statement: Statement) -> tuple[str, str]:
    """What a statement says, without its place."""
    payload = statement.payload
    if isinstance(payload, Figure):
        return statement.type, f"{statement.key} {payload.value}"
    return statement.type, json.dumps(plain(payload), ensure_ascii=False, sort_keys=True)
