"""The record can be found as far as its rights allow, and no longer when it is gone."""

import pytest
from tests.site.record.factories import (
    KOREAN_TEXT,
    RUSSIAN_TEXT,
    DocumentFactory,
    EventFactory,
    FigureFactory,
    PersonFactory,
    PostFactory,
    PostHeldFactory,
    SourceFactory,
)

from kopri.site.base.multilingual import Multilingual
from kopri.site.base.search import search
from kopri.site.record.models import Document, Statement
from kopri.site.record.search import index_document, index_statement, rebuild
from kopri.site.record.services.documents import publish_document
from kopri.site.record.services.people import link_people
from kopri.site.record.services.review import reject_statement, undo_review

pytestmark = pytest.mark.django_db


def kinds_found(query, user):
    """What kinds of thing a reader finds, with how many of each."""
    return {count.kind: count.count for count in search(query, user).by_kind}


@pytest.fixture
def document():
    """A public report that may be quoted only, with a figure, indexed."""
    document = DocumentFactory.create(source=SourceFactory.create(name=Multilingual.of(en="Gazette of the Steppe")))
    FigureFactory.create(document=document)
    index_document(document)
    return document


def test_a_statement_is_found_by_its_quote(document, visitor):
    found = search("4.22 billion", visitor, kind="statement")
    assert [hit.url for hit in found.hits] == [f"/s/{document.statements.get().reference}/"]


def test_a_statement_is_found_by_its_country_in_any_language(document, visitor):
    for name in ("Kazakhstan", "카자흐스탄", "Казахстан", "Қазақстан"):
        assert kinds_found(name, visitor).get("statement") == 1


def test_the_public_finds_of_a_quoted_document_only_the_passages(document, visitor, officer):
    assert kinds_found("engineers", visitor) == {}
    assert kinds_found("engineers", officer) == {"document": 1}
    assert kinds_found("trade", visitor)["document"] == 1


def test_no_entry_for_the_public_holds_more_than_it_may_see(document):
    from kopri.site.base.models import SearchEntry

    assert not SearchEntry.objects.filter(audience="public", snippet__contains="Rare Metals").exists()


def test_the_public_finds_the_whole_text_of_an_open_document(visitor):
    index_document(DocumentFactory.create(rights="open"))
    assert kinds_found("engineers", visitor) == {"document": 1}


def test_what_is_taken_back_is_no_longer_found(document, officer, visitor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish_document(document=document, visibility="desk", by=officer)
    assert kinds_found("trade", visitor) == {}
    assert kinds_found("trade", officer) == {"document": 1, "statement": 1}


def test_a_withdrawn_statement_is_no_longer_found(document, visitor):
    Statement.objects.update(state="withdrawn")
    index_document(document)
    assert "statement" not in kinds_found("trade", visitor)


def test_a_rejected_statement_is_gone_until_the_verdict_is_undone(document, officer, visitor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        review = reject_statement(statement=document.statements.get(), by=officer)
    assert "statement" not in kinds_found("trade", visitor)
    with django_capture_on_commit_callbacks(execute=True):
        undo_review(review=review, by=officer)
    assert kinds_found("trade", visitor)["statement"] == 1


def test_indexing_one_statement_leaves_the_others(document, visitor):
    other = EventFactory.create(document=document)
    index_statement(other)
    assert kinds_found("summit", visitor)["statement"] == 1
    assert kinds_found("trade", visitor)["statement"] == 1


@pytest.mark.parametrize(
    ("text", "query"), [(KOREAN_TEXT, "정상회담"), (KOREAN_TEXT, "교역"), (RUSSIAN_TEXT, "товарооборот"), (RUSSIAN_TEXT, "партнёрство")]
)
def test_documents_of_any_script_are_found(text, query, visitor):
    index_document(DocumentFactory.create(rights="open", text=text))
    assert kinds_found(query, visitor) == {"document": 1}


def test_people_and_sources_are_found_with_the_document_that_names_them(visitor):
    statement = PostFactory.create(document__source=SourceFactory.create(name=Multilingual.of(en="Gazette of the Steppe")))
    PostHeldFactory.create(statement=statement, source="", person=PersonFactory.create())
    index_document(statement.document)
    assert kinds_found("한지원", visitor)["person"] == 1
    assert kinds_found("gazette", visitor)["source"] == 1


def test_somebody_named_by_hidden_documents_only_is_found_by_the_desk_alone(visitor, officer):
    statement = PostFactory.create(document__visibility="desk")
    PostHeldFactory.create(statement=statement, source="", person=PersonFactory.create())
    index_document(statement.document)
    assert kinds_found("Ji-won", visitor) == {}
    assert kinds_found("Ji-won", officer)["person"] == 1


def test_who_holds_no_post_any_more_is_no_longer_found(visitor):
    statement = PostFactory.create()
    link_people(statement.document)
    index_document(statement.document)
    assert kinds_found("Ji-won", visitor)["person"] == 1
    statement.payload["person"] = "Baek Sora"
    statement.save()
    link_people(statement.document)
    index_document(statement.document)
    assert "person" not in kinds_found("Ji-won", visitor)
    assert kinds_found("Sora", visitor)["person"] == 1


def test_with_a_rejected_post_its_holder_is_found_by_the_desk_alone(visitor, officer, django_capture_on_commit_callbacks):
    statement = PostFactory.create()
    link_people(statement.document)
    index_document(statement.document)
    with django_capture_on_commit_callbacks(execute=True):
        reject_statement(statement=statement, by=officer)
    assert "person" not in kinds_found("Ji-won", visitor)
    assert kinds_found("Ji-won", officer)["person"] == 1


def test_a_rebuild_gives_the_same(document, visitor, officer):
    before = [(kinds_found(query, user)) for query in ("trade", "engineers", "gazette") for user in (visitor, officer)]
    rebuild()
    assert [(kinds_found(query, user)) for query in ("trade", "engineers", "gazette") for user in (visitor, officer)] == before


def test_a_rebuild_drops_what_is_gone(document, visitor):
    Document.objects.all().delete()
    rebuild()
    assert kinds_found("trade", visitor) == {}
