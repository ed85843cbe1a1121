"""The questions that look across the record: how much there is, of what, about whom, and what is best substantiated.

All count and show only what the reader may see, and of that only what was neither rejected nor withdrawn.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.record.models import (
    CONFIRMED,
    OPEN_STATES,
    Document,
    PostHeld,
    Relation,
    Statement,
    StatementParty,
    TextWarning,
    Visibility,
)
from kopri.site.record.querysets import StatementQuerySet
from kopri.site.record.series_overview import SeriesRow, all_series

# A document's text is long and no page here shows it.
LONG_COLUMNS: Final = ("document__text", "document__segments", "document__published_evidence")
# Classes of event at which people of two countries meet.
CONTACTS: Final = ("visit", "state_visit", "summit", "forum", "session", "meeting", "talks", "signing", "expo", "side_event")
NAMED: Final = "named"
Tallies = Mapping[tuple[str, str], int]


def facts(user: Any) -> StatementQuerySet:
    """The statements that count for a reader: visible, neither rejected nor withdrawn."""
    return Statement.objects.visible_to(user).live()


def naming(statements: StatementQuerySet, *countries: str) -> StatementQuerySet:
    """Those that name every one of the countries, each statement once."""
    return statements.about(*countries)


def with_contacts_only(statements: StatementQuerySet) -> StatementQuerySet:
    """Of the events only those at which people of two countries meet; all other types."""
    read = Q(correction__isnull=True, payload__class__in=CONTACTS)
    return statements.filter(~Q(type="event") | read | Q(correction__class__in=CONTACTS))


def for_lists(statements: StatementQuerySet) -> StatementQuerySet:
    """With document, source and parties, without the long texts."""
    return statements.with_source().defer(*LONG_COLUMNS)


def parties_of(user: Any) -> QuerySet[StatementParty]:
    """The countries that the statements which count for a reader speak of."""
    rows = StatementParty.objects.filter(statement__state__in=OPEN_STATES)
    return rows if is_staff_of_record(user) else rows.filter(statement__document__visibility=Visibility.PUBLIC)


# ── how much there is ────────────────────────────────────────────────────────────────────────────────────────────────────────


def tally(rows: QuerySet[Any], name: str, *, by: str = "", of: str = "pk", where: Q | None = None) -> QuerySet[Any, Any]:
    """One count under a name, or one for each value of `by`: rows (name, value of `by` or "", how many different `of`)."""
    grouped = rows.order_by().values(name=Value(name), by=F(by) if by else Value(""))
    counted: QuerySet[Any, Any] = grouped.annotate(n=Count(of, distinct=of != "pk", filter=where)).values_list("name", "by", "n")
    return counted


def take_tallies(*tallies: QuerySet[Any, Any]) -> Tallies:
    """Several counts in one query, as (name, value) → how many."""
    first, *rest = tallies
    return {(name, by): n for name, by, n in first.union(*rest, all=True)}


@dataclass(frozen=True, slots=True)
class State:
    """How much there is in the register, and how far it can be trusted."""

    facts: int
    confirmed: int
    to_review: int
    commitments: int
    contradictions: int
    doubtful: int
    documents: int
    unread: int
    failed: int
    countries: Mapping[str, int]

    @property
    def read(self) -> int:
        """Documents that are not waiting any more."""
        return self.documents - self.unread


def state_of_register(user: Any) -> State:
    """The counts the home page opens with, in one query."""
    documents = Document.objects.visible_to(user)
    counts = take_tallies(
        tally(facts(user), "state", by="state"),
        tally(facts(user).of_type("commitment"), "commitments"),
        tally(Relation.objects.visible_to(user).contradictions(), "contradictions"),
        tally(TextWarning.objects.visible_to(user).filter(severity="high"), "doubtful", of="document"),
        tally(documents, "documents", by="state"),
        tally(parties_of(user), "country", by="country", of="statement"),
    )
    states, reading = values(counts, "state"), values(counts, "documents")
    return State(
        facts=sum(states.values()),
        confirmed=sum(states.get(state, 0) for state in CONFIRMED),
        to_review=states.get("proposed", 0),
        commitments=counts.get(("commitments", ""), 0),
        contradictions=counts.get(("contradictions", ""), 0),
        doubtful=counts.get(("doubtful", ""), 0),
        documents=sum(reading.values()),
        unread=reading.get("queued", 0) + reading.get("reading", 0),
        failed=reading.get("failed", 0),
        countries=values(counts, "country"),
    )


def values(counts: Tallies, name: str) -> dict[str, int]:
    """The counts under one name, by value, the largest first."""
    return largest_first({by: n for (other, by), n in counts.items() if other == name})


@dataclass(frozen=True, slots=True)
class Portrait:
    """How much is said about one thing: facts by type, documents, the countries named with it."""

    facts: int
    documents: int
    confirmed: int
    kinds: Mapping[str, int]
    countries: Mapping[str, int]


def portrait(statements: StatementQuerySet) -> Portrait:
    """How much these statements say, in one query: each is looked at once, and counted here."""
    rows = statements.order_by().values_list("type", "state", "document").annotate(n=Count("pk"))
    kinds: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    documents, confirmed = set(), 0
    for kind, state, document, n in rows.union(naming_each(statements), all=True):
        if state == NAMED:
            countries[kind] += n
        else:
            kinds[kind] += n
            documents.add(document)
            confirmed += n if state in CONFIRMED else 0
    return Portrait(kinds.total(), len(documents), confirmed, largest_first(kinds), largest_first(countries))


def naming_each(statements: StatementQuerySet) -> QuerySet[Any, Any]:
    """In how many of these statements each country is named: rows (country, NAMED, 0, how many)."""
    named = StatementParty.objects.filter(statement__in=statements.order_by().values("pk")).order_by()
    return named.values_list("country", Value(NAMED), Value(0)).annotate(n=Count("statement", distinct=True))


def countries_named(statements: StatementQuerySet) -> dict[str, int]:
    """In how many of these statements each country is named, the most often named first."""
    return largest_first({country: n for country, _named, _nothing, n in naming_each(statements)})


def largest_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts in order, those of nothing left out."""
    return dict(sorted(((name, n) for name, n in counts.items() if name and n), key=lambda item: (-item[1], item[0])))


