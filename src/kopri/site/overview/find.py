"""What the search page shows: hits by kind, facts in the reader's language, and passages with the words asked for marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from kopri.site.base.models import SearchEntry
from kopri.site.base.search import KindCount, SearchResult, search
from kopri.site.overview.querysets import for_lists
from kopri.site.record.models import Statement

IN_A_GROUP: Final = 6
LOOKED_AT: Final = 100
ON_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; `statement` is the fact itself where it is one."""

    entry: SearchEntry
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The best hits of one kind, and how many there are in all."""

    kind: KindCount
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a query; `groups` come largest first."""

    result: SearchResult
    groups: tuple[Group, ...]


def find(query: str, user: Any, *, kind: str = "", page: int = 1) -> Found:
    """Everything `user` may see that has every word of `query`: the best of each kind, or one page of one kind."""
    if kind:
        result = search(query, user, kind=kind, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
        shown = {kind: list(result.hits)}
    else:
        result = search(query, user, limit=LOOKED_AT)
        shown = {}
        for entry in result.hits:
            shown.setdefault(entry.kind, []).append(entry)
        shown = {name: entries[:IN_A_GROUP] for name, entries in shown.items()}
    facts = facts_by_id((entry for entry in shown.get("statement", ())), user)
    groups = [Group(count, tuple(hits_of(shown[count.kind], facts))) for count in result.by_kind if count.kind in shown]
    return Found(result, tuple(groups))


def hits_of(entries: Iterable[SearchEntry], facts: dict[str, Statement]) -> Iterable[Hit]:
    """Entries with their facts; a fact the reader may no longer see is left out."""
    for entry in entries:
        if entry.kind != "statement":
            yield Hit(entry)
        elif entry.target_id in facts:
            yield Hit(entry, facts[entry.target_id])


def facts_by_id(entries: Iterable[SearchEntry], user: Any) -> dict[str, Statement]:
    """The statements of entries, as far as the reader may see them."""
    ids = [int(entry.target_id) for entry in entries]
    return {str(row.pk): row for row in for_lists(Statement.objects.visible_to(user).filter(pk__in=ids))} if ids else {}
