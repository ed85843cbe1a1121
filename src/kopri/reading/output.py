"""The reading as JSON, in the fixed form of `kopri read --format json`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from kopri.lang.spans import Span
from kopri.reading.model import (
    Agreement,
    Commitment,
    Document,
    Event,
    Figure,
    Initiative,
    Organisation,
    Party,
    Payload,
    Post,
    Published,
    Reading,
    Statement,
    Validity,
)
from kopri.reading.statements import decimal_text

CONTEXT: Final = 32
Json = dict[str, Any]


def reading_json(reading: Reading) -> Json:
    """Everything that was read."""
    return {
        "documents": [document_json(document) for document in reading.documents],
        "across": [{"relation": r.relation, "statements": list(r.statements), "why": r.why} for r in reading.across],
    }


def document_json(document: Document) -> Json:
    """One document."""
    text = document.text
    return {
        "path": document.path,
        "sha256": document.sha256,
        "language": document.language,
        "kind": document.kind,
        "published": published_json(text, document.published),
        "segments": [
            {
                "start": s.span.start,
                "end": s.span.end,
                "kind": s.kind,
                "title": s.title,
                "published": s.published.value,
                "language": s.language,
            }
            for s in document.segments
        ],
        "statements": [statement_json(text, s) for s in document.statements],
        "warnings": [
            {
                "code": w.code,
                "severity": w.severity,
                "message": w.message,
                "evidence": spans_json(text, w.evidence),
                "statements": list(w.statements),
            }
            for w in document.warnings
        ],
    }


def statement_json(text: str, statement: Statement) -> Json:
    """One statement of a document with this text."""
    return {
        "id": statement.id,
        "type": statement.type,
        "payload": payload_json(text, statement.payload),
        "valid": validity_json(text, statement.valid),
        "mood": statement.mood,
        "speaker": statement.speaker,
        "evidence": spans_json(text, statement.evidence),
        "made_by": statement.made_by,
        "confidence": statement.confidence,
        "key": statement.key,
    }


def span_json(text: str, span: Span) -> Json:
    """A place with its words and what stands around them (Web Annotation: position and quote selector)."""
    return {
        "start": span.start,
        "end": span.end,
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def spans_json(text: str, spans: Sequence[Span]) -> list[Json]:
    """Several places."""
    return [span_json(text, span) for span in spans]


def published_json(text: str, published: Published) -> Json:
    """When a document was published, with the evidence."""
    return {
        "value": published.value,
        "not_before": published.not_before,
        "not_after": published.not_after,
        "precision": published.precision,
        "basis": published.basis,
        "evidence": spans_json(text, published.evidence),
    }


def validity_json(text: str, valid: Validity) -> Json:
    """The time a statement speaks of."""
    return {
        "start": valid.start,
        "end": valid.end,
        "precision": valid.precision,
        "basis": valid.basis,
        "evidence": spans_json(text, valid.evidence),
    }


def payload_json(text: str, payload: Payload) -> Json:
    """The fact itself, by type."""
    match payload:
        case Figure():
            return {
                "value": decimal_text(payload.value),
                "unit": payload.unit,
                "measure": payload.measure,
                "kind": payload.kind,
                "qualifier": payload.qualifier,
                "stage": payload.stage,
                "scope": payload.scope,
                "aspect": payload.aspect,
                "subject": payload.subject,
                "parties": [{"id": p.id, "role": p.role} for p in payload.parties],
                "surface": span_json(text, payload.surface),
            }
        case Event():
            return {
                "class": payload.category,
                "plover": payload.plover,
                "name": payload.name,
                "place": payload.place,
                "participants": list(payload.participants),
                "status": payload.status,
                "edition": payload.edition,
            }
        case Commitment():
            return {
                "who": list(payload.who),
                "to": list(payload.to),
                "what": payload.what,
                "sector": payload.sector,
                "due": payload.due,
                "strength": payload.strength,
            }
        case Agreement():
            return {"kind": payload.kind, "name": payload.name, "parties": list(payload.parties), "date": payload.date}
        case Post():
            return {"person": payload.person, "post": payload.post, "organisation": payload.organisation}
        case Organisation():
            return {"name": payload.name, "kind": payload.kind, "country": payload.country, "aliases": list(payload.aliases)}
        case Initiative():
            return {"table": payload.table, "name": payload.name, "start": payload.start, "end": payload.end, "cells": dict(payload.cells)}


def payload_from_json(kind: str, data: Json) -> Payload:
    """The way back: a payload from its JSON.

    Raises:
        KeyError, ValueError, ArithmeticError: if a field is missing or malformed.
    """
    match kind:
        case "figure":
            surface = data["surface"]
            return Figure(
                value=Decimal(data["value"]),
                unit=data["unit"],
                measure=data["measure"],
                surface=Span(surface["start"], surface["end"]),
                kind=data["kind"],
                qualifier=data["qualifier"],
                stage=data["stage"],
                scope=data["scope"],
                aspect=data.get("aspect"),
                subject=data["subject"],
                parties=tuple(Party(p["id"], p["role"]) for p in data["parties"]),
            )
        case "event":
            return Event(
                category=data["class"],
                name=data["name"],
                place=data["place"],
                participants=tuple(data["participants"]),
                status=data["status"],
                edition=data["edition"],
                plover=data.get("plover"),
            )
        case "commitment":
            return Commitment(tuple(data["who"]), tuple(data["to"]), data["what"], data["sector"], data["due"], data["strength"])
        case "agreement":
            return Agreement(data["kind"], data["name"], tuple(data["parties"]), data["date"])
        case "post":
            return Post(data["person"], data["post"], data["organisation"])
        case "organisation":
            return Organisation(data["name"], data["kind"], data["country"], tuple(data.get("aliases", ())))
        case "initiative":
            return Initiative(data["table"], data["name"], data["cells"], data["start"], data["end"])
    raise ValueError(f"no statement type {kind!r}")
