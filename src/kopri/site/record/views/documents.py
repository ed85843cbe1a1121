"""Pages about documents: the list, one document, adding, changing, publishing, assigning, reading again, noting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kopri.site.accounts.forms import attempt
from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.accounts.views.signed_in import permitted, person_of
from kopri.site.base.views import safe_redirect
from kopri.site.base.wording import reader_locale
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.forms.documents import (
    MOST_FILES,
    AddDocumentForm,
    AssignForm,
    ChangeDocumentForm,
    FindDocumentsForm,
    NoteForm,
    Upload,
    check_size,
)
from kopri.site.record.marks import Mark, Place
from kopri.site.record.models import Document, Note, ReadingState, Statement, StatementKind, TextWarning, Visibility
from kopri.site.record.paper import Paper, quoted_paper, statement_marks, warning_marks, whole_paper, within
from kopri.site.record.schemas import DocumentOut
from kopri.site.record.services import documents as services
from kopri.site.record.services.notes import write_note

ON_A_PAGE: Final = 50
LISTED: Final = 500
SEVERITIES: Final = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of an upload."""

    name: str
    document: Document | None


@require_GET
def documents_view(request: HttpRequest) -> HttpResponseBase:
    """All documents the reader may see, newest first; what is being read is shown live."""
    desk = is_staff_of_record(request.user)
    seen = Document.objects.visible_to(request.user)
    languages = sorted(language for language in seen.order_by().values_list("language", flat=True).distinct() if language)
    names = reader_locale().languages
    form = FindDocumentsForm(request.GET, languages=[(code, names.get(code, code)) for code in languages], desk=desk)
    found = form.narrow(seen)
    if wanted_format(request):
        return download(request, found.with_counts().select_related("source", "duplicate_of"), DocumentOut, "documents")
    page = Paginator(found.with_counts().select_related("source", "assigned_to"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "desk": desk,
        "narrowed": any(form.cleaned_data.values()) if form.is_valid() else False,
        "unread": [document for document in page if document.state in {ReadingState.QUEUED, ReadingState.READING}],
    }
    return render(request, "record/documents.html" + ("#rows" if request.headers.get("HX-Target") == "documents" else ""), context)


@require_GET
def document_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One document: its text as the rights allow, its statements marked and listed, what must be known before trusting it."""
    document = get_object_or_404(seen_by(request.user), reference=reference)
    if request.headers.get("HX-Target") == "reading":
        return reading_fragment(request, document)
    desk = is_staff_of_record(request.user)
    seen = document.statements.visible_to(request.user).live().order_by("start", "id")
    statements = list(seen.bare())
    warnings = list(document.warnings.visible_to(request.user))
    kind = request.GET.get("kind", "")
    chosen = [s for s in statements if not kind or s.type == kind]
    paper = paper_for(document, chosen, warnings, whole=desk or document.shows_text, part=request.GET.get("part", ""))
    listed = [s.pk for s in chosen if paper.holds(s.start)][:LISTED]
    context = {
        "document": document,
        "desk": desk,
        "paper": paper,
        "whole": desk or document.shows_text,
        "statements": list(seen.filter(pk__in=listed).prefetch_related("parties")),
        "kinds": kinds_of(statements),
        "kind": kind,
        "total": len(statements),
        "waiting": sum(s.state == "proposed" for s in statements),
        "confirmed": sum(s.is_confirmed for s in statements),
        "loud": [w for w in warnings if w.severity == "high"],
        "quiet": [w for w in warnings if w.severity != "high"],
        "evidence": [document.text[start:end].strip() for start, end in document.published_evidence],
        "copies": list(document.duplicates.visible_to(request.user).only("reference", "title")),
        "notes": list(Note.objects.visible_to(request.user).filter(document=document).select_related("by", "statement")) if desk else [],
        "note_form": NoteForm(),
        "articles": [s for s in document.segments if s["kind"] == "article" and s.get("title")],
    }
    return render(request, "record/document.html", context)


def seen_by(user: Any) -> Any:
    """Documents as a page shows them."""
    return Document.objects.visible_to(user).select_related("source", "assigned_to", "added_by", "duplicate_of")


def kinds_of(statements: Iterable[Statement]) -> dict[str, int]:
    """How many there are of each kind, in the usual order of kinds."""
    counted = Counter(statement.type for statement in statements)
    return {kind: counted[kind] for kind in StatementKind.values if counted[kind]}


def paper_for(document: Document, statements: list[Statement], warnings: list[TextWarning], *, whole: bool, part: str = "") -> Paper:
    """The text with its marks, whole or in quotes; each mark leads to the statement's own page."""

    def mark(place: Place) -> list[Mark]:
        here = statement_marks(within(statements, place), lambda s: reverse("record:statement", args=[s.reference]))
        return [*here, *warning_marks(warnings)]

    if whole:
        return whole_paper(document, mark, part=int(part) if part.isdecimal() else 1)
    return quoted_paper(document, mark((0, len(document.text))), statements)


def reading_fragment(request: HttpRequest, document: Document) -> HttpResponse:
    """How far the reading has come; when it is done the page is loaded anew."""
    response = render(request, "record/document.html#reading", {"document": document})
    if document.state not in {ReadingState.QUEUED, ReadingState.READING}:
        response["HX-Refresh"] = "true"
    return response


@permitted("record.add_document")
@require_http_methods(["GET", "POST"])
def document_add_view(request: HttpRequest) -> HttpResponse:
    """Add documents: files, a folder, a pasted text. A bad file is named beside the field; the good ones go on."""
    form = AddDocumentForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = add_all(form, by=person_of(request))
        added = [outcome.document for outcome in outcomes if outcome.document]
        if not form.errors:
            return after_adding(request, added)
    page = {"form": form, "outcomes": [o for o in outcomes if o.document], "most": MOST_FILES}
    return render(request, "record/document_add.html", page, status=422 if form.errors else 200)


def add_all(form: AddDocumentForm, *, by: Any) -> list[Outcome]:
    """Add everything the form holds; what is refused stands beside its field."""
    about, known, title = form.about(), form.cleaned_data["published_known"], form.cleaned_data["title"]
    given = {"published_known": known} if known else {}
    uploads = form.uploads()
    outcomes = []
    for field in ("files", "folder"):
        for file in form.cleaned_data[field]:
            if file in uploads:
                named = {"title": title} if title and len(uploads) == 1 and not form.cleaned_data["text"].strip() else {}
                outcomes.append(Outcome(file.name, add_upload(form, field, file, by=by, **about, **given, **named)))
    if form.cleaned_data["text"].strip():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        outcomes.append(Outcome(title, tried(form, "text", "", lambda: services.add_text(text=text, title=title, by=by, **about, **given))))
    return outcomes


def add_upload(form: forms.Form, field: str, file: Upload, **about: Any) -> Document | None:
    """Add one file."""
    name = file.name or ""

    def act() -> Document:
        check_size(file)
        return services.add_file(data=file.read(), name=name, **about)

    return tried(form, field, name, act)


def tried(form: forms.Form, field: str, name: str, act: Any) -> Document | None:
    """Do it; what is refused goes beside the form's own field of that name, else beside `field` with the file's name."""
    try:
        document: Document = act()
    except ValidationError as error:
        by_field = error.error_dict if hasattr(error, "error_dict") else {field: error.error_list}
        for key, problems in by_field.items():
            for problem in problems:
                form.add_error(key if key in form.fields and key != "text" else field, told(name, problem))
        return None
    return document


def told(name: str, problem: ValidationError) -> Any:
    """A refusal in words, with the file's name; a text that is there already is linked."""
    says = " ".join(problem.messages)
    if name and name not in says:
        says = _("%(name)s: %(problem)s") % {"name": name, "problem": says}
    if problem.code == "known" and problem.params:
        return format_html('{} <a href="{}">{}</a>', says, reverse("record:document", args=[problem.params["reference"]]), _("See it"))
    return says


def after_adding(request: HttpRequest, added: list[Document]) -> HttpResponse:
    """To the document, or to the list where several were added."""
    if len(added) == 1:
        messages.success(request, _("The document is in the register. It is being read; its statements appear here."))
        return redirect("record:document", added[0].reference)
    messages.success(
        request, _("%(count)d documents are in the register. They are being read one after the other.") % {"count": len(added)}
    )
    return redirect(reverse("record:documents"))


@permitted("record.change_document")
@require_http_methods(["GET", "POST"])
def document_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what is known about a document."""
    document = get_object_or_404(seen_by(request.user), reference=reference)
    known = {name: getattr(document, name) for name in ("title", "source", "published_known", "url", "rights", "licence")}
    form = ChangeDocumentForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        done = attempt(form, lambda: services.change_document(document=document, by=person_of(request), **changes))
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("record:document", document.reference)
    return render(request, "record/document_edit.html", {"form": form, "document": document}, status=422 if form.errors else 200)


@permitted("record.change_document")
@require_POST
def document_publish_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the document to everybody, or to the desk only."""
    document = get_object_or_404(seen_by(request.user), reference=reference)
    try:
        services.publish_document(document=document, visibility=request.POST.get("visibility", ""), by=person_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        public = document.visibility == Visibility.PUBLIC
        messages.success(request, _("Everybody can see the document now.") if public else _("Only the review desk sees the document now."))
    return safe_redirect(request, reverse("record:document", args=[reference]))


@permitted("record.assign_work")
@require_http_methods(["GET", "POST"])
def document_assign_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the review of a document to a colleague, to oneself, or to nobody."""
    user = person_of(request)
    document = get_object_or_404(seen_by(user), reference=reference)
    form = AssignForm(request.POST or None, initial={"to": document.assigned_to_id})
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        if attempt(form, lambda: services.assign_document(document=document, to=to, by=user)) is not None:
            messages.success(request, assigned_words(to, user))
            return safe_redirect(request, reverse("record:document", args=[reference]))
    page = {"form": form, "document": document, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "record/document_assign.html", page, status=422 if form.errors else 200)


def assigned_words(to: Any, user: Any) -> str:
    """What happened, for the message."""
    if to is None:
        return _("Nobody has the document now.")
    return _("The document is yours now.") if to == user else _("%(name)s has the document now.") % {"name": to}


@permitted("record.change_document")
@require_POST
def document_read_again_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Have a document read by today's engine."""
    document = get_object_or_404(seen_by(request.user), reference=reference)
    services.read_again(document=document, by=person_of(request))
    messages.success(request, _("The document is being read again. What people decided stays."))
    return redirect("record:document", reference)


@permitted("record.write_note")
@require_POST
def document_note_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a note on a document, or on one statement of it."""
    document = get_object_or_404(seen_by(request.user), reference=reference)
    statement = document.statements.filter(reference=request.POST.get("statement", "")).first()
    form = NoteForm(request.POST)
    if form.is_valid() and attempt(form, lambda: note_of(document, statement, form, request)) is not None:
        messages.success(request, _("The note is kept. Only the desk sees it."))
    else:
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return safe_redirect(request, reverse("record:document", args=[reference]) + "#notes")


def note_of(document: Document, statement: Statement | None, form: forms.Form, request: HttpRequest) -> Note:
    """The note of a form."""
    return write_note(document=document, statement=statement, text=form.cleaned_data["text"], by=person_of(request))
