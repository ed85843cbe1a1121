"""Documents in, and what whom sees of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.site.conftest import signed_in
from tests.site.record.factories import (
    KOREAN_TEXT,
    RUSSIAN_TEXT,
    SAMPLE_TEXT,
    DocumentFactory,
    FigureFactory,
    NoteFactory,
    TextWarningFactory,
    full_document,
)

from kopri.site.record import work
from kopri.site.record.models import Document

pytestmark = pytest.mark.django_db
ADD = "record:document_add"


def page_of(document: Document, name: str = "document") -> str:
    return reverse(f"record:{name}", args=[document.reference])


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def add(client: Any, **given: Any) -> Any:
    return client.post(reverse(ADD), {"rights": "quote", "visibility": "desk", **given})


def test_only_the_desk_adds_documents(stranger: Any, client: Any) -> None:
    assert signed_in(stranger).get(reverse(ADD)).status_code == 403
    assert add(signed_in(stranger), text="A text.").status_code == 403
    assert "/login/" in client.get(reverse(ADD)).url
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_file_leads_to_its_page(officer: Any) -> None:
    response = add(signed_in(officer), files=[file("release.txt", SAMPLE_TEXT)], published_known="2021-03-05")
    document = Document.objects.get()
    assert response.url == page_of(document)
    assert document.added_by == officer
    assert document.text == SAMPLE_TEXT
    assert document.published_known == "2021-03-05"
    assert document.state == "read", document.failure
    assert document.statements.filter(type="figure", value=4_220_000_000, unit="USD").exists()


@pytest.mark.django_db(transaction=True)
def test_pasted_text_in_any_script(officer: Any) -> None:
    for text in (KOREAN_TEXT, RUSSIAN_TEXT):
        response = add(signed_in(officer), text=text)
        assert response.status_code == 302
        assert text.splitlines()[0] in signed_in(officer).get(response.url).content.decode()


@pytest.mark.parametrize("field", ["files", "folder"])
def test_too_many_files_at_once_are_refused_beside_the_field(officer: Any, field: str) -> None:
    response = add(signed_in(officer), **{field: [file(f"{n}.txt", f"Report {n}.") for n in range(101)]})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "These are 101 files; at most 100 can be added at a time." in response.content.decode()
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_bad_files_are_named_and_good_ones_go_on(officer: Any) -> None:
    given = [
        file("good.txt", SAMPLE_TEXT),
        file("empty.txt", " "),
        file("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
        file("old.pdf", b"%PDF-1.4 broken"),
    ]
    response = add(signed_in(officer), files=given)
    assert response.status_code == 422
    assert Document.objects.count() == 1
    errors = response.context["form"].errors["files"]
    assert len(errors) == 3
    assert [name for name in ("empty.txt", "photo.jpg", "old.pdf") if any(name in error for error in errors)] == [
        "empty.txt",
        "photo.jpg",
        "old.pdf",
    ]
    assert page_of(Document.objects.get()) in response.content.decode()


def test_a_text_that_is_there_already_is_linked(officer: Any) -> None:
    known = DocumentFactory.create(title="Seen <before>")
    response = add(signed_in(officer), files=[file("again.txt", known.text)])
    page = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="{page_of(known)}">' in page
    assert "again.txt" in page
    assert "<before>" not in page
    assert Document.objects.count() == 1


def test_too_large_a_file_is_refused_unread(officer: Any, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 0.0001
    response = add(signed_in(officer), files=[file("large.txt", SAMPLE_TEXT)])
    assert "large.txt" in response.context["form"].errors["files"][0]
    assert "the limit is" in response.context["form"].errors["files"][0]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("files", {}),
        ("published_known", {"text": "x", "published_known": "yesterday"}),
        ("url", {"text": "x", "url": "javascript:alert(1)"}),
    ],
)
def test_an_error_stands_beside_its_field_and_what_was_typed_stays(officer: Any, field: str, given: dict[str, str]) -> None:
    response = add(signed_in(officer), title="Typed title", **given)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert "Typed title" in response.content.decode()


def test_the_public_sees_quotes_where_the_rights_allow_no_more() -> None:
    document = DocumentFactory.create(rights="quote")
    FigureFactory.create(document=document)
    page = signed_in(None).get(page_of(document)).content.decode()
    assert "Trade between Kazakhstan and Korea reached" in page
    assert "[…]" in page
    assert "nearly three times the value" not in page
    assert "Memorandum on Rare Metals" not in page


@pytest.mark.parametrize("rights", ["open", "licensed"])
def test_the_public_sees_the_whole_text_where_the_rights_allow_it(rights: str) -> None:
    page = signed_in(None).get(page_of(full_document(rights=rights))).content.decode()
    assert "nearly three times the value" in page


def test_the_desk_sees_the_whole_text(officer: Any) -> None:
    page = signed_in(officer).get(page_of(DocumentFactory.create(rights="quote"))).content.decode()
    assert "nearly three times the value" in page


def test_the_public_sees_neither_hidden_documents_nor_what_was_rejected_nor_notes(officer: Any) -> None:
    hidden = DocumentFactory.create(visibility="desk", title="Hidden title")
    shown = DocumentFactory.create()
    FigureFactory.create(document=shown, state="rejected")
    NoteFactory.create(document=shown, text="Between ourselves")
    visitor = signed_in(None)
    assert visitor.get(page_of(hidden)).status_code == 404
    assert "Hidden title" not in visitor.get(reverse("record:documents")).content.decode()
    page = visitor.get(page_of(shown)).content.decode()
    assert "4.22 billion" not in page
    assert "Between ourselves" not in page
    assert "Between ourselves" in signed_in(officer).get(page_of(shown)).content.decode()


def test_statements_can_be_narrowed_to_a_kind(officer: Any) -> None:
    response = signed_in(officer).get(page_of(full_document()), {"kind": "event"})
    assert [s.type for s in response.context["statements"]] == ["event"]


def test_a_long_text_comes_in_parts(officer: Any) -> None:
    document = DocumentFactory.create(text="A line of the first part.\n" * 5000 + "The very end.")
    first = signed_in(officer).get(page_of(document)).content.decode()
    last = signed_in(officer).get(page_of(document), {"part": "2"}).content.decode()
    assert "The very end." not in first
    assert "?part=2" in first
    assert "The very end." in last


def test_reading_is_shown_live_until_it_is_done(officer: Any) -> None:
    document = DocumentFactory.create(state="reading")
    client = signed_in(officer)
    assert "The document is being read" in client.get(page_of(document)).content.decode()
    poll = {"HX-Request": "true", "HX-Target": "reading"}
    response = client.get(page_of(document), headers=poll)
    assert "<html" not in response.content.decode()
    assert "HX-Refresh" not in response
    Document.objects.update(state="read")
    assert client.get(page_of(document), headers=poll)["HX-Refresh"] == "true"
    Document.objects.update(state="failed", failure="PdfError: no text layer")
    assert "no text layer" in client.get(page_of(document)).content.decode()


def test_the_list_follows_what_is_read(officer: Any) -> None:
    DocumentFactory.create(state="queued")
    client = signed_in(officer)
    assert 'hx-trigger="every 2s"' in client.get(reverse("record:documents")).content.decode()
    fragment = client.get(reverse("record:documents"), headers={"HX-Request": "true", "HX-Target": "documents"}).content.decode()
    assert "waits to be read" in fragment
    assert "<html" not in fragment


def test_what_is_known_can_be_changed(officer: Any) -> None:
    document = DocumentFactory.create()
    client = signed_in(officer)
    given = {
        "title": "A better title",
        "source": document.source_id,
        "url": document.url,
        "rights": "open",
        "licence": "",
        "published_known": "",
    }
    assert client.post(page_of(document, "document_edit"), given).url == page_of(document)
    document.refresh_from_db()
    assert (document.title, document.rights) == ("A better title", "open")
    assert client.post(page_of(document, "document_edit"), given | {"title": ""}).status_code == 422


def test_a_document_is_shown_and_hidden(officer: Any) -> None:
    document = DocumentFactory.create(visibility="desk")
    for visibility in ("public", "desk"):
        signed_in(officer).post(page_of(document, "document_publish"), {"visibility": visibility})
        document.refresh_from_db()
        assert document.visibility == visibility
    response = signed_in(officer).post(page_of(document, "document_publish"), {"visibility": "nobody"}, follow=True)
    assert "Choose everybody or the review desk." in response.content.decode()


def test_a_document_is_given_to_a_colleague_of_the_desk_only(officer: Any, editor: Any, company: Any) -> None:
    document = DocumentFactory.create()
    client = signed_in(officer)
    client.post(page_of(document, "document_assign"), {"to": editor.pk})
    document.refresh_from_db()
    assert document.assigned_to == editor
    assert client.post(page_of(document, "document_assign"), {"to": company.pk}).status_code == 422
    response = client.post(page_of(document, "document_assign"), {"to": "", "next": "https://elsewhere.example/"})
    assert response.url == page_of(document)
    document.refresh_from_db()
    assert document.assigned_to is None


@pytest.mark.parametrize("name", ["document_publish", "document_assign", "document_read_again", "document_note", "document_edit"])
def test_strangers_change_nothing(name: str, stranger: Any) -> None:
    document = DocumentFactory.create()
    assert signed_in(stranger).post(page_of(document, name), {"visibility": "desk", "text": "x"}).status_code == 403


def test_what_the_desk_knows_of_a_person_can_be_given_handed_over_and_erased(officer: Any, editor: Any, administrator: Any) -> None:
    document = DocumentFactory.create(assigned_to=officer, added_by=officer)
    NoteFactory.create(document=document, by=officer, text="Mine")
    assert work.handler.export(officer)["documents_added"] == [document.reference]
    assert work.handler.export(officer)["notes"][0]["text"] == "Mine"
    assert work.handler.hand_over(officer, editor, administrator) == 1
    document.refresh_from_db()
    assert document.assigned_to == editor
    work.handler.erase(editor)
    document.refresh_from_db()
    assert document.assigned_to is None


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_the_same_few_questions(
    count: int, officer: Any, forum: Any, django_assert_num_queries: Callable[[int], Any]
) -> None:
    documents = [full_document() for _ in range(count)]
    for document in documents:
        TextWarningFactory.create_batch(count, document=document)
        NoteFactory.create_batch(count, document=document, by=officer)
    client = signed_in(officer)
    client.get(reverse("record:documents"))
    with django_assert_num_queries(13):
        client.get(page_of(documents[0]))
    with django_assert_num_queries(7):
        client.get(reverse("record:documents"))
    with django_assert_num_queries(9):
        signed_in(None).get(page_of(documents[0]))


def test_the_founding_documents_can_be_added_where_they_are_at_hand(officer: Any) -> None:
    folder = Path(__file__).parents[4] / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the founding documents are not beside the repository")
    files = [file(path.name, path.read_bytes()) for path in sorted(folder.glob("*.txt"))]
    response = add(signed_in(officer), folder=files)
    assert response.status_code == 302, response.context["form"].errors
    assert Document.objects.count() == len(files)