def by_country(user: Any, *, today: date) -> list[dict[str, Any]]:
    """For each country: facts, documents, commitments, figures, and the day of the last contact; most facts first."""
    held = Q(statement__payload__class__in=CONTACTS, statement__payload__status="held")
    contact = held & Q(statement__type="event", statement__period_from__lte=today)
    rows = (
        parties_of(user)
        .order_by()
        .values("country")
        .annotate(
            facts=Count("statement", distinct=True),
            documents=Count("statement__document", distinct=True),
            commitments=Count("statement", distinct=True, filter=Q(statement__type="commitment")),
            figures=Count("statement", distinct=True, filter=Q(statement__type="figure")),
            last_contact=Max("statement__period_from", filter=contact),
        )
        .order_by("-facts", "country")
    )
    return [dict(row) for row in rows]


def by_sector(user: Any) -> list[dict[str, Any]]:
    """For each sector a statement speaks of: facts, documents, commitments, agreements."""
    rows = facts(user).exclude(sector="").order_by().values_list("sector")
    counted = rows.annotate(
        n=Count("pk"),
        among=Count("document", distinct=True),
        promised=Count("pk", filter=Q(type="commitment")),
        agreed=Count("pk", filter=Q(type="agreement")),
    )
    names = ("sector", "facts", "documents", "commitments", "agreements")
    return [dict(zip(names, row, strict=True)) for row in counted.order_by("-n", "sector")]


# ── the latest ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def latest_commitments(statements: StatementQuerySet, limit: int) -> list[Statement]:
    """Who promised what: what was agreed or pledged before plans and opinions, of the documents published last first."""
    firm = Case(When(stage__in=["agreed", "pledged"], then=0), When(stage="planned", then=1), default=2, output_field=IntegerField())
    newest = F("document__published_from").desc(nulls_last=True)
    return list(for_lists(statements.of_type("commitment")).prefetch_related(None).order_by(firm, newest, "-document_id", "start")[:limit])


def latest_by_type(statements: StatementQuerySet, limits: Mapping[str, int]) -> dict[str, list[Statement]]:
    """For each type the latest, at most `limits[type]`: by the time they speak of, else by the day they were published."""
    order = [F("period_from").desc(nulls_last=True), F("document__published_from").desc(nulls_last=True), F("pk").desc()]
    within = Q(pk__in=[])
    for kind, limit in limits.items():
        within |= Q(type=kind, place__lte=limit)
    placed = statements.filter(type__in=limits).annotate(place=Window(RowNumber(), partition_by="type", order_by=order)).filter(within)
    found: dict[str, list[Statement]] = {kind: [] for kind in limits}
    for row in sorted(for_lists(Statement.objects.filter(pk__in=placed.values("pk"))), key=recency, reverse=True):
        found[row.type].append(row)
    return found


