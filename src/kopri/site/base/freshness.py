"""What may be kept in memory, and until when: an answer holds as long as nothing new stands in the journal.

Every service writes one entry, in the transaction in which it changes what people see; so what was worked out before the entry was
there is out of date. What follows a service in the background, without an entry of its own, is seen after a minute at the latest.
Each process keeps its own answers.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

from django.core.cache import caches
from django.db.models import Sum

from kopri import __version__
from kopri.site.base.models import JournalEntry

T = TypeVar("T")
LATEST: Final = 100
LONGEST_SECONDS: Final = 60
_during: ContextVar[list[str] | None] = ContextVar("version of the data", default=None)
_LOCKS: Final[WeakValueDictionary[str, threading.Lock]] = WeakValueDictionary()


def data_version() -> str:
    """A mark that changes with every entry of the journal.

    It is made of the latest entries, not of the last alone: on PostgreSQL an entry may become visible after one with a higher number.
    """
    known = _during.get()
    if known:
        return known[0]
    latest = JournalEntry.objects.order_by("-pk")[:LATEST].aggregate(sum=Sum("pk"))
    version = f"{__version__}:{latest['sum'] or 0}"
    if known is not None:
        known.append(version)
    return version


@contextmanager
def asked_once() -> Iterator[None]:
    """While something is only read: the version is asked for once."""
    token = _during.set([])
    try:
        yield
    finally:
        _during.reset(token)


def kept_in_memory(name: str, compute: Callable[[], T], *, seconds: int = LONGEST_SECONDS) -> T:
    """What `compute` gives; from memory if nothing has happened since. Of those who ask at once, one computes and the others wait.

    Args:
        name: of the answer, with all it depends on but the data.
        compute: gives data that can be pickled.
        seconds: how long it holds at most.
    """
    memory: Any = caches["memory"]
    key = sha256(f"{data_version()}:{name}".encode()).hexdigest()
    lock = _LOCKS.setdefault(key, threading.Lock())
    with lock:
        return memory.get_or_set(key, compute, seconds)  # type: ignore[no-any-return]
