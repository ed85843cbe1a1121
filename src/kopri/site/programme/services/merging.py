"""Services that join commitments: two that are one, and further grounds of one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import Commitment, Paragraph
from kopri.site.programme.services.commitments import check_successor, move_commitment
from kopri.site.programme.services.moving import fresh
from kopri.site.record.models import Statement


@transaction.atomic
def merge_commitments(*, kept: Commitment, duplicate: Commitment, by: Any) -> Commitment:
    """Two are one: what the duplicate rests on and what hangs on it moves to `kept`; the duplicate stays as superseded, with its history.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if they are the same, or the duplicate is over already.
    """
    require(by, "programme.manage_commitments", kept)
    if kept.pk == duplicate.pk:
        raise ValidationError({"duplicate": _("Choose another commitment.")})
    kept = fresh(kept)
    check_successor(duplicate, kept)
    duplicate = move_commitment(commitment=duplicate, state=Commitment.State.SUPERSEDED, successor=kept, by=by)
    moved = _hand_on(duplicate, kept)
    before = snapshot(kept)
    for field in ("members", "towards", "sectors"):
        setattr(kept, field, list(dict.fromkeys([*getattr(kept, field), *getattr(duplicate, field)])))
    kept.save(update_fields=["members", "towards", "sectors"])
    write_change("commitment.merged", kept, before, by=by, duplicate=duplicate.pk, **moved)
    return kept


def _hand_on(duplicate: Commitment, kept: Commitment) -> dict[str, int]:
    """Move what hangs on one commitment to another; gives how much."""
    kept.paragraphs.add(*duplicate.paragraphs.all())
    kept.statements.add(*duplicate.statements.all())
    for project in duplicate.projects.all():
        project.commitments.add(kept)
    for line in duplicate.plan_lines.all():
        line.commitments.add(kept)
    carried = list(kept.agenda_items.values_list("edition", flat=True))
    return {
        "evidence": duplicate.evidence.update(commitment=kept),
        "milestones": duplicate.milestones.update(commitment=kept),
        "parts": duplicate.parts.exclude(pk=kept.pk).update(parent=kept),
        "agenda_items": duplicate.agenda_items.exclude(edition__in=carried).update(carried=kept),
    }


@transaction.atomic
def rest_on(*, commitment: Commitment, by: Any, paragraph: Paragraph | None = None, statement: Statement | None = None) -> Commitment:
    """Add a ground: a paragraph of an adopted text, or a statement of the record.

    Raises:
        PermissionDenied: if `by` may not manage commitments.
        ValidationError: if neither is given.
    """
    require(by, "programme.manage_commitments", commitment)
    if paragraph is None and statement is None:
        raise ValidationError({"statement": _("Choose a paragraph or a statement.")})
    if paragraph is not None:
        commitment.paragraphs.add(paragraph)
    if statement is not None:
        commitment.statements.add(statement)
    grounds = {"paragraph": paragraph.pk if paragraph else None, "statement": statement.pk if statement else None}
    write_journal("commitment.grounded", commitment, by=by, **grounds)
    return commitment
