"""Timelines as SVG: things by year, and bars by quarter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kopri.site.base import svg
from kopri.site.base.components import Rows, State
from kopri.site.base.wording import fuzzy_date, quarter_name

WIDTH = 1120
LEVELS = 3
LEVEL_HEIGHT = 15
LABEL_COLUMN = 250
ROW_HEIGHT = 32
QUARTER_LABEL = 46
HEAD, FOOT = 42, 12

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})(?:-\d{2})?))?")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, or is planned, in a year. `sign` (an edition's number) stands in its disc, `label` above it.

    `date` is ISO, cut to its precision.
    """

    date: str
    label: str
    sign: str = ""
    held: bool = True
    url: str = ""

    @property
    def year(self) -> int:
        """The year it stands at."""
        return int(self.date[:4])


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from one date to another, each ISO cut to its precision ("2025-Q1", "2025-03", "2025"); None is open.

    `words` stand in the place of the state's name where that does not fit.
    """

    label: str
    start: str | None
    end: str | None
    state: State = State.IDLE
    url: str = ""
    words: str = ""

    @property
    def says(self) -> str:
        """How it stands, in words."""
        return self.words or str(self.state.label)


def timeline(title: str, description: str, marks: Sequence[Mark], *, last: int | None = None) -> SafeString:
    """Marks along the years, discs full for what was held and open for what is planned; a year without any stays empty."""
    if not marks:
        return SafeString("")
    first, end = min(mark.year for mark in marks), max(last or 0, *(mark.year for mark in marks))
    scale = (WIDTH - 80) / max(1, end - first)
    placed = _placed(marks, first, scale)
    line_y = 34 + (1 + max(level for _, level in placed)) * LEVEL_HEIGHT
    axis = svg.element("line", x1=20, x2=WIDTH - 20, y1=line_y, y2=line_y, class_="axis")
    step = max(1, -(-(end - first + 1) * 40 // WIDTH))
    years = [
        svg.text(40 + (year - first) * scale, line_y + 36, year if year in {first, end} or step > 1 else f"{year % 100:02}", **_year_look)
        for year in range(first, end + 1, step)
    ]
    drawn = [_mark(mark, 40 + _position(mark, marks, first) * scale, line_y, level) for mark, level in placed]
    return svg.picture(WIDTH, line_y + 44, title, description, [axis, *years, *drawn], look="wide")


_year_look = {"text_anchor": "middle", "class_": "faint small"}


def _position(mark: Mark, marks: Sequence[Mark], first: int) -> float:
    """Years since the first; several marks of a year stand beside each other."""
    same = [other for other in marks if other.year == mark.year]
    return mark.year - first + (same.index(mark) - (len(same) - 1) / 2) * 0.42 if len(same) > 1 else mark.year - first


def _placed(marks: Sequence[Mark], first: int, scale: float) -> list[tuple[Mark, int]]:
    """Each mark with the level of its label, the lowest on which it covers no other."""
    free_from = [-100.0] * LEVELS
    placed = []
    for mark in sorted(marks, key=lambda m: m.date):
        x, half = 40 + _position(mark, marks, first) * scale, svg.width_of(mark.label) / 2 + 4
        level = next((i for i in range(LEVELS) if free_from[i] <= x - half), LEVELS - 1)
        free_from[level] = x + half
        placed.append((mark, level))
    return placed


def _mark(mark: Mark, x: float, line_y: float, level: int) -> SafeString:
    label_y = line_y - 20 - level * LEVEL_HEIGHT
    label_x = min(max(x, svg.width_of(mark.label) / 2), WIDTH - svg.width_of(mark.label) / 2)
    parts = svg.group(
        svg.element("line", x1=x, x2=x, y1=label_y + 4, y2=line_y - 11, class_="grid"),
        svg.element("circle", cx=x, cy=line_y, r=12, class_="fill" if mark.held else "open"),
        svg.text(x, line_y + 4, mark.sign, text_anchor="middle", class_="on" if mark.held else "off"),
        svg.text(label_x, label_y, mark.label, text_anchor="middle", class_="small halo"),
        class_="c0",
    )
    return svg.linked(parts, mark.url, ", ".join(part for part in (mark.sign, mark.label, fuzzy_date(mark.date)) if part))


def timeline_rows(marks: Sequence[Mark]) -> Rows:
    """The table behind `timeline`."""
    rows = [(fuzzy_date(m.date), m.sign, m.label, _("held") if m.held else _("planned")) for m in sorted(marks, key=lambda m: m.date)]
    return Rows((_("Date"), _("No."), _("What"), _("State")), rows)


def gantt(title: str, description: str, spans: Sequence[Span], *, today: str) -> SafeString:
    """Bars by quarter with a line for today. A bar that begins before the picture, or has no end, ends in a point.

    Args:
        title: what the bars are.
        description: what the picture shows, in a sentence.
        spans: the bars, in the order to draw.
        today: ISO date.
    """
    dated = [quarter for span in spans for quarter in (_first_quarter(span.start), _last_quarter(span.end)) if quarter is not None]
    if not dated:
        return SafeString("")
    now = _first_quarter(today)
    first, last = min(dated), max(dated)
    quarters = range(first, last + 1)
    scale = (WIDTH - LABEL_COLUMN - 8) / len(quarters)
    height = HEAD + ROW_HEIGHT * len(spans) + FOOT
    named = scale >= QUARTER_LABEL
    parts = [_quarter(q, LABEL_COLUMN + i * scale, height, named=named, first=i == 0) for i, q in enumerate(quarters)]
    parts += [_span(span, HEAD + i * ROW_HEIGHT, first, last, scale) for i, span in enumerate(spans)]
    if now is not None and first <= now <= last:
        parts.append(_today(LABEL_COLUMN + (now - first + _share_of_quarter(today)) * scale, height))
    return svg.picture(WIDTH, height, title, description, parts, look="wide")


def _quarter(quarter: int, x: float, height: float, *, named: bool, first: bool) -> SafeString:
    """The line at which a quarter begins, its name, and the year where one begins."""
    year, number = divmod(quarter, 4)
    begins = first or number == 0
    parts = [svg.element("line", x1=x, x2=x, y1=20 if begins else 36, y2=height, class_="grid")]
    if begins:
        parts.append(svg.text(x + 4, 14, year, class_="strong small"))
    if named:
        parts.append(svg.text(x + 4, 30, quarter_name(number + 1), class_="faint small"))
    return svg.join(parts)


def _span(span: Span, y: float, first: int, last: int, scale: float) -> SafeString:
    start, end = _first_quarter(span.start), _last_quarter(span.end)
    label = svg.text(0, y + 16, svg.shortened(span.label, LABEL_COLUMN - 12))
    said = _("%(label)s: %(start)s to %(end)s, %(state)s") % {
        "label": span.label,
        "start": fuzzy_date(span.start) or _("open"),
        "end": fuzzy_date(span.end) or _("open"),
        "state": span.says,
    }
    if start is None and end is None:
        return svg.linked(svg.join([label, svg.text(LABEL_COLUMN + 6, y + 16, _("no date agreed"), class_="faint small")]), span.url, said)
    x = LABEL_COLUMN + ((start if start is not None else first) - first) * scale + 2
    right = LABEL_COLUMN + ((end if end is not None else last) - first + 1) * scale - 2
    parts = [
        svg.element("rect", x=x, y=y + 2, width=max(4.0, right - x), height=20, rx=3, class_="open" if span.state is State.IDLE else "fill")
    ]
    if right - x > svg.width_of(str(span.says)) + 12:
        look = "in" if span.state is State.IDLE else "on"
        parts.append(svg.text(x + 8, y + 16, span.says, class_=look))
    if start is None:
        parts.append(svg.element("path", d=f"M{x:.1f},{y + 2:.1f}l-8,10l8,10z", class_="fill"))
    if end is None:
        parts.append(svg.element("path", d=f"M{right:.1f},{y + 2:.1f}l8,10l-8,10z", class_="fill"))
    return svg.linked(svg.join([label, svg.group(*parts, class_=span.state.value)]), span.url, said)


def _today(x: float, height: float) -> SafeString:
    return svg.group(
        svg.element("line", x1=x, x2=x, y1=34, y2=height - FOOT, class_="today"),
        svg.text(x, height - 1, _("today"), text_anchor="middle", class_="strong small halo"),
    )


def gantt_rows(spans: Sequence[Span]) -> Rows:
    """The table behind `gantt`."""
    rows = [(s.label, fuzzy_date(s.start) or _("open"), fuzzy_date(s.end) or _("no date agreed"), s.says) for s in spans]
    return Rows((_("What"), _("From"), _("Until"), _("State")), rows)


def _first_quarter(date: str | None) -> int | None:
    """Quarters since the year 0 of the quarter in which the date begins."""
    return _quarter_of(date, at_end=False)


def _last_quarter(date: str | None) -> int | None:
    return _quarter_of(date, at_end=True)


def _quarter_of(date: str | None, *, at_end: bool) -> int | None:
    match = _DATE.fullmatch(date[:10]) if date else None
    if not match:
        return None
    within = 3 if at_end else 0
    if match["quarter"]:
        within = int(match["quarter"]) - 1
    elif match["half"]:
        within = int(match["half"]) * 2 - (1 if at_end else 2)
    elif match["month"]:
        within = (int(match["month"]) - 1) // 3
    return int(match["year"]) * 4 + within


def _share_of_quarter(date: str) -> float:
    month, day = int(date[5:7] or 1), int(date[8:10] or 1)
    return ((month - 1) % 3 + (day - 1) / 31) / 3
