"""What every change of state has in common: the row as it stands, the table allows it, the person may, and what it needs is there."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from kopri.site.programme.roles import require_role
from kopri.site.programme.transitions import require_given, transition

M = TypeVar("M", bound=models.Model)


def fresh(record: M) -> M:
    """The row as it stands now, locked until the transaction ends, so that what somebody else changed meanwhile is not undone."""
    found: M = type(record)._default_manager.select_for_update().get(pk=record.pk)  # noqa: SLF001
    return found


def check_move(kind: str, record: Any, target: str, *, by: Any, given: Mapping[str, Any]) -> None:
    """Check a change of state before it is made.

    Args:
        kind: the table, as "commitment".
        record: has `state`.
        target: the state it is to have.
        given: what the transition may need, by need; empty values do not count.

    Raises:
        PermissionDenied: if none of the transition's roles is theirs.
        ValidationError: if the table has no such transition, or something it needs is missing.
    """
    found = transition(kind, record.state, target)
    require_role(by, found, record)
    require_given(found, given)
