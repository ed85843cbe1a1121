"""What was decided at the desk, as labelled cases; and how good the reader is by it."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from tests.site.conftest import signed_in
from tests.site.record.factories import DocumentFactory, EventFactory, FigureFactory

from kopri.reading.evaluate import evaluate, parse_cases
from kopri.site.base.models import JournalEntry
from kopri.site.record.cases import FORMAT, case_of
from kopri.site.record.models import Document, Statement
from kopri.site.record.reader_quality import reader_quality, whole
from kopri.site.record.services.cases import export_cases
from kopri.site.record.services.reading import read_stored
from kopri.site.record.services.review import accept_statement, correct_statement, reject_statement, undo_review

TEXT = (
    "Trade between Korea and Kazakhstan reached $5.01 billion in 2022.\n\n"
    "Korea and Kazakhstan agreed to build a hospital in Almaty by 2026.\n"
)


def case(document: Document) -> dict:
    (row,) = Document.objects.filter(pk=document.pk).with_verdicts()
    return case_of(row, with_text=True)


@pytest.fixture
def read_document(db, editor) -> Document:
    """A document as the engine reads it, nothing decided."""
    document = DocumentFactory.create(text=TEXT)
    return read_stored(document=document)


def test_accepted_is_right_corrected_is_right_as_corrected_rejected_is_wrong(editor):
    document = DocumentFactory.create()
    accept_statement(statement=FigureFactory.create(document=document), by=editor)
    correct_statement(statement=EventFactory.create(document=document), fact={"class": "meeting"}, by=editor)
    reject_statement(statement=FigureFactory.create(document=document, value="2019"), by=editor)
    made = case(document)
    assert [(s["type"], s["payload"].get("value"), s["payload"].get("class")) for s in made["statements"]] == [
        ("event", None, "meeting"),
        ("figure", "4220000000", None),
    ]
    assert [s["payload"].get("class") or s["payload"]["value"] for s in made["rejected"]] == ["summit", "2019"]


def test_a_type_is_complete_when_nothing_of_it_waits(editor):
    document = DocumentFactory.create()
    accept_statement(statement=FigureFactory.create(document=document), by=editor)
    EventFactory.create(document=document)
    assert case(document)["complete"] == ["figure"]


def test_an_undone_verdict_is_no_label(editor):
    statement = FigureFactory.create()
    undo_review(review=accept_statement(statement=statement, by=editor), by=editor)
    assert not Document.objects.decided().exists()


def test_a_label_is_what_was_judged_even_after_a_later_reading(editor):
    statement = FigureFactory.create()
    accept_statement(statement=statement, by=editor)
    Statement.objects.filter(pk=statement.pk).update(payload={**statement.payload, "value": "1"})
    assert case(statement.document)["statements"][0]["payload"]["value"] == "4220000000"


def test_an_old_verdict_on_what_was_read_again_since_is_left_out(editor):
    statement = FigureFactory.create()
    review = accept_statement(statement=statement, by=editor)
    review.after.pop("judged")
    review.save()
    assert len(case(statement.document)["statements"]) == 1
    Document.objects.filter(pk=statement.document_id).update(read_at=timezone.now() + timedelta(hours=1))
    assert case(statement.document)["statements"] == []


def test_export_cases_allowed_and_the_reader_is_scored_on_them(editor, read_document):
    for statement in read_document.statements.all():
        accept_statement(statement=statement, by=editor)
    cases = {"format": FORMAT, "cases": json.loads(json.dumps(list(export_cases(by=editor))))}
    result = evaluate(parse_cases(cases))
    assert result.misses == []
    assert result.tallies["figure", "en"].recall == 1


def test_export_cases_refused(ministry):
    with pytest.raises(PermissionDenied):
        export_cases(by=ministry)


def test_export_cases_logged(editor):
    accept_statement(statement=FigureFactory.create(), by=editor)
    export_cases(by=editor)
    entry = JournalEntry.objects.order_by("-pk")[0]
    assert (entry.verb, entry.actor, entry.detail) == ("cases.exported", editor.pk, {"documents": 1})


def test_the_desk_downloads_the_cases_with_their_texts(editor):
    statement = FigureFactory.create()
    accept_statement(statement=statement, by=editor)
    response = signed_in(editor).get("/review/cases.json")
    data = json.loads(response.getvalue())
    assert (data["format"], data["cases"][0]["text"]) == (FORMAT, statement.document.text)


@pytest.mark.parametrize("address", ["/review/cases.json", "/review/reader/"])
def test_others_get_nothing(address, ministry, stranger, visitor):
    for person in (ministry, stranger):
        assert signed_in(person).get(address).status_code == 403
    assert signed_in(None).get(address).status_code == 302


def test_the_command_leaves_out_texts_of_which_only_quotes_may_be_shown(editor, tmp_path):
    for rights in ("quote", "open"):
        accept_statement(statement=FigureFactory.create(document=DocumentFactory.create(rights=rights)), by=editor)
    out = tmp_path / "cases.json"
    call_command("export_cases", str(out), verbosity=0)
    assert [bool(c["text"]) for c in json.loads(out.read_text(encoding="utf-8"))["cases"]] == [False, True]
    call_command("export_cases", str(out), "--all-texts", verbosity=0)
    assert [bool(c["text"]) for c in json.loads(out.read_text(encoding="utf-8"))["cases"]] == [True, True]


def test_nothing_decided_is_no_nought(editor):
    FigureFactory.create()
    (row,) = reader_quality(editor)
    assert (row.read, row.decided, row.right) == (1, 0, None)
    page = signed_in(editor).get("/review/reader/").content.decode()
    assert "nobody has decided yet" in page
    assert "0 %" not in page


def test_shares_are_of_what_was_decided(editor):
    document = DocumentFactory.create()
    for decide in (accept_statement, accept_statement, reject_statement):
        decide(statement=FigureFactory.create(document=document), by=editor)
    FigureFactory.create(document=document)
    total = whole(reader_quality(editor))
    assert (total.read, total.decided, total.right, total.usable) == (4, 3, 67, 67)
    assert "3 of 4" in signed_in(editor).get("/review/reader/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_cases_take_the_same_queries_however_many(editor, count, django_assert_num_queries):
    for _ in range(count):
        accept_statement(statement=FigureFactory.create(), by=editor)
    with django_assert_num_queries(3):
        from kopri.site.record.cases import labelled_cases

        assert len(list(labelled_cases(Document.objects.all(), lambda _: True))) == count
