"""When a statement is the one that is labelled, and which of its fields are right."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kopri.lang.names import fold_name
from kopri.lang.spans import Span
from kopri.reading.evaluate.cases import IDENTITY, Label
from kopri.reading.model import Figure, Statement
from kopri.reading.output import payload_json

Json = Mapping[str, Any]
NOT_SCORED: Final = frozenset({"surface", "plover", "aliases"})


def places_of(statement: Statement) -> tuple[Span, ...]:
    """Where a statement stands: the number of a figure, else its evidence."""
    return (statement.payload.surface,) if isinstance(statement.payload, Figure) else statement.evidence


def is_labelled(statement: Statement, payload: Json, label: Label) -> bool:
    """Same type, overlapping place, and the fields it is known by agree."""
    return (
        statement.type == label.type
        and any(a.overlaps(b) for a in places_of(statement) for b in label.places)
        and all(same(payload.get(name), label.payload[name]) for name in IDENTITY[label.type])
    )


def fields_right(statement: Statement, payload: Json, label: Label) -> dict[str, bool]:
    """For each labelled field that is not what it is known by: whether it is right. `period` is the time it holds for."""
    asked = [name for name in label.payload if name not in IDENTITY[label.type] and name not in NOT_SCORED and name in payload]
    right = {name: same(payload[name], label.payload[name]) for name in asked}
    if label.valid is not None:
        right["period"] = (statement.valid.start, statement.valid.end) == (label.valid.get("start"), label.valid.get("end"))
    return right


def payload_of(text: str, statement: Statement) -> Json:
    """The payload in the form of labels."""
    return payload_json(text, statement.payload)


def same(found: Any, wanted: Any) -> bool:
    """Numbers by value, lists as sets, names whatever their case, accents and punctuation; null, empty text and empty list are one."""
    if not found and not wanted:
        return True
    if isinstance(found, dict) and isinstance(wanted, dict):
        return all(same(found.get(name), wanted.get(name)) for name in {*found, *wanted})
    if _is_list(found) and _is_list(wanted):
        return sorted(map(_canonical, found)) == sorted(map(_canonical, wanted))
    if _is_list(found) or _is_list(wanted) or isinstance(found, dict) or isinstance(wanted, dict):
        return False
    return _canonical(found) == _canonical(wanted)


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _canonical(value: Any) -> str:
    if isinstance(value, dict):
        return "|".join(f"{name}={_canonical(value[name])}" for name in sorted(value))
    text = str(value).strip()
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return fold_name(text) or text
