"""Whether somebody has one of the roles a transition asks for."""

from typing import Any

from django.core.exceptions import PermissionDenied

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.programme.link_holder import holds_link
from kopri.site.programme.rules import acts_for_lead, is_committee
from kopri.site.programme.transitions import COMMITTEE, LEAD, LINK, STAFF, Transition

TESTS = {
    STAFF: lambda user, _record: is_staff_of_record(user),
    COMMITTEE: lambda user, _record: is_committee(user),
    LEAD: acts_for_lead,
    LINK: holds_link,
}


def require_role(user: Any, found: Transition, record: Any) -> None:
    """Pass if `user` may bring a transition about.

    Raises:
        PermissionDenied: if none of its roles is the user's.
    """
    if not any(TESTS[role](user, record) for role in found.roles if role in TESTS):
        raise PermissionDenied(f"{found.source} → {found.target}")
