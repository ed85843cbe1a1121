"""Charts as SVG: a measure by year from several sources, and bars. Pure: figures in, markup and the table behind it out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kopri.site.base import svg
from kopri.site.base.components import Rows, State
from kopri.site.base.wording import number, scale_of, short_number, unit_name

WIDTH, HEIGHT = 480, 250
TOP, BOTTOM, RIGHT = 40, 30, 18
TICKS = 5
LABELLED_AT_MOST = 16
YEAR_LABEL = 40
LABEL_ROOM = 34
MARKER = 12


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value for a year. `low` and `high` are its bounds where the source gives a range; `says` is shown on pointing at it."""

    year: int
    value: Decimal
    url: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """The values one source gives. Each source has its own marker."""

    label: str
    points: Sequence[ChartPoint]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label. `state` gives it the colour of a state."""

    label: str
    value: Decimal
    url: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where years and values are drawn, and by what the values are divided for their labels."""

    years: range
    ticks: Sequence[Decimal]
    divisor: Decimal
    left: float
    labelled: bool

    def label(self, value: Decimal) -> str:
        return short_number((value / self.divisor).normalize())

    @property
    def year_width(self) -> float:
        return (WIDTH - self.left - RIGHT) / len(self.years)

    def x(self, year: int) -> float:
        return self.left + self.year_width * (year - self.years[0] + 0.5)

    def y(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return HEIGHT - BOTTOM - float((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM)


def series_chart(
    title: str, description: str, series: Sequence[ChartSeries], *, unit: str = "", contested: frozenset[int] = frozenset()
) -> SafeString:
    """Values by year, a marker shape and colour for each source, a line only between years that follow each other.

    Args:
        title: what is measured, and of whom.
        description: what the chart shows, in a sentence with figures.
        series: one for each source; at least one has a point.
        unit: of the values: ISO 4217, "percent", or a counted noun.
        contested: years in which the sources contradict each other; the span of their values is drawn with a sign.
    """
    points = [point for one in series for point in one.points]
    if not points:
        return SafeString("")
    bounds = [bound for p in points for bound in (p.value, p.low, p.high) if bound is not None]
    ticks = nice_ticks(min(Decimal(0), *bounds), max(bounds))
    divisor, scale = scale_of(ticks[-1])
    left = 12 + max(svg.width_of(short_number(tick / divisor)) for tick in ticks)
    years = range(min(p.year for p in points), max(p.year for p in points) + 1)
    frame = _Frame(years, ticks, divisor, left, labelled=len(points) <= LABELLED_AT_MOST)
    spots = _side_by_side(frame, series)
    return svg.picture(
        WIDTH,
        HEIGHT,
        title,
        description,
        [
            svg.text(0, 12, " ".join(part for part in (scale, unit_name(unit)) if part), class_="faint small"),
            *_axes(frame),
            *(_dispute(frame, year, points) for year in sorted(contested)),
            *(_one_series(frame, i, one.label, spots[i], list(chain(*spots))) for i, one in enumerate(series)),
        ],
    )


def series_rows(series: Sequence[ChartSeries]) -> Rows:
    """The table behind `series_chart`: a row for each year, a column for each source."""
    years = sorted({point.year for one in series for point in one.points})
    cells = [{point.year: point for point in one.points} for one in series]
    rows = [(str(year), *(number(found[year].value) if year in found else "–" for found in cells)) for year in years]
    return Rows((_("Year"), *(one.label for one in series)), rows, frozenset(range(1, len(series) + 1)))


def legend(labels: Sequence[str]) -> SafeString:
    """The marker of each source beside its name, as a list."""
    items = [svg.element("li", svg.join([_legend_sign(i), svg.element("span", label)])) for i, label in enumerate(labels)]
    return svg.element("ul", svg.join(items), class_="legend")


def _legend_sign(shape: int) -> SafeString:
    sign = svg.marker(shape, 8, 8, 5, class_=f"c{shape % 5} fill")
    return svg.element("svg", sign, viewBox="0 0 16 16", class_="picture", aria_hidden="true")


def _axes(frame: _Frame) -> list[SafeString]:
    right = WIDTH - RIGHT + 10
    lines = [
        svg.element("line", x1=frame.left, x2=right, y1=frame.y(t), y2=frame.y(t), class_="axis" if t == 0 else "grid") for t in frame.ticks
    ]
    values = [svg.text(frame.left - 8, frame.y(t) + 4, frame.label(t), text_anchor="end", class_="faint small") for t in frame.ticks]
    step = max(1, math.ceil(len(frame.years) * YEAR_LABEL / (WIDTH - frame.left - RIGHT)))
    years = [svg.text(frame.x(y), HEIGHT - 10, y, text_anchor="middle", class_="faint small") for y in frame.years[::step]]
    return [*lines, *values, *years]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a value is drawn. Of values that meet in one place only one has the label."""

    point: ChartPoint
    x: float
    y: float
    labelled: bool


def _side_by_side(frame: _Frame, series: Sequence[ChartSeries]) -> list[list[_Spot]]:
    """The spots of each series, by year; markers that would cover each other stand side by side around their year."""
    order = sorted(
        ((point.year, frame.y(point.value), i, n) for i, one in enumerate(series) for n, point in enumerate(one.points)),
    )
    meeting: list[list[tuple[int, float, int, int]]] = []
    for place in order:
        last = meeting[-1] if meeting else []
        if last and last[0][0] == place[0] and place[1] - last[-1][1] < MARKER:
            last.append(place)
        else:
            meeting.append([place])
    found: list[list[_Spot]] = [[] for _ in series]
    for group in meeting:
        step = min(float(MARKER), frame.year_width * 0.9 / len(group))
        told: set[Decimal] = set()
        for rank, (year, y, i, n) in enumerate(sorted(group, key=lambda p: p[2:])):
            point = series[i].points[n]
            aside = (rank - (len(group) - 1) / 2) * step
            found[i].append(_Spot(point, frame.x(year) + aside, y, frame.labelled and point.value not in told))
            told.add(point.value)
    return [sorted(spots, key=lambda spot: spot.point.year) for spots in found]


def _one_series(frame: _Frame, shape: int, label: str, spots: Sequence[_Spot], others: Sequence[_Spot]) -> SafeString:
    lines = [
        svg.element("line", x1=a.x, y1=a.y, x2=b.x, y2=b.y, class_="line") for a, b in pairwise(spots) if b.point.year == a.point.year + 1
    ]
    return svg.group(*lines, *(_point(frame, shape, label, spot, others) for spot in spots), class_=f"c{shape % 5}")


def _point(frame: _Frame, shape: int, source: str, spot: _Spot, others: Sequence[_Spot]) -> SafeString:
    point, x, y = spot.point, spot.x, spot.y
    top = frame.y(point.high) if point.high is not None else y
    parts = [svg.marker(shape, x, y, class_="fill")]
    if point.low is not None or point.high is not None:
        parts.insert(0, _whisker(x, frame.y(point.low or point.value), frame.y(point.high or point.value)))
    if spot.labelled:
        below = any(other.point.year == point.year and 0 < y - other.y < LABEL_ROOM for other in others)
        middle = frame.x(point.year)
        parts.append(svg.text(middle, y + 19 if below else top - 10, frame.label(point.value), text_anchor="middle", class_="strong halo"))
    said = point.says or _("%(year)s: %(value)s, %(source)s") % {"year": point.year, "value": number(point.value), "source": source}
    return svg.linked(svg.join(parts), point.url, said)


def _whisker(x: float, low: float, high: float) -> SafeString:
    ends = [svg.element("line", x1=x - 5, x2=x + 5, y1=y, y2=y, class_="whisker") for y in (low, high)]
    return svg.join([svg.element("line", x1=x, x2=x, y1=low, y2=high, class_="whisker"), *ends])


def _dispute(frame: _Frame, year: int, points: Sequence[ChartPoint]) -> SafeString:
    values = [point.value for point in points if point.year == year]
    if len(values) < 2:
        return SafeString("")
    x, low, high = frame.x(year), frame.y(min(values)), frame.y(max(values))
    sign = svg.text(x + 12, (low + high) / 2 + 5, "≠", class_="sign halo")
    band = svg.element("rect", x=x - 9, y=high - 8, width=18, height=low - high + 16, rx=9, class_="band")
    return svg.linked(
        svg.group(band, _whisker(x, low, high), sign, class_="late"), "", _("%(year)s: the sources disagree") % {"year": year}
    )


def nice_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values from at most `low` to at least `high`, in steps of 1, 2 or 5 times a power of ten."""
    span = high - low if high > low else abs(high) or Decimal(1)
    rough = span / TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first, last = math.floor(low / step), math.ceil((low + span) / step)
    return [step * i for i in range(first, last + 1)]


def bar_chart(title: str, description: str, bars: Sequence[Bar]) -> SafeString:
    """Lying bars with label and value, for what is counted by country, sector or kind."""
    if not bars:
        return SafeString("")
    highest = max(Decimal(1), *(bar.value for bar in bars))
    left = min(220.0, 14 + max(svg.width_of(bar.label) for bar in bars))
    right = 14 + max(svg.width_of(short_number(bar.value)) for bar in bars)
    scale = (WIDTH - left - right) / float(highest)
    rows = [_bar(bar, 6 + i * 28, left, scale) for i, bar in enumerate(bars)]
    return svg.picture(WIDTH, 10 + 28 * len(bars), title, description, rows)


def _bar(bar: Bar, y: float, left: float, scale: float) -> SafeString:
    length = max(1.0, float(bar.value) * scale)
    parts = svg.group(
        svg.text(left - 10, y + 15, svg.shortened(bar.label, left - 10), text_anchor="end"),
        svg.element("rect", x=left, y=y + 2, width=length, height=18, rx=2, class_="fill"),
        svg.text(left + length + 7, y + 15, short_number(bar.value), class_="strong"),
        class_=bar.state.value if bar.state else "c0",
    )
    return svg.linked(parts, bar.url, f"{bar.label}: {number(bar.value)}")


def bar_rows(heading: str, measure: str, bars: Sequence[Bar]) -> Rows:
    """The table behind `bar_chart`."""
    return Rows((heading, measure), [(bar.label, number(bar.value)) for bar in bars], frozenset({1}))
