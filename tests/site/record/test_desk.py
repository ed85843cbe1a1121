"""The review desk: an officer confirms what the machine read, card by card, with or without script."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from tests.site.conftest import signed_in
from tests.site.record.factories import (
    CommitmentFactory,
    DocumentFactory,
    ErrorReportFactory,
    EventFactory,
    FigureFactory,
    RelationFactory,
    TextWarningFactory,
    full_document,
)

from kopri.site.base.models import JournalEntry
from kopri.site.record.models import Note, Review, State, Statement
from kopri.site.record.services import review as services

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "desk-side"}


def desk(document: Any, name: str = "desk", **query: str) -> str:
    return reverse(f"record:{name}", args=[document.reference], query=query)


def decide(client: Any, statement: Statement, verdict: str, **more: Any) -> Any:
    headers = more.pop("headers", {})
    given = {"statement": statement.reference, "verdict": verdict, "seen": statement.state, **more}
    return client.post(desk(statement.document, "desk_decide"), given, headers=headers)


@pytest.mark.parametrize("who", ["stranger", "company", "ministry"])
def test_only_the_desk_reviews(who: str, request: pytest.FixtureRequest) -> None:
    statement = FigureFactory.create()
    client = signed_in(request.getfixturevalue(who))
    assert client.get(desk(statement.document)).status_code == 403
    assert client.get(reverse("record:review")).status_code == 403
    assert decide(client, statement, "accept").status_code == 403
    assert client.post(desk(statement.document, "desk_bulk"), {"verdict": "accept", "scope": "all"}).status_code == 403
    statement.refresh_from_db()
    assert statement.state == State.PROPOSED


def test_a_visitor_is_asked_to_sign_in(client: Any) -> None:
    response = client.get(desk(DocumentFactory.create()))
    assert response.status_code == 302
    assert "/login/" in response.url


def test_the_card_has_what_is_needed_to_decide(officer: Any) -> None:
    document = full_document()
    figure = document.statements.get(type="figure")
    other = FigureFactory.create(value="4300000000")
    RelationFactory.create(statements=[figure, other], why="4.22 against 4.3 billion.")
    TextWarningFactory.create(document=document, statements=[figure], message="Nearly three times does not follow.")
    page = signed_in(officer).get(desk(document, s=figure.reference)).content.decode()
    for words in (
        "2 of 7",
        "Trade between Kazakhstan and Korea reached",
        '<mark class="surface">4.22 billion dollars</mark>',
        "USD 4,220,000,000",
        "Kazakhstan – Korea",
        "2019",
        "90%",
        "Contradicts",
        "USD 4.22 billion (2019) and USD 4.3 billion (2019): two values for one thing",
        "Nearly three times does not follow.",
    ):
        assert words in page


@pytest.mark.parametrize(("verdict", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_verdict_leads_to_the_next_that_waits(officer: Any, verdict: str, state: str) -> None:
    document = full_document()
    event, figure = document.statements.order_by("start")[:2]
    response = decide(signed_in(officer), event, verdict)
    event.refresh_from_db()
    assert (event.state, event.decided_by) == (state, officer)
    assert response.url.endswith(f"?s={figure.reference}#card")


def test_with_htmx_only_the_card_comes_and_says_how_the_marks_stand(officer: Any) -> None:
    document = full_document()
    event, figure = document.statements.order_by("start")[:2]
    response = decide(signed_in(officer), event, "accept", headers=HTMX)
    page = response.content.decode()
    assert "<html" not in page
    assert 'id="desk-side"' in page
    assert "Accepted: " in page
    assert "1 of 7 decided" in page
    shown = json.loads(response["HX-Trigger-After-Settle"])["desk:shown"]
    assert shown["now"] == figure.reference
    assert shown["states"][event.reference] == "accepted"
    assert response["HX-Replace-Url"].endswith(f"?s={figure.reference}")


def test_with_htmx_the_row_below_and_what_still_waits_come_too(officer: Any) -> None:
    document = full_document()
    event = document.statements.order_by("start").first()
    assert event is not None
    page = decide(signed_in(officer), event, "accept", headers=HTMX).content.decode()
    row = page[page.index("<template>") : page.index("</template>")]
    assert f'id="row-{event.reference}"' in row
    assert 'hx-swap-oob="true"' in row
    assert "confirmed" in row
    assert row.count("<tr") == 1
    choices = page[page.index("</template>") :]
    assert "all 6 that wait" in choices
    untouched = signed_in(officer).get(desk(document), headers=HTMX).content.decode()
    assert "<template>" not in untouched


def test_the_last_verdict_can_be_taken_back(officer: Any) -> None:
    document = full_document()
    event = document.statements.order_by("start").first()
    assert event is not None
    client = signed_in(officer)
    decide(client, event, "reject")
    review = Review.objects.get()
    page = client.get(desk(document)).content.decode()
    assert f'name="review" value="{review.pk}"' in page
    response = client.post(desk(document, "desk_decide"), {"verdict": "undo", "review": review.pk})
    event.refresh_from_db()
    assert event.state == State.PROPOSED
    assert f"s={event.reference}" in response.url


def test_nothing_to_undo_is_said(officer: Any) -> None:
    response = signed_in(officer).post(desk(full_document(), "desk_decide"), {"verdict": "undo"}, follow=True)
    assert "There is nothing to undo." in response.content.decode()


def test_who_came_second_is_told_and_overwrites_nothing(officer: Any, editor: Any) -> None:
    statement = FigureFactory.create()
    decide(signed_in(officer), statement, "reject")
    response = decide(signed_in(editor), statement, "accept", headers=HTMX)
    statement.refresh_from_db()
    assert statement.state == State.REJECTED
    assert "somebody else decided" in response.content.decode()


def test_a_correction_keeps_what_the_machine_read(officer: Any) -> None:
    statement = FigureFactory.create()
    client = signed_in(officer)
    form = client.get(desk(statement.document, s=statement.reference, correct="1")).context["desk"].form
    given = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    given |= {
        "fact-value": "4.3 billion",
        "fact-qualifier": "about",
        "fact-party_of": "",
        "fact-party_from": "Korea",
        "fact-party_to": "KAZ",
    }
    response = client.post(desk(statement.document, "desk_correct"), {"statement": statement.reference, **given})
    assert response.status_code == 302
    statement.refresh_from_db()
    assert statement.state == State.CORRECTED
    assert statement.fact["value"] == "4300000000"
    assert statement.payload["value"] == "4220000000"
    assert statement.fact["parties"] == [{"id": "KOR", "role": "from"}, {"id": "KAZ", "role": "to"}]
    assert statement.fact["measure"] == "bilateral_trade"
    page = client.get(desk(statement.document, s=statement.reference)).content.decode()
    assert "read by machine: USD 4,220,000,000" in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("value", "a lot", "is not a number"),
        ("value", "4,22", "is not a number"),
        ("valid_start", "last year", "is not a date"),
        ("valid_start", "2019-13", "is not a date"),
        ("valid_end", "2018", "is before the start"),
        ("party_of", "Atlantis", "is not a country"),
        ("unit", "", "required"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_is_saved(officer: Any, field: str, value: str, says: str) -> None:
    statement = FigureFactory.create()
    client = signed_in(officer)
    form = client.get(desk(statement.document, s=statement.reference, correct="1")).context["desk"].form
    given = {form.add_prefix(name): form[name].value() or "" for name in form.fields} | {f"fact-{field}": value}
    response = client.post(desk(statement.document, "desk_correct"), {"statement": statement.reference, **given})
    assert response.status_code == 422
    assert says in " ".join(response.context["desk"].form.errors[field])
    assert not Review.objects.exists()


@pytest.mark.parametrize("factory", [FigureFactory, EventFactory, CommitmentFactory])
def test_an_unchanged_correction_is_refused(officer: Any, factory: Any) -> None:
    statement = factory.create()
    client = signed_in(officer)
    form = client.get(desk(statement.document, s=statement.reference, correct="1")).context["desk"].form
    given = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    response = client.post(desk(statement.document, "desk_correct"), {"statement": statement.reference, **given})
    assert "Nothing was changed" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "field", "value", "key", "becomes"),
    [
        ("event", "valid_start", "2021-03", "valid", "2021-03"),
        ("commitment", "due", "2024-Q3", "due", "2024-Q3"),
        ("commitment", "sector", "", "sector", None),
        ("agreement", "parties", "Uzbekistan, KOR", "parties", ["UZB", "KOR"]),
        ("post", "organisation", "Kazakhstan", "organisation", "KAZ"),
        ("organisation", "country", "대한민국", "country", "KOR"),
        ("initiative", "end", "ongoing", "end", "ongoing"),
    ],
)
def test_every_type_can_be_corrected(officer: Any, kind: str, field: str, value: str, key: str, becomes: Any) -> None:
    document = full_document()
    statement = document.statements.get(type=kind)
    client = signed_in(officer)
    form = client.get(desk(document, s=statement.reference, correct="1")).context["desk"].form
    given = {form.add_prefix(name): form[name].value() or "" for name in form.fields} | {f"fact-{field}": value}
    response = client.post(desk(document, "desk_correct"), {"statement": statement.reference, **given})
    assert response.status_code == 302, response.context and response.context["desk"].form.errors
    statement.refresh_from_db()
    held = statement.fact["valid"]["start"] if key == "valid" else statement.fact[key]
    assert held == becomes


def test_many_are_decided_in_one_step_and_taken_back_in_one(officer: Any) -> None:
    document = full_document()
    client = signed_in(officer)
    response = client.post(desk(document, "desk_bulk"), {"verdict": "accept", "scope": "all"}, follow=True)
    assert set(document.statements.values_list("state", flat=True)) == {"accepted"}
    page = response.content.decode()
    assert "7 statements accepted." in page
    assert "Undo all of them" in page
    reviews = list(Review.objects.values_list("pk", flat=True))
    client.post(desk(document, "desk_decide"), {"verdict": "undo", "review": reviews})
    assert set(document.statements.values_list("state", flat=True)) == {"proposed"}


def test_a_kind_or_the_ticked_ones_are_decided_together(officer: Any) -> None:
    document = full_document()
    client = signed_in(officer)
    client.post(desk(document, "desk_bulk"), {"verdict": "reject", "scope": "post"})
    event = document.statements.get(type="event")
    client.post(desk(document, "desk_bulk"), {"verdict": "accept", "scope": "ticked", "ticked": [event.reference]})
    states = dict(document.statements.values_list("type", "state"))
    assert (states["post"], states["event"], states["figure"]) == ("rejected", "accepted", "proposed")
    response = client.post(desk(document, "desk_bulk"), {"verdict": "accept", "scope": "ticked"}, follow=True)
    assert "Tick the statements first" in response.content.decode()


def test_a_statement_of_another_document_is_out_of_reach(officer: Any) -> None:
    document, other = DocumentFactory.create(), FigureFactory.create()
    response = signed_in(officer).post(desk(document, "desk_decide"), {"statement": other.reference, "verdict": "accept"})
    assert response.status_code == 404


def test_a_note_is_kept_with_its_statement(officer: Any) -> None:
    statement = FigureFactory.create()
    client = signed_in(officer)
    back = desk(statement.document, s=statement.reference)
    given = {"text": "Ask <the> customs", "statement": statement.reference, "next": back}
    response = client.post(desk(statement.document, "document_note"), given)
    assert response.url == back
    assert Note.objects.get().statement == statement
    assert "Ask &lt;the&gt; customs" in client.get(back).content.decode()


def test_history_says_who_and_what(officer: Any, editor: Any) -> None:
    statement = FigureFactory.create()
    decide(signed_in(officer), statement, "reject")
    statement.refresh_from_db()
    decide(signed_in(editor), statement, "accept")
    page = signed_in(editor).get(desk(statement.document, s=statement.reference)).content.decode()
    assert "rejected by Officer" in page
    assert "accepted by Editor" in page


def test_the_queue_says_what_waits_for_me(officer: Any, editor: Any) -> None:
    mine, theirs = full_document(assigned_to=officer), full_document(assigned_to=editor, title="Theirs")
    full_document(title="Nobody’s")
    ErrorReportFactory.create(statement=theirs.statements.first())
    response = signed_in(officer).get(reverse("record:review"))
    page = response.content.decode()
    assert "1 document with 7 statements waits for your decision." in page
    assert mine.title in page
    assert "Theirs" not in page
    assert "Theirs" in signed_in(officer).get(reverse("record:review"), {"show": "all"}).content.decode()
    assert "customs service" in signed_in(officer).get(reverse("record:review"), {"show": "reports"}).content.decode()


def test_an_empty_desk_teaches(officer: Any) -> None:
    assert "Add documents" in signed_in(officer).get(reverse("record:review")).content.decode()
    page = signed_in(officer).get(desk(DocumentFactory.create())).content.decode()
    assert "No statements to decide on" in page


def test_what_a_document_says_cannot_act_on_the_page(officer: Any) -> None:
    text = "Trade reached <script>alert(1)</script> 5 dollars\u202e in 2019."
    document = DocumentFactory.create(text=text, title="<b>\u202etitle</b>")
    FigureFactory.create(document=document, quote=text, surface="5 dollars", subject="<i>x</i>")
    for address in (desk(document), desk(document, "document"), reverse("record:documents"), reverse("record:review")):
        page = signed_in(officer).get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>" + "\u202e" not in page
        assert "<i>x" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_the_same_few_questions(
    officer: Any, count: int, django_assert_num_queries: Callable[[int], Any], forum: Any
) -> None:
    documents = [full_document(assigned_to=officer) for _ in range(count)]
    for document in documents:
        figure = document.statements.get(type="figure")
        TextWarningFactory.create(document=document, statements=[figure])
        RelationFactory.create(statements=[figure, *(FigureFactory.create(value=5 + n) for n in range(count))])
    client = signed_in(officer)
    at = documents[0].statements.get(type="figure").reference
    client.get(reverse("record:review"))
    with django_assert_num_queries(12):
        client.get(desk(documents[0], s=at))
    with django_assert_num_queries(11):
        client.get(desk(documents[0], s=at), headers=HTMX)
    with django_assert_num_queries(11):
        client.get(reverse("record:review"))


def test_taking_back_is_for_the_desk_all_or_none_and_logged(officer: Any, stranger: Any) -> None:
    first, second = FigureFactory.create(), FigureFactory.create()
    reviews = services.review_many(statements=[first, second], verdict="reject", by=officer)
    with pytest.raises(PermissionDenied):
        services.undo_many(reviews=reviews, by=stranger)
    services.accept_statement(statement=second, by=officer)
    with pytest.raises(ValidationError):
        services.undo_many(reviews=reviews, by=officer)
    first.refresh_from_db()
    assert first.state == State.REJECTED
    services.undo_many(reviews=reviews[:1], by=officer)
    first.refresh_from_db()
    assert first.state == State.PROPOSED
    assert [entry.verb for entry in JournalEntry.objects.of(first)] == ["statement.undone", "statement.rejected"]
