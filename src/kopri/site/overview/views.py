"""The pages that look across rooms."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kopri.lang.countries import is_country
from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.components import Tile
from kopri.site.base.models import Forum
from kopri.site.base.registry import search_sources, work
from kopri.site.overview import areas, pictures, querysets, wording
from kopri.site.overview.find import ON_A_PAGE as ON_A_RESULT_PAGE
from kopri.site.overview.find import find
from kopri.site.overview.told import Told, tell_once
from kopri.site.record.kept import kept
from kopri.site.record.labels import country_label, kind_count
from kopri.site.record.models import Document, Statement
from kopri.site.record.series import build_series
from kopri.site.record.series_overview import SeriesRow

COMMITMENTS_ON_HOME: Final = 6
SERIES_ON_HOME: Final = 4
ON_A_PAGE: Final = {"commitment": 8, "agreement": 8, "event": 12}
ON_A_PAIR: Final = {"commitment": 12, "agreement": 12, "event": 40}
SERIES_ON_A_PAGE: Final = 4
LONGEST_QUERY: Final = 200


def the_forum() -> Forum:
    """The forum this site serves; an empty one before it is set up."""
    return Forum.objects.first() or Forum()


# ── home ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def home_view(request: HttpRequest) -> HttpResponse:
    """The state of the cooperation. While documents are being read, htmx asks for the progress alone."""
    if request.htmx:  # type: ignore[attr-defined]
        return reading_progress(request)
    user, today, forum = request.user, timezone.localdate(), the_forum()
    found = kept("home", user, lambda: across(user))
    state: querysets.State = found["state"]
    series = [(row, built) for row, values in found["series"].items() if (built := build_series(row.slug, values))]
    best = series[0][1] if series else None
    context = {
        "forum": forum,
        "today": today,
        "state": state,
        "headline": wording.facts_from_documents(state.facts, state.documents),
        "sentences": [*wording.state_sentences(state), wording.next_edition_sentence(forum, today)],
        "tiles": home_tiles(state, user),
        "editions": pictures.editions(forum, today),
        "commitments": tell_once(found["commitments"])[:COMMITMENTS_ON_HOME],
        "series": best,
        "more_series": series[1:],
        "differs": best is not None and any(period.low.number != period.high.number for period in best.dated),
        "chart": pictures.series_picture(best) if best else None,
        "doubtful": found["doubtful"],
        "changes": found["changes"],
        "map": pictures.country_map(forum, state.countries),
        "members": members_of(forum, state.countries),
        "areas": areas.areas_of(forum),
        "work": [Tile(count, label, url) for source in work for label, count, url in source.rows(user) if count],
        "may_add": is_staff_of_record(user),
    }
    return render(request, "overview/home.html", context)


def across(user: Any) -> dict[str, Any]:
    """What the home page shows of the record."""
    facts = querysets.facts(user)
    return {
        "state": querysets.state_of_register(user),
        "commitments": querysets.latest_commitments(facts, 2 * COMMITMENTS_ON_HOME),
        "series": querysets.best_series(user, SERIES_ON_HOME),
        "doubtful": querysets.doubtful_documents(user, 3),
        "changes": querysets.latest_changes(user, 6),
    }


def members_of(forum: Forum, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The forum's countries, most facts first, each with the address of its pair with the forum's home."""
    pairs = {pair["country"]: pair["url"] for pair in pairs_of(forum.home, dict.fromkeys(forum.members, 0))} if forum.home else {}
    rows = [{"country": code, "count": counts.get(code, 0), "pair": pairs.get(code, "")} for code in forum.members]
    return sorted(rows, key=lambda row: -row["count"])


def home_tiles(state: querysets.State, user: Any) -> list[Tile]:
    """The counts, each linked to what was counted."""
    statements = reverse("record:statements")
    review = reverse("record:review") if is_staff_of_record(user) else f"{statements}?standing=machine"
    return [
        Tile(state.facts, ngettext("fact", "facts", state.facts), statements),
        Tile(state.documents, ngettext("document", "documents", state.documents), reverse("record:documents")),
        Tile(state.commitments, ngettext("commitment", "commitments", state.commitments), f"{statements}?type=commitment"),
        Tile(state.confirmed, _("confirmed by a person"), f"{statements}?standing=confirmed"),
        Tile(state.to_review, _("to review"), review),
        Tile(state.contradictions, _("figures sources disagree on"), reverse("record:contradictions"), late=state.contradictions > 0),
        Tile(
            state.doubtful,
            ngettext("doubtful document", "doubtful documents", state.doubtful),
            reverse("record:warnings"),
            late=state.doubtful > 0,
        ),
    ]


def reading_progress(request: HttpRequest) -> HttpResponse:
    """How many documents are read; when all are, the browser is told to show the page anew."""
    documents = Document.objects.visible_to(request.user)
    total, unread = documents.count(), documents.unread().count()
    response = render(request, "overview/home.html#progress", {"total": total, "read": total - unread, "unread": unread})
    if not unread:
        response["HX-Refresh"] = "true"
    return response


