"""Statements are made here, so that each gets its identity the same way."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from kopri.lang.spans import Span, cover
from kopri.reading.model import (
    Agreement,
    Commitment,
    Event,
    Figure,
    Initiative,
    Mood,
    Organisation,
    Payload,
    Post,
    Statement,
    StatementType,
    Validity,
)
from kopri.reading.page import Page

ENGINE_VERSION: Final = "1"
_canonical: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
TYPES: Final[Mapping[type, StatementType]] = {
    Figure: "figure",
    Event: "event",
    Commitment: "commitment",
    Agreement: "agreement",
    Post: "post",
    Organisation: "organisation",
    Initiative: "initiative",
}


def make_statement(
    page: Page,
    payload: Payload,
    evidence: Sequence[Span],
    *,
    rule: str,
    valid: Validity | None = None,
    mood: Mood = "reported",
    speaker: str | None = None,
    confidence: float = 0.7,
    key: str | None = None,
) -> Statement:
    """A statement with its identity.

    Args:
        page: the document it was read from.
        payload: the fact.
        evidence: passages or parts of passages, at least one, in text order.
        rule: name of the rule that read it, e.g. "agreed_to_infinitive"; becomes "rule:agreed_to_infinitive/1" in `made_by`.
        valid: the time it speaks of.
        mood: how it was said.
        speaker: who said it, if the text says so.
        confidence: 0–1, how often the rule is right.
        key: what it may be compared with.

    Raises:
        ValueError: without evidence.
    """
    kind = TYPES[type(payload)]
    place = payload.surface if isinstance(payload, Figure) else cover(evidence)
    return Statement(
        id=statement_id(page.sha256, place, kind, payload),
        type=kind,
        payload=payload,
        evidence=tuple(evidence),
        valid=valid or Validity(),
        mood=mood,
        speaker=speaker,
        made_by=f"rule:{rule}/{ENGINE_VERSION}",
        confidence=round(confidence, 2),
        key=key,
    )


def statement_id(sha256: str, place: Span, kind: StatementType, payload: Payload) -> str:
    """First 16 hex digits of the hash of document hash, span, type and canonical payload."""
    canonical = _canonical(plain(payload))
    return hashlib.sha256(f"{sha256}|{place.start}|{place.end}|{kind}|{canonical}".encode()).hexdigest()[:16]


def plain(value: object) -> Any:  # noqa: ANN401, RUF100
    """Dataclasses, spans and decimals as JSON types: decimals become strings without exponent."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    kind: Any = type(value)
    if names := _field_names(kind):
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def decimal_text(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros after the point ("4220000000", "66.67").

    >>> decimal_text(Decimal("4.220E+9"))
    '4220000000'
    """
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
