"""Asking a language model about a stored document: what the text bears out becomes proposed statements, the rest is counted.

The machine acts: no permission is asked, the journal names nobody. Off unless the settings name an endpoint.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kopri.llm.asking import Proposed, propose
from kopri.llm.endpoint import Endpoint
from kopri.site.base.journal import write_journal
from kopri.site.record import engine
from kopri.site.record.models import Document, ReadingState, State, Statement, Visibility
from kopri.site.record.services.reading import MODEL, heir, set_facts


def may_be_sent(document: Document) -> bool:
    """Whether the text of a document may go to the endpoint: one is named, its rights allow it, and it was not asked about already."""
    endpoint: Endpoint | None = settings.KOPRI_LLM
    return (
        endpoint is not None
        and document.state == ReadingState.READ
        and document.rights in endpoint.rights
        and (document.visibility == Visibility.PUBLIC or endpoint.desk)
        and document.proposals.get("asked_as") != asked_as(endpoint)
    )


def asked_as(endpoint: Endpoint) -> str:
    """Which model with which instructions: the same is not asked twice about the same text."""
    return f"{endpoint.model}/{engine.prompt_version()}"


def propose_stored(*, document: Document) -> Document:
    """Ask about one document and store what came of it. Does nothing where the text may not be sent."""
    endpoint: Endpoint | None = settings.KOPRI_LLM
    if endpoint is None or not may_be_sent(document):
        return document
    page, read = engine.opened_row(document)
    found = propose(endpoint, page, read)
    with transaction.atomic():
        store_proposals(document, found, "" if found.failed else asked_as(endpoint))
    from kopri.site.record.search import index_document
    from kopri.site.record.services.credibility import judge_document
    from kopri.site.record.services.relations import relate_document

    relate_document(document)
    judge_document(document)
    index_document(document)
    return document


def store_proposals(document: Document, found: Proposed, asked: str) -> None:
    """Put proposals in place of the model's last ones; what people decided stays, and so do all if a part was not answered."""
    old = list(document.statements.filter(made_by__startswith=MODEL))
    for statement in found.kept:
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
    for row in old:
        if row.state == State.PROPOSED and not found.failed:
            row.state = State.WITHDRAWN
            row.save(update_fields=["state", "changed_at"])
    counts: dict[str, Any] = {"kept": len(found.kept), "dropped": dict(found.dropped), "failed": dict(found.failed)}
    document.proposals = {
        "asked_as": asked,
        "model": found.model,
        "at": timezone.now().isoformat(),
        "pieces": found.asked,
        "unsent": found.unsent,
        **counts,
    }
    document.save(update_fields=["proposals"])
    from kopri.site.record.services.people import link_people

    link_people(document)
    write_journal("document.proposed", document, by=None, **counts)
