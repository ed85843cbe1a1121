"""Milestones or lines from a table: choose it, look its rows over, take them in."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kopri.site.base.permissions import require
from kopri.site.programme.forms.tables import RowFormSet, TableSourceForm, TableTargetForm, documents_with_tables
from kopri.site.programme.models import Plan
from kopri.site.programme.services.tables import import_lines, import_milestones
from kopri.site.programme.tables import Row, read_table, rows_of_document
from kopri.site.programme.views.plans import plan_or_404, version_address
from kopri.site.programme.views.projects import project_or_404
from kopri.site.record.models import Statement
from kopri.site.record.views.sources import add_errors


@require_http_methods(["GET", "POST"])
def project_table_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A table's rows as milestones of a project."""
    project = project_or_404(request, reference)
    require(request.user, "programme.change_milestone", project)
    back = f"{reverse('programme:project', args=[reference])}#milestones"

    def act(rows: Sequence[Row], values: dict[str, Any]) -> int:
        return len(import_milestones(of=project, rows=rows, by=request.user, **values))

    return table_page(request, act, title=_("Milestones of “%(title)s” from a table") % {"title": project.title}, back=back)


@require_http_methods(["GET", "POST"])
def plan_table_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A table's rows as lines of a draft, or as milestones of a line of an adopted plan."""
    plan = plan_or_404(request, slug)
    require(request.user, "programme.manage_plans", plan)

    def act(rows: Sequence[Row], values: dict[str, Any]) -> int:
        if plan.state == Plan.State.DRAFT:
            values.pop("source")
            return len(import_lines(plan=plan, rows=rows, by=request.user, **values))
        return len(import_milestones(of=values.pop("line"), rows=rows, by=request.user, **values))

    return table_page(request, act, title=_("“%(plan)s” from a table") % {"plan": plan}, back=version_address(plan), plan=plan)


def table_page(
    request: HttpRequest, act: Callable[[Sequence[Row], dict[str, Any]], int], *, title: str, back: str, plan: Plan | None = None
) -> HttpResponse:
    """Three steps in one address: the choice, the preview, the taking in. The preview carries its rows itself; nothing is stored before."""
    step = request.POST.get("step", "")
    documents = documents_with_tables(request.user)
    choice = TableSourceForm(request.POST if step == "read" else None, request.FILES if step == "read" else None, documents=documents)
    context: dict[str, Any] = {
        "title": title,
        "back": back,
        "form": choice,
        "is_draft": plan is not None and plan.state == Plan.State.DRAFT,
    }
    if step == "read" and choice.is_valid():
        try:
            rows, source = read(request, choice.cleaned_data)
        except ValidationError as error:
            add_errors(choice, error)
        else:
            target = TableTargetForm(initial={"source": source}, plan=plan)
            formset = RowFormSet(initial=[initial_of(row) for row in rows], prefix="row")
            return render(request, "programme/table_preview.html", context | {"formset": formset, "target": target})
    if step == "take":
        target, formset = TableTargetForm(request.POST, plan=plan), RowFormSet(request.POST, prefix="row")
        if target.is_valid() and formset.is_valid():
            try:
                count = act(rows_shown(request, formset), target.values())
            except ValidationError as error:
                add_errors(target, error)
            else:
                messages.success(request, ngettext("%(n)d row was taken in.", "%(n)d rows were taken in.", count) % {"n": count})
                return redirect(back)
        return render(request, "programme/table_preview.html", context | {"formset": formset, "target": target}, status=422)
    return render(request, "programme/table_choice.html", context, status=422 if choice.errors else 200)


def read(request: HttpRequest, chosen: dict[str, Any]) -> tuple[list[Row], str]:
    """The rows of what was chosen, and its name as the source."""
    if chosen.get("file"):
        return read_table(chosen["file"].name, chosen["file"].read()), chosen["file"].name
    document = chosen["document"]
    statements = Statement.objects.visible_to(request.user).live().filter(document=document, type="initiative").order_by("start")
    return rows_of_document(statements), str(document.title)


def initial_of(row: Row) -> dict[str, Any]:
    """A row as its form shows it."""
    return {name: getattr(row, name) for name in ("title", "start", "due", "remark", "number", "statement")}


def rows_shown(request: HttpRequest, formset: Any) -> list[Row]:
    """The rows to take in; a statement the reader may not see is left out."""
    rows = [form.row() for form in formset if form.cleaned_data.get("include")]
    asked = [row.statement for row in rows if row.statement]
    seen = set(Statement.objects.visible_to(request.user).filter(pk__in=asked).values_list("pk", flat=True))
    return [row if row.statement in seen else Row(row.title, row.start, row.due, row.remark, row.number) for row in rows]
