"""All series there are, counted in the database: what the list of series, its downloads and the API start from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count

from kopri.site.record.kept import kept
from kopri.site.record.models import Relation, Statement, StatementParty


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A measure over time: how many values from how many sources, over what time, and how often sources contradict each other.

    `latest` names the lowest and the highest value of the last period.
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
    latest: tuple[int, ...] = ()


def all_series(user: Any) -> list[SeriesRow]:
    """Every series of which the user may see a value, by slug."""
    return kept("series", user, lambda: _all_series(user))


def _all_series(user: Any) -> list[SeriesRow]:
    disputed = dict(Relation.objects.visible_to(user).contradictions().order_by().values_list("series").annotate(n=Count("pk")))
    countries: dict[str, set[str]] = {}
    parties = StatementParty.objects.order_by().exclude(statement__series="")
    for slug, country in parties.values_list("statement__series", "country").distinct():
        countries.setdefault(slug, set()).add(country)
    tallies: dict[str, _Tally] = {}
    for figure in map(_Figure._make, _figures(user).iterator(chunk_size=5000)):
        tallies.setdefault(figure.series, _Tally(figure.measure, figure.unit)).add(figure)
    return [tally.row(slug, disputed.get(slug, 0), countries.get(slug, set())) for slug, tally in sorted(tallies.items())]


class _Figure(NamedTuple):
    series: str
    measure: str
    unit: str
    source: int | None
    start: date | None
    end: date | None
    stage: str
    value: Decimal
    pk: int


def _figures(user: Any) -> Any:
    rows = Statement.objects.visible_to(user).live().of_type("figure").exclude(series="").exclude(value=None).order_by()
    return rows.values_list("series", "measure", "unit", "document__source", "period_from", "period_until", "stage", "value", "pk")


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
    low: tuple[Decimal, int] | None = None
    high: tuple[Decimal, int] | None = None

    def add(self, figure: _Figure) -> None:
        """Count one figure."""
        self.values += 1
        self.sources.add(figure.source)
        self.first = min(self.first or date.max, figure.start) if figure.start else self.first
        self.last = max(self.last or date.min, figure.end) if figure.end else self.last
        when, one = (figure.stage in {"", "actual"}, figure.end or date.min), (figure.value, figure.pk)
        if self.low is None or self.high is None or when > self.when:
            self.when, self.low, self.high = when, one, one
        elif when == self.when:
            self.low, self.high = min(self.low, one), max(self.high, one)

    def row(self, slug: str, contradictions: int, countries: set[str]) -> SeriesRow:
        """The count, finished."""
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
            latest=tuple(sorted({end[1] for end in (self.low, self.high) if end})),
        )


def latest_values(rows: Iterable[SeriesRow]) -> dict[str, list[Statement]]:
    """The latest values of these series, with document, source and parties."""
    wanted = [pk for row in rows for pk in row.latest]
    shown: dict[str, list[Statement]] = {}
    for statement in Statement.objects.live().filter(pk__in=wanted).with_source().defer("document__text", "document__segments"):
        shown.setdefault(statement.series, []).append(statement)
    return shown
