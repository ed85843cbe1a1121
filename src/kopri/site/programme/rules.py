"""Who may do what in the programme."""

from typing import Any

import rules

from kopri.site.accounts.models import Role
from kopri.site.accounts.rules import has_role, is_staff_of_record
from kopri.site.programme.querysets.ground import organisations_of

is_committee = has_role(Role.COMMITTEE)


@rules.predicate
def acts_for_lead(user: Any, record: Any) -> bool:
    """The person acts for the body that leads: of a commitment, project or plan line, of what a milestone belongs to, of a report."""
    return lead_of(record) in organisations_of(user) if record is not None else False


def lead_of(record: Any) -> int | None:
    """The id of the organisation that leads a record, None if nobody does."""
    for name in ("lead_id", "body_id"):
        if hasattr(record, name):
            found: int | None = getattr(record, name)
            return found
    for name in ("project", "line", "commitment", "result", "indicator"):
        whole = getattr(record, name, None)
        if whole is not None:
            return lead_of(whole)
    return None


rules.add_perm("programme.manage_bodies", is_staff_of_record)
rules.add_perm("programme.manage_editions", is_staff_of_record)
rules.add_perm("programme.manage_texts", is_staff_of_record)
rules.add_perm("programme.manage_commitments", is_staff_of_record)
rules.add_perm("programme.move_commitment", is_staff_of_record | is_committee | acts_for_lead)
rules.add_perm("programme.add_evidence", is_staff_of_record | acts_for_lead)
rules.add_perm("programme.manage_plans", is_staff_of_record)
rules.add_perm("programme.manage_projects", is_staff_of_record)
rules.add_perm("programme.change_project", is_staff_of_record | acts_for_lead)
rules.add_perm("programme.move_project", is_staff_of_record | is_committee | acts_for_lead)
rules.add_perm("programme.change_milestone", is_staff_of_record | acts_for_lead)
rules.add_perm("programme.manage_rates", is_staff_of_record)
rules.add_perm("programme.decide", is_staff_of_record | is_committee)
rules.add_perm("programme.score", is_staff_of_record)
rules.add_perm("programme.comment_score", is_staff_of_record | is_committee | acts_for_lead)
rules.add_perm("programme.write_report", is_staff_of_record | acts_for_lead)
rules.add_perm("programme.check_report", is_staff_of_record)
rules.add_perm("programme.import_files", is_staff_of_record)
