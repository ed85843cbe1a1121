"""Editions: the list, the page of one with sessions, agenda, delegations, papers, decisions and texts."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base import timeline
from kopri.site.base.components import Fact
from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.links import address
from kopri.site.programme.models import AdoptedText, AgendaItem, Commitment, Decision, Delegation, Edition, Paper, Session
from kopri.site.programme.schemas.editions import EditionOut
from kopri.site.programme.steps import steps_for
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.models import Document

OVER = frozenset({Edition.State.HELD, Edition.State.CLOSED})
AGENDA_OPEN = frozenset({Edition.State.PLANNED, Edition.State.CALLED, Edition.State.PREPARED, Edition.State.POSTPONED})


@require_safe
def editions_view(request: HttpRequest) -> HttpResponseBase:
    """Every edition, newest first: where, when, at which level, what came of it."""
    promised = Count("commitments", filter=Q(commitments__in=Commitment.objects.visible_to(request.user)), distinct=True)
    rows = Edition.objects.visible_to(request.user).select_related("body").annotate(promised=promised)
    rows = rows.order_by("body__slug", F("start").desc(nulls_first=True), "-number", "-pk")
    if wanted_format(request):
        return download(request, list(rows), EditionOut, "editions")
    editions = list(rows)
    held = [edition for edition in editions if edition.state in OVER]
    ahead = [edition for edition in editions if edition.state in AGENDA_OPEN]
    marks = [mark_of(edition) for edition in sorted(editions, key=date_of) if date_of(edition)]
    title = ngettext("%(count)d edition held", "%(count)d editions held", len(held)) % {"count": len(held)}
    context = {
        "title": title,
        "ahead": ahead,
        "editions": editions,
        "picture": timeline.timeline(_("Editions by year"), title, marks),
        "may_add": request.user.has_perm("programme.manage_editions"),
    }
    return render(request, "programme/editions.html", context)


def date_of(edition: Edition) -> str:
    """When it was or is to be held, as precise as it is known."""
    return edition.start.isoformat() if edition.start else edition.planned


def mark_of(edition: Edition) -> timeline.Mark:
    """An edition on the line of years."""
    sign = str(edition.number or "")
    return timeline.Mark(date_of(edition), str(edition.city), sign, held=edition.state in OVER, url=address(edition))


def edition_or_404(request: HttpRequest, reference: str) -> Edition:
    """An edition the reader may see."""
    return get_object_or_404(Edition.objects.visible_to(request.user).select_related("body"), reference=reference)


@require_safe
def edition_view(request: HttpRequest, reference: str) -> HttpResponse:
    """An edition: agenda first while it is ahead, then sessions, delegations, papers, decisions, texts and what was promised at it."""
    edition, user = edition_or_404(request, reference), request.user
    seen = Commitment.objects.visible_to(user).select_related("lead")
    agenda = (
        AgendaItem.objects.visible_to(user).filter(edition=edition).select_related("session").prefetch_related(Prefetch("carried", seen))
    )
    documents = Document.objects.visible_to(user).defer("text", "segments")
    may_manage = user.has_perm("programme.manage_editions", edition)
    items = list(agenda)
    context = {
        "edition": edition,
        "facts": facts_of(edition),
        "sessions": list(Session.objects.visible_to(user).filter(edition=edition).prefetch_related("agreements")),
        "agenda": [item for item in items if item.state == AgendaItem.State.ADOPTED],
        "proposed": [item for item in items if item.state == AgendaItem.State.PROPOSED],
        "agenda_open": edition.state in AGENDA_OPEN,
        "delegations": list(Delegation.objects.visible_to(user).filter(edition=edition).select_related("organisation")),
        "papers": list(Paper.objects.visible_to(user).filter(edition=edition).prefetch_related(Prefetch("document", documents))),
        "decisions": list(Decision.objects.visible_to(user).filter(edition=edition)),
        "texts": list(AdoptedText.objects.visible_to(user).filter(edition=edition)),
        "commitments": list(seen.filter(edition=edition)),
        "today": forum_today(),
        "may_manage": may_manage,
        "may_decide": user.has_perm("programme.decide", edition),
        "steps": steps_for("edition", edition, user, {"dates": edition.start}) if user.has_perm("programme.decide", edition) else [],
    }
    return render(request, "programme/edition.html", context)


def facts_of(edition: Any) -> list[Fact]:
    """The columns of an edition that have something to say."""
    days = fuzzy_date(f"{edition.start}/{edition.end}") if edition.start and edition.end else fuzzy_date(edition.start)
    return [
        Fact(_("Days"), days),
        Fact(_("Planned for"), fuzzy_date(edition.planned) if not edition.start else ""),
        Fact(_("Level"), edition.get_level_display()),
        Fact(_("Takes place"), edition.get_mode_display()),
        Fact(_("Time zone"), edition.time_zone),
        Fact(_("Theme"), str(edition.theme)),
        Fact(_("Kind of statement"), edition.outcome),
        Fact(_("On line"), edition.link, edition.link),
        Fact(_("Source"), edition.source),
    ]


@require_safe
def session_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A session: its agenda, its minutes and each member's word on them."""
    rows = Session.objects.visible_to(request.user).select_related("edition__body", "body").prefetch_related("agreements")
    session = get_object_or_404(rows, reference=reference)
    user = request.user
    may_manage = user.has_perm("programme.manage_editions", session)
    words = [agreement.agreed for agreement in session.agreements.all()]
    has = {"minutes": session.minutes, "agreement": bool(words) and all(words)}
    context = {
        "session": session,
        "agenda": list(AgendaItem.objects.visible_to(user).filter(session=session)),
        "decisions": list(Decision.objects.visible_to(user).filter(session=session)),
        "agreed": words.count(True),
        "asked": len(words),
        "shows_minutes": may_manage or session.state == Session.State.MINUTES_AGREED,
        "may_manage": may_manage,
        "may_decide": user.has_perm("programme.decide", session),
        "steps": steps_for("session", session, user, has) if may_manage else [],
    }
    return render(request, "programme/session.html", context)
