"""Full-text search in any script over an index of our own, so that SQLite and PostgreSQL answer alike.

An entry is found if every word of the query stands in it; the last word may be the beginning of one. Rank is the rarity of the words,
times how much they weigh in the entry (BM25 with a fixed mean length), times the entry's weight and recency. All but rarity is stored
with the posting, so that the best entries of a common word are read off a database index.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kopri.lang.terms import beginning_of_term, index_terms
from kopri.site.base import registry
from kopri.site.base.models import SearchEntry, SearchPosting, SearchTerm

# Of the rarest word of a query, no more than the best so many entries are looked at; then a count is a lower bound.
MOST_CANDIDATES: Final = 1_000
MOST_COMPLETIONS: Final = 20
SHORTEST_BEGINNING: Final = 2
MOST_WORDS: Final = 12
WORTH_OF_COMPLETION: Final = 0.5
SUPPOSED_ENTRIES: Final = 1_000_000

STAFF_PERMISSION: Final = "base.see_staff_entries"

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’ʻʼ‘`][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many entries of a kind were found."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of what was found. If `at_least`, `total` and `by_kind` are lower bounds."""

    query: str
    hits: tuple[SearchEntry, ...]
    total: int
    at_least: bool
    by_kind: tuple[KindCount, ...]

    def __bool__(self) -> bool:
        return bool(self.hits)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry that has all words so far, with its rank so far."""

    entry: int
    kind: str
    target_id: str
    rank: float


def search(query: str, user: Any, *, kind: str | None = None, limit: int = 20, offset: int = 0) -> SearchResult:
    """The entries that `user` may see and that have every word of `query`, best first.

    Args:
        query: words in any language; the last may be unfinished.
        user: who asks; only those with the permission "base.see_staff_entries" find entries for staff.
        kind: only entries of this kind; `by_kind` still counts all kinds.
        limit: how many hits.
        offset: how many better hits to leave out.
    """
    words = list(dict.fromkeys(index_terms(query)))[:MOST_WORDS]
    groups = _term_groups(words, beginning_of_term(query))
    if not groups:
        return SearchResult(query, (), 0, at_least=False, by_kind=())
    candidates, at_least = _candidates(groups[0], user)
    for group in groups[1:]:
        candidates = _narrowed(candidates, group)
    found = _once_each(candidates)
    counts = _counts(found)
    if kind is not None:
        found = [candidate for candidate in found if candidate.kind == kind]
    shown = [candidate.entry for candidate in found[offset : offset + limit]]
    entries = SearchEntry.objects.in_bulk(shown)
    return SearchResult(query, tuple(entries[pk] for pk in shown if pk in entries), len(found), at_least, counts)


def _term_groups(words: list[str], beginning: str) -> list[dict[int, float]]:
    """For each word, its terms with their rarity, the word with fewest entries first; empty if a word is nowhere."""
    if not words:
        return []
    known = {term.term: term for term in SearchTerm.objects.filter(term__in=words, entries__gt=0)}
    completions = _completions(beginning, known.get(words[-1]))
    groups = [[known[word]] if word in known else [] for word in words]
    groups[-1] = list({term.pk: term for term in (*groups[-1], *completions)}.values())
    if not all(groups):
        return []
    groups.sort(key=lambda group: sum(term.entries for term in group))
    return [{term.pk: _rarity(term) * (1.0 if term.term in known else WORTH_OF_COMPLETION) for term in group} for group in groups]


def _completions(beginning: str, whole: SearchTerm | None) -> list[SearchTerm]:
    """The commonest terms that begin so, unless the word as it stands has entries enough.

    Of an alphabet's letters one is too few to complete; a syllable or sign is enough.
    """
    if (len(beginning) < SHORTEST_BEGINNING and beginning < "\u1100") or (whole and whole.entries > MOST_CANDIDATES):
        return []
    return list(SearchTerm.objects.filter(term__startswith=beginning, entries__gt=0).order_by("-entries")[:MOST_COMPLETIONS])


def _rarity(term: SearchTerm) -> float:
    return max(0.5, math.log(SUPPOSED_ENTRIES / term.entries))


def _visible_postings(group: Mapping[int, float], user: Any) -> Any:
    audiences = ["public", "staff"] if user is not None and user.has_perm(STAFF_PERMISSION) else ["public"]
    return SearchPosting.objects.filter(term__in=list(group), entry__audience__in=audiences)


def _candidates(group: Mapping[int, float], user: Any) -> tuple[dict[int, _Candidate], bool]:
    rows = (
        _visible_postings(group, user)
        .order_by("-score")
        .values_list("entry_id", "entry__kind", "entry__target_id", "term_id", "score")[: MOST_CANDIDATES + 1]
    )
    candidates: dict[int, _Candidate] = {}
    for entry, kind, target_id, term, score in rows:
        rank = score * group[term]
        if entry not in candidates or candidates[entry].rank < rank:
            candidates[entry] = _Candidate(entry, kind, target_id, rank)
    return candidates, len(rows) > MOST_CANDIDATES


def _narrowed(candidates: Mapping[int, _Candidate], group: Mapping[int, float]) -> dict[int, _Candidate]:
    """The candidates that also have a term of `group`."""
    best: dict[int, float] = {}
    postings = SearchPosting.objects.filter(term__in=list(group), entry__in=list(candidates))
    for entry, term, score in postings.values_list("entry_id", "term_id", "score"):
        best[entry] = max(best.get(entry, 0.0), score * group[term])
    return {entry: replace(c, rank=c.rank + best[entry]) for entry, c in candidates.items() if entry in best}


def _once_each(candidates: Mapping[int, _Candidate]) -> list[_Candidate]:
    """Best first; of a thing with entries for several audiences, the best entry."""
    seen: dict[tuple[str, str], _Candidate] = {}
    for candidate in sorted(candidates.values(), key=lambda c: (-c.rank, c.entry)):
        seen.setdefault((candidate.kind, candidate.target_id), candidate)
    return list(seen.values())


def _counts(found: Iterable[_Candidate]) -> tuple[KindCount, ...]:
    labels = {source.kind: str(source.label) for source in registry.search_sources}
    counts: dict[str, int] = {}
    for candidate in found:
        counts[candidate.kind] = counts.get(candidate.kind, 0) + 1
    return tuple(KindCount(kind, labels.get(kind, kind), counts[kind]) for kind in sorted(counts, key=lambda k: (-counts[k], k)))


def mark_words(text: str, query: str) -> SafeString:
    """`text` as HTML with the words that `query` asks for marked."""
    wanted = set(index_terms(query))
    beginning = beginning_of_term(query)
    pieces = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if wanted.intersection(index_terms(word)) or (beginning and beginning_of_term(word).startswith(beginning)):
            pieces.append((text[end : match.start()], word))
            end = match.end()
    return format_html("{}{}", format_html_join("", '{}<mark class="hit">{}</mark>', pieces), text[end:])


def excerpt(text: str, query: str, *, length: int = 240) -> SafeString:
    """The part of `text` in which the first word asked for stands, with the words marked."""
    wanted = set(index_terms(query))
    first = next((m.start() for m in _WORD.finditer(text) if wanted.intersection(index_terms(m.group()))), 0)
    start = max(0, first - length // 3)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, start + length) if len(text) > start + length else len(text)
    end = end if end > start else start + length
    return format_html("{}{}{}", "… " if start else "", mark_words(text[start:end], query), " …" if end < len(text) else "")
