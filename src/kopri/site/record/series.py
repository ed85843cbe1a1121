"""A measure over time: rows of figures become the answer in words, the picture and the table. Values are never averaged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base.charts import ChartPoint, ChartSeries, legend, series_chart
from kopri.site.base.wording import fuzzy_date, unit_name
from kopri.site.record import labels, reasons, wording
from kopri.site.record.models import Relation, Statement

EXACT: Final = frozenset({"", "exact"})


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a value is to another one of its series: contradicts, supports or is compatible, and why."""

    kind: str
    why: str
    others: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a series in one document; `again`: further places in it that say the same."""

    statement: Statement
    bearings: tuple[Bearing, ...] = ()
    again: tuple[Statement, ...] = ()

    @property
    def shown(self) -> str:
        """The value in words."""
        return wording.value_text(self.statement)

    @property
    def is_copy(self) -> bool:
        """Whether its document copies another one."""
        return self.statement.document.duplicate_of_id is not None

    @property
    def number(self) -> Decimal:
        """The value itself."""
        return self.statement.value or Decimal(0)

    @property
    def is_quantity(self) -> bool:
        """Whether it is a size, not a change, a rank or a share of one."""
        return bool(self.statement.fact.get("kind", "quantity") == "quantity")


@dataclass(frozen=True, slots=True)
class Period:
    """All values given for one period. `disagrees` is true where two of them contradict each other."""

    iso: str
    start: date | None
    end: date | None
    values: tuple[Value, ...]

    @property
    def shown(self) -> str:
        """The period in the reader's language."""
        return fuzzy_date(self.iso) if self.iso else _("period not stated")

    @property
    def disagrees(self) -> bool:
        """Whether two values contradict each other."""
        return any(bearing.kind == Relation.Kind.CONTRADICTS for value in self.values for bearing in value.bearings)

    @property
    def actual(self) -> tuple[Value, ...]:
        """The values of what was, not of what is planned, from documents that are no copies."""
        return tuple(v for v in self.values if v.statement.stage in {"", "actual"} and v.is_quantity and not v.is_copy)

    @property
    def low(self) -> Value:
        """The smallest value."""
        return min(self.actual or self.values, key=lambda v: v.number)

    @property
    def high(self) -> Value:
        """The largest value."""
        return max(self.actual or self.values, key=lambda v: v.number)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that sources give for a disputed period, with everybody who gives it."""

    shown: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A period on which sources disagree: the values side by side, and why it is a contradiction."""

    period: Period
    sides: tuple[Side, ...]
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A measure with its values by period, oldest first; those without a period stand last."""

    slug: str
    subject: str
    unit: str
    periods: tuple[Period, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value."""
        return tuple(value for period in self.periods for value in period.values)

    @property
    def dated(self) -> tuple[Period, ...]:
        """Periods that are known and have an actual value."""
        return tuple(period for period in self.periods if period.start and period.actual)

    @property
    def latest(self) -> str:
        """The last value with its period: "USD 3.09 billion, 2020"."""
        last = self.dated[-1] if self.dated else self.periods[0]
        return _("%(value)s, %(period)s") % {"value": span_of_values(last), "period": last.shown}

    @property
    def documents(self) -> int:
        """In how many documents the values stand."""
        return len({value.statement.document_id for value in self.values})

    @property
    def disputed(self) -> tuple[Period, ...]:
        """Periods on which sources disagree."""
        return tuple(period for period in self.periods if period.disagrees)


def disputes(series: Series) -> list[Dispute]:
    """What sources disagree on, period by period."""
    return [_dispute(period) for period in series.disputed]


def _dispute(period: Period) -> Dispute:
    sides: dict[str, list[Value]] = {}
    whys: dict[str, None] = {}
    for value in period.values:
        reasons = [bearing.why for bearing in value.bearings if bearing.kind == Relation.Kind.CONTRADICTS]
        if reasons:
            sides.setdefault(value.shown, []).append(value)
            whys |= dict.fromkeys(reasons)
    return Dispute(period, tuple(Side(shown, tuple(values)) for shown, values in sides.items()), tuple(whys))


def build_series(slug: str, statements: Iterable[Statement], relations: Sequence[Relation] = ()) -> Series | None:
    """A series from its figures (with document, source and parties) and relations (with statements); None without figures."""
    rows = list(statements)
    if not rows:
        return None
    bearings = _bearings(relations)
    by_period: dict[str, list[Statement]] = {}
    for row in rows:
        by_period.setdefault(row.period, []).append(row)
    periods = [_period(iso, group, bearings) for iso, group in by_period.items()]
    periods.sort(key=lambda p: (p.start is None, p.end or p.start or date.max, p.start or date.max))
    return Series(slug=slug, subject=wording.subject_text(rows[0]), unit=rows[0].unit, periods=tuple(periods))


def _period(iso: str, rows: list[Statement], bearings: Mapping[int, list[Bearing]]) -> Period:
    rows.sort(key=lambda s: (s.document.duplicate_of_id is not None, s.document.published_from or date.max, s.pk))
    same: dict[tuple[object, ...], list[Statement]] = {}
    for row in rows:
        same.setdefault((row.document_id, row.value, row.qualifier, row.stage), []).append(row)
    values = tuple(_value(places, bearings) for places in same.values())
    return Period(iso, rows[0].period_from, rows[0].period_until, values)


