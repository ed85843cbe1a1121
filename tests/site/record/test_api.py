"""The API: read access, paginated, no more than the reader may see, true to its own description."""

from typing import Any

import pytest
from django.test import Client
from tests.site.conftest import signed_in
from tests.site.record import factories as make

from kopri.site.accounts.models import User

pytestmark = pytest.mark.django_db
LISTS = ("documents", "statements", "series", "contradictions", "warnings", "sources", "people")


def fill() -> Any:
    one, other = make.FigureFactory(), make.FigureFactory(value="4300000000")
    make.RelationFactory(statements=[one, other])
    make.TextWarningFactory(document=one.document, statements=[one])
    make.PostHeldFactory()
    return one


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_paginated(client: Client, name: str) -> None:
    fill()
    data = client.get(f"/api/{name}", {"limit": 1}).json()
    assert data["count"] >= 1
    assert len(data["items"]) == 1


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_for_three_as_for_one(client: Client, name: str, many: int, django_assert_max_num_queries: Any) -> None:
    for _number in range(many):
        fill()
    with django_assert_max_num_queries(6):
        client.get(f"/api/{name}")


def test_single_things_by_their_permanent_names(client: Client) -> None:
    one = fill()
    for path in (
        f"documents/{one.document.reference}",
        f"statements/{one.reference}",
        f"series/{one.series}",
        f"series/{one.series}/values",
        f"sources/{one.document.source.slug}",
    ):
        assert client.get(f"/api/{path}").status_code == 200, path
    assert client.get("/api/statements/nothing").status_code == 404


@pytest.mark.parametrize(("rights", "given"), [("quote", False), ("open", True), ("licensed", True)])
def test_the_text_is_given_only_where_rights_allow(client: Client, rights: str, given: bool) -> None:
    document = make.DocumentFactory(rights=rights)
    text = client.get(f"/api/documents/{document.reference}").json()["text"]
    assert text == (document.text if given else None)


def test_statements_are_narrowed(client: Client) -> None:
    make.full_document()
    items = client.get("/api/statements", {"country": "KAZ,KOR", "type": "figure", "since": 2019}).json()["items"]
    assert [item["type"] for item in items] == ["figure"]


def test_the_public_gets_what_the_public_sees_and_the_desk_all(client: Client, editor: User) -> None:
    make.FigureFactory(document__visibility="desk")
    make.FigureFactory(state="rejected")
    assert client.get("/api/statements").json()["count"] == 0
    assert client.get("/api/series").json()["count"] == 0
    assert signed_in(editor).get("/api/statements").json()["count"] == 2


def test_nothing_of_the_desk_leaks(client: Client, editor: User) -> None:
    statement = make.FigureFactory(state="accepted", decided_by=editor)
    make.NoteFactory(document=statement.document, text="secret note")
    make.ErrorReportFactory(statement=statement, email="reader@example.org")
    seen = "".join(client.get(f"/api/{name}").content.decode() for name in LISTS)
    for secret in (editor.name, editor.email, "secret note", "reader@example.org"):
        assert secret not in seen
