"""The public pages: what they open with, who sees what, and how many questions they ask of the database."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.site.conftest import signed_in
from tests.site.record import factories as make

from kopri.site.accounts.models import User
from kopri.site.record.models import Document, Review, Source, Statement

pytestmark = pytest.mark.django_db


def page(client: Client, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200, path
    return response.content.decode()


def disputed() -> tuple[Statement, Statement]:
    one, other = make.FigureFactory(), make.FigureFactory(value="4300000000")
    make.RelationFactory(statements=[one, other], why="Two values for one year.")
    return one, other


def full(_number: int) -> None:
    one, _other = disputed()
    make.TextWarningFactory(document=one.document, statements=[one])
    make.full_document()
    post = make.PostFactory()
    make.PostHeldFactory(person=make.PostHeldFactory().person, statement=post, source="")


ROWS: dict[str, int] = {
    "/statements/": 9,
    "/series/": 10,
    "/contradictions/": 8,
    "/warnings/": 8,
    "/people/": 7,
    "/sources/": 4,
}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("path", ROWS)
def test_a_list_asks_as_much_for_three_as_for_one(
    client: Client, forum: Any, path: str, many: int, django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries]
) -> None:
    for number in range(many):
        full(number)
    with django_assert_max_num_queries(ROWS[path]):
        page(client, path)


@pytest.mark.parametrize("many", [1, 3])
def test_a_series_asks_as_much_for_three_values_as_for_one(
    client: Client, forum: Any, many: int, django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries]
) -> None:
    for _number in range(many):
        disputed()
    make.FigureFactory(measure="exports")
    with django_assert_max_num_queries(12):
        page(client, "/series/bilateral-trade-usd-kaz-kor/")


@pytest.mark.parametrize("many", [1, 3])
def test_a_statement_asks_as_much_for_three_relations_as_for_one(
    client: Client, forum: Any, many: int, django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries]
) -> None:
    one = make.FigureFactory()
    for _number in range(many):
        make.RelationFactory(statements=[one, make.FigureFactory(value="4300000000")])
        make.TextWarningFactory(document=one.document, statements=[one])
    with django_assert_max_num_queries(11):
        page(client, f"/s/{one.reference}/")


@pytest.mark.parametrize("path", ["/statements/", "/series/", "/contradictions/", "/warnings/", "/people/", "/sources/"])
def test_empty_lists_say_what_would_stand_there_and_how_to_get_it(client: Client, path: str) -> None:
    html = page(client, path)
    teaching = html[html.index('<div class="empty">') :]
    assert re.match(r'<div class="empty"><h2>[^<]+</h2><p>[^<]{20,}</p><a class="button first" href="/[^"]+">[^<]+</a>', teaching)
    assert "<table" not in html[html.index("<main") :]


@pytest.mark.parametrize(("path", "says"), [("/method/", "<h1>"), ("/data/", "CC BY 4.0"), ("/feed.atom", "<feed ")])
def test_pages_about_the_record_stand_without_rows(client: Client, path: str, says: str) -> None:
    assert says in page(client, path)


def test_a_list_opens_with_how_many_and_how_many_are_confirmed(client: Client) -> None:
    make.FigureFactory()
    make.FigureFactory(state="accepted")
    html = page(client, "/statements/")
    assert "<h1>2 statements" in html
    assert "1 of them confirmed by a person" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"type": "commitment"}, {"commitment"}),
        ({"country": "KAZ", "type": "figure"}, {"figure"}),
        ({"sector": "agriculture"}, {"initiative"}),
        ({"measure": "bilateral_trade"}, {"figure"}),
        ({"since": "2024", "until": "2025"}, {"initiative"}),
        ({"text": "120 engineers"}, {"commitment"}),
        ({"standing": "confirmed"}, set()),
        ({"grade": "A"}, set()),
        ({"type": "nonsense"}, None),
        ({"since": "year"}, None),
    ],
)
def test_statements_are_narrowed_by_what_makes_sense(client: Client, query: dict[str, str], found: set[str] | None) -> None:
    make.full_document()
    shown = {statement.type for statement in client.get("/statements/", query).context["page"]}
    assert shown == found if found is not None else len(shown) == 7


def test_the_public_never_sees_what_was_rejected_or_is_the_desks(client: Client, editor: User) -> None:
    rejected = make.FigureFactory(state="rejected")
    hidden = make.FigureFactory(document__visibility="desk")
    assert "No statement yet" in page(client, "/statements/")
    assert client.get(f"/s/{hidden.reference}/").status_code == 404
    assert client.get(f"/s/{rejected.reference}/").status_code == 410
    staff = signed_in(editor)
    assert staff.get(f"/s/{rejected.reference}/").status_code == 200
    assert staff.get(f"/s/{hidden.reference}/").status_code == 200


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_the_address_of_a_statement_taken_out_says_so_without_repeating_it(client: Client, state: str) -> None:
    gone = make.FigureFactory(state=state)
    response = client.get(f"/s/{gone.reference}/")
    assert response.status_code == 410
    assert gone.reference in response.content.decode()
    assert "4.22 billion" not in response.content.decode()


def test_a_quote_only_document_gives_the_passage_and_no_more(client: Client) -> None:
    statement = make.FigureFactory(document__rights="quote")
    html = page(client, f"/s/{statement.reference}/")
    assert "reached" in html
    assert "nearly three times the value" not in html


def test_an_open_document_gives_the_passage_in_its_paragraph(client: Client) -> None:
    statement = make.FigureFactory(document__rights="open")
    html = page(client, f"/s/{statement.reference}/")
    assert "nearly three times the value of 2017" in html
    assert '<mark class="figure">4.22 billion dollars</mark>' in html
    assert "120 engineers" not in html


def test_a_statement_says_what_stands_behind_it_and_beside_it(client: Client) -> None:
    one, other = disputed()
    html = page(client, f"/s/{one.reference}/")
    assert "read by machine, not yet confirmed" in html
    assert "contradicts" in html
    assert f"/s/{other.reference}/" in html
    assert "USD 4.22 billion (2019) and USD 4.3 billion (2019): two values for one thing" in html


def test_the_public_learns_that_a_person_confirmed_and_the_desk_who(client: Client, editor: User) -> None:
    statement = make.FigureFactory(state="accepted", decided_by=editor)
    Review.objects.create(statement=statement, verdict="accept", before={}, after={}, by=editor)
    assert editor.name not in page(client, f"/s/{statement.reference}/")
    assert "confirmed by a person" in page(client, f"/s/{statement.reference}/")
    assert editor.name in page(signed_in(editor), f"/s/{statement.reference}/").partition("<main")[2]


def test_what_the_machine_had_read_stays_beside_a_correction(client: Client, editor: User) -> None:
    statement = make.FigureFactory(state="corrected")
    statement.correction = {**statement.payload, "value": "4200000000"}
    statement.save()
    Review.objects.create(statement=statement, verdict="correct", before={}, after={}, by=editor)
    html = page(client, f"/s/{statement.reference}/")
    assert "USD 4.2 billion" in html
    assert "value: 4220000000" in html


def test_grave_warnings_of_the_document_stand_on_top_of_its_statements(client: Client) -> None:
    statement = make.FigureFactory()
    make.TextWarningFactory(document=statement.document, code="LLM_RESIDUE", severity="high", message="Left over.")
    html = page(client, f"/s/{statement.reference}/")
    assert "Left over from a machine" in html


@pytest.mark.parametrize(("kind", "holds"), [("txt", "Statement {}"), ("bib", "@misc{{kopri-{},"), ("json", '"id": "kopri-{}"')])
def test_a_statement_is_cited_as_text_bibtex_and_csl(client: Client, forum: Any, kind: str, holds: str) -> None:
    statement = make.FigureFactory()
    response = client.get(f"/s/{statement.reference}/cite.{kind}")
    assert holds.format(statement.reference) in response.content.decode()
    assert f"/s/{statement.reference}/" in response.content.decode()


def test_a_series_opens_with_its_answer_and_shows_both_sides(client: Client) -> None:
    disputed()
    html = page(client, "/series/bilateral-trade-usd-kaz-kor/")
    assert "Trade, Kazakhstan – Korea: USD 4.22 billion or USD 4.3 billion in 2019" in html
    assert "<svg" in html
    assert "sources disagree" in html
    assert "style=" not in html.partition("<main")[2]


def test_a_series_that_only_the_desk_sees_is_not_there_for_others(client: Client, editor: User) -> None:
    make.FigureFactory(document__visibility="desk")
    path = "/series/bilateral-trade-usd-kaz-kor/"
    assert client.get(path).status_code == 404
    assert signed_in(editor).get(path).status_code == 200


def test_series_are_narrowed_and_ordered(client: Client) -> None:
    disputed()
    make.FigureFactory(measure="exports", countries=(("UZB", "of"),))
    assert [e["row"].measure for e in client.get("/series/", {"country": "UZB"}).context["entries"]] == ["exports"]
    assert [e["row"].measure for e in client.get("/series/", {"order": "name"}).context["entries"]] == ["bilateral_trade", "exports"]
    assert [e["row"].contradictions for e in client.get("/series/", {"order": "disputed"}).context["entries"]] == [1, 0]


def test_contradicting_and_compatible_are_told_apart(client: Client) -> None:
    disputed()
    make.RelationFactory(kind="compatible", statements=[make.FigureFactory(), make.FigureFactory()], why="A stock and a flow.")
    html = page(client, "/contradictions/")
    assert "Documents contradict each other in 1 place" in html
    assert "USD 4.22 billion (2019) and USD 4.3 billion (2019): two values for one thing" in html
    assert "A stock and a flow." not in html
    assert "A stock and a flow." in page(client, "/contradictions/", kind="compatible")


def test_a_relation_with_a_hidden_side_is_hidden(client: Client) -> None:
    make.RelationFactory(statements=[make.FigureFactory(), make.FigureFactory(document__visibility="desk")])
    assert "No contradictions between documents" in page(client, "/contradictions/")


def test_warnings_are_counted_by_kind_and_narrowed(client: Client) -> None:
    make.TextWarningFactory()
    make.TextWarningFactory(code="LLM_RESIDUE", severity="high")
    assert "<h1>2 warnings</h1>" in page(client, "/warnings/")
    narrowed = client.get("/warnings/", {"code": "LLM_RESIDUE"}).context["page"]
    assert [warning.code for warning in narrowed] == ["LLM_RESIDUE"]


def test_a_person_shows_posts_and_what_they_rest_on(client: Client) -> None:
    person = make.PersonFactory(slug="한지원")
    make.PostHeldFactory(person=person, title="Prime Minister", start="2022-06")
    make.PostHeldFactory(person=person, start="2020-01", end="2022-05")
    statement = make.PostFactory()
    make.PostHeldFactory(person=person, source="", start="", statement=statement)
    html = page(client, "/people/한지원/")
    assert "Prime Minister, Korea since June 2022" in html
    assert "Table of office-holders" in html
    assert f"/s/{statement.reference}/" in html


def test_a_person_named_only_where_the_public_may_not_look_is_not_there(client: Client) -> None:
    statement = make.PostFactory(document__visibility="desk")
    held = make.PostHeldFactory(source="", statement=statement)
    assert client.get(f"/people/{held.person.slug}/").status_code == 404


def test_people_are_found_by_country_and_words(client: Client) -> None:
    make.PostHeldFactory(title="Minister of Energy", country="KOR")
    make.PostHeldFactory(title="Minister of Health", country="KAZ")
    assert len(client.get("/people/", {"country": "KAZ"}).context["page"]) == 1
    assert len(client.get("/people/", {"q": "health"}).context["page"]) == 1
    assert "Nobody found" in page(client, "/people/", q="zzz")


def test_a_source_shows_grade_documents_and_what_was_doubtful(client: Client) -> None:
    warning = make.TextWarningFactory()
    source = warning.document.source
    html = page(client, f"/sources/{source.slug}/")
    assert "C: fairly reliable" in html
    assert warning.document.title in html
    assert "Arithmetic does not hold" in html


def test_the_desk_adds_and_changes_sources(editor: User) -> None:
    client = signed_in(editor)
    data = {"name_en": "Steppe Daily", "kind": "newspaper", "country": "kaz", "reliability": "C"}
    made = client.post("/sources/add/", data)
    assert made["Location"] == "/sources/steppe-daily/"
    client.post("/sources/steppe-daily/edit/", {**data, "reliability": "B", "name_ko": "스텝일보"})
    source = Source.objects.get(slug="steppe-daily")
    assert (source.country, source.reliability, source.name.in_language("ko")) == ("KAZ", "B", "스텝일보")


@pytest.mark.parametrize(
    ("change", "says"),
    [({"name_en": ""}, "A source needs a name"), ({"country": "QQQ"}, "is not a country"), ({"homepage": "no address"}, "valid URL")],
)
def test_a_bad_source_is_refused_beside_the_field(editor: User, change: dict[str, str], says: str) -> None:
    data = {"name_en": "Steppe Daily", "kind": "newspaper", "country": "KAZ", "reliability": "C", **change}
    response = signed_in(editor).post("/sources/add/", data)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Source.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "company", None])
def test_others_cannot_touch_sources(who: str | None, request: pytest.FixtureRequest) -> None:
    source = make.SourceFactory()
    client = signed_in(request.getfixturevalue(who) if who else None)
    assert client.get("/sources/add/").status_code == 403
    assert client.post(f"/sources/{source.slug}/edit/", {"name_en": "x"}).status_code == 403


def test_nothing_that_acts_in_a_page_comes_through_from_a_document(client: Client) -> None:
    quote = "<script>alert(1)</script> reached 4.22 billion dollars"
    document = make.DocumentFactory(text=f"{quote}\n", title="<img src=x>", rights="open")
    statement = make.FigureFactory(document=document, quote=quote)
    for path in ("/statements/", f"/s/{statement.reference}/", f"/series/{statement.series}/"):
        html = page(client, path)
        assert "<script>alert" not in html
        assert "<img src=x>" not in html


@pytest.mark.parametrize("language", ["ko", "ru"])
def test_pages_hold_text_in_any_script(client: Client, language: str) -> None:
    text, quote, surface = {
        "ko": (make.KOREAN_TEXT, "양국 간 교역액은 2019년 42억 2천만 달러를 기록했다.", "42억 2천만 달러"),
        "ru": (make.RUSSIAN_TEXT, "Товарооборот между странами достиг в 2019 году 4,22 миллиарда долларов.", "4,22 миллиарда долларов"),
    }[language]
    document: Document = make.DocumentFactory(text=text, language=language, rights="open")
    statement = make.FigureFactory(document=document, quote=quote, surface=surface)
    html = page(client, f"/s/{statement.reference}/")
    assert f'<mark class="figure">{surface}</mark>' in html
    assert f'lang="{language}"' in html


def test_a_visitor_sees_what_stands_in_public_documents_and_was_not_taken_out(editor: User) -> None:
    seen = make.FigureFactory()
    make.FigureFactory(document__visibility="desk")
    make.FigureFactory(state="rejected")
    make.FigureFactory(state="withdrawn")
    assert list(Statement.objects.visible_to(AnonymousUser())) == [seen]
    assert Statement.objects.visible_to(editor).count() == 4


@pytest.mark.parametrize("path", ROWS)
def test_nonsense_in_the_address_is_no_error(client: Client, path: str) -> None:
    make.FigureFactory()
    nonsense = "\x00'\"><%_\u202e"
    names = (
        "text",
        "type",
        "country",
        "measure",
        "sector",
        "since",
        "grade",
        "standing",
        "source",
        "series",
        "order",
        "kind",
        "code",
        "severity",
        "q",
        "page",
    )
    page(client, path, **dict.fromkeys(names, nonsense))
    page(client, path, page="-1", since="99999999999999999999", format="exe")
