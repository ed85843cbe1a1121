"""Adopted texts, paragraph by paragraph: language versions side by side, what each does, who answers for it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kopri.site.base.permissions import require
from kopri.site.programme.coverage import coverage_of, coverage_words
from kopri.site.programme.forms import texts as forms
from kopri.site.programme.links import address
from kopri.site.programme.models import AdoptedText, Commitment, Paragraph, ParagraphVersion, TextVersion
from kopri.site.programme.schemas.texts import ParagraphOut, TextOut
from kopri.site.programme.services import texts as services
from kopri.site.programme.steps import steps_for
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.models import Document

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def texts_view(request: HttpRequest) -> HttpResponseBase:
    """Every adopted text and how much of it is followed."""
    texts: list[Any] = list(AdoptedText.objects.visible_to(request.user).select_related("edition__body").prefetch_related("versions"))
    rows: dict[int, list[Any]] = {}
    for paragraph in Paragraph.objects.visible_to(request.user).filter(text__in=[t.pk for t in texts]).with_owner():
        rows.setdefault(paragraph.text_id, []).append(paragraph)
    for text in texts:
        text.coverage = coverage_of(rows.get(text.pk, ()))
    if wanted_format(request):
        return download(request, texts, TextOut, "texts")
    alone = sum(text.coverage.without_owner for text in texts)
    total = sum(text.coverage.total for text in texts)
    context = {
        "title": ngettext("%(count)d adopted text", "%(count)d adopted texts", len(texts)) % {"count": len(texts)},
        "alone": alone,
        "total": total,
        "texts": texts,
        "may_add": request.user.has_perm("programme.manage_texts"),
    }
    return render(request, "programme/texts.html", context)


def text_or_404(request: HttpRequest, reference: str) -> AdoptedText:
    """A text the reader may see."""
    return get_object_or_404(AdoptedText.objects.visible_to(request.user).select_related("edition__body"), reference=reference)


@require_safe
def text_view(request: HttpRequest, reference: str) -> HttpResponseBase:
    """A text: its paragraphs in each language side by side, what each does and who answers for it."""
    text = text_or_404(request, reference)
    seen = Commitment.objects.visible_to(request.user).select_related("lead")
    known = Paragraph.objects.visible_to(request.user).filter(text=text).with_owner().with_words(request.user)
    paragraphs: list[Any] = list(
        known.select_related("decision__edition", "decision__session").prefetch_related(Prefetch("commitments", seen, to_attr="followed"))
    )
    if wanted_format(request):
        return download(request, paragraphs, ParagraphOut, f"text-{text.reference}")
    documents = Document.objects.visible_to(request.user).select_related("source").defer("text", "segments")
    versions = list(text.versions.prefetch_related(Prefetch("document", documents)))
    found = coverage_of(paragraphs)
    drifting = [p for p in paragraphs if any(not version.compared for version in p.shown)]
    show = request.GET.get("show", "")
    kept = {"no_owner": [p for p in paragraphs if p.effect != "neither" and not p.owned], "drift": drifting}
    for paragraph in paragraphs:
        paragraph.columns = in_columns(paragraph, versions)
    context = {
        "text": text,
        "versions": versions,
        "coverage": found,
        "coverage_words": coverage_words(found),
        "drifting": len(drifting),
        "paragraphs": kept.get(show, paragraphs),
        "show": show if show in kept else "",
        "may_manage": request.user.has_perm("programme.manage_texts", text),
        "may_make": request.user.has_perm("programme.manage_commitments") and text.state == AdoptedText.State.ADOPTED,
        "steps": steps_for("adoptedtext", text, request.user, {}) if request.user.has_perm("programme.manage_texts", text) else [],
    }
    return render(request, "programme/text.html", context)


def in_columns(paragraph: Any, versions: list[TextVersion]) -> list[tuple[str, ParagraphVersion | None]]:
    """A paragraph's words in the order of the text's languages; None where a language has none, or may not be shown."""
    known = {version.language: version for version in paragraph.shown}
    return [(version.language, known.get(version.language)) for version in versions]


@form_view
def text_add_view(request: HttpRequest) -> HttpResponse:
    """A new text."""
    require(request.user, "programme.manage_texts")
    return form_page(
        request,
        forms.TextForm(request.POST or None),
        lambda values: services.add_text(by=request.user, **values),
        title=_("Enter an adopted text"),
        lead=_("Then take its language versions from documents of the record, or write its paragraphs by hand."),
        back=reverse("programme:texts"),
        done=_("The text was entered."),
    )


def theirs(request: HttpRequest, reference: str) -> AdoptedText:
    """A text the reader may manage.

    Raises:
        PermissionDenied: if they see it and may not.
    """
    text = text_or_404(request, reference)
    require(request.user, "programme.manage_texts", text)
    return text


@form_view
def text_edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Title, kind, date, edition."""
    text = theirs(request, reference)
    return form_page(
        request,
        forms.TextForm(request.POST or None, record=text),
        lambda values: services.change_text(text=text, by=request.user, **values),
        title=_("Change the text"),
        back=address(text),
        done=_("The text was changed."),
    )


