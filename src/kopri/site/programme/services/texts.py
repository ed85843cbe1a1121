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
from kopri.site.programme.search import index_record
from kopri.site.programme.services.checking import check_name, check_sourced
from kopri.site.programme.services.moving import check_move, fresh
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
    index_record(text)
    return text


@transaction.atomic
def change_text(*, text: AdoptedText, by: Any, **changes: Any) -> AdoptedText:
    """Change title, kind, date, edition … Its state follows its own steps.

    Raises:
        PermissionDenied: if `by` may not manage texts.
        ValidationError: if a field is malformed, or `state` is among the changes.
    """
    require(by, "programme.manage_texts", text)
    if "state" in changes:
        raise ValidationError({"state": _("The state follows its own steps.")})
    text = fresh(text)
    for field, value in changes.items():
        setattr(text, field, value)
    check_name("title", text.title)
    check_sourced(text)
    text.full_clean()
    text.save()
    write_journal("text.changed", text, by=by, fields=sorted(changes))
    index_record(text)
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
    """Write a paragraph by hand, or change its words; languages without words are left as they are.

    Where one language changes, the others are flagged until they are compared. Changing a flagged one brings it in line: it flags nothing.

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
    given = {language: value.strip() for language, value in words.items() if value.strip()}
    changed = [language for language, value in given.items() if _set_words(paragraph, language, value)]
    if changed:
        paragraph.versions.exclude(language__in=given).update(compared=False)
    for language in given:
        TextVersion.objects.get_or_create(text=text, language=language)
    write_journal("paragraph.changed", text, by=by, paragraph=paragraph.pk, languages=changed)
    return paragraph


def _set_words(paragraph: Paragraph, language: str, words: str) -> bool:
    """Whether other languages must be compared with this one now: a first wording, or one brought in line, asks for nothing."""
    version = paragraph.versions.filter(language=language).first()
    if version is None:
        ParagraphVersion.objects.create(paragraph=paragraph, language=language, words=words)
        return False
    if version.words == words:
        return False
    drifts = version.compared
    version.words, version.version, version.compared = words, version.version + 1, True
    version.save()
    return drifts


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
        ValidationError: if the effect is none of these, “neither” has no reason, or a commitment rests on what would promise nothing.
    """
    require(by, "programme.manage_texts", paragraph.text)
    if effect not in Paragraph.Effect.values:
        raise ValidationError({"effect": _("A paragraph decides, promises, or does neither.")})
    if effect == Paragraph.Effect.NEITHER and not reason.strip():
        raise ValidationError({"reason": _("Say why it neither decides nor promises.")})
    if effect == Paragraph.Effect.NEITHER and (paragraph.decision_id or paragraph.commitments.exists()):
        raise ValidationError({"effect": _("A commitment or decision rests on this paragraph.")})
    paragraph.effect, paragraph.decision = effect, decision or paragraph.decision
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
    text = fresh(text)
    check_move("adoptedtext", text, state, by=by, given={"reason": reason})
    before, text.state = text.state, state
    text.save(update_fields=["state"])
    write_journal("text.moved", text, by=by, changes={"state": [before, state]})
    return text