# ── countries ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def countries_view(request: HttpRequest) -> HttpResponse:
    """The forum's countries, and all others that documents speak of."""
    user, today, forum = request.user, timezone.localdate(), the_forum()
    found = kept(f"countries:{today}:{forum.home}", user, lambda: all_countries(user, forum.home, today))
    told = {row["country"]: row for row in found["countries"] if is_country(row["country"])}
    nothing = {"facts": 0, "documents": 0, "commitments": 0, "figures": 0, "last_contact": None}
    members = [{"country": code, **nothing, **told.get(code, {})} for code in forum.members]
    others = [row for code, row in told.items() if code not in forum.members]
    context = {
        "forum": forum,
        "members": sorted(members, key=lambda row: -row["facts"]),
        "others": others,
        "most": max(members, key=lambda row: int(row["facts"]), default=None),
        "map": pictures.country_map(forum, {code: row["facts"] for code, row in told.items()}),
        "pairs": pairs_of(forum.home, {code: found["with_home"].get(code, 0) for code in forum.members}),
    }
    return render(request, "overview/countries.html", context)


def all_countries(user: Any, home: str, today: date) -> dict[str, Any]:
    """What the page of countries shows of the record."""
    together = querysets.countries_named(querysets.naming(querysets.facts(user), home)) if home else {}
    return {"countries": querysets.by_country(user, today=today), "with_home": together}


@require_GET
def country_view(request: HttpRequest, code: str) -> HttpResponse:
    """What is said about one country."""
    if not is_country(code):
        raise Http404(_("There is no country with the code %(code)s.") % {"code": code})
    user, today, forum = request.user, timezone.localdate(), the_forum()
    found = kept(f"country:{code}", user, lambda: about_country(user, code))
    told: querysets.Portrait = found["portrait"]
    name = country_label(code)
    context = {
        "forum": forum,
        "code": code,
        "name": name,
        "is_member": code in forum.members,
        "told": told,
        "headline": wording.facts_from_documents(told.facts, told.documents),
        "sentences": [*wording.portrait_sentences(told, (code,)), *wording.contact_sentences(found["latest"]["event"], today)],
        "tiles": kind_tiles(told, f"country={code}"),
        "pairs": pairs_of(code, told.countries),
        "commitments": tell_once(found["latest"]["commitment"]),
        "contacts": tell_once(found["latest"]["event"]),
        "agreements": tell_once(found["latest"]["agreement"]),
        "charts": charts_of(found["series"]),
        "posts": found["posts"],
        "disagreements": found["disagreements"],
    }
    return render(request, "overview/country.html", context)


def about_country(user: Any, code: str) -> dict[str, Any]:
    """What a country's page shows of the record."""
    facts = querysets.naming(querysets.facts(user), code)
    return {
        "portrait": querysets.portrait(facts),
        "latest": querysets.latest_by_type(querysets.with_contacts_only(facts), ON_A_PAGE),
        "series": querysets.best_series(user, SERIES_ON_A_PAGE, countries=(code,)),
        "posts": querysets.posts_in(code, user, 12),
        "disagreements": querysets.disagreements(user, facts, 3),
    }


