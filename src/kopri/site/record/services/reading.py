"""Reading a stored document: what the engine finds becomes rows; what people decided stays."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from kopri.site.base.journal import write_journal
from kopri.site.record import engine
from kopri.site.record.models import Document, ReadingState, State, Statement, StatementParty, TextWarning

logger = logging.getLogger("kopri.reading")
# What a language model proposed stays until the model is asked again.
MODEL = "model:"


def read_stored(*, document: Document) -> Document:
    """Read a document with today's engine and store what came of it; a failure is stored with its reason.

    The machine acts: no permission is asked, the journal names nobody.
    """
    Document.objects.filter(pk=document.pk).update(state=ReadingState.READING)
    try:
        result = engine.read_row(document)
        with transaction.atomic():
            store_reading(document, result)
    except Exception as error:
        logger.exception("document %s could not be read", document.reference)
        document.state, document.failure = ReadingState.FAILED, f"{type(error).__name__}: {error}"[:500]
        document.save(update_fields=["state", "failure"])
        write_journal("document.failed", document, by=None, error=type(error).__name__)
        return document
    from kopri.site.record.search import index_document
    from kopri.site.record.services.credibility import judge_document
    from kopri.site.record.services.relations import relate_document

    relate_document(document)
    judge_document(document)
    index_document(document)
    return document


def store_reading(document: Document, result: engine.ReadDocument) -> None:
    """Put a reading in place of the last one. A statement inherits the row, and with it the decision, of the same place."""
    describe(document, result)
    rows = store_statements(document, result)
    store_warnings(document, result, rows)
    from kopri.site.record.services.people import link_people

    link_people(document)
    write_journal("document.read", document, by=None, engine=engine.ENGINE_VERSION, statements=len(rows), warnings=len(result.warnings))


def describe(document: Document, result: engine.ReadDocument) -> None:
    """Language, kind, dates and parts of the document, as read."""
    published = result.published
    document.language, document.kind = result.language, result.kind
    document.published, document.published_basis = published.value or "", published.basis or ""
    document.published_not_before, document.published_not_after = published.not_before or "", published.not_after or ""
    document.published_evidence = [[s.start, s.end] for s in published.evidence]
    document.published_from = engine.first_day(published.value)
    document.segments = [
        {"start": s.span.start, "end": s.span.end, "kind": s.kind, "title": s.title, "published": s.published.value, "language": s.language}
        for s in result.segments
    ]
    document.state, document.failure = ReadingState.READ, ""
    document.engine_version, document.read_at = engine.ENGINE_VERSION, timezone.now()
    document.save()


def store_statements(document: Document, result: engine.ReadDocument) -> dict[str, Statement]:
    """Create, update and withdraw rows; gives them by engine id."""
    old = list(document.statements.all())
    stored: dict[str, Statement] = {}
    for statement in result.statements:
        values = engine.statement_row(document.text, statement)
        row = heir(values, old)
        if row is None:
            row = Statement(document=document)
        else:
            old.remove(row)
            if row.state == State.WITHDRAWN:
                row.state = State.PROPOSED
        for name, value in values.items():
            setattr(row, name, value)
        set_facts(row)
        stored[statement.id] = row
    for row in old:
        if row.state == State.PROPOSED and not row.made_by.startswith(MODEL):
            row.state = State.WITHDRAWN
            row.save(update_fields=["state", "changed_at"])
    return stored


def heir(values: dict[str, Any], old: list[Statement]) -> Statement | None:
    """The row that stands for the same place: same identity, else same type and overlapping surface, decided ones first."""
    same = next((row for row in old if row.engine_id == values["engine_id"]), None)
    if same:
        return same
    near = [row for row in old if row.type == values["type"] and row.start < values["end"] and values["start"] < row.end]
    return min(near, key=lambda row: (row.state == State.PROPOSED, abs(row.start - values["start"])), default=None)


def set_facts(row: Statement) -> None:
    """Save a row with the columns and parties that repeat the fact that holds."""
    valid = (row.correction or {}).get("valid") or row.valid
    facts = engine.facts_of(row.type, row.fact, valid, row.quote)
    for name, value in facts.columns.items():
        setattr(row, name, value)
    row.save()
    StatementParty.objects.filter(statement=row).delete()
    StatementParty.objects.bulk_create([StatementParty(statement=row, country=c, role=r) for c, r in facts.parties])


def store_warnings(document: Document, result: engine.ReadDocument, rows: dict[str, Statement]) -> None:
    """The warnings of this reading in place of the last one's."""
    document.warnings.all().delete()
    for warning in result.warnings:
        row = TextWarning.objects.create(
            document=document,
            code=warning.code,
            severity=warning.severity,
            message=warning.message,
            evidence=[[s.start, s.end] for s in warning.evidence],
            quotes=[s.of(document.text).strip() for s in warning.evidence],
        )
        row.statements.set([rows[i] for i in warning.statements if i in rows])
