"""Reading the cases and counting: right, missed, false, and the fields of what is right."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kopri.lang.spans import Span
from kopri.reading.evaluate.cases import Case, CaseError, Label
from kopri.reading.evaluate.matching import Json, fields_right, is_labelled, payload_of
from kopri.reading.load import Loaded
from kopri.reading.model import Document, Statement
from kopri.reading.read import read_document
from kopri.reading.table import summary

Kind = Literal["missed", "false", "field"]


@dataclass(slots=True)
class Tally:
    """What was found of one type in one language.

    `right` statements are labelled, `false` ones are not although their type is labelled completely, or were rejected; `unlabelled` ones
    nobody can judge. `wanted` and `found` count labels, and those found, of completely labelled cases only: recall is taken from these.
    """

    right: int = 0
    false: int = 0
    unlabelled: int = 0
    wanted: int = 0
    found: int = 0
    fields: dict[str, list[int]] = field(default_factory=dict)

    @property
    def precision(self) -> float | None:
        """Right of all that can be judged; None if nothing can."""
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def recall(self) -> float | None:
        """Found of all that is labelled completely; None if nothing is."""
        return self.found / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None without either."""
        p, r = self.precision, self.recall
        return None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0

    def add(self, other: "Tally") -> None:
        """Add what another tally counted."""
        for name in ("right", "false", "unlabelled", "wanted", "found"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, (good, all_) in other.fields.items():
            mine = self.fields.setdefault(name, [0, 0])
            mine[0] += good
            mine[1] += all_


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong: a label without its statement, a false statement, a wrong field."""

    case: str
    kind: Kind
    type: str
    language: str
    says: str
    place: Span


@dataclass(slots=True)
class Evaluation:
    """The tallies by (type, language), what went wrong, and the cases that could not be read for want of their text."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    cases: int = 0
    without_text: list[str] = field(default_factory=list)

    def total(self, kind: str) -> Tally:
        """One type in all languages."""
        whole = Tally()
        for (type_, _), tally in self.tallies.items():
            if type_ == kind:
                whole.add(tally)
        return whole


def evaluate(cases: Sequence[Case], texts: Mapping[str, str] | None = None, progress: Callable[[str], None] | None = None) -> Evaluation:
    """Read each case and compare.

    Args:
        cases: labelled cases.
        texts: texts by sha256, for cases that come without.
        progress: is told the id of each case before it is read.

    Raises:
        CaseError: if a case has a sha256 that is not its text's.
    """
    result = Evaluation()
    for case in cases:
        text = case.text if case.text is not None else (texts or {}).get(case.sha256)
        if text is None:
            result.without_text.append(case.id)
            continue
        if case.sha256 and hashlib.sha256(text.encode()).hexdigest() != case.sha256:
            raise CaseError(f"case {case.id}: its sha256 is not that of its text")
        if progress:
            progress(case.id)
        result.cases += 1
        _score(result, case, read_document(Loaded(case.id, text, "txt", published=case.published)))
    return result


def _score(result: Evaluation, case: Case, document: Document) -> None:
    free = {s.id: (s, payload_of(document.text, s)) for s in document.statements}
    for label in case.right:
        tally = _tally(result, label.type, case)
        counts = label.type in case.complete
        tally.wanted += counts
        hit = _best(label, free.values())
        if hit is None:
            if counts:
                _miss(result, case, "missed", label.type, _label_text(label), label.places[0])
            continue
        statement, payload = hit
        del free[statement.id]
        tally.right += 1
        tally.found += counts
        for name, good in fields_right(statement, payload, label).items():
            mine = tally.fields.setdefault(name, [0, 0])
            mine[0] += good
            mine[1] += 1
            if not good:
                read = f"{statement.valid.start}/{statement.valid.end}" if name == "period" else payload[name]
                wanted = label.valid if name == "period" else label.payload[name]
                _miss(result, case, "field", label.type, f"{name}: {read!r} for {wanted!r}", statement.evidence[0])
    for statement, payload in free.values():
        _judge(result, case, statement, payload)


def _judge(result: Evaluation, case: Case, statement: Statement, payload: Json) -> None:
    """A statement without a label: false where everything is labelled or it was rejected as it stands, else nobody can say."""
    tally = _tally(result, statement.type, case)
    rejected = any(is_labelled(statement, payload, w) and all(fields_right(statement, payload, w).values()) for w in case.wrong)
    if rejected or statement.type in case.complete:
        tally.false += 1
        _miss(result, case, "false", statement.type, summary(statement.payload), statement.evidence[0])
    else:
        tally.unlabelled += 1


def _best(label: Label, free: Iterable[tuple[Statement, Json]]) -> tuple[Statement, Json] | None:
    """The fitting statement with the most fields right, the first of several."""
    fits = [(s, p) for s, p in free if is_labelled(s, p, label)]
    return max(fits, key=lambda f: sum(fields_right(f[0], f[1], label).values()), default=None)


def _tally(result: Evaluation, kind: str, case: Case) -> Tally:
    return result.tallies.setdefault((kind, case.language), Tally())


def _label_text(label: Label) -> str:
    shown = {k: v for k, v in label.payload.items() if k != "surface" and v not in (None, "", [], {})}
    return ", ".join(f"{name} {value}" for name, value in list(shown.items())[:4])


def _miss(result: Evaluation, case: Case, kind: Kind, type_: str, says: str, place: Span) -> None:  # noqa: PLR0917
    result.misses.append(Miss(case.id, kind, type_, case.language, says, place))
