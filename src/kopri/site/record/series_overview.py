"""All series there are, counted in the database: what the list of series, its downloads and the API start from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from heapq import nlargest
from typing import Any, Final, NamedTuple

from django.db.models import Count, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from kopri.site.record.kept import kept
from kopri.site.record.models import Relation, Statement, StatementParty

# Of a very long series pages show the latest values; the list of statements has them all.
SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A measure over time: how many values from how many sources, over what time, and how often sources contradict each other.

    `latest` names the lowest and the highest value of the last period, `newest` the values of the latest periods. `documents` and
    `periods` count sizes with a time in documents that are no copies: copies are no second voice.
    """

    slug: str
    measure: str
    unit: str
    values: int
    sources: int
    first: date | None
    last: date | None
    contradictions: int
    countries: tuple[str, ...]
    sectors: frozenset[str] = frozenset()
    documents: int = 0
    periods: int = 0
    latest: tuple[int, ...] = ()
    newest: tuple[int, ...] = ()


def all_series(user: Any) -> list[SeriesRow]:
    """Every series of which the user may see a value, by slug."""
    return kept("series", user, lambda: _all_series(user))


def _all_series(user: Any) -> list[SeriesRow]:
    disputed = dict(Relation.objects.visible_to(user).contradictions().order_by().values_list("series").annotate(n=Count("pk")))
    tallies: dict[str, _Tally] = {}
    for figure in map(_Figure._make, _figures(user).iterator(chunk_size=5000)):
        tally = tallies.get(figure.series)
        if tally is None:
            tally = tallies[figure.series] = _Tally(figure.measure, figure.unit)
        tally.add(figure)
    countries = _countries(tallies)
    return [tally.row(slug, disputed.get(slug, 0), countries.get(slug, set())) for slug, tally in sorted(tallies.items())]


def _countries(tallies: Mapping[str, "_Tally"]) -> dict[str, set[str]]:
    """The countries of each series; all its values name the same, so one of them is asked."""
    one_of = {tally.final[0][1]: slug for slug, tally in tallies.items()}
    countries: dict[str, set[str]] = {}
    for statement, country in StatementParty.objects.filter(statement__in=one_of).values_list("statement", "country"):
        countries.setdefault(one_of[statement], set()).add(country)
    return countries


class _Figure(NamedTuple):
    series: str
    measure: str
    unit: str
    source: int | None
    start: date | None
    end: date | None
    stage: str
    value: str
    pk: int
    document: int
    copy_of: int | None
    sector: str
    kind: str | None


def _figures(user: Any) -> Any:
    rows = Statement.objects.visible_to(user).live().of_type("figure").exclude(series="").exclude(value=None).order_by()
    columns = ("series", "measure", "unit", "document__source", "period_from", "period_until", "stage", Cast("value", TextField()), "pk")
    return rows.values_list(*columns, "document", "document__duplicate_of", "sector", KT("payload__kind"))


@dataclass(slots=True)
class _Tally:
    """What is counted of one series while its figures go by."""

    measure: str
    unit: str
    values: int = 0
    sources: set[int | None] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    when: tuple[bool, date] = (False, date.min)
    final: list[tuple[str, int]] = field(default_factory=list)
    sectors: set[str] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    periods: set[date] = field(default_factory=set)
    ends: list[tuple[date, int]] = field(default_factory=list)

    def add(self, figure: _Figure) -> None:
        """Count one figure."""
        self.values += 1
        self.sources.add(figure.source)
        self.first = min(self.first or date.max, figure.start) if figure.start else self.first
        self.last = max(self.last or date.min, figure.end) if figure.end else self.last
        self.sectors.add(figure.sector)
        self.ends.append((figure.end or date.min, figure.pk))
        if figure.start and figure.kind == "quantity" and figure.copy_of is None:
            self.documents.add(figure.document)
            self.periods.add(figure.start)
        when = (figure.stage in {"", "actual"}, figure.end or date.min)
        if not self.final or when > self.when:
            self.when, self.final = when, [(figure.value, figure.pk)]
        elif when == self.when:
            self.final.append((figure.value, figure.pk))

    def row(self, slug: str, contradictions: int, countries: set[str]) -> SeriesRow:
        """The count, finished."""
        final = sorted((Decimal(value), pk) for value, pk in self.final)
        return SeriesRow(
            slug=slug,
            measure=self.measure,
            unit=self.unit,
            values=self.values,
            sources=len(self.sources),
            first=self.first,
            last=self.last,
            contradictions=contradictions,
            countries=tuple(sorted(countries)),
            sectors=frozenset(self.sectors),
            documents=len(self.documents),
            periods=len(self.periods),
            newest=tuple(pk for _end, pk in nlargest(SHOWN, self.ends)),
            latest=tuple(sorted({pk for _value, pk in (final[0], final[-1])})),
        )


def latest_values(rows: Iterable[SeriesRow]) -> dict[str, list[Statement]]:
    """The latest values of these series, with document, source and parties."""
    wanted = [pk for row in rows for pk in row.latest]
    shown: dict[str, list[Statement]] = {}
    for statement in Statement.objects.live().filter(pk__in=wanted).with_source().defer("document__text", "document__segments"):
        shown.setdefault(statement.series, []).append(statement)
    return shown
