"""Where documents disagree, where they only seem to, and what a reader must be warned of."""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, When
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.base.components import Tile
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.filters import asked
from kopri.site.record.kept import kept
from kopri.site.record.models import Relation, TextWarning
from kopri.site.record.schemas import RelationOut, WarningOut
from kopri.site.record.warning_codes import BY_CODE, warning_label

ON_A_PAGE: Final = 20
GRAVEST_FIRST: Final = Case(When(severity="high", then=0), When(severity="medium", then=1), default=2, output_field=IntegerField())


@require_safe
def contradictions_view(request: HttpRequest) -> HttpResponseBase:
    """Contradictions with the reason and both quotes; what is compatible, and why, told apart from them."""
    kind = request.GET.get("kind", Relation.Kind.CONTRADICTS)
    kind = kind if kind in Relation.Kind.values else Relation.Kind.CONTRADICTS
    visible = Relation.objects.visible_to(request.user)
    rows = visible.filter(kind=kind).with_statements().order_by("series", "pk")
    if wanted_format(request):
        return download(request, rows, RelationOut, str(kind))
    counted = kept("relations", request.user, lambda: dict(visible.order_by().values_list("kind").annotate(n=Count("pk"))))
    counts = dict.fromkeys(Relation.Kind.values, 0) | counted
    pages = Paginator(rows, ON_A_PAGE)
    pages.count = counts[kind]
    page = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "record/contradictions.html",
        {"page": page, "kind": kind, "counts": counts, "title": _title(counts), "tiles": _tiles(counts)},
    )


def _title(counts: dict[str, int]) -> str:
    count = counts[Relation.Kind.CONTRADICTS]
    if not count:
        return _("No contradictions between documents")
    return ngettext("Documents contradict each other in %(count)d place", "Documents contradict each other in %(count)d places", count) % {
        "count": count
    }


def _tiles(counts: dict[str, int]) -> list[Tile]:
    words = {
        Relation.Kind.CONTRADICTS: _("contradict each other"),
        Relation.Kind.COMPATIBLE: _("differ, and are compatible"),
        Relation.Kind.SUPPORTS: _("say the same"),
    }
    return [
        Tile(counts[kind], label, f"?kind={kind}", late=kind == Relation.Kind.CONTRADICTS and counts[kind] > 0)
        for kind, label in words.items()
    ]


@require_safe
def warnings_view(request: HttpRequest) -> HttpResponseBase:
    """What a reader of the documents must know before trusting them, by kind."""
    code, severity = asked(request, "code", 40), asked(request, "severity", 6)
    visible = TextWarning.objects.visible_to(request.user)
    rows = visible.with_statements(request.user).defer("document__text", "document__segments").order_by("-document_id", GRAVEST_FIRST, "pk")
    if code:
        rows = rows.filter(code=code)
    if severity:
        rows = rows.filter(severity=severity)
    if wanted_format(request):
        return download(request, rows, WarningOut, "warnings")
    by_code = list(visible.order_by().values("code", "severity").annotate(n=Count("pk"), documents=Count("document", distinct=True)))
    by_code.sort(key=lambda row: (("high", "medium", "low").index(row["severity"]), -row["n"], row["code"]))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    high = sum(row["n"] for row in by_code if row["severity"] == "high")
    return render(
        request,
        "record/warnings.html",
        {
            "page": page,
            "by_code": by_code,
            "code": code,
            "severity": severity,
            "known": BY_CODE.get(code),
            "title": _warnings_title(page.paginator.count, code, severity),
            "total": sum(row["n"] for row in by_code),
            "high": high,
        },
    )


def _warnings_title(count: int, code: str, severity: str) -> str:
    if code:
        return _("%(warning)s: %(count)d") % {"warning": warning_label(code), "count": count}
    if severity == "high":
        return ngettext("%(count)d grave warning", "%(count)d grave warnings", count) % {"count": count}
    return ngettext("%(count)d warning", "%(count)d warnings", count) % {"count": count}
