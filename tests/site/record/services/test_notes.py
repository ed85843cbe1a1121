"""Notes of the desk."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.site.record.factories import DocumentFactory, FigureFactory

from kopri.site.record.models import Note
from kopri.site.record.services.notes import write_note


def test_write_note_allowed(editor, visitor):
    statement = FigureFactory.create()
    note = write_note(document=statement.document, statement=statement, text=" Ask customs. ", by=editor)
    assert (note.text, note.by) == ("Ask customs.", editor)
    assert not Note.objects.visible_to(visitor).exists()


def test_write_note_refused(company):
    with pytest.raises(PermissionDenied):
        write_note(document=DocumentFactory.create(), text="Mine", by=company)


def test_write_note_invalid(editor):
    with pytest.raises(ValidationError):
        write_note(document=DocumentFactory.create(), text="  ", by=editor)
    with pytest.raises(ValidationError, match="another document"):
        write_note(document=DocumentFactory.create(), statement=FigureFactory.create(), text="Mixed up", by=editor)


def test_write_note_logged(editor, journal):
    write_note(document=DocumentFactory.create(), text="Ask customs.", by=editor)
    assert journal() == [("note.written", editor.pk)]
