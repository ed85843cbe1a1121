"""Visitors share the pages made for them: quicker, never out of date, and nothing of anybody's own in them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kopri.site.accounts.models import User
from kopri.site.base.models import Forum
from kopri.site.record.models import Document
from kopri.site.record.services.documents import publish_document
from tests.site.conftest import signed_in
from tests.site.record.factories import DocumentFactory, FigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages_are_kept(settings: Any) -> None:
    settings.KOPRI_KEEP_PAGES = True


def questions(client: Client, path: str, **headers: str) -> int:
    """How many questions a page asks of the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, headers=headers).status_code == 200
    return len(asked)


def test_the_next_visitor_gets_the_same_page_for_one_question(forum: Forum) -> None:
    first, second = Client().get("/documents/"), Client().get("/documents/")
    assert first.content == second.content
    assert questions(Client(), "/documents/") == 1
    assert questions(Client(), "/documents/?page=2") > 1


def test_an_unchanged_page_is_not_sent_again(forum: Forum) -> None:
    tag = Client().get("/documents/")["ETag"]
    again = Client().get("/documents/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_is_seen_at_once(forum: Forum, editor: User) -> None:
    document = DocumentFactory.create(title="Rails to the north", visibility="desk")
    assert "Rails to the north" not in Client().get("/documents/").content.decode()
    publish_document(document=document, visibility="public", by=editor)
    assert "Rails to the north" in Client().get("/documents/").content.decode()
    publish_document(document=Document.objects.get(), visibility="desk", by=editor)
    assert "Rails to the north" not in Client().get("/documents/").content.decode()


def test_nobody_is_given_the_page_of_somebody_signed_in(forum: Forum, editor: User) -> None:
    DocumentFactory.create(title="For the desk only", visibility="desk")
    own = signed_in(editor).get("/documents/")
    assert "For the desk only" in own.content.decode()
    assert own["Cache-Control"] == "private, no-store"
    assert "For the desk only" not in Client().get("/documents/").content.decode()
    assert "For the desk only" in signed_in(editor).get("/documents/").content.decode()


def test_each_language_and_time_zone_has_its_page(forum: Forum) -> None:
    assert Client().get("/documents/", headers={"Accept-Language": "en"})["Content-Language"] == "en"
    assert Client().get("/documents/", headers={"Accept-Language": "ko"})["Content-Language"] == "ko"
    elsewhere = Client()
    elsewhere.cookies["timezone"] = "Europe/Paris"
    assert questions(elsewhere, "/documents/", **{"Accept-Language": "en"}) > 1


def test_a_page_with_a_form_is_made_for_each_visitor(forum: Forum) -> None:
    statement = FigureFactory.create()
    path = f"/s/{statement.reference}/report/"
    one, other = Client(), Client()
    assert one.get(path).cookies["csrftoken"].value != other.get(path).cookies["csrftoken"].value
    assert questions(one, path) > 1


def test_pages_carry_the_headers_that_protect_them(forum: Forum) -> None:
    for response in (Client().get("/documents/"), Client().get("/documents/")):
        assert response["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert {"Cookie", "Accept-Language"} <= {name.strip() for name in response["Vary"].split(",")}
        assert not response.cookies


def test_who_takes_no_gzip_gets_plain_text(forum: Forum) -> None:
    packed = Client().get("/documents/", headers={"Accept-Encoding": "gzip"})
    plain = Client().get("/documents/")
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert plain.content.startswith(b"<!doctype html>")
