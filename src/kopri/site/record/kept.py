"""Answers kept for each audience: counting a hundred thousand facts again for every reader would be waste."""

from collections.abc import Callable
from typing import Any, TypeVar

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.freshness import kept_in_memory

T = TypeVar("T")


def kept(name: str, user: Any, compute: Callable[[], T]) -> T:
    """What `compute` gives, from memory if nothing has happened since that this reader sees at once.

    Args:
        name: of the question, with all it depends on but the reader.
        user: the reader; of readers, only the desk and everybody else see different facts.
        compute: gives data that can be pickled and is in no reader's language.
    """
    return kept_in_memory(name, compute, for_visitors=not is_staff_of_record(user))
