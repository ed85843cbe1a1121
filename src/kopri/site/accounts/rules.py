"""Roles as named rules: other apps build theirs from `has_role`."""

import rules
from django.utils import timezone

from kopri.site.accounts.models import Role


def roles_of(user: object) -> frozenset[str]:
    """The roles somebody has today; visitors have `public` only."""
    if not getattr(user, "is_authenticated", False) or not getattr(user, "is_active", False):
        return frozenset({Role.PUBLIC.value})
    today = timezone.localdate()
    held = getattr(user, "_roles", None)
    if held is None:
        held = frozenset(
            m.role
            for m in user.memberships.all()  # type: ignore[attr-defined]
            if m.start <= today and (m.end is None or m.end >= today)
        )
        user._roles = held  # type: ignore[attr-defined]
    return held | {Role.PUBLIC.value}


def has_role(*wanted: str) -> rules.Predicate:
    """A predicate: the person has at least one of the roles today."""

    def check(user: object) -> bool:
        return bool(roles_of(user).intersection(wanted))

    return rules.predicate(check, name="has_role:" + "|".join(wanted))


is_staff_of_record = has_role(Role.EDITOR, Role.SECRETARIAT, Role.ADMINISTRATOR)
is_secretariat = has_role(Role.SECRETARIAT, Role.ADMINISTRATOR)
is_administrator = has_role(Role.ADMINISTRATOR)
