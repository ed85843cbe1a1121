"""Sample data for the page that shows every component. All of it is invented."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator

from kopri.lang import countries
from kopri.site.base import wording
from kopri.site.base.charts import Bar, ChartPoint, ChartSeries, bar_chart, bar_rows, legend, series_chart, series_rows
from kopri.site.base.components import Fact, State, Tile
from kopri.site.base.maps import Place, country_map, map_rows
from kopri.site.base.timeline import Mark, Span, gantt, gantt_rows, timeline, timeline_rows

BILLION = Decimal(1_000_000_000)


class SampleForm(forms.Form):
    """A form with every sort of field, two of them wrong."""

    title = forms.CharField(label="Title", help_text="As it stands in the document.")
    kind = forms.ChoiceField(label="Kind", choices=[("press", "press release"), ("joint", "joint statement")])
    day = forms.DateField(label="Day of publication", required=False)
    rights = forms.ChoiceField(
        label="What may be shown", choices=[("open", "all of it"), ("quote", "quotes only")], widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="I have the right to put this in")


def sample_components() -> Mapping[str, Any]:
    """Everything base/components.html shows."""
    return {
        "tiles": _tiles(),
        "states": list(State),
        "facts": _facts(),
        "dates": ["2013-10-04", "2013-10", "2024-Q3", "2024-H1", "2013", "1930s", "2025/2027", "2018-11-06/2018-11-07"],
        "page": Paginator(range(400), 10).get_page(7),
        "form": SampleForm({"title": "", "kind": "joint", "day": "31 February", "rights": "quote"}),
        **_series(),
        **_bars(),
        **_timeline(),
        **_gantt(),
        **_map(),
    }


def _tiles() -> list[Tile]:
    return [
        Tile(41, "commitments", "#tiles"),
        Tile(12, "fulfilled", "#tiles"),
        Tile(7, "overdue by a date agreed", "#tiles", late=True),
        Tile("1,250 of 4,000", "statements reviewed", "#tiles"),
        Tile(4, "sources that disagree"),
    ]


def _facts() -> list[Fact]:
    return [
        Fact("Who", "Kazakhstan, Korea"),
        Fact("Strength", "agreed"),
        Fact("Document", "Joint statement of two presidents", "#facts"),
        Fact("Due", wording.fuzzy_date("2027-H1")),
        Fact("Left out", ""),
    ]


def _series() -> dict[str, Any]:
    def points(**values: str) -> list[ChartPoint]:
        return [ChartPoint(int(year[1:]), Decimal(value) * BILLION, "#series") for year, value in values.items()]

    series = [
        ChartSeries("Joint statement, 2021", points(y2017="1.53", y2019="4.22", y2020="3.09")),
        ChartSeries("Customs office", points(y2016="1.1", y2017="1.53", y2018="2.35", y2019="4.31", y2020="3.62", y2022="6.53")),
        ChartSeries("Newspaper", [ChartPoint(2023, 6 * BILLION, "#series", low=Decimal("5.4") * BILLION, high=Decimal("6.6") * BILLION)]),
    ]
    chart = series_chart(
        "Trade between two countries",
        "From 1.1 billion in 2016 to 6 billion in 2023.",
        series,
        unit="USD",
        contested=frozenset({2020}),
    )
    return {"series": chart, "series_rows": series_rows(series), "series_legend": legend([s.label for s in series])}


def _bars() -> dict[str, Any]:
    bars = [
        Bar("Energy", Decimal(14), "#bars"),
        Bar("Transport and logistics", Decimal(9), "#bars"),
        Bar("보건과 의료", Decimal(5)),
        Bar("Образование, культура и туризм", Decimal(3)),
        Bar("Climate, overdue", Decimal(2), state=State.LATE),
    ]
    return {"bars": bar_chart("Commitments by area", "Energy leads with 14.", bars), "bar_rows": bar_rows("Area", "Commitments", bars)}


def _timeline() -> dict[str, Any]:
    cities = {
        2007: "Seoul",
        2008: "Almaty",
        2010: "Tashkent",
        2013: "Bishkek",
        2015: "Seoul",
        2016: "Seoul",
        2018: "Seoul",
        2019: "누르술탄",
    }
    marks = [Mark(str(year), city, str(i + 1), url="#timeline") for i, (year, city) in enumerate(cities.items())]
    marks += [Mark("2020-11-25", "on line", "9"), Mark("2026", "Самарканд", "10", held=False)]
    return {
        "timeline": timeline("Editions of the forum", "Nine held since 2007, the tenth planned for 2026.", marks),
        "timeline_rows": timeline_rows(marks),
    }


def _gantt() -> dict[str, Any]:
    spans = [
        Span("Training of industrial specialists", "2025-Q3", "2027-Q1", State.RUN, "#gantt"),
        Span("Web site for small firms", "2026-Q1", "2026-Q3", State.LATE, "#gantt"),
        Span("스마트팜 시범 단지 조성과 전문가 교류 프로그램", "2025-Q1", "2025-H2", State.DONE),
        Span("Школа искусственного интеллекта, второй набор", "2026-10", "2026-12-15", State.SOON),
        Span("Customs corridor", "2027", None, State.IDLE),
        Span("Hospital projects in several cities", None, "2025-Q4", State.STOP),
        Span("Joint fund", None, None, State.IDLE),
    ]
    today = date(2026, 11, 22).isoformat()
    return {"gantt": gantt("Milestones by quarter", "One of seven is late.", spans, today=today), "gantt_rows": gantt_rows(spans)}


def _map() -> dict[str, Any]:
    language = wording.reader_locale().language
    counts = {"KOR": 41, "KAZ": 22, "UZB": 17, "KGZ": 6, "TJK": 3, "TKM": None}
    places = [
        Place(code, countries.name(code, language), None if count is None else Decimal(count), f"#{code}") for code, count in counts.items()
    ]
    return {
        "map": country_map("Commitments by country", "Korea 41, Kazakhstan 22, Uzbekistan 17.", places),
        "map_rows": map_rows("Country", "Commitments", places),
    }