def recency(statement: Statement) -> tuple[date, date, int]:
    """What `latest_by_type` orders by."""
    return statement.period_from or date.min, statement.document.published_from or date.min, statement.pk


def doubtful_documents(user: Any, limit: int) -> list[tuple[Document, list[TextWarning]]]:
    """The documents last published among those with high warnings, each with these."""
    warnings = TextWarning.objects.visible_to(user).filter(severity="high").select_related("document__source").defer(*LONG_COLUMNS)
    found: dict[int, tuple[Document, list[TextWarning]]] = {}
    for warning in warnings.order_by(F("document__published_from").desc(nulls_last=True), "-document_id", "pk")[: limit * 8]:
        found.setdefault(warning.document_id, (warning.document, []))[1].append(warning)
    return list(found.values())[:limit]


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a document's statements, or to the document: `what` is "read" or a state."""

    what: str
    reference: str
    title: str
    count: int
    at: Any


def latest_changes(user: Any, limit: int) -> list[Change]:
    """Documents read and statements decided on, newest first, in one query."""
    columns = ("what", "reference", "name", "n", "at")
    read = (
        Document.objects.visible_to(user)
        .filter(read_at__isnull=False)
        .order_by()
        .values(what=Value("read"), name=F("title"))
        .annotate(n=Count("statements", filter=Q(statements__state__in=OPEN_STATES)), at=F("read_at"))
        .values_list("what", "reference", "name", "n", "at")
    )
    decided = (
        Statement.objects.visible_to(user)
        .filter(decided_at__isnull=False)
        .order_by()
        .values(what=F("state"), name=F("document__title"))
        .annotate(n=Count("pk"), at=Max("decided_at"))
        .values_list("what", "document__reference", "name", "n", "at")
    )
    rows = read.union(decided, all=True).order_by(f"-{columns[4]}")[:limit]
    return [Change(*row) for row in rows]


# ── figures over time ────────────────────────────────────────────────────────────────────────────────────────────────────────


def best_series(
    user: Any, limit: int, *, countries: Iterable[str] = (), sectors: Iterable[str] = (), first: str = "trade"
) -> dict[SeriesRow, list[Statement]]:
    """The series best substantiated with their latest values: most documents times periods; those of a measure with `first` before all.

    Args:
        countries: only series about all of these.
        sectors: only series with a value in one of these.
    """
    about, within = set(countries), set(sectors)
    rows = [
        row
        for row in all_series(user)
        if row.documents and about <= set(row.countries) and (not within or not within.isdisjoint(row.sectors))
    ]
    rows.sort(key=lambda row: (first not in row.measure, -row.documents * row.periods, row.slug))
    chosen = {row.slug: row for row in rows[:limit]}
    found: dict[SeriesRow, list[Statement]] = {row: [] for row in chosen.values()}
    values = for_lists(Statement.objects.filter(pk__in=[pk for row in found for pk in row.newest]))
    for statement in values.order_by("period_from", "period_until", "pk"):
        found[chosen[statement.series]].append(statement)
    return found


# ── people and disagreement ──────────────────────────────────────────────────────────────────────────────────────────────────


def posts_in(country: str, user: Any, limit: int) -> list[PostHeld]:
    """Who holds or held which post of a country, latest first; a post rests on a table or on a statement the reader may see."""
    posts = PostHeld.objects.filter(country=country)
    if not is_staff_of_record(user):
        stated = Q(statement__document__visibility=Visibility.PUBLIC, statement__state__in=OPEN_STATES)
        posts = posts.filter(~Q(source="") | stated)
    return list(posts.select_related("person").order_by("end", "-start", "pk")[:limit])


def disagreements(user: Any, statements: StatementQuerySet, limit: int) -> list[Relation]:
    """Where sources contradict each other about these statements, with the reason."""
    inside = Relation.objects.filter(statements__in=statements.order_by().values("pk")).values("pk")
    found = Relation.objects.visible_to(user).contradictions().filter(pk__in=inside)
    return list(found.prefetch_related("statements").order_by("series", "pk")[:limit])
