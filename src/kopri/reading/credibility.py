"""How credible a statement is, from 1 (confirmed by other sources) to 6 (cannot be judged), and why.

The credibility of the Admiralty code, from what is known of a statement: the grade of its publisher, how it is said, what other
publishers say, and warnings. The table is `data/credibility.yaml`. Whether a person confirmed that the document says so plays no part.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

from kopri.reading.datafiles import load_data
from kopri.reading.model import Mood, StatementType

Grade = Literal["A", "B", "C", "D", "E", "F"]
ReasonCode = Literal[
    "grade",
    "no_publisher",
    "quoted",
    "not_yet",
    "not_judged",
    "warning_caps",
    "warning_lowers",
    "supported",
    "spoken_for",
    "contradicted",
    "outvoted",
    "contradicted_by_worse",
]
NOT_JUDGED: Final = 6
WORST: Final = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a statement. `grade` is None if its publisher is not known.

    `supported_by` and `contradicted_by` are the grades of other publishers, each publisher once, copies left out. `warnings` are the
    codes of those that name the statement, and of those on its whole document that `for_whole_document` lets through.
    """

    type: StatementType
    mood: Mood
    grade: Grade | None = None
    supported_by: tuple[Grade, ...] = ()
    contradicted_by: tuple[Grade, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that counted: `what` is a grade or a warning's code, `count` a number of publishers."""

    code: ReasonCode
    what: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Credibility:
    """A level from 1 to 6 with what it follows from, in the order it was applied."""

    level: int
    reasons: tuple[Reason, ...]


def for_whole_document(code: str) -> bool:
    """Whether a warning on a document bears on each of its statements."""
    return code in _table()["whole_document"]


def credibility_of(known: Known) -> Credibility:
    """The credibility of a statement."""
    table = _table()
    if known.mood in table["not_judged"]:
        return Credibility(NOT_JUDGED, (Reason("not_judged"),))
    level = int(table["by_grade"][known.grade or "F"])
    reasons = [Reason("grade", known.grade) if known.grade else Reason("no_publisher")]
    level = _by_mood(level, known, reasons)
    level = _by_others(level, known, reasons)
    level = _by_warnings(level, known, reasons)
    return Credibility(level, tuple(reasons))


def _by_mood(level: int, known: Known, reasons: list[Reason]) -> int:
    table = _table()
    if known.mood == "quoted":
        reasons.append(Reason("quoted"))
        return _lowered(level, table["quoted"])
    if known.mood in table["not_yet_moods"] and known.type in table["not_yet_types"]:
        reasons.append(Reason("not_yet"))
        return _lowered(level, table["not_yet"])
    return level


def _by_others(level: int, known: Known, reasons: list[Reason]) -> int:
    if known.contradicted_by:
        return _against(level, known, reasons)
    confirming = [g for g in known.supported_by if g in _table()["confirming"]]
    if confirming:
        reasons.append(Reason("supported", "".join(sorted(confirming)), len(confirming)))
        return 1 if level <= 3 else 2
    speaking = [g for g in known.supported_by if g in _table()["speaking_for"]]
    if speaking:
        reasons.append(Reason("spoken_for", "".join(sorted(speaking)), len(speaking)))
        return max(2, level - 1) if level <= WORST else WORST - 1
    return level


def _against(level: int, known: Known, reasons: list[Reason]) -> int:
    """What contradiction does: the grades of those who contradict are weighed against the statement's own."""
    table, own = _table(), known.grade or "F"
    against, count = "".join(sorted(known.contradicted_by)), len(known.contradicted_by)
    if min(known.contradicted_by) > own:
        reasons.append(Reason("contradicted_by_worse", against, count))
        return _lowered(level, table["contradicted_by_worse"])
    outvoted = sum(g in table["confirming"] for g in known.supported_by) > count
    reasons.append(Reason("outvoted" if outvoted else "contradicted", against, count))
    return _at_best(level, table["outvoted" if outvoted else "contradicted"])


def _by_warnings(level: int, known: Known, reasons: list[Reason]) -> int:
    table = _table()
    for code in sorted(set(known.warnings)):
        if code in table["lower"]:
            reasons.append(Reason("warning_lowers", code))
            level = _lowered(level, table["lower"][code])
    for code in sorted(set(known.warnings)):
        if code in table["at_best"]:
            reasons.append(Reason("warning_caps", code))
            level = _at_best(level, table["at_best"][code])
    return level


def _lowered(level: int, steps: int) -> int:
    """Steps down, to improbable at most; what cannot be judged stays so."""
    return level if level == NOT_JUDGED else min(WORST, level + steps)


def _at_best(level: int, best: int) -> int:
    """No better than `best`. What could not be judged gets that level: something is known against it."""
    return best if level == NOT_JUDGED else max(level, best)


def _table() -> dict[str, Any]:
    return load_data("credibility")
