"""Publishers of documents and their grade: for everybody to see, for the desk to keep."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.permissions import require
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.forms.sources import SourceForm
from kopri.site.record.kept import kept
from kopri.site.record.models import Reliability, Source, Statement, TextWarning
from kopri.site.record.schemas import SourceOut
from kopri.site.record.services.sources import add_source, change_source


@require_safe
def sources_view(request: HttpRequest) -> HttpResponseBase:
    """Every publisher with its grade and how much was read from it."""
    rows: Any = Source.objects.visible_to(request.user).with_counts(request.user)
    rows = rows.order_by("reliability", "-document_count", "slug")
    if wanted_format(request):
        return download(request, rows, SourceOut, "sources")
    found = kept("sources", request.user, lambda: list(rows))
    grades = [
        {"grade": grade, "label": label, "sources": [s for s in found if s.reliability == grade]} for grade, label in Reliability.choices
    ]
    return render(
        request,
        "record/sources.html",
        {
            "sources": found,
            "grades": [g for g in grades if g["sources"]],
            "title": _title(found),
            "staff": is_staff_of_record(request.user),
        },
    )


def _title(found: list[Source]) -> str:
    count = len(found)
    good = sum(1 for source in found if source.reliability in "AB")
    return ngettext("%(count)d source, %(good)d of grade A or B", "%(count)d sources, %(good)d of grade A or B", count) % {
        "count": count,
        "good": good,
    }


@require_safe
def source_view(request: HttpRequest, slug: str) -> HttpResponse:
    """One publisher: what its grade means, its documents, what was read from them and what was doubtful."""
    found: Any = get_object_or_404(Source.objects.visible_to(request.user).with_counts(request.user), slug=slug)
    documents = found.documents.visible_to(request.user).select_related("source").with_counts().defer("text", "segments")
    by_type = (
        Statement.objects.visible_to(request.user)
        .live()
        .filter(document__source=found)
        .order_by()
        .values_list("type")
        .annotate(n=Count("pk"))
    )
    warnings = TextWarning.objects.visible_to(request.user).filter(document__source=found).order_by()
    return render(
        request,
        "record/source.html",
        {
            "source": found,
            "documents": documents[:100],
            "by_type": sorted(by_type, key=lambda row: -row[1]),
            "warnings": warnings.values("code", "severity").annotate(n=Count("pk")).order_by("severity", "-n"),
            "staff": is_staff_of_record(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def source_add_view(request: HttpRequest) -> HttpResponse:
    """A new publisher."""
    require(request.user, "record.manage_source")
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_source(slug=form.slug(), by=request.user, **form.values())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The source was added."))
            return redirect("record:source", made.slug)
    return render(request, "record/source_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def source_edit_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a publisher, its grade above all."""
    found = get_object_or_404(Source, slug=slug)
    require(request.user, "record.manage_source", found)
    form = SourceForm(request.POST or None, source=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_source(source=found, by=request.user, **form.values())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The source was changed."))
            return redirect("record:source", found.slug)
    return render(request, "record/source_form.html", {"form": form, "source": found}, status=422 if form.errors else 200)


def add_errors(form: Any, error: ValidationError) -> None:
    """What a service found wrong, beside the field where there is one."""
    for field, found in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
        for message in found:
            form.add_error(field if field in form.fields else None, message)
