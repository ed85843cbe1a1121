"""Answers kept for each audience: the desk with the committee, the public, and everybody with another role for themselves."""

from collections.abc import Callable
from typing import Any, TypeVar

from kopri.site.accounts.models import Role
from kopri.site.accounts.rules import roles_of
from kopri.site.base.freshness import kept_in_memory
from kopri.site.programme.querysets.ground import sees_the_desk

T = TypeVar("T")


def kept(name: str, user: Any, compute: Callable[[], T]) -> T:
    """What `compute` gives; from memory if nothing has happened since.

    Args:
        name: of the question, with all it depends on but the reader, the day among it.
        user: the reader.
        compute: gives data that nobody changes.
    """
    return kept_in_memory(f"programme:{audience_of(user)}:{name}", compute)


def audience_of(user: Any) -> str:
    """Those who see the same records of the programme."""
    if sees_the_desk(user):
        return "desk"
    return "public" if roles_of(user) <= {Role.PUBLIC.value} else f"person-{user.pk}"