@form_view
def version_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a language version from a document of the record."""
    text = theirs(request, reference)
    return form_page(
        request,
        forms.VersionForm(request.POST or None),
        lambda values: services.add_version(text=text, by=request.user, **values),
        title=_("Add a language version"),
        lead=_("Its numbered paragraphs are laid beside those of the same number."),
        back=address(text),
        done=_("The version was added."),
    )


@form_view
def paragraph_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a paragraph by hand."""
    text = theirs(request, reference)
    return form_page(
        request,
        forms.ParagraphForm(request.POST or None, text=text),
        lambda values: services.set_paragraph(text=text, by=request.user, **values),
        title=_("Write a paragraph"),
        back=address(text),
        done=_("The paragraph was written."),
    )


def paragraph_or_404(request: HttpRequest, number: int) -> Paragraph:
    """A paragraph of a text the reader may manage.

    Raises:
        PermissionDenied: if they see it and may not.
    """
    paragraph = get_object_or_404(Paragraph.objects.visible_to(request.user).select_related("text"), pk=number)
    require(request.user, "programme.manage_texts", paragraph.text)
    return paragraph


@form_view
def paragraph_edit_view(request: HttpRequest, number: int) -> HttpResponse:
    """Change a paragraph's words: the other languages are flagged until they are compared."""
    paragraph = paragraph_or_404(request, number)
    return form_page(
        request,
        forms.ParagraphForm(request.POST or None, text=paragraph.text, paragraph=paragraph),
        lambda values: services.set_paragraph(text=paragraph.text, by=request.user, **values),
        title=_("Change paragraph %(number)s") % {"number": paragraph.number},
        lead=_("Where one language changes, the others are flagged until somebody has compared them."),
        back=place_of(paragraph),
        done=_("The paragraph was changed."),
    )


@form_view
def paragraph_effect_view(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a paragraph does."""
    paragraph = paragraph_or_404(request, number)
    form = forms.EffectForm(request.POST or None, initial={"effect": paragraph.effect, "reason": paragraph.reason})
    return form_page(
        request,
        form,
        lambda values: services.classify_paragraph(paragraph=paragraph, by=request.user, **values),
        title=_("What does paragraph %(number)s do?") % {"number": paragraph.number},
        lead=str(next(iter(paragraph.versions.values_list("words", flat=True)), "")),
        back=place_of(paragraph),
        done=_("That was written down."),
    )


@require_POST
def version_compared_view(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a wording was compared with the one that changed, and stands."""
    version = get_object_or_404(ParagraphVersion.objects.visible_to(request.user).select_related("paragraph__text"), pk=number)
    services.mark_compared(version=version, by=request.user)
    messages.success(request, _("The wording was compared, and stands."))
    return redirect(place_of(version.paragraph))


@form_view
def text_move_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Adopt a text, or withdraw it."""
    text = theirs(request, reference)
    if request.method == "POST" and "reason" not in request.POST:
        try:
            services.move_text(text=text, state=request.POST.get("state", ""), by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The text was moved on."))
        return redirect(address(text))
    from kopri.site.programme.forms.commitments import StepForm

    return form_page(
        request,
        StepForm(request.POST or None, initial={"state": request.GET.get("state", "")}),
        lambda values: services.move_text(text=text, by=request.user, **values),
        title=_("Move the text on"),
        back=address(text),
        done=_("The text was moved on."),
    )


def place_of(paragraph: Paragraph) -> str:
    """Where a paragraph stands."""
    return f"{address(paragraph.text)}#p-{paragraph.number}"
