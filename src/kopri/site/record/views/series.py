"""Series: what was measured, and one measure over time with all its sources."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.base.wording import number
from kopri.site.record import labels
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.filters import asked
from kopri.site.record.models import Relation, Statement
from kopri.site.record.schemas import SeriesOut, StatementOut
from kopri.site.record.series import answer, build_series, disputes, draw, lead
from kopri.site.record.series_overview import SHOWN, SeriesRow, all_series, latest_values

ON_A_PAGE: Final = 30
ORDERS: Final[dict[str, Callable[[SeriesRow], Any]]] = {
    "values": lambda row: -row.values,
    "name": lambda row: row.slug,
    "disputed": lambda row: (-row.contradictions, -row.values),
    "latest": lambda row: -(row.last or date.min).toordinal(),
}


@require_safe
def series_list_view(request: HttpRequest) -> HttpResponseBase:
    """Every measure over time; can be narrowed to a country and a measure."""
    country, measure, order = asked(request, "country", 3), asked(request, "measure"), asked(request, "order")
    order = order if order in ORDERS else "values"
    everything = all_series(request.user)
    rows = [row for row in everything if (not country or country in row.countries) and (not measure or row.measure == measure)]
    rows.sort(key=ORDERS[order])
    if wanted_format(request):
        return download(request, rows, SeriesOut, "series")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    countries = {code for row in everything for code in row.countries}
    return render(
        request,
        "record/series_list.html",
        {
            "page": page,
            "entries": _entries(page.object_list),
            "measures": _named({row.measure for row in everything if row.measure}, labels.measure_label),
            "countries": _named(countries, labels.country_label),
            "country": country,
            "measure": measure,
            "order": order,
            "title": _title(len(rows), sum(1 for row in rows if row.contradictions)),
        },
    )


def _named(slugs: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    return sorted(((slug, name(slug)) for slug in slugs), key=lambda choice: choice[1])


def _title(count: int, disputed: int) -> str:
    said = ngettext("%(count)s series", "%(count)s series", count) % {"count": number(count)}
    if not disputed:
        return said
    return ngettext("%(series)s; on %(count)s of them sources disagree", "%(series)s; on %(count)s of them sources disagree", disputed) % {
        "series": said,
        "count": number(disputed),
    }


def _entries(rows: Iterable[SeriesRow]) -> list[dict[str, Any]]:
    """The series of a page with the values of their last period."""
    latest = latest_values(rows)
    return [{"row": row, "series": build_series(row.slug, latest[row.slug])} for row in rows if row.slug in latest]


@require_safe
def series_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One measure over time: the answer in words, the picture, and every value with its sentence; of very many the latest."""
    rows = Statement.objects.visible_to(request.user).live().filter(series=slug)
    if wanted_format(request):
        return download(request, rows.with_source().order_by("period_from", "period_until", "pk"), StatementOut, f"series-{slug[:80]}")
    row = next((row for row in all_series(request.user) if row.slug == slug), None)
    if row is None:
        raise Http404
    shown = list(Statement.objects.filter(pk__in=row.newest).with_source().defer("document__text", "document__segments"))
    sides = Prefetch("statements", Statement.objects.select_related("document__source").defer("document__text", "document__segments"))
    relations = Relation.objects.visible_to(request.user).filter(series=slug, statements__in=shown).distinct().prefetch_related(sides)
    found = build_series(slug, shown, list(relations))
    if found is None:
        raise Http404
    return render(
        request,
        "record/series.html",
        {
            "series": found,
            "answer": answer(found),
            "lead": lead(found),
            "left_out": max(0, row.values - SHOWN),
            "picture": draw(found),
            "disputes": disputes(found),
            "others": _others(request.user, row),
        },
    )


def _others(user: Any, one: SeriesRow) -> list[dict[str, Any]]:
    """Other series about the same countries, fullest first."""
    countries = set(one.countries)
    rows = [row for row in all_series(user) if row.slug != one.slug and countries and countries <= set(row.countries)]
    return _entries(sorted(rows, key=lambda row: -row.values)[:6])
