"""Services on adopted texts: paragraphs, language versions, what each paragraph does."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.models import AdoptedText, Decision, Paragraph, ParagraphVersion, TextVersion
from kopri.site.programme.paragraphs import split_paragraphs
from kopri.site.programme.services.checking import check_name, check_sourced
from kopri.site.programme.services.moving import check_move
from kopri.site.record.models import Document


@transaction.atomic
def add_text(*, title: Multilingual, kind: str, by: Any, **fields: Any) -> AdoptedText:
    """A text that is to be adopted or was.

    Raises:
        PermissionDenied: if `by` may not manage texts.
        ValidationError: if a field is malformed.
    """
    require(by, "programme.manage_texts")
    text = AdoptedText(title=title, kind=kind, **fields)
    check_name("title", title)
    check_sourced(text)
    text.full_clean()
    text.save()
    write_journal("text.added", text, by=by, kind=kind)
    return text


@transaction.atomic
def add_version(*, text: AdoptedText, document: Document, by: Any, authentic: bool = True) -> TextVersion:
    """Take a language version from a document of the record: its numbered paragraphs are laid beside those of the same number.

    Raises:
        PermissionDenied: if `by` may not manage texts.
        ValidationError: if the document has no language, no numbered paragraphs, or the language is there already.
    """
    require(by, "programme.manage_texts", text)
    if not document.language:
        raise ValidationError({"document": _("The language of this document is not known.")})
    if text.versions.filter(language=document.language).exists():
        raise ValidationError({"document": _("There is a version in this language already.")})
    pieces = split_paragraphs(document.text)
    if not pieces:
        raise ValidationError({"document": _("No numbered paragraphs were found in this document.")})
    version = TextVersion.objects.create(text=text, language=document.language, document=document, authentic=authentic)
    for piece in pieces:
        paragraph = _paragraph(text, piece.number)
        ParagraphVersion.objects.create(
            paragraph=paragraph, language=document.language, words=piece.words, start=piece.start, end=piece.end
        )
    write_journal("text.version_added", text, by=by, language=document.language, paragraphs=len(pieces))
    return version


@transaction.atomic
def set_paragraph(*, text: AdoptedText, number: str, words: Mapping[str, str], by: Any) -> Paragraph:
    """Write a paragraph by hand, or change its words. Where one language changes, the others are flagged until they are compared.

    Raises:
        PermissionDenied: if `by` may not manage texts.
        ValidationError: if the number or all words are empty.
    """
    require(by, "programme.manage_texts", text)
    if not number.strip():
        raise ValidationError({"number": _("A paragraph has a number.")})
    if not any(value.strip() for value in words.values()):
        raise ValidationError({"words": _("Write it in at least one language.")})
    paragraph = _paragraph(text, number.strip())
    changed = [language for language, value in words.items() if _set_words(paragraph, language, value)]
    if changed:
        paragraph.versions.exclude(language__in=changed).update(compared=False)
        for language in changed:
            TextVersion.objects.get_or_create(text=text, language=language)
    write_journal("paragraph.changed", text, by=by, paragraph=paragraph.pk, languages=changed)
    return paragraph


def _set_words(paragraph: Paragraph, language: str, words: str) -> bool:
    """Whether the words in this language changed. A first wording flags nothing."""
    version = paragraph.versions.filter(language=language).first()
    if version is None:
        ParagraphVersion.objects.create(paragraph=paragraph, language=language, words=words)
        return not paragraph.versions.exclude(language=language).exists()
    if version.words == words:
        return False
    version.words, version.version, version.compared = words, version.version + 1, True
    version.save()
    return True


def _paragraph(text: AdoptedText, number: str) -> Paragraph:
    found = text.paragraphs.filter(number=number).first()
    last = text.paragraphs.aggregate(last=Max("order"))["last"] or 0
    return found or Paragraph.objects.create(text=text, number=number, order=last + 1)


@transaction.atomic
def mark_compared(*, version: ParagraphVersion, by: Any) -> ParagraphVersion:
    """Say that a language version was compared with the one that changed, and stands.

    Raises:
        PermissionDenied: if `by` may not manage texts.
    """
    require(by, "programme.manage_texts", version.paragraph.text)
    version.compared = True
    version.save(update_fields=["compared"])
    write_journal("paragraph.compared", version.paragraph.text, by=by, paragraph=version.paragraph_id, language=version.language)
    return version


@transaction.atomic
def classify_paragraph(*, paragraph: Paragraph, effect: str, by: Any, reason: str = "", decision: Decision | None = None) -> Paragraph:
    """Say what a paragraph does: decides, promises, or neither with the reason.

    Raises:
        PermissionDenied: if `by` may not manage texts.
        ValidationError: if the effect is none of these, or “neither” has no reason.
    """
    require(by, "programme.manage_texts", paragraph.text)
    if effect not in Paragraph.Effect.values:
        raise ValidationError({"effect": _("A paragraph decides, promises, or does neither.")})
    if effect == Paragraph.Effect.NEITHER and not reason.strip():
        raise ValidationError({"reason": _("Say why it neither decides nor promises.")})
    paragraph.effect, paragraph.decision = effect, decision
    paragraph.reason = reason if effect == Paragraph.Effect.NEITHER else ""
    paragraph.save()
    write_journal("paragraph.classified", paragraph.text, by=by, paragraph=paragraph.pk, effect=effect)
    return paragraph


@transaction.atomic
def move_text(*, text: AdoptedText, state: str, by: Any, reason: str = "") -> AdoptedText:
    """Adopt a text, or withdraw it.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, or what it needs is missing.
    """
    require(by, "programme.manage_texts", text)
    check_move("adoptedtext", text, state, by=by, given={"reason": reason})
    before, text.state = text.state, state
    text.save(update_fields=["state"])
    write_journal("text.moved", text, by=by, changes={"state": [before, state]})
    return text


@transaction.atomic
def add_decision(*, text: Multilingual, by: Any, **fields: Any) -> Decision:
    """Write down what a body decided.

    Raises:
        PermissionDenied: if `by` may not decide.
        ValidationError: if it has no words or belongs to neither edition nor session.
    """
    require(by, "programme.decide")
    decision = Decision(text=text, **fields)
    check_name("text", text)
    check_sourced(decision)
    if decision.edition is None and decision.session is None:
        raise ValidationError({"edition": _("A decision was taken at an edition or in a session.")})
    decision.full_clean()
    decision.save()
    write_journal("decision.added", decision, by=by, state=decision.state)
    return decision


@transaction.atomic
def move_decision(*, decision: Decision, state: str, by: Any, reason: str = "") -> Decision:
    """Adopt a decision, or withdraw it.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, or what it needs is missing.
    """
    require(by, "programme.decide", decision)
    check_move("decision", decision, state, by=by, given={"reason": reason})
    before, decision.state = decision.state, state
    decision.save(update_fields=["state"])
    write_journal("decision.moved", decision, by=by, changes={"state": [before, state]})
    return decision
