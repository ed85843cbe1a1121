"""Milestones of everything: late ones first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.programme import gantt
from kopri.site.programme.filters import MilestoneFilterForm
from kopri.site.programme.models import Milestone
from kopri.site.programme.schemas.projects import MilestoneOut
from kopri.site.programme.standing import Standing
from kopri.site.programme.views.projects import standing_tiles
from kopri.site.record.downloads import download, wanted_format

WHOLES = ("project__lead", "line__plan", "line__lead", "commitment__lead", "statement__document__source")
ON_A_PAGE = 60
DRAWN = 40


@require_safe
def milestones_view(request: HttpRequest) -> HttpResponseBase:
    """Every milestone of projects, plan lines and commitments: how many stand how, the bars, the table."""
    today = forum_today()
    seen = Milestone.objects.visible_to(request.user)
    form = MilestoneFilterForm(request.GET)
    rows = form.narrow(seen, today).with_standing(today).select_related(*WHOLES)
    if wanted_format(request):
        return download(request, rows, MilestoneOut, "milestones")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = seen.by_standing(today)
    total = sum(counts.values())
    shown = list(page.object_list)
    drawn = gantt.milestone_spans(shown[:DRAWN], today, with_whole=True)
    picture, table = gantt.draw(_("Milestones by quarter"), drawn, today)
    context = {
        "title": ngettext("%(count)d milestone, %(late)d overdue", "%(count)d milestones, %(late)d overdue", total)
        % {"count": total, "late": counts[Standing.OVERDUE]},
        "tiles": standing_tiles(counts, seen.without_owner().count(), reverse("programme:milestones")),
        "page": page,
        "shown": shown,
        "form": form,
        "narrowed": bool(form.asked()),
        "picture": picture,
        "picture_rows": table,
        "today": today,
    }
    return render(request, "programme/milestones.html", context)
