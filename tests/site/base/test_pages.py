"""The pages of base: open without JavaScript, closed to those they are not for, sent with a strict policy."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kopri.site.base.journal import write_journal
from kopri.site.base.models import Forum
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(forum: Forum, editor: Any) -> Forum:
    """Three entries in the journal: two by a person, one by the machine."""
    write_journal("forum.changed", forum, by=editor, fields=["name"])
    write_journal("forum.checked", forum, by=editor)
    write_journal("forum.read", forum, by=None, count=3)
    return forum


def test_healthz_answers_ok(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_robots_may_read_everything(client: Client) -> None:
    response = client.get("/robots.txt")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"", "text/plain")


def test_the_journal_is_for_secretariat_and_administrator(
    entries: Forum, officer: Any, administrator: Any, editor: Any, ministry: Any, company: Any, stranger: Any
) -> None:
    for person in (officer, administrator):
        assert signed_in(person).get(reverse("base:activity")).status_code == 200
    for person in (editor, ministry, company, stranger, None):
        assert signed_in(person).get(reverse("base:activity")).status_code == 403


def test_the_journal_opens_with_its_answer_and_can_be_narrowed(entries: Forum, officer: Any, editor: Any) -> None:
    browser = signed_in(officer)
    page = browser.get(reverse("base:activity")).content.decode()
    assert "3 entries in the journal" in page
    assert "the machine" in page
    assert "1 entry in the journal" in browser.get(reverse("base:activity"), {"verb": "forum.read"}).content.decode()
    assert "2 entries in the journal" in browser.get(reverse("base:activity"), {"person": editor.pk}).content.decode()
    assert browser.get(reverse("base:activity"), {"person": "no number", "page": "x"}).status_code == 200


def test_an_empty_journal_teaches(officer: Any) -> None:
    assert "Nothing was done yet" in signed_in(officer).get(reverse("base:activity")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_journal_asks_as_often_for_three_entries_as_for_one(
    count: int, forum: Forum, officer: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        write_journal("forum.read", forum, by=officer)
    browser = signed_in(officer)
    with django_assert_max_num_queries(11):
        browser.get(reverse("base:activity"))


def test_a_language_is_chosen_by_post_and_kept(client: Client, entries: Forum) -> None:
    assert client.get(reverse("set_language")).status_code == 405
    response = client.post(reverse("set_language"), {"language": "ko", "next": "/search/?q=a"})
    assert (response.status_code, response["Location"]) == (302, "/search/?q=a")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ko"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "http:///evil.example"])
def test_a_language_never_leads_off_the_site(client: Client, address: str) -> None:
    response = client.post(reverse("set_language"), {"language": "ko", "next": address})
    assert response["Location"] == "/"


def test_another_site_chooses_no_language(client: Client) -> None:
    """The form has no token, so that a page is the same for every visitor: where it was sent from is looked at instead."""
    refused = client.post(reverse("set_language"), {"language": "ko"}, headers={"Origin": "https://evil.example"})
    assert (refused.status_code, settings.LANGUAGE_COOKIE_NAME in client.cookies) == (403, False)
    client.post(reverse("set_language"), {"language": "ko"}, headers={"Origin": "http://testserver"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ko"


def test_an_unknown_language_is_not_kept(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "xx"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_the_components_page_is_not_for_production(client: Client, forum: Forum, settings: Any) -> None:
    assert client.get(reverse("base:components")).status_code == 404
    settings.DEMO = True
    response = client.get(reverse("base:components"))
    assert response.status_code == 200
    assert response.content.decode().count('<svg class="picture') >= 5


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_component_shows_in_every_language(client: Client, forum: Forum, settings: Any, language: str) -> None:
    settings.DEMO = True
    response = client.get(reverse("base:components"), headers={"accept-language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_every_page_is_sent_with_a_strict_policy(client: Client, entries: Forum, officer: Any) -> None:
    for response in (client.get("/robots.txt"), signed_in(officer).get(reverse("base:activity")), client.get("/nowhere/")):
        policy = response["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "object-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"


def test_a_missing_page_says_so_in_the_sites_manner(client: Client, forum: Forum) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()
    assert 'href="#main"' in response.content.decode()


def test_a_refused_page_says_what_to_do(client: Client, forum: Forum) -> None:
    response = client.get(reverse("base:activity"))
    assert response.status_code == 403
    assert "Sign in" in response.content.decode()


def test_an_error_page_needs_no_database(client: Client) -> None:
    from django.template.loader import render_to_string

    for name, words in (("500.html", "on our side"), ("400.html", "not understood")):
        assert words in render_to_string(name)


def test_the_frame_of_a_page_works_without_javascript(entries: Forum, officer: Any) -> None:
    page = signed_in(officer).get(reverse("base:activity")).content.decode()
    assert '<form class="list" method="post" action="/language/">' in page
    assert page.count('name="language"') == len(settings.LANGUAGES)
    assert "<title>Activity · Two Rivers</title>" in page
    assert '<form class="search" role="search"' in page
    assert 'lang="ko"' in page
