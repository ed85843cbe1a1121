"""The portfolio: projects by country and sector, and where they are on the map."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

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


@require_safe
def portfolio_view(request: HttpRequest) -> HttpResponseBase:
    """Open projects by country × sector, each cell leading to its list; the map; what has no country or sector."""
    today = forum_today()
    seen = Project.objects.visible_to(request.user)
    projects = list(seen.open().with_standing(today).prefetch_related("countries", "sectors"))
    cells = cells_of(projects)
    if wanted_format(request):
        return download(request, cells, CellOut, "portfolio")
    countries = sorted({cell["country"] for cell in cells}, key=country_label)
    sectors = sorted({cell["sector"] for cell in cells}, key=sector_name)
    by_place = {(cell["country"], cell["sector"]): cell for cell in cells}
    counts: dict[str, int] = defaultdict(int)
    for project in projects:
        for row in project.countries.all():
            counts[row.country] += 1
    listed = reverse("programme:projects")
    shown = [Place(code, country_label(code), Decimal(n), f"{listed}?country={code}") for code, n in sorted(counts.items())]
    found = ProjectPlace.objects.filter(project__in=seen.open()).select_related("project")
    picture, rows = places.draw_map(_("Open projects by country"), shown, list(found), linked=True)
    context: dict[str, Any] = {
        "count": len(projects),
        "countries": countries,
        "counts": counts,
        "table": [(sector, [by_place.get((country, sector)) for country in countries]) for sector in sectors],
        "totals": [counts[country] for country in countries],
        "unplaced": [p for p in projects if not p.countries.all() or not p.sectors.all()],
        "picture": picture,
        "picture_rows": rows,
        "today": today,
    }
    return render(request, "programme/portfolio.html", context)
