"""The pictures of the overview: what the record says as marks, points and colours, each with the table behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base import charts, maps, timeline
from kopri.site.base.components import Rows
from kopri.site.base.models import Forum
from kopri.site.base.wording import number
from kopri.site.overview.told import Told
from kopri.site.record.labels import country_label, event_label
from kopri.site.record.models import Statement
from kopri.site.record.series import Series, chart_lines, draw, lead


@dataclass(frozen=True, slots=True)
class Picture:
    """Drawn, with the table behind it, a legend where it has several signs, and a caption."""

    svg: SafeString
    rows: Rows | None = None
    legend: str = ""
    caption: str = ""


def editions(forum: Forum, today: date) -> Picture | None:
    """The editions of the forum along the years; planned ones as open discs."""
    marks = [mark for edition in forum.editions if (mark := edition_mark(edition, today))]
    if not marks:
        return None
    held = sum(mark.held for mark in marks)
    title = _("Editions of the forum")
    told = ngettext("%(n)s edition held", "%(n)s editions held", held) % {"n": number(held)}
    first, last = min(marks, key=lambda m: m.date), max(marks, key=lambda m: m.date)
    description = _("%(held)s; the first shown is %(first)s, the last %(last)s.") % {
        "held": told,
        "first": f"{first.label} {first.year}",
        "last": f"{last.label} {last.year}",
    }
    return Picture(timeline.timeline(title, description, marks), timeline.timeline_rows(marks))


def edition_mark(edition: Mapping[str, object], today: date) -> timeline.Mark | None:
    """An edition as a mark; nothing if not even its year is known."""
    day = str(edition.get("start") or edition.get("planned") or "")
    if not day[:4].isdigit():
        return None
    place = edition.get("city") or (country_label(str(edition["country"])) if edition.get("country") else "")
    where = str(place) or (_("on line") if str(edition.get("mode")).replace("_", " ") == "on line" else "")
    held = edition.get("status") != "planned" and day <= today.isoformat()
    return timeline.Mark(date=day, label=where, sign=str(edition["number"]), held=held)


def contacts(events: Iterable[Told], today: date) -> Picture | None:
    """Visits, summits and talks along the years."""
    marks = [mark for event in events if (mark := contact_mark(event.first, today))]
    if not marks:
        return None
    description = ngettext("%(n)s contact on record.", "%(n)s contacts on record.", len(marks)) % {"n": number(len(marks))}
    return Picture(timeline.timeline(_("Contacts"), description, marks), timeline.timeline_rows(marks))


def contact_mark(event: Statement, today: date) -> timeline.Mark | None:
    """An event as a mark; nothing if not even its year is known."""
    if not event.period_from:
        return None
    held = event.fact.get("status") == "held" and event.period_from <= today
    label = Truncator(capfirst(event_label(event.fact["class"]))).chars(24)
    return timeline.Mark(event.period.partition("/")[0], label, held=held, url=reverse("record:statement", args=[event.reference]))


def series_picture(series: Series) -> Picture | None:
    """The chart of a series as its own page draws it; nothing where the values are of one year only."""
    lines = chart_lines(series)
    if len({point.year for line in lines for point in line.points}) < 2:
        return None
    drawn = draw(series)
    if drawn is None:
        return None
    return Picture(drawn.svg, charts.series_rows(lines), drawn.legend if len(lines) > 1 else "", lead(series))


def country_map(forum: Forum, counts: Mapping[str, int]) -> Picture | None:
    """The forum's countries coloured by the number of facts that name them; the countries named most where there is no forum."""
    codes = forum.members or list(counts)[:12]
    places = [
        maps.Place(code, country_label(code), Decimal(counts.get(code, 0)), reverse("overview:country", args=[code])) for code in codes
    ]
    if not places or not any(place.value for place in places):
        return None
    most = max(places, key=lambda place: place.value or 0)
    description = _("Most facts speak of %(country)s: %(n)s.") % {"country": most.name, "n": number(most.value)}
    return Picture(maps.country_map(_("Facts by country"), description, places), maps.map_rows(_("Country"), _("Facts"), places))
