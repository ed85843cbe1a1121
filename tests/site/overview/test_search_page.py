"""One search for everything."""

import re

import pytest
from django.utils.html import escape

from kopri.site.record.models import Statement
from kopri.site.record.search import index_document
from tests.site.conftest import signed_in
from tests.site.record.factories import DocumentFactory, FigureFactory

pytestmark = pytest.mark.django_db


def text_of(page: bytes) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.decode()))


def make(count, **fields):
    """Documents with a figure each, indexed."""
    for _ in range(count):
        document = DocumentFactory.create(**fields)
        FigureFactory.create(document=document)
        index_document(document)
    return document


def test_results_stand_by_kind_with_their_counts(client, forum):
    make(2)
    page = client.get("/search/?q=trade").content
    text = text_of(page)
    assert "4 results for “trade”" in text
    assert "Everything 4" in text
    assert "Facts 2" in text
    assert "Documents 2" in text
    assert b'<mark class="hit">Trade</mark>' in page


def test_facts_found_show_source_and_standing(client, forum):
    make(1)
    text = text_of(client.get("/search/?q=trade").content)
    assert "not yet confirmed" in text
    assert "The Daily Bridge" in text


def test_one_kind_in_pages(client, forum):
    make(23)
    first = client.get("/search/?q=trade&kind=statement").content.decode()
    second = client.get("/search/?q=trade&kind=statement&page=2").content.decode()
    assert first.count("<blockquote") == 0
    assert (first.count('class="state idle"'), second.count('class="state idle"')) == (20, 3)
    assert "page=2" in first


@pytest.mark.parametrize("reader", ["visitor", "officer"])
def test_as_many_queries_for_three_as_for_one(reader, forum, request, django_assert_max_num_queries):
    client = signed_in(request.getfixturevalue(reader) if reader == "officer" else None)
    client.get("/search/")
    numbers = []
    for count in (1, 2):
        make(count)
        with django_assert_max_num_queries(12) as asked:
            client.get("/search/?q=trade+kazakhstan")
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_no_result_helps(client, forum):
    page = text_of(client.get("/search/?q=unicorns").content)
    assert "Nothing found for “unicorns”" in page
    assert "What may help" in page


def test_no_question_teaches(client, forum):
    assert "What can be found" in text_of(client.get("/search/").content)


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x>', "\x00", "%", "ㅤ", "a" * 5000, "\u200fمرحبا"])
def test_any_question_is_answered_and_none_is_run(client, forum, query):
    response = client.get("/search/", {"q": query, "kind": "nonsense", "page": "x"})
    assert response.status_code == 200
    if "<" in query:
        assert query not in response.content.decode()
        assert escape(query) in response.content.decode()


def test_a_fact_rejected_meanwhile_is_not_shown(client, forum):
    make(1)
    Statement.objects.update(state="rejected")
    assert "/s/" not in client.get("/search/?q=trade").content.decode()


def test_the_public_does_not_find_what_only_the_desk_may_see(client, forum, officer):
    make(1, visibility="desk")
    assert "Nothing found" in text_of(client.get("/search/?q=trade").content)
    assert "2 results" in text_of(signed_in(officer).get("/search/?q=trade").content)
