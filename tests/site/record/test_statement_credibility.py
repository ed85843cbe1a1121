"""How credible a statement is: worked out anew when its source, its company or its warnings change; shown with its reasons everywhere."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from tests.site.conftest import signed_in
from tests.site.record.factories import DocumentFactory, EventFactory, FigureFactory, SourceFactory, TextWarningFactory

from kopri.reading.credibility import ReasonCode
from kopri.site.record.credibility import CODES, credibility_text, reason_words
from kopri.site.record.models import Statement
from kopri.site.record.services.credibility import judge_document, judge_everything, judge_series
from kopri.site.record.services.documents import change_document
from kopri.site.record.services.relations import relate_series
from kopri.site.record.services.review import reject_statement
from kopri.site.record.services.sources import change_source

pytestmark = pytest.mark.django_db


def figure(grade: str | None, value: str = "4220000000", **more: object) -> Statement:
    """A figure of one series in a document of its own publisher."""
    source = SourceFactory.create(reliability=grade) if grade else None
    return FigureFactory.create(document=DocumentFactory.create(source=source), value=value, **more)


def fresh(statement: Statement) -> Statement:
    return Statement.objects.get(pk=statement.pk)


def level(statement: Statement) -> int | None:
    return fresh(statement).credibility


def test_each_reason_of_the_engine_has_words() -> None:
    from typing import get_args

    assert set(CODES) == set(get_args(ReasonCode))
    for code in CODES:
        words = reason_words(code, "CHRONOLOGY" if code.startswith("warning") else "AB", 2)
        assert words
        assert "%(" not in words


def test_alone_it_follows_from_the_grade():
    for grade, wanted in (("B", 2), ("C", 3), (None, 6)):
        statement = figure(grade)
        judge_document(statement.document)
        assert level(statement) == wanted


def test_another_publisher_confirms_and_the_same_one_does_not():
    one = figure("B")
    again = FigureFactory.create(document=DocumentFactory.create(source=one.document.source))
    relate_series([one.series])
    assert level(one) == level(again) == 2
    other = figure("C")
    relate_series([one.series])
    assert level(one) == level(other) == 1
    assert "2 other publishers" not in credibility_text(fresh(one))
    assert "1 other publisher says the same (grade C)" in credibility_text(fresh(one))


def test_contradiction_makes_both_doubtful_until_one_is_rejected(editor, django_capture_on_commit_callbacks):
    one, other = figure("B"), figure("B", "9220000000")
    relate_series([one.series])
    assert (level(one), level(other)) == (4, 4)
    with django_capture_on_commit_callbacks(execute=True):
        reject_statement(statement=other, by=editor)
    assert level(one) == 2


def test_a_better_grade_reaches_all_statements_of_the_publisher(editor, django_capture_on_commit_callbacks):
    statement = figure("D")
    event = EventFactory.create(document=statement.document)
    judge_document(statement.document)
    assert (level(statement), level(event)) == (4, 4)
    with django_capture_on_commit_callbacks(execute=True):
        change_source(source=statement.document.source, reliability="A", by=editor)
    assert (level(statement), level(event)) == (2, 2)


def test_another_publisher_of_the_document_counts_at_once(editor, django_capture_on_commit_callbacks):
    statement = figure("D")
    with django_capture_on_commit_callbacks(execute=True):
        change_document(document=statement.document, source=SourceFactory.create(reliability="B"), by=editor)
    assert level(statement) == 2


def test_warnings_on_the_statement_and_machine_words_in_the_document_count():
    statement = figure("B")
    spared = EventFactory.create(document=statement.document)
    TextWarningFactory.create(document=statement.document, code="CHRONOLOGY").statements.set([statement])
    judge_document(statement.document)
    assert (level(statement), level(spared)) == (4, 2)
    TextWarningFactory.create(document=statement.document, code="LLM_RESIDUE")
    judge_document(statement.document)
    assert (level(statement), level(spared)) == (5, 5)


@pytest.mark.parametrize("count", [1, 3])
def test_judging_takes_the_same_queries_however_many(count, django_assert_num_queries):
    rows = [figure("B") for _ in range(count)]
    with django_assert_num_queries(6):
        judge_series([rows[0].series])


def test_the_command_judges_everything():
    statement = figure("B")
    call_command("judge_statements", verbosity=0)
    assert level(statement) == 2
    assert judge_everything() == 1


def test_page_api_and_downloads_show_level_and_reasons(editor):
    statement = figure("B")
    judge_document(statement.document)
    page = signed_in(None).get(f"/s/{statement.reference}/").content.decode()
    assert "2: probably true" in page
    assert "source of grade B" in page
    answer = signed_in(None).get(f"/api/statements/{statement.reference}").json()
    assert (answer["credibility"], answer["credibility_why"]) == (2, ["source of grade B"])
    (row,) = csv.DictReader(io.StringIO(signed_in(None).get("/statements/?format=csv").getvalue().decode()))
    assert (row["credibility"], row["credibility_why"]) == ("2", "source of grade B")
    (item,) = json.loads(signed_in(None).get("/statements/?format=json").getvalue())["items"]
    assert item["credibility"] == 2
    desk = signed_in(editor).get(f"/review/{statement.document.reference}/").content.decode()
    assert "2: probably true (source of grade B)" in desk


def test_lists_can_be_narrowed_to_a_level():
    good, poor = figure("B"), figure("E", "1")
    for statement in (good, poor):
        judge_document(statement.document)
    found = signed_in(None).get("/api/statements?credibility=5").json()["items"]
    assert [item["reference"] for item in found] == [poor.reference]
    assert poor.reference not in signed_in(None).get("/statements/?credibility=2").content.decode()
    assert signed_in(None).get("/api/statements?credibility=7").status_code == 422


def test_the_method_page_has_the_rule():
    page = signed_in(None).get("/method/").content.decode()
    assert "6: cannot be judged" in page
    assert "Other publishers contradict it" in page
