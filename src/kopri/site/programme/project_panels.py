"""What projects add to pages below: open projects of a country or sector; how the programme stands on the home page; work to do."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.accounts.models import Role
from kopri.site.accounts.querysets import today as forum_today
from kopri.site.accounts.rules import roles_of
from kopri.site.base.components import Tile
from kopri.site.base.registry import Panel, WorkSource
from kopri.site.programme.areas import sectors_of
from kopri.site.programme.kept import kept
from kopri.site.programme.models import Commitment, Milestone, Project
from kopri.site.programme.querysets.ground import organisations_of
from kopri.site.programme.standing import Standing

SHOWN = 8


def of_country(request: HttpRequest, code: Any) -> str:
    """Open projects of a country."""
    return _listed(request, Project.objects.in_country(code), f"country={code}")


def of_sector(request: HttpRequest, slug: Any) -> str:
    """Open projects of a sector or an area of the forum."""
    return _listed(request, Project.objects.in_sector(*sectors_of(slug)), f"sector={slug}")


def on_home(request: HttpRequest, _subject: Any) -> str:
    """How many commitments, projects and milestones stand how."""
    today = forum_today()
    counts = kept(f"counts:{today}", request.user, lambda: counts_of(request.user, today))
    if not any(sum(found.values()) for found in counts.values()):
        return ""
    labels = {"commitments": _("commitments overdue"), "projects": _("projects overdue"), "milestones": _("milestones overdue")}
    tiles = []
    for noun, found in counts.items():
        late = found[Standing.OVERDUE]
        tiles.append(Tile(late, labels[noun], f"{reverse(f'programme:{noun}')}?standing=overdue", late=late > 0))
    soon = sum(found[Standing.DUE_SOON] for found in counts.values())
    tiles.append(Tile(soon, ngettext("due soon", "due soon", soon), reverse("programme:status") + "#due_soon"))
    return render_to_string("programme/parts/home_panel.html", {"tiles": tiles}, request)


def counts_of(user: Any, today: date) -> dict[str, dict[str, int]]:
    """How many commitments, projects and milestones stand how."""
    nouns: dict[str, Any] = {"commitments": Commitment, "projects": Project, "milestones": Milestone}
    return {name: model.objects.visible_to(user).by_standing(today) for name, model in nouns.items()}


def _listed(request: HttpRequest, rows: Any, query: str) -> str:
    today = forum_today()
    found = rows.visible_to(request.user).open().for_list(today).order_by("planned_until", "id")
    shown = kept(f"projects:{query}:{today}", request.user, lambda: list(found[:SHOWN]))
    if not shown:
        return ""
    context = {"shown": shown, "today": today, "url": f"{reverse('programme:projects')}?{query}"}
    return render_to_string("programme/parts/projects_panel.html", context, request)


def waiting(user: Any) -> Iterable[tuple[str, int, str]]:
    """Milestones of one's own bodies that are overdue."""
    if Role.LEAD_BODY.value not in roles_of(user):
        return
    own = organisations_of(user)
    count = Milestone.objects.visible_to(user).filter(project__lead__in=own).overdue(forum_today()).count()
    if count:
        label = ngettext("milestone of your body is overdue", "milestones of your body are overdue", count)
        yield label, count, reverse("programme:milestones") + "?standing=overdue"


panels = (Panel("country", 30, of_country), Panel("sector", 30, of_sector), Panel("home", 5, on_home))
work = WorkSource(order=20, rows=waiting)
