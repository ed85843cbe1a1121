"""Roles as named rules: other apps build theirs from `has_role`. docs/operate/roles.md has the table of all."""

from typing import Any

import rules

from kopri.site.accounts.models import Role
from kopri.site.accounts.querysets import today

# Whose account must have a second factor where the site asks for one.
ROLES_WITH_SECOND_FACTOR = frozenset({Role.EDITOR.value, Role.SECRETARIAT.value, Role.ADMINISTRATOR.value})


def roles_of(user: object) -> frozenset[str]:
    """The roles somebody has today, `public` among them; visitors have `public` only."""
    if not getattr(user, "is_authenticated", False) or not getattr(user, "is_active", False):
        return frozenset({Role.PUBLIC.value})
    return roles_held(user) | {Role.PUBLIC.value}


def roles_held(person: Any) -> frozenset[str]:
    """The roles given to an account for today, even if it is closed; asked once for each object."""
    held: frozenset[str] | None = getattr(person, "_roles", None)
    if held is None:
        day = today()
        held = frozenset(m.role for m in person.memberships.all() if m.start <= day and (m.end is None or m.end > day))
        person._roles = held  # noqa: SLF001
    return held


def forget_roles(user: object) -> None:
    """Let `roles_of` ask again: for services that change roles."""
    user.__dict__.pop("_roles", None)
    getattr(user, "_prefetched_objects_cache", {}).pop("memberships", None)


def has_role(*wanted: str) -> rules.Predicate:
    """A predicate: the person has at least one of the roles today."""

    def check(user: object) -> bool:
        return bool(roles_of(user).intersection(wanted))

    return rules.predicate(check, name="has_role:" + "|".join(wanted))


is_staff_of_record = has_role(Role.EDITOR, Role.SECRETARIAT, Role.ADMINISTRATOR)
is_secretariat = has_role(Role.SECRETARIAT, Role.ADMINISTRATOR)
is_administrator = has_role(Role.ADMINISTRATOR)


@rules.predicate
def is_oneself(user: Any, person: object) -> bool:
    """The account is one's own."""
    return bool(getattr(user, "is_authenticated", False)) and user == person


@rules.predicate
def is_no_administrator(_user: object, person: object) -> bool:
    """The account, if one is named, is not an administrator's."""
    return person is None or Role.ADMINISTRATOR not in roles_held(person)


@rules.predicate
def is_role_below_administrator(_user: object, role: object) -> bool:
    """The role, if one is named, is not that of administrator."""
    return role != Role.ADMINISTRATOR


rules.add_perm("accounts.see_people", is_staff_of_record)
rules.add_perm("accounts.manage_people", is_administrator | (is_secretariat & is_no_administrator))
rules.add_perm("accounts.grant_role", is_administrator | (is_secretariat & is_role_below_administrator))
rules.add_perm("accounts.hand_over", is_administrator | (is_secretariat & is_no_administrator))
rules.add_perm("accounts.manage_organisations", is_secretariat)
rules.add_perm("accounts.change_profile", is_oneself)
rules.add_perm("accounts.ask_for_erasure", is_oneself)
rules.add_perm("accounts.export_person", is_oneself | is_administrator)
rules.add_perm("accounts.erase_person", is_administrator)
rules.add_perm("base.see_journal", is_secretariat)
rules.add_perm("base.see_staff_entries", is_staff_of_record)
