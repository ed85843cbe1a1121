"""Places of projects on a map of their countries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base import maps
from kopri.site.base.components import Rows
from kopri.site.base.maps import Place, Point
from kopri.site.programme.links import address
from kopri.site.record.labels import country_label


def draw(countries: Iterable[str], places: Sequence[Any]) -> tuple[SafeString, Rows]:
    """The countries of a project with its places as points; a place without a point stands in the table alone."""
    codes = list(dict.fromkeys([*countries, *(place.country for place in places if place.country)]))
    counts = Counter(place.country for place in places)
    shown = [Place(code, country_label(code), Decimal(counts[code])) for code in codes]
    return draw_map(_("Places by country"), shown, places)


def draw_map(title: str, countries: Sequence[Place], places: Sequence[Any], *, linked: bool = False) -> tuple[SafeString, Rows]:
    """Countries, coloured if they have values, with places as points; `linked` points lead to their projects."""
    points = [
        Point(str(place), float(place.longitude), float(place.latitude), address(place.project) if linked else "")
        for place in places
        if place.latitude is not None
    ]
    description = ngettext("%(count)d place.", "%(count)d places.", len(points)) % {"count": len(points)}
    rows = Rows(
        (_("Place"), _("Country"), _("Latitude"), _("Longitude")),
        [(str(p), country_label(p.country) if p.country else "", _degrees(p.latitude), _degrees(p.longitude)) for p in places],
        frozenset({2, 3}),
    )
    return maps.country_map(title, description, countries, points), rows


def _degrees(value: Decimal | None) -> str:
    return "–" if value is None else f"{value.normalize():f}"
