"""Series: what was measured, and one measure over time with all its sources."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.record import labels
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.filters import asked
from kopri.site.record.models import Relation, Statement
from kopri.site.record.schemas import SeriesOut, StatementOut
from kopri.site.record.series import Series, answer, build_series, disputes, draw, lead

ON_A_PAGE: Final = 30
ORDERS: Final = {
    "values": ("-values", "slug"),
    "name": ("slug",),
    "disputed": ("-contradictions", "-values", "slug"),
    "latest": ("-last", "slug"),
}


@require_safe
def series_list_view(request: HttpRequest) -> HttpResponseBase:
    """Every measure over time; can be narrowed to a country and a measure."""
    country, measure = asked(request, "country", 3), asked(request, "measure")
    rows = Statement.objects.visible_to(request.user).live().of_type("figure")
    measures = [
        (slug, labels.measure_label(slug))
        for slug in rows.exclude(measure="").order_by("measure").values_list("measure", flat=True).distinct()
    ]
    countries = rows.exclude(parties=None).order_by("parties__country").values_list("parties__country", flat=True).distinct()
    if country:
        rows = rows.about(country)
    if measure:
        rows = rows.filter(measure=measure)
    order = request.GET.get("order", "values")
    overview = rows.series_overview(request.user).order_by(*ORDERS.get(order, ORDERS["values"]))
    if wanted_format(request):
        return download(request, overview.iterator(), SeriesOut, "series")
    page = Paginator(overview, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "record/series_list.html",
        {
            "page": page,
            "entries": _entries(request.user, page),
            "measures": sorted(measures, key=lambda choice: choice[1]),
            "countries": sorted(((code, labels.country_label(code)) for code in countries), key=lambda choice: choice[1]),
            "country": country,
            "measure": measure,
            "order": order if order in ORDERS else "values",
            "title": _title(page.paginator.count, sum(1 for _row in overview.filter(contradictions__gt=0)) if page.paginator.count else 0),
        },
    )


def _title(count: int, disputed: int) -> str:
    said = ngettext("%(count)d series", "%(count)d series", count) % {"count": count}
    if not disputed:
        return said
    return ngettext("%(series)s; on %(count)d of them sources disagree", "%(series)s; on %(count)d of them sources disagree", disputed) % {
        "series": said,
        "count": disputed,
    }


def _entries(user: Any, page: Any) -> list[dict[str, Any]]:
    """The series of a page with their values: the rows of all in one question."""
    overview = list(page.object_list)
    rows = figures(user).filter(series__in=[row["slug"] for row in overview])
    by_slug: dict[str, list[Statement]] = {}
    for row in rows:
        by_slug.setdefault(row.series, []).append(row)
    return [{"row": row, "series": build_series(row["slug"], by_slug.get(row["slug"], []))} for row in overview]


def figures(user: Any) -> Any:
    """The figures a user may see, as a series shows them."""
    return Statement.objects.visible_to(user).live().of_type("figure").with_source().defer("document__text", "document__segments")


@require_safe
def series_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One measure over time: the answer in words, the picture, and every value with its sentence."""
    rows = figures(request.user).filter(series=slug).order_by("period_from", "period_until", "pk")
    if wanted_format(request):
        return download(request, rows, StatementOut, f"series-{slug[:80]}")
    relations = list(Relation.objects.visible_to(request.user).filter(series=slug).with_statements())
    found = build_series(slug, rows, relations)
    if found is None:
        raise Http404
    return render(
        request,
        "record/series.html",
        {
            "series": found,
            "answer": answer(found),
            "lead": lead(found),
            "picture": draw(found),
            "disputes": disputes(found),
            "others": _others(request.user, found),
        },
    )


def _others(user: Any, found: Series) -> list[dict[str, Any]]:
    """Other series about the same countries, fullest first."""
    codes = sorted({party.country for party in found.values[0].statement.parties.all()})
    if not codes:
        return []
    rows = Statement.objects.visible_to(user).live().about(*codes).exclude(series=found.slug)
    slugs = list(rows.series_overview(user).order_by("-values", "slug")[:6])
    named: dict[str, Statement] = {}
    for row in figures(user).filter(series__in=[row["slug"] for row in slugs]):
        named.setdefault(row.series, row)
    return [{"slug": row["slug"], "values": row["values"], "statement": named[row["slug"]]} for row in slugs if row["slug"] in named]
