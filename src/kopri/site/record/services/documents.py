"""Services on documents: adding, changing, publishing, assigning."""

import hashlib
import re
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.record.engine import Loaded, UnreadableError, days_of, read_limited, title_of
from kopri.site.record.models import Document, ReadingState, Rights, Source, Visibility
from kopri.site.record.tasks import enqueue_reading

FILE_NAME = re.compile(r"\.(?:txt|md|html?|pdf|docx?|hwpx?|xlsx?|pptx?|odt|rtf)$", re.IGNORECASE)
CHANGEABLE = {"title", "url", "source", "rights", "licence", "published_known"}


def add_file(*, data: bytes, name: str, by: Any, **about: Any) -> Document:
    """A new document from an uploaded file; its text is extracted in a limited subprocess.

    Args:
        data: the file.
        name: its name; only the last part is kept.
        about: as for `add_document`.

    Raises:
        PermissionDenied: if `by` may not add documents.
        ValidationError: on `file`, saying why it cannot be read; nothing is stored.
    """
    require(by, "record.add_document")
    limit = settings.UPLOAD_LIMIT_MB
    if len(data) > limit * 1024 * 1024:
        size = {"name": name, "size": len(data) / 2**20, "limit": limit}
        raise ValidationError({"file": _("%(name)s has %(size).1f MB; the limit is %(limit)d MB.") % size})
    try:
        loaded = read_limited(data, PurePath(name).name)
    except UnreadableError as error:
        raise ValidationError({"file": f"{PurePath(name).name}: {error.reason} {error.advice}".strip()}) from error
    about.setdefault("published_known", loaded.published or "")
    return add_document(loaded=loaded, by=by, original=data, **about)


def add_text(*, text: str, title: str, by: Any, **about: Any) -> Document:
    """A new document from pasted text.

    Raises:
        PermissionDenied: if `by` may not add documents.
        ValidationError: on `text` if there is none.
    """
    require(by, "record.add_document")
    if not text.strip():
        raise ValidationError({"text": _("There is no text: paste the document, or choose a file.")})
    return add_document(loaded=Loaded(path=f"{title or 'pasted'}.txt", text=text, format="txt", title=title), by=by, title=title, **about)


@transaction.atomic
def add_document(
    *,
    loaded: Loaded,
    by: Any,
    title: str = "",
    source: Source | None = None,
    url: str = "",
    rights: str = Rights.QUOTE,
    licence: str = "",
    visibility: str = Visibility.DESK,
    published_known: str = "",
    original: bytes | None = None,
) -> Document:
    """A new document from extracted text; reading starts when the transaction is through.

    Raises:
        PermissionDenied: if `by` may not add documents.
        ValidationError: if a field is malformed or the same text is in the register.
    """
    require(by, "record.add_document")
    sha256 = hashlib.sha256(loaded.text.encode()).hexdigest()
    known = Document.objects.filter(sha256=sha256).first()
    if known:
        message = _("This text is in the register already: “%(title)s”.")
        raise ValidationError({"file": ValidationError(message, code="known", params={"title": known.title, "reference": known.reference})})
    check_published(published_known)
    name = PurePath(loaded.path).name
    document = Document(
        source=source,
        title=(title or proper_title(loaded.title or "") or title_of(loaded.text) or title_from_name(name))[:300],
        url=url,
        rights=rights,
        licence=licence,
        visibility=visibility,
        published_known=published_known,
        file_name=name[:200],
        format=loaded.format,
        text=loaded.text,
        sha256=sha256,
        added_by=by,
    )
    document.full_clean()
    if original is not None:
        document.file.save(f"{get_random_string(24)}{PurePath(name).suffix.lower()[:6]}", ContentFile(original), save=False)
    document.save()
    write_journal("document.added", document, by=by, sha256=sha256, characters=len(loaded.text))
    transaction.on_commit(lambda: enqueue_reading(document))
    return document