def _value(places: list[Statement], bearings: Mapping[int, list[Bearing]]) -> Value:
    found = {(bearing.kind, bearing.why): bearing for place in places for bearing in bearings.get(place.pk, ())}
    return Value(places[0], tuple(found.values()), tuple(places[1:]))


def _bearings(relations: Sequence[Relation]) -> dict[int, list[Bearing]]:
    found: dict[int, list[Bearing]] = {}
    for relation in relations:
        members = list(relation.statements.all())
        why = reasons.why(relation, members)
        for member in members:
            others = tuple(other for other in members if other.pk != member.pk)
            found.setdefault(member.pk, []).append(Bearing(relation.kind, why, others))
    return found


def answer(series: Series) -> str:
    """What the series says, in one line: "Trade, Kazakhstan – Korea: USD 3.09 billion in 2020, down from USD 4.22 billion in 2019"."""
    periods = series.dated
    if not periods:
        return _("%(subject)s: %(values)s") % {"subject": series.subject, "values": _undated(series)}
    last = periods[-1]
    now = _("%(value)s in %(period)s") % {"value": span_of_values(last), "period": last.shown}
    before = next((p for p in reversed(periods[:-1]) if (p.end or p.start) != (last.end or last.start)), None)
    if before is None:
        return _("%(subject)s: %(now)s") % {"subject": series.subject, "now": now}
    then = {"subject": series.subject, "now": now, "value": span_of_values(before), "period": before.shown}
    if before.high.number < last.low.number:
        return _("%(subject)s: %(now)s, up from %(value)s in %(period)s") % then
    if before.low.number > last.high.number:
        return _("%(subject)s: %(now)s, down from %(value)s in %(period)s") % then
    return _("%(subject)s: %(now)s, after %(value)s in %(period)s") % then


def span_of_values(period: Period) -> str:
    """The value of a period; two where its sources give different ones: "USD 3.09 billion or USD 3.2 billion"."""
    if period.low.number == period.high.number:
        return _plainest(period)
    return _("%(low)s or %(high)s") % {"low": period.low.shown, "high": period.high.shown}


def _plainest(period: Period) -> str:
    values = period.actual or period.values
    return next((v.shown for v in values if v.statement.qualifier in EXACT), values[0].shown)


def _undated(series: Series) -> str:
    shown = list(dict.fromkeys(value.shown for value in series.values))
    if len(shown) <= 2:
        return _(" or ").join(shown)
    return ngettext("%(count)d value", "%(count)d different values", len(shown)) % {"count": len(shown)}


def lead(series: Series) -> str:
    """How well the series is founded, in one or two sentences."""
    count = len(series.values)
    said = ngettext("%(count)d value", "%(count)d values", count) % {"count": count}
    where = ngettext("%(count)d document", "%(count)d documents", series.documents) % {"count": series.documents}
    base = _("%(values)s from %(documents)s.") % {"values": said, "documents": where}
    disputed = series.disputed
    if not disputed:
        return base
    periods = ", ".join(period.shown for period in disputed)
    return _("%(base)s Sources disagree on %(periods)s; both values are shown.") % {"base": base, "periods": periods}


@dataclass(frozen=True, slots=True)
class Picture:
    """The chart of a series, its legend and caption."""

    svg: SafeString
    legend: SafeString
    caption: str


def draw(series: Series) -> Picture | None:
    """Values by year, a marker for each source; None where no value belongs to a single year."""
    lines = chart_lines(series)
    if not lines:
        return None
    contested = frozenset(period.start.year for period in series.disputed if period.start and _one_year(period))
    title = _("%(subject)s, %(unit)s") % {"subject": series.subject, "unit": unit_name(series.unit)}
    picture = series_chart(title, answer(series), lines, contested=contested)
    return Picture(picture, legend([line.label for line in lines]), _caption(series, title))


def chart_lines(series: Series) -> list[ChartSeries]:
    """The values of single years, by source; plans and contracts apart from what was."""
    points: dict[str, list[ChartPoint]] = {}
    for period in series.periods:
        if not (period.start and _one_year(period)):
            continue
        for value in period.values:
            if value.is_quantity and not value.is_copy:
                points.setdefault(_line_label(value), []).append(_point(period.start.year, period, value))
    return [ChartSeries(label, found) for label, found in points.items()]


def _point(year: int, period: Period, value: Value) -> ChartPoint:
    source = str(value.statement.document.source or _("publisher unknown"))
    says = _("%(period)s: %(value)s, %(source)s") % {"period": period.shown, "value": value.shown, "source": source}
    return ChartPoint(year, value.number, url=f"#{value.statement.reference}", says=says)


def _line_label(value: Value) -> str:
    source = str(value.statement.document.source or _("publisher unknown"))
    stage = value.statement.stage
    return source if stage in {"", "actual"} else _("%(source)s (%(stage)s)") % {"source": source, "stage": labels.stage_label(stage)}


def _one_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and period.start.year == period.end.year


def _caption(series: Series, title: str) -> str:
    left_out = [period for period in series.periods if not _one_year(period)]
    if not left_out:
        return title
    count = sum(len(period.values) for period in left_out)
    missing = ngettext(
        "%(count)d value of no single year is in the table only.", "%(count)d values of no single year are in the table only.", count
    )
    return _("%(title)s. %(missing)s") % {"title": title, "missing": missing % {"count": count}}
