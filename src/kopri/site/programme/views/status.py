"""The status report: page, print, XLSX, DOCX; today or as of an earlier day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kopri.site.base.components import Tile
from kopri.site.programme import gantt
from kopri.site.programme.asked_day import asked_day
from kopri.site.programme.exports import status_docx, status_xlsx
from kopri.site.programme.exports.status_tables import mean_words
from kopri.site.programme.kept import kept
from kopri.site.programme.models import CompletionScore
from kopri.site.programme.standing import Standing
from kopri.site.programme.standings import RUNNING, UNOWNED
from kopri.site.programme.status import Status, figures_of, headline_form, milestones_line, status_of
from kopri.site.programme.templatetags.projects import in_short

BARS = 40
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def status_view(request: HttpRequest) -> HttpResponse:
    """What the committee looks at: the answer in its first lines, each number leading to its list; then the bars; then the tables."""
    asked = asked_day(request)
    status = kept(f"status:{asked}", request.user, lambda: status_of(request.user, asked.day, asked.moment))
    wanted = request.GET.get("format", "")
    if wanted in TYPES:
        write = status_xlsx.write if wanted == "xlsx" else status_docx.write
        response = HttpResponse(write(status), content_type=TYPES[wanted])
        response["Content-Disposition"] = f'attachment; filename="status-{status.day.isoformat()}.{wanted}"'
        return response
    shown = status.running[:BARS]
    picture, rows = gantt.draw(_("Open projects by quarter"), [gantt.project_span(p, status.day) for p in shown], status.day)
    context = {
        "status": status,
        "headline": linked_headline(status),
        "milestones_line": milestones_line(status),
        "tiles": tiles_of(status),
        "members": [(member, mean_words(member)) for member in status.members],
        "late_milestones": status.milestones.lists[Standing.OVERDUE],
        "today": status.day,
        "asked": asked,
        "picture": picture,
        "picture_rows": rows,
        "left_out": status.projects.sizes[RUNNING] - len(shown),
        "sections": sections(status),
        "completion": [(label, status.completion[value]) for value, label in CompletionScore.Completion.choices],
    }
    return render(request, "programme/status.html", context)


def linked_headline(status: Status) -> SafeString:
    """The headline, each figure a link to what it was counted from."""
    anchors = {"late": "#overdue", "soon": "#due_soon", "stalled": "#stalled", "unowned": "#no-owner"}
    anchors |= {"commitments": list_address("commitments"), "projects": list_address("projects")}
    links = {name: format_html('<a href="{}">{}</a>', anchors[name], words) for name, words in figures_of(status).items()}
    return SafeString(conditional_escape(headline_form()) % links)


def list_address(noun: str) -> str:
    """The list of a noun."""
    try:
        return reverse(f"programme:{noun}")
    except NoReverseMatch:
        return ""


def tiles_of(status: Status) -> list[Tile]:
    """The figures on top, those of the headline apart by noun."""
    tiles = []
    for noun, found in (("commitments", status.commitments), ("projects", status.projects), ("milestones", status.milestones)):
        late = found.counts[Standing.OVERDUE]
        label = {"commitments": _("commitments overdue"), "projects": _("projects overdue"), "milestones": _("milestones overdue")}[noun]
        tiles.append(Tile(late, label, f"{list_address(noun)}?standing=overdue", late=late > 0))
    scored = _("%(n)d of %(m)d") % {"n": status.scored, "m": status.commitments.total}
    return [
        *tiles,
        Tile(scored, _("commitments scored"), "#completion"),
        *(Tile(in_short(t), label, "#money") for label, t in status.paid[:2]),
    ]


def sections(status: Status) -> list[dict[str, Any]]:
    """The lists: for each standing the commitments and projects that stand so, then those nobody leads; long ones are cut and lead on."""
    titles = {
        Standing.OVERDUE: (_("Overdue"), "overdue", "overdue"),
        Standing.DUE_SOON: (_("Due soon"), "due_soon", "due_soon"),
        Standing.STALLED: (_("Stalled"), "stalled", "stalled"),
        UNOWNED: (_("Without an owner"), "no-owner", "no_owner"),
    }
    return [
        {
            "id": anchor,
            "title": title,
            "commitments": status.commitments.lists[name],
            "projects": status.projects.lists[name],
            "more": [
                (words, f"{list_address(noun)}?standing={asked}", found.sizes[name])
                for noun, words, found in (
                    ("commitments", _("All commitments"), status.commitments),
                    ("projects", _("All projects"), status.projects),
                )
                if found.sizes[name] > len(found.lists[name])
            ],
        }
        for name, (title, anchor, asked) in titles.items()
    ]
