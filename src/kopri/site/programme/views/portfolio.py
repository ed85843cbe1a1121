"""The portfolio: projects by country and sector, and where they are on the map."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.maps import Place
from kopri.site.programme import places
from kopri.site.programme.areas import sector_name
from kopri.site.programme.models import Project, ProjectPlace
from kopri.site.programme.portfolio import cells_of
from kopri.site.programme.schemas.projects import CellOut
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.labels import country_label

UNPLACED = 50


@require_safe
def portfolio_view(request: HttpRequest) -> HttpResponseBase:
    """Open projects by country × sector, each cell leading to its list; the map; what has no country or sector."""
    today = forum_today()
    seen = Project.objects.visible_to(request.user)
    open_ones = seen.open()
    cells = cells_of(open_ones.by_place(today))
    if wanted_format(request):
        return download(request, cells, CellOut, "portfolio")
    countries = sorted({cell["country"] for cell in cells}, key=country_label)
    sectors = sorted({cell["sector"] for cell in cells}, key=sector_name)
    by_place = {(cell["country"], cell["sector"]): cell for cell in cells}
    found_in = open_ones.order_by().values_list("countries__country").annotate(n=Count("pk", distinct=True))
    counts = {country: n for country, n in found_in if country}
    listed = reverse("programme:projects")
    shown = [Place(code, country_label(code), Decimal(n), f"{listed}?country={code}") for code, n in sorted(counts.items())]
    found = ProjectPlace.objects.filter(project__in=seen.open()).select_related("project")
    picture, rows = places.draw_map(_("Open projects by country"), shown, list(found), linked=True)
    context: dict[str, Any] = {
        "count": open_ones.count(),
        "countries": countries,
        "counts": counts,
        "table": [(sector, [by_place.get((country, sector)) for country in countries]) for sector in sectors],
        "totals": [counts[country] for country in countries],
        "unplaced": open_ones.filter(Q(countries=None) | Q(sectors=None)).distinct()[:UNPLACED],
        "picture": picture,
        "picture_rows": rows,
        "today": today,
    }
    return render(request, "programme/portfolio.html", context)
