"""Services on tables: their rows become milestones, or lines of a draft, all of them or none."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual, Version
from kopri.site.base.permissions import require
from kopri.site.programme.models import Milestone, Plan, PlanLine, Project
from kopri.site.programme.services.milestones import add_milestone
from kopri.site.programme.services.plans import add_line
from kopri.site.programme.tables import Row


@transaction.atomic
def import_milestones(
    *, of: Project | PlanLine, rows: Sequence[Row], due_basis: str, by: Any, source: str = "", language: str = ""
) -> list[Milestone]:
    """Make the rows of a table milestones of a project or plan line.

    Args:
        of: what they belong to.
        rows: as the preview showed them.
        due_basis: whether the dates were agreed or are suggested.
        by: who acts.
        source: where the table is from.
        language: of the titles; the reader's if it is not said.

    Raises:
        PermissionDenied: if `by` neither keeps the register nor acts for the lead body.
        ValidationError: naming the row, if one is refused; then none is taken in.
    """
    require(by, "programme.change_milestone", of)
    made = []
    for position, row in enumerate(rows, start=1):
        fields = {"start": row.start, "order": position, "statement_id": row.statement, "source": source}
        made.append(
            _row(
                position,
                row,
                lambda row=row, fields=fields: add_milestone(
                    of=of, title=_title(row, language), due=row.due, due_basis=due_basis if row.due else "", by=by, **fields
                ),
            )
        )
    _some(made)
    write_journal("table.imported", of, by=by, milestones=[milestone.pk for milestone in made])
    return made


@transaction.atomic
def import_lines(*, plan: Plan, rows: Sequence[Row], due_basis: str, by: Any, language: str = "") -> list[PlanLine]:
    """Make the rows of a table lines of a draft, numbered as the table does, else after those there are.

    Raises:
        PermissionDenied: if `by` may not manage plans.
        ValidationError: naming the row, if one is refused; then none is taken in.
    """
    require(by, "programme.manage_plans", plan)
    there = plan.lines.count()
    made = []
    for position, row in enumerate(rows, start=1):
        number = row.number or str(there + position)
        made.append(
            _row(
                position,
                row,
                lambda row=row, number=number: add_line(
                    plan=plan, number=number, title=_title(row, language), due=row.due, due_basis=due_basis if row.due else "", by=by
                ),
            )
        )
    _some(made)
    write_journal("table.imported", plan, by=by, lines=[line.pk for line in made])
    return made


def _row(position: int, row: Row, add: Any) -> Any:
    """Add one row; a refusal names it."""
    try:
        return add()
    except ValidationError as error:
        words = " ".join(error.messages)
        raise ValidationError(_("Row %(n)d, “%(title)s”: %(words)s") % {"n": position, "title": row.title[:60], "words": words}) from error


def _some(made: Sequence[Any]) -> None:
    if not made:
        raise ValidationError(_("No row is chosen."))


def _title(row: Row, language: str) -> Multilingual:
    code = language or (get_language() or "en").split("-")[0]
    return Multilingual({code: Version(row.title)})
