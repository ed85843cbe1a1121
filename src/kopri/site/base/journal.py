"""The journal: each service writes one entry for what it did."""

from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from kopri.site.base.models import JournalEntry


class Actor(Protocol):
    """Who acts: a person signed in, or None for the machine."""

    pk: Any


def write_journal(verb: str, target: models.Model, *, by: Actor | None, **detail: Any) -> JournalEntry:
    """Append an entry.

    Args:
        verb: what happened, as "statement.accepted".
        target: the record it happened to; must be saved.
        by: who did it; None for the machine.
        detail: ids, states, numbers. Never a name, an address or a text somebody wrote about a person.
    """
    return JournalEntry.objects.create(
        at=timezone.now(),
        actor=by.pk if by is not None else None,
        verb=verb,
        target=target._meta.label_lower,  # noqa: SLF001
        target_id=str(target.pk),
        detail=detail,
    )
