"""Statements: the list, the permanent page of one, how to cite it."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.models import Forum
from kopri.site.base.wording import number
from kopri.site.record import marks
from kopri.site.record.cite import Citation
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.filters import StatementFilterForm
from kopri.site.record.kept import kept
from kopri.site.record.models import CONFIRMED, Relation, State, Statement
from kopri.site.record.querysets import StatementQuerySet
from kopri.site.record.schemas import StatementOut

ON_A_PAGE: Final = 40
CONTEXT: Final = 500


@require_safe
def statements_view(request: HttpRequest) -> HttpResponseBase:
    """Every fact in the record, narrowed by what is asked for; as page, CSV or JSON."""
    form = StatementFilterForm(request.GET)
    criteria = form.criteria()
    rows = criteria.apply(Statement.objects.visible_to(request.user))
    if wanted_format(request):
        ordered = rows.with_source().order_by("-document_id", "start", "pk")
        return download(request, ordered.defer("document__text", "document__segments"), StatementOut, "statements")
    counts = kept(f"statements:{criteria}", request.user, lambda: _counts(rows))
    page = _Facts(rows, counts["total"], f"statements:{criteria}", request.user).get_page(request.GET.get("page"))
    narrowed = {name for name in form.cleaned_data if form.cleaned_data[name]}
    return render(
        request,
        "record/statements.html",
        {"form": form, "page": page, "counts": counts, "narrowed": narrowed, "title": _count_words(counts["total"]), "criteria": criteria},
    )


def _counts(rows: StatementQuerySet) -> dict[str, int]:
    return rows.order_by().aggregate(total=Count("pk"), confirmed=Count("pk", filter=Q(state__in=CONFIRMED)))


class _Facts(Paginator[Statement]):
    """Pages of statements: which ones is kept under `name`; the rows are fetched for one page, so that wide rows are not sorted."""

    def __init__(self, rows: StatementQuerySet, total: int, name: str, user: Any) -> None:
        super().__init__(rows.order_by("-document_id", "start", "pk").values_list("pk", flat=True), ON_A_PAGE)  # type: ignore[arg-type]
        self.count = total
        self.name, self.user = name, user

    def page(self, number: int | str) -> Any:
        """One page, in order."""
        found = super().page(number)
        shown = kept(f"{self.name}:{found.number}", self.user, lambda: list(found.object_list))
        rows = Statement.objects.with_source().defer("document__text", "document__segments").in_bulk(shown)
        found.object_list = [rows[pk] for pk in shown if pk in rows]
        return found


def _count_words(total: int) -> str:
    return ngettext("%(count)s statement", "%(count)s statements", total) % {"count": number(total)}


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a statement is no longer shown, in words."""

    title: str
    why: str


@require_safe
def statement_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The permanent page of a statement. One that was taken out says so under the same address (status 410)."""
    rows = Statement.objects.with_source().select_related("decided_by", "document__duplicate_of__source")
    found = get_object_or_404(rows, reference=reference)
    staff = is_staff_of_record(request.user)
    if found.document.visibility != "public" and not staff:
        raise Http404
    if found.state in {State.REJECTED, State.WITHDRAWN} and not staff:
        return render(request, "record/statement_gone.html", {"statement": found, "gone": _gone(found)}, status=410)
    relations = (
        Relation.objects.visible_to(request.user)
        .filter(statements=found)
        .prefetch_related(
            Prefetch("statements", Statement.objects.with_source().exclude(pk=found.pk).defer("document__text"), to_attr="others")
        )
    )
    warnings = sorted(found.document.warnings.all(), key=lambda w: ("high", "medium", "low").index(w.severity))
    warned = set(found.warnings.values_list("pk", flat=True))
    return render(
        request,
        "record/statement.html",
        {
            "statement": found,
            "document": found.document,
            "passages": passages(found),
            "relations": list(relations),
            "warnings": warnings,
            "about_this": [warning for warning in warnings if warning.pk in warned],
            "grave": [warning for warning in warnings if warning.pk not in warned and warning.severity == "high"],
            "history": list(found.reviews.filter(undone_at__isnull=True).select_related("by")),
            "citation": Citation(found, str(Forum.objects.first() or "") or "kopri", timezone.localdate()),
            "staff": staff,
        },
    )


def _gone(found: Statement) -> Gone:
    if found.state == State.REJECTED:
        return Gone(
            _("This statement was taken out"), _("A person compared it with the document and found that the document does not say this.")
        )
    return Gone(_("This statement was withdrawn"), _("A newer reading of the document no longer finds it, and nobody had confirmed it."))


def passages(found: Statement) -> list[list[marks.Block]]:
    """The passages of a statement, the number or passage marked; with what stands around them where the rights allow."""
    document = found.document
    shown = []
    for start, end in found.evidence:
        inner = (found.start, found.end) if start <= found.start and found.end <= end else (start, end)
        mark = marks.Mark(inner[0], inner[1], "", found.type)
        if document.shows_text:
            shown.append(marks.show_text(document.text, [mark], within=around(document.text, start, end)))
        else:
            shown.append(marks.show_text(document.text, [mark], within=(start, end)))
    return shown


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph a passage stands in, at most 500 characters to each side, whole words."""
    first = max(text.rfind("\n\n", 0, start) + 2, start - CONTEXT, 0) if "\n\n" in text[:start] else max(0, start - CONTEXT)
    after = text.find("\n\n", end)
    last = min(after if after >= 0 else len(text), end + CONTEXT)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


@require_safe
def citation_view(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """How to cite a statement, as a file: text, BibTeX or CSL-JSON."""
    found = get_object_or_404(Statement.objects.visible_to(request.user).with_source(), reference=reference)
    cited = Citation(found, str(Forum.objects.first() or "") or "kopri", timezone.localdate())
    if kind == "json":
        response: HttpResponse = JsonResponse([cited.csl()], safe=False, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Type"] = "application/vnd.citationstyles.csl+json"
    elif kind == "bib":
        response = HttpResponse(cited.bibtex(), content_type="application/x-bibtex; charset=utf-8")
    else:
        response = HttpResponse(cited.text() + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kopri-{found.reference}.{kind}"'
    return response
