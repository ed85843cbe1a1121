"""What may be kept in memory, and until when: an answer holds as long as nothing new stands in the journal.

Every service writes one entry, in the transaction in which it changes what people see; so what was worked out before the entry was
there is out of date. Two things are seen a minute later at the latest: what follows a service in the background, without an entry of its
own; and, by visitors, what only adds or confirms (`registry.seen_later`). What is taken away is gone at once. Each process keeps its own
answers.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

from django.db.models import Q, Sum

from kopri import __version__
from kopri.site.base import registry
from kopri.site.base.models import JournalEntry

T = TypeVar("T")
LATEST: Final = 500
LONGEST_SECONDS: Final = 60


class Memory:
    """Answers by name, each for some seconds; when it is full, those kept longest go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = threading.Lock()
        self._answers: dict[str, tuple[float, Any]] = {}

    def get(self, name: str, otherwise: Any = None) -> Any:
        """What is kept under a name."""
        until, answer = self._answers.get(name, (0.0, otherwise))
        return answer if until > monotonic() else otherwise

    def put(self, name: str, answer: Any, seconds: float = LONGEST_SECONDS) -> None:
        """Keep an answer. All who ask are given this same object: nobody may change it."""
        with self._room:
            while len(self._answers) >= self._most:
                del self._answers[next(iter(self._answers))]
            self._answers.pop(name, None)
            self._answers[name] = (monotonic() + seconds, answer)

    def clear(self) -> None:
        """Forget everything."""
        with self._room:
            self._answers.clear()


ANSWERS: Final = Memory(2_000)
_NOTHING: Final = object()
_during: ContextVar[dict[str, str] | None] = ContextVar("version of the data", default=None)
_LOCKS: Final[WeakValueDictionary[str, threading.Lock]] = WeakValueDictionary()


def data_version(*, for_visitors: bool = False) -> str:
    """A mark that changes with every entry of the journal; for visitors, with those that are seen at once.

    It is made of the latest entries, not of the last alone: on PostgreSQL an entry may become visible after one with a higher number.
    """
    known = _during.get()
    versions = known or _versions()
    if known is not None and not known:
        known.update(versions)
    return versions["visitors" if for_visitors else "desk"]


def _versions() -> dict[str, str]:
    later = Q(verb__in=list(registry.seen_later))
    sums = JournalEntry.objects.order_by("-pk")[:LATEST].aggregate(desk=Sum("pk"), visitors=Sum("pk", filter=~later))
    return {audience: f"{__version__}:{audience}:{total or 0}" for audience, total in sums.items()}


@contextmanager
def asked_once() -> Iterator[None]:
    """While something is only read: the version is asked for once."""
    token = _during.set({})
    try:
        yield
    finally:
        _during.reset(token)


def kept_in_memory(name: str, compute: Callable[[], T], *, for_visitors: bool = False) -> T:
    """What `compute` gives; from memory if nothing has happened since. Of those who ask at once, one computes and the others wait.

    Args:
        name: of the answer, with all it depends on but the data.
        compute: gives data that nobody changes.
        for_visitors: what only adds or confirms may be seen later.
    """
    key = f"{data_version(for_visitors=for_visitors)}:{name}"
    lock = _LOCKS.setdefault(key, threading.Lock())
    with lock:
        answer = ANSWERS.get(key, _NOTHING)
        if answer is _NOTHING:
            answer = compute()
            ANSWERS.put(key, answer)
    return answer  # type: ignore[no-any-return]
