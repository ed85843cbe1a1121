"""Answers kept until something happens in the site: counting a hundred thousand facts again for every reader would be waste.

Every service writes the journal, so an answer holds as long as the last entry of the journal is the same. What follows a service
without an entry of its own (relations, the search index) is seen at the latest after `SECONDS`.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, TypeVar

from django.core.cache import cache

from kopri import __version__
from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.models import JournalEntry

SECONDS: Final = 20
T = TypeVar("T")


def kept(name: str, user: Any, compute: Callable[[], T]) -> T:
    """What `compute` gives, from the cache if nothing has happened since.

    Args:
        name: of the question, with all it depends on but the reader.
        user: the reader; of readers, only the desk and everybody else see different facts.
        compute: gives data that can be pickled and is in no reader's language.
    """
    audience = "desk" if is_staff_of_record(user) else "public"
    last = JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = sha256(f"{__version__}:{audience}:{last}:{name}".encode()).hexdigest()
    return cache.get_or_set(f"kept:{key}", compute, SECONDS)  # type: ignore[return-value]