@transaction.atomic
def change_document(*, document: Document, by: Any, **changes: Any) -> Document:
    """Change what is known about a document; its text never changes. A new publication date has it read again.

    Raises:
        PermissionDenied: if `by` may not change documents.
        ValidationError: if a field is malformed or cannot be changed.
    """
    require(by, "record.change_document", document)
    wrong = set(changes) - CHANGEABLE
    if wrong:
        raise ValidationError({name: _("This field cannot be changed.") for name in wrong})
    check_published(changes.get("published_known", ""))
    again = changes.get("published_known", document.published_known) != document.published_known
    moved = changes.get("source", document.source) != document.source
    for field, value in changes.items():
        setattr(document, field, value)
    document.full_clean()
    if again:
        document.state = ReadingState.QUEUED
    document.save()
    write_journal("document.changed", document, by=by, fields=sorted(changes))
    if again:
        transaction.on_commit(lambda: enqueue_reading(document))
    elif moved:
        transaction.on_commit(lambda: judge_again(document))
    return document


@transaction.atomic
def publish_document(*, document: Document, visibility: str, by: Any) -> Document:
    """Show a document and its statements to everybody, or to the desk only.

    Raises:
        PermissionDenied: if `by` may not change documents.
        ValidationError: if `visibility` is neither.
    """
    require(by, "record.change_document", document)
    if visibility not in Visibility.values:
        raise ValidationError({"visibility": _("Choose everybody or the review desk.")})
    document.visibility = visibility
    document.save(update_fields=["visibility"])
    write_journal("document.published" if visibility == Visibility.PUBLIC else "document.hidden", document, by=by)
    transaction.on_commit(lambda: index_later(document))
    return document


@transaction.atomic
def assign_document(*, document: Document, to: Any, by: Any) -> Document:
    """Give the review of a document to a colleague, or to nobody.

    Raises:
        PermissionDenied: if `by` may not assign work.
        ValidationError: if `to` does not work at the desk.
    """
    require(by, "record.assign_work", document)
    if to is not None and not is_staff_of_record(to):
        raise ValidationError({"to": _("Only somebody who works at the review desk can be given a document.")})
    document.assigned_to = to
    document.save(update_fields=["assigned_to"])
    write_journal("document.assigned", document, by=by, to=to.pk if to is not None else None)
    return document


@transaction.atomic
def read_again(*, document: Document, by: Any) -> Document:
    """Have a document read by today's engine; what people decided stays.

    Raises:
        PermissionDenied: if `by` may not change documents.
    """
    require(by, "record.change_document", document)
    document.state = ReadingState.QUEUED
    document.failure = ""
    document.save(update_fields=["state", "failure"])
    write_journal("document.queued", document, by=by)
    transaction.on_commit(lambda: enqueue_reading(document))
    return document


def proper_title(title: str) -> str:
    """The title a file says it has; empty if that is only the name of a file, as programs put it in."""
    return "" if FILE_NAME.search(title) else title


def title_from_name(name: str) -> str:
    """The name of a file as a heading: "trade_report-2021.txt" → "Trade report 2021"."""
    words = re.sub(r"[\s_–-]+", " ", FILE_NAME.sub("", name)).strip()
    return capfirst(words) or name


def check_published(value: str) -> None:
    """A publication date is an ISO date of any precision, or empty.

    Raises:
        ValidationError: on `published_known`.
    """
    try:
        known = not value or days_of(value)[0] is not None
    except ValueError:
        known = False
    if not known:
        raise ValidationError({"published_known": _("“%(value)s” is not a date: write 2025-02-26, 2025-02 or 2025.") % {"value": value}})


def judge_again(document: Document) -> None:
    """Another publisher: what its statements are worth, and those of others in the same series."""
    from kopri.site.record.services.credibility import judge_document, judge_series

    judge_document(document)
    judge_series(set(document.statements.of_type("figure").values_list("series", flat=True)))


def index_later(document: Document) -> None:
    """Bring the search index up to date with a document."""
    from kopri.site.record.search import index_document

    index_document(document)
