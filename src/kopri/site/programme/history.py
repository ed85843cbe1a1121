"""How a record was at an earlier time, from the journal.

A service that changes a tracked column writes the change into its journal entry: `changes={"state": ["accepted", "in_progress"]}`.
Going back from today's row over the entries made since gives the row as it was. The journal holds ids, states, dates and numbers,
never texts; so titles and words are shown as they are today, and the pages say so.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import models

from kopri.site.base.journal import write_journal
from kopri.site.base.models import JournalEntry
from kopri.site.programme.due import redate

M = TypeVar("M", bound=models.Model)

TRACKED: Final[Mapping[str, tuple[str, ...]]] = {
    "programme.commitment": (
        "state",
        "due",
        "due_basis",
        "due_baseline",
        "lead_id",
        "members",
        "edition_id",
        "successor_id",
        "visibility",
        "moved_at",
    ),
    "programme.project": (
        "state",
        "planned_start",
        "planned_end",
        "actual_start",
        "actual_end",
        "lead_id",
        "risk",
        "visibility",
        "moved_at",
    ),
    "programme.milestone": ("state", "due", "due_basis", "due_baseline", "actual", "visibility", "moved_at"),
    "programme.edition": ("state", "start", "end", "planned", "country", "level", "mode"),
    "programme.decision": ("state",),
    "programme.plan": ("state",),
    "programme.report": ("state",),
}


def snapshot(record: models.Model) -> dict[str, Any]:
    """The tracked columns of a record as JSON types."""
    return {name: plain(getattr(record, name)) for name in TRACKED[record._meta.label_lower]}  # noqa: SLF001


def plain(value: Any) -> Any:
    """A column's value as JSON holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def write_change(verb: str, record: models.Model, before: Mapping[str, Any], *, by: Any, **detail: Any) -> JournalEntry:
    """The journal entry of a change: `before` is the snapshot taken first; only what differs is written."""
    after = snapshot(record)
    changes = {name: [before[name], after[name]] for name in after if before.get(name) != after[name]}
    return write_journal(verb, record, by=by, changes=changes, **detail)


def as_of(records: Iterable[M], moment: datetime) -> list[M]:
    """The records as they were at `moment`, those made later left out. The instances are changed in memory only, never to be saved."""
    rows = list(records)
    if not rows:
        return []
    label = rows[0]._meta.label_lower  # noqa: SLF001
    later = _entries(label, [str(row.pk) for row in rows], moment)
    made = _made(label, [str(row.pk) for row in rows])
    kept = [row for row in rows if row.pk is not None and made.get(str(row.pk), moment) <= moment]
    for row in kept:
        for entry in later.get(str(row.pk), ()):
            _undo(row, entry.detail.get("changes", {}))
        redate(row)
    return kept


def _entries(label: str, ids: list[str], moment: datetime) -> dict[str, list[JournalEntry]]:
    """The entries after `moment` of each record, newest first."""
    found: dict[str, list[JournalEntry]] = {}
    for entry in JournalEntry.objects.filter(target=label, target_id__in=ids, at__gt=moment).order_by("-id"):
        found.setdefault(entry.target_id, []).append(entry)
    return found


def _made(label: str, ids: list[str]) -> dict[str, datetime]:
    """When each record was made: the time of its first entry."""
    rows = JournalEntry.objects.filter(target=label, target_id__in=ids).order_by().values("target_id").annotate(first=models.Min("at"))
    return {row["target_id"]: row["first"] for row in rows}


def _undo(row: models.Model, changes: Mapping[str, Any]) -> None:
    """Put the values before a change back."""
    for name, (before, _after) in changes.items():
        field = row._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001
        setattr(row, name, field.to_python(before) if isinstance(field, models.Field) and not field.is_relation else before)
