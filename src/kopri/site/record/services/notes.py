"""Services on notes: what the desk remarks among itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.record.models import Document, Note, Statement


@transaction.atomic
def write_note(*, document: Document, text: str, by: Any, statement: Statement | None = None) -> Note:
    """A remark on a document, or on one statement of it.

    Raises:
        PermissionDenied: if `by` may not write notes.
        ValidationError: if the text is empty or the statement stands in another document.
    """
    require(by, "record.write_note", document)
    if not text.strip():
        raise ValidationError({"text": _("The note is empty.")})
    if statement is not None and statement.document_id != document.pk:
        raise ValidationError({"statement": _("This statement stands in another document.")})
    note = Note.objects.create(document=document, statement=statement, text=text.strip(), by=by)
    write_journal("note.written", note, by=by, document=document.pk, statement=statement.pk if statement else None)
    return note
