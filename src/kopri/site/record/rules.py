"""Who may do what in the record."""

from typing import Any

import rules

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.record.models import Statement


@rules.predicate
def can_see_statement(user: Any, statement: Statement | None) -> bool:
    """The statement is among those the person may see."""
    return statement is not None and Statement.objects.visible_to(user).filter(pk=statement.pk).exists()


rules.add_perm("record.manage_source", is_staff_of_record)
rules.add_perm("record.add_document", is_staff_of_record)
rules.add_perm("record.change_document", is_staff_of_record)
rules.add_perm("record.review_statement", is_staff_of_record)
rules.add_perm("record.export_cases", is_staff_of_record)
rules.add_perm("record.write_note", is_staff_of_record)
rules.add_perm("record.assign_work", is_staff_of_record)
rules.add_perm("record.answer_error_report", is_staff_of_record)
rules.add_perm("record.report_error", can_see_statement)
