"""Services on documents: adding by file and by text, changing, publishing, assigning, reading again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.site.record.factories import DocumentFactory

from kopri.site.record.engine import Loaded
from kopri.site.record.models import Document
from kopri.site.record.services.documents import (
    add_document,
    add_file,
    add_text,
    assign_document,
    change_document,
    publish_document,
    read_again,
)

RELEASE = "Trade between Korea and Kazakhstan reached $5.01 billion in 2022, the ministry said on 3 March 2023.\n"


def test_add_text_allowed(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = add_text(text=RELEASE, title="Trade grows", by=officer)
    document.refresh_from_db()
    assert (document.state, document.rights, document.visibility, document.language) == ("read", "quote", "desk", "en")
    figure = document.statements.get(type="figure", unit="USD")
    assert figure.value == 5_010_000_000
    assert document.text[figure.start : figure.end] == "$5.01 billion"
    assert {p.country for p in figure.parties.all()} == {"KAZ", "KOR"}


def test_add_text_refused(company):
    with pytest.raises(PermissionDenied):
        add_text(text=RELEASE, title="Trade grows", by=company)
    assert not Document.objects.exists()


def test_add_text_invalid(officer):
    with pytest.raises(ValidationError) as refused:
        add_text(text=" \n", title="Nothing", by=officer)
    assert "text" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        add_text(text=RELEASE, title="Trade", published_known="last spring", by=officer)
    assert "published_known" in refused.value.message_dict
    assert not Document.objects.exists()


def test_add_text_logged(officer, journal):
    add_text(text=RELEASE, title="Trade grows", by=officer)
    assert journal() == [("document.added", officer.pk)]


def test_add_document_known_text_is_named(officer):
    known = add_text(text=RELEASE, title="Trade grows", by=officer)
    with pytest.raises(ValidationError) as refused:
        add_text(text=RELEASE, title="Another title", by=officer)
    error = refused.value.error_dict["file"][0]
    assert (error.code, error.params["reference"]) == ("known", known.reference)
    assert Document.objects.count() == 1


def test_add_file_allowed(officer):
    document = add_file(data=RELEASE.encode(), name="C:/letters/release.txt", by=officer)
    assert document.text == RELEASE
    assert document.file.read() == RELEASE.encode()
    assert document.file_name == "release.txt" or document.file_name.endswith("release.txt")


def test_add_file_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_file(data=RELEASE.encode(), name="release.txt", by=ministry)


@pytest.mark.parametrize(("data", "name"), [(b"", "empty.txt"), (b"\x00\x01\x02" * 50, "noise.txt"), (b"%PDF-1.7 broken", "broken.pdf")])
def test_add_file_invalid(officer, data, name):
    with pytest.raises(ValidationError) as refused:
        add_file(data=data, name=name, by=officer)
    assert name in refused.value.message_dict["file"][0]
    assert not Document.objects.exists()


def test_add_file_too_large(officer, settings):
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(ValidationError, match="the limit is 1 MB"):
        add_file(data=b"a" * 2**21, name="long.txt", by=officer)


def test_add_file_logged(officer, journal):
    add_file(data=RELEASE.encode(), name="release.txt", by=officer)
    assert journal() == [("document.added", officer.pk)]


def test_add_document_allowed(editor):
    document = add_document(loaded=Loaded("a.txt", RELEASE, "txt", title="Trade grows"), rights="open", by=editor)
    assert (document.title, document.rights, document.file_name, document.added_by) == ("Trade grows", "open", "a.txt", editor)


@pytest.mark.parametrize(
    ("name", "inside", "shown"),
    [
        ("trade_report-2021.txt", "", "Trade report 2021"),
        ("동향_2024.hwpx", "", "동향 2024"),
        ("Отчёт о торговле.PDF", "", "Отчёт о торговле"),
        ("minutes.docx", "Microsoft Word - final_v3.docx", "Minutes"),
        ("minutes.docx", "Minutes of the second session", "Minutes of the second session"),
    ],
)
def test_a_title_taken_from_a_files_name_reads_well(editor, name, inside, shown):
    loaded = Loaded(name, "4,220 million dollars.", name.rpartition(".")[2].lower(), title=inside or None)
    assert add_document(loaded=loaded, by=editor).title == shown


def test_add_document_invalid(editor):
    with pytest.raises(ValidationError) as refused:
        add_document(loaded=Loaded("a.txt", RELEASE, "txt"), rights="all mine", url="no address", by=editor)
    assert {"rights", "url"} <= set(refused.value.message_dict)
    assert not Document.objects.exists()


def test_add_document_logged(editor, journal):
    add_document(loaded=Loaded("a.txt", RELEASE, "txt"), by=editor)
    assert journal() == [("document.added", editor.pk)]


def test_add_document_refused(stranger):
    with pytest.raises(PermissionDenied):
        add_document(loaded=Loaded("a.txt", RELEASE, "txt"), by=stranger)


def test_change_document_allowed(editor):
    document = DocumentFactory.create()
    change_document(document=document, title="A better title", rights="open", by=editor)
    document.refresh_from_db()
    assert (document.title, document.rights) == ("A better title", "open")


def test_change_document_refused(company):
    with pytest.raises(PermissionDenied):
        change_document(document=DocumentFactory.create(), title="Mine", by=company)


def test_change_document_invalid(editor):
    document = DocumentFactory.create()
    with pytest.raises(ValidationError) as refused:
        change_document(document=document, text="another text", by=editor)
    assert "text" in refused.value.message_dict


def test_change_document_date_reads_again(editor, django_capture_on_commit_callbacks):
    document = DocumentFactory.create()
    with django_capture_on_commit_callbacks(execute=True):
        change_document(document=document, published_known="2021-03-06", by=editor)
    document.refresh_from_db()
    assert (document.published, document.state) == ("2021-03-06", "read")


def test_change_document_logged(editor, journal):
    change_document(document=DocumentFactory.create(), title="A better title", by=editor)
    assert journal() == [("document.changed", editor.pk)]


def test_publish_document_allowed(editor, visitor):
    document = DocumentFactory.create(visibility="desk")
    assert not Document.objects.visible_to(visitor).exists()
    publish_document(document=document, visibility="public", by=editor)
    assert Document.objects.visible_to(visitor).get() == document


def test_publish_document_refused(ministry):
    document = DocumentFactory.create(visibility="desk")
    with pytest.raises(PermissionDenied):
        publish_document(document=document, visibility="public", by=ministry)


def test_publish_document_invalid(editor):
    with pytest.raises(ValidationError):
        publish_document(document=DocumentFactory.create(), visibility="friends", by=editor)


def test_publish_document_logged(editor, journal):
    document = DocumentFactory.create()
    publish_document(document=document, visibility="desk", by=editor)
    publish_document(document=document, visibility="public", by=editor)
    assert journal() == [("document.hidden", editor.pk), ("document.published", editor.pk)]


def test_assign_document_allowed(officer, editor):
    document = DocumentFactory.create()
    assign_document(document=document, to=editor, by=officer)
    document.refresh_from_db()
    assert document.assigned_to == editor
    assign_document(document=document, to=None, by=officer)
    assert document.assigned_to is None


def test_assign_document_refused(company, editor):
    with pytest.raises(PermissionDenied):
        assign_document(document=DocumentFactory.create(), to=editor, by=company)


def test_assign_document_invalid(officer, company):
    with pytest.raises(ValidationError) as refused:
        assign_document(document=DocumentFactory.create(), to=company, by=officer)
    assert "to" in refused.value.message_dict


def test_assign_document_logged(officer, editor, journal):
    assign_document(document=DocumentFactory.create(), to=editor, by=officer)
    assert journal() == [("document.assigned", officer.pk)]


def test_read_again_allowed(editor, django_capture_on_commit_callbacks):
    document = DocumentFactory.create(state="failed", failure="out of memory")
    with django_capture_on_commit_callbacks(execute=True):
        read_again(document=document, by=editor)
    document.refresh_from_db()
    assert (document.state, document.failure) == ("read", "")


def test_read_again_refused(company):
    with pytest.raises(PermissionDenied):
        read_again(document=DocumentFactory.create(), by=company)


def test_read_again_logged(editor, journal):
    read_again(document=DocumentFactory.create(), by=editor)
    assert journal() == [("document.queued", editor.pk)]