@require_GET
def pair_view(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """What is said about two countries together. Their codes stand in alphabetical order; the other order leads there."""
    if not (is_country(one) and is_country(other)) or one == other:
        raise Http404(_("A pair is two countries, such as KAZ-KOR."))
    if one > other:
        return redirect("overview:pair", other, one, permanent=True)
    user, today, forum = request.user, timezone.localdate(), the_forum()
    found = kept(f"pair:{one}-{other}", user, lambda: about_pair(user, one, other))
    told: querysets.Portrait = found["portrait"]
    contacts = tell_once(found["latest"]["event"])
    context = {
        "forum": forum,
        "one": one,
        "other": other,
        "pair": (one, other),
        "name": _("%(one)s and %(other)s") % {"one": country_label(one), "other": country_label(other)},
        "told": told,
        "headline": wording.facts_from_documents(told.facts, told.documents),
        "sentences": [*wording.contact_sentences(found["latest"]["event"], today), *wording.portrait_sentences(told, (one, other))[:1]],
        "tiles": kind_tiles(told, f"country={one},{other}"),
        "charts": charts_of(found["series"]),
        "sides": sides_of(tell_once(found["latest"]["commitment"]), one, other),
        "contacts": contacts,
        "calendar": pictures.contacts(contacts, today),
        "agreements": tell_once(found["latest"]["agreement"]),
        "disagreements": found["disagreements"],
    }
    return render(request, "overview/pair.html", context)


def about_pair(user: Any, one: str, other: str) -> dict[str, Any]:
    """What a pair's page shows of the record."""
    facts = querysets.naming(querysets.facts(user), one, other)
    return {
        "portrait": querysets.portrait(facts),
        "latest": querysets.latest_by_type(querysets.with_contacts_only(facts), ON_A_PAIR),
        "series": querysets.best_series(user, 6, countries=(one, other)),
        "disagreements": querysets.disagreements(user, facts, 5),
    }


def sides_of(commitments: list[Told], one: str, other: str) -> list[tuple[str, list[Told]]]:
    """Commitments by who made them: both together "", one, the other, somebody else "?"."""
    sides: dict[str, list[Told]] = {"": [], one: [], other: [], "?": []}
    for told in commitments:
        who = {one, other} & set(told.first.fact["who"])
        side = "" if len(who) == 2 else next(iter(who), "?")
        sides[side].append(told)
    return [(side, rows) for side, rows in sides.items() if rows]


def pairs_of(one: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The pairs of a country with others: address, the other country, and how many facts name both; most first."""
    others = sorted(((n, other) for other, n in counts.items() if other != one and is_country(other)), reverse=True)
    return [{"url": reverse("overview:pair", args=sorted([one, other])), "country": other, "count": n} for n, other in others]


def kind_tiles(told: querysets.Portrait, narrowed: str) -> list[Tile]:
    """The counts of facts by type, each linked to the list."""
    statements = reverse("record:statements")
    return [
        Tile(count, kind_count(kind, count).partition(" ")[2], f"{statements}?type={kind}&{narrowed}") for kind, count in told.kinds.items()
    ]


def charts_of(series: dict[SeriesRow, list[Statement]]) -> list[tuple[Any, Any]]:
    """Series with their charts."""
    built = [found for row, values in series.items() if (found := build_series(row.slug, values))]
    return [(one, pictures.series_picture(one)) for one in built]


# ── sectors ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def sectors_view(request: HttpRequest) -> HttpResponse:
    """The forum's areas, and the sectors outside them that documents speak of."""
    user, forum = request.user, the_forum()
    told = kept("sectors", user, lambda: {row["sector"]: row for row in querysets.by_sector(user)})
    own = areas.areas_of(forum)
    context = {
        "forum": forum,
        "areas": [counts_of_area(area, told) for area in own],
        "others": [row for row in (counts_of_area(area, told) for area in areas.other_sectors(own)) if row["facts"]],
        "facts": sum(row["facts"] for row in told.values()),
    }
    return render(request, "overview/sectors.html", context)


def counts_of_area(area: areas.Area, told: dict[str, Any]) -> dict[str, Any]:
    """An area with the facts, commitments and agreements of its sectors."""
    rows = [told[sector] for sector in area.sectors if sector in told]
    return {"area": area, **{name: sum(row[name] for row in rows) for name in ("facts", "commitments", "agreements")}}


@require_GET
def sector_view(request: HttpRequest, slug: str) -> HttpResponse:
    """What is said about an area of the forum, or about one sector."""
    user, today, forum = request.user, timezone.localdate(), the_forum()
    area = areas.area_called(slug, forum)
    if area is None:
        raise Http404(_("There is no sector called %(slug)s.") % {"slug": slug})
    found = kept(f"sector:{slug}:{','.join(area.sectors)}", user, lambda: about_sectors(user, area.sectors))
    told: querysets.Portrait = found["portrait"]
    context = {
        "forum": forum,
        "today": today,
        "area": area,
        "told": told,
        "headline": wording.facts_from_documents(told.facts, told.documents),
        "sentences": wording.portrait_sentences(told, ()),
        "tiles": kind_tiles(told, f"sector={','.join(area.sectors)}"),
        "commitments": tell_once(found["latest"]["commitment"]),
        "agreements": tell_once(found["latest"]["agreement"]),
        "initiatives": tell_once(found["latest"]["initiative"]),
        "charts": charts_of(found["series"]),
        "countries": told.countries,
    }
    return render(request, "overview/sector.html", context)


def about_sectors(user: Any, sectors: tuple[str, ...]) -> dict[str, Any]:
    """What a sector's page shows of the record."""
    facts = querysets.facts(user).filter(sector__in=sectors)
    return {
        "portrait": querysets.portrait(facts),
        "latest": querysets.latest_by_type(facts, {"commitment": 15, "agreement": 10, "initiative": 10}),
        "series": querysets.best_series(user, SERIES_ON_A_PAGE, sectors=sectors, first=""),
    }


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@require_GET
def search_view(request: HttpRequest) -> HttpResponse:
    """One search over everything the reader may see."""
    query, kind = request.GET.get("q", "").strip()[:LONGEST_QUERY], request.GET.get("kind", "")
    known = {source.kind for source in search_sources}
    number = request.GET.get("page", "1")
    found = find(query, request.user, kind=kind if kind in known else "", page=max(1, int(number)) if number.isdecimal() else 1)
    pages = Paginator(range(found.result.total), ON_A_RESULT_PAGE).get_page(number) if kind in known else None
    context = {
        "forum": the_forum(),
        "query": query,
        "kind": kind if kind in known else "",
        "result": found.result,
        "groups": found.groups,
        "all_kinds": sum(count.count for count in found.result.by_kind),
        "page": pages,
    }
    return render(request, "overview/search.html", context)
