"""Keeping the search index: what apps give to be found, and how it gets into the tables. Questions are in `search.py`."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Final, TypeVar

from django.db import connection, transaction
from django.db.models import Count, Model, QuerySet

from kopri.lang.terms import index_terms
from kopri.site.base import registry
from kopri.site.base.models import SearchEntry, SearchPosting, SearchTerm

M = TypeVar("M", bound=Model)

BATCH: Final = 1_000
IN_ONE_QUERY: Final = 5_000

TITLE_COUNTS: Final = 3
MEAN_LENGTH: Final = 60
SATURATION: Final = 1.2
EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
DAYS_THAT_COUNT_DOUBLE: Final = 10 * 365.25


@dataclass(frozen=True, slots=True)
class Findable:
    """Something to be found. `text` is what it is found by beside its title; `snippet` is shown under the title.

    A thing may be given once for the audience "public" and once for "staff", with the text each may see.
    `weight` compares kinds of things: 1 is ordinary. `at` is when it happened or was published, for recency.
    """

    kind: str
    target_id: str
    url: str
    title: str
    text: str = ""
    snippet: str = ""
    language: str = ""
    audience: str = "public"
    weight: float = 1.0
    at: datetime | None = None


def index_entry(item: Findable) -> None:
    """Put one thing into the index, or its new text in place of the old."""
    index_entries([item])


def index_entries(items: Iterable[Findable]) -> int:
    """Put many things into the index, each in place of its older version; gives how many. Commits after each thousand."""
    count = 0
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        _index_batch(list({(i.kind, i.target_id, i.audience): i for i in batch}.values()))
        count += len(batch)
    return count


def remove_entry(kind: str, target_id: str, *, audience: str | None = None) -> None:
    """Take a thing out of the index, for one audience or for all."""
    entries = SearchEntry.objects.filter(kind=kind, target_id=target_id)
    if audience is not None:
        entries = entries.filter(audience=audience)
    _remove(list(entries.values_list("pk", flat=True)))


def rebuild(*, progress: Callable[[str, int], None] | None = None) -> int:
    """Index everything the registered sources give, then drop what none of them gave. Search answers all the while."""
    total = 0
    kinds = set()
    for source in registry.search_sources:
        kinds.add(source.kind)
        seen: set[tuple[str, str]] = set()
        count = index_entries(_noted(source.entries(), seen))
        _remove([pk for pk, *key in _keys_of(source.kind) if tuple(key) not in seen])
        total += count
        if progress is not None:
            progress(source.kind, count)
    _remove(list(SearchEntry.objects.exclude(kind__in=kinds).values_list("pk", flat=True)))
    SearchTerm.objects.filter(entries__lte=0).delete()
    return total


def in_chunks(rows: QuerySet[M], size: int = 500) -> Iterator[M]:
    """All rows by their number, some at a time: no question stays open while the index is written, so that SQLite's log is cut again."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield from chunk
        last = chunk[-1].pk


def _noted(items: Iterable[Findable], seen: set[tuple[str, str]]) -> Iterator[Findable]:
    for item in items:
        seen.add((item.target_id, item.audience))
        yield item


def _keys_of(kind: str) -> list[tuple[int, str, str]]:
    return list(SearchEntry.objects.filter(kind=kind).values_list("pk", "target_id", "audience"))


@transaction.atomic
def _index_batch(items: list[Findable]) -> None:
    entries = SearchEntry.objects.bulk_create(
        [_entry(item) for item in items],
        update_conflicts=True,
        unique_fields=["kind", "target_id", "audience"],
        update_fields=["url", "title", "snippet", "language", "weight", "at"],
    )
    _drop_postings([entry.pk for entry in entries])
    weights = [_term_weights(item) for item in items]
    terms = _term_ids({term for row in weights for term in row})
    rank = [_rank(item) for item in items]
    _insert_postings(
        (terms[term], entry.pk, weight * own)
        for entry, own, row in zip(entries, rank, weights, strict=True)
        for term, weight in row.items()
    )
    _add_to_counts(Counter(terms[term] for row in weights for term in row))


def _entry(item: Findable) -> SearchEntry:
    return SearchEntry(
        kind=item.kind,
        target_id=item.target_id,
        audience=item.audience,
        url=item.url,
        title=item.title[:500],
        snippet=item.snippet,
        language=item.language,
        weight=item.weight,
        at=item.at,
    )


def _term_weights(item: Findable) -> dict[str, float]:
    """Each term with its weight in the text: the more often the more, but less and less; the longer the text the less."""
    counts: Counter[str] = Counter()
    for term in index_terms(item.title):
        counts[term] += TITLE_COUNTS
    counts.update(index_terms(item.text))
    length = SATURATION * (0.25 + 0.75 * counts.total() / MEAN_LENGTH)
    return {term: count * (SATURATION + 1) / (count + length) for term, count in counts.items()}


def _rank(item: Findable) -> float:
    """Weight times recency; undated things stand where those of `EPOCH` do."""
    days = (item.at - EPOCH).total_seconds() / 86_400 if item.at is not None else 0.0
    return item.weight * math.pow(2.0, max(-2.0, min(days / DAYS_THAT_COUNT_DOUBLE, 4.0)))


def _term_ids(terms: set[str]) -> dict[str, int]:
    ids = _known_ids(terms)
    missing = sorted(terms - ids.keys())
    if missing:
        SearchTerm.objects.bulk_create([SearchTerm(term=term) for term in missing], ignore_conflicts=True)
        ids |= _known_ids(missing)
    return ids


def _known_ids(terms: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    remaining = iter(sorted(terms))
    while some := list(islice(remaining, IN_ONE_QUERY)):
        ids |= dict(SearchTerm.objects.filter(term__in=some).values_list("term", "pk"))
    return ids


def _insert_postings(rows: Iterable[tuple[int, int, float]]) -> None:
    table = connection.ops.quote_name(SearchPosting._meta.db_table)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} (term_id, entry_id, score) VALUES (%s, %s, %s)", list(rows))  # noqa: S608


def _add_to_counts(changes: Counter[int]) -> None:
    table = connection.ops.quote_name(SearchTerm._meta.db_table)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET entries = entries + %s WHERE id = %s",  # noqa: S608
            [(change, term) for term, change in sorted(changes.items())],
        )


def _drop_postings(entries: list[int]) -> None:
    postings = SearchPosting.objects.filter(entry__in=entries)
    gone = Counter({term: -count for term, count in postings.values_list("term").annotate(Count("pk"))})
    if gone:
        postings.delete()
        _add_to_counts(gone)


def _remove(entries: list[int]) -> None:
    remaining = iter(entries)
    while some := list(islice(remaining, IN_ONE_QUERY)):
        with transaction.atomic():
            _drop_postings(some)
            SearchEntry.objects.filter(pk__in=some).delete()
