"""A language model's proposals in the site: off by default, only what may be sent is sent, what is kept is proposed, the rest is shown."""

import logging

import pytest
from tests.llm.fake_server import MODEL, fake_server
from tests.llm.test_client import KEY, endpoint
from tests.site.conftest import signed_in
from tests.site.record.factories import DocumentFactory

from kopri.reading.propose import DROPPED as REASONS
from kopri.site.base.models import JournalEntry
from kopri.site.record.models import Document
from kopri.site.record.proposals import DROPPED
from kopri.site.record.services.proposing import may_be_sent, propose_stored
from kopri.site.record.services.reading import read_stored
from kopri.site.record.services.review import accept_statement
from kopri.site.record.tasks import enqueue_reading

pytestmark = pytest.mark.django_db

TEXT = "The canteen in Seoul served about 4,300 dumplings on 7 May 2024.\n"
GOOD = {
    "type": "organisation",
    "quote": "The canteen in Seoul",
    "payload": {"name": "canteen", "kind": "company", "country": "KOR"},
}
LIE = {**GOOD, "quote": "The canteen in Almaty"}


def document(**more: object) -> Document:
    return read_stored(document=DocumentFactory.create(**{"text": TEXT, "rights": "open", **more}))


def models_rows(row: Document) -> list[tuple[str, str]]:
    return list(row.statements.filter(made_by__startswith="model:").values_list("summary", "state"))


@pytest.fixture
def server(settings):
    with fake_server([GOOD, LIE]) as running:
        settings.KOPRI_LLM = endpoint(running.base)
        yield running


def test_off_by_default(settings):
    assert settings.KOPRI_LLM is None
    row = document()
    assert not may_be_sent(row)
    assert propose_stored(document=row).proposals == {}


def test_reading_is_followed_by_asking(server):
    row = DocumentFactory.create(text=TEXT, rights="open", state="queued")
    enqueue_reading(row)
    row.refresh_from_db()
    assert models_rows(row) == [("canteen (company)", "proposed")]
    assert row.statements.get(made_by__startswith="model:").made_by == f"model:{MODEL}/1"
    assert (row.proposals["kept"], row.proposals["dropped"]) == (1, {"quote_not_in_text": 1})


@pytest.mark.parametrize(
    ("rights", "visibility", "sent"),
    [("open", "public", True), ("licensed", "public", True), ("quote", "public", False), ("open", "desk", False)],
)
def test_only_what_may_be_sent_is_sent(server, rights, visibility, sent):
    propose_stored(document=document(rights=rights, visibility=visibility))
    assert len(server.asked) == int(sent)


def test_nothing_of_the_site_goes_along(server):
    row = document()
    row.notes.create(document=row, text="a private note")
    propose_stored(document=row)
    ((_, _, body),) = server.asked
    told = str(body)
    assert "4,300 dumplings" in told
    assert "private note" not in told
    assert row.reference not in told


def test_the_same_text_is_not_sent_twice_and_proposals_outlive_a_new_reading(server):
    row = propose_stored(document=document())
    propose_stored(document=read_stored(document=row))
    assert len(server.asked) == 1
    assert models_rows(row) == [("canteen (company)", "proposed")]


def test_a_decision_outlives_a_model_that_changes_its_mind(settings, editor):
    row = document()
    with fake_server([GOOD]) as first:
        settings.KOPRI_LLM = endpoint(first.base)
        propose_stored(document=row)
    accept_statement(statement=row.statements.get(made_by__startswith="model:"), by=editor)
    with fake_server([]) as second:
        settings.KOPRI_LLM = endpoint(second.base)
        row.proposals = {}
        propose_stored(document=row)
    assert models_rows(row) == [("canteen (company)", "accepted")]


def test_what_is_no_longer_proposed_is_withdrawn_but_not_after_a_failure(settings):
    row = document()
    for step, state in (([GOOD], "proposed"), (401, "proposed"), ([], "withdrawn")):
        with fake_server(step) as running:
            settings.KOPRI_LLM = endpoint(running.base)
            row.proposals = {**row.proposals, "asked_as": ""}
            propose_stored(document=row)
        assert models_rows(row) == [("canteen (company)", state)]


def test_a_failure_is_stored_shown_and_tried_again(settings, editor, caplog):
    caplog.set_level(logging.DEBUG)
    row = document()
    with fake_server(401) as running:
        settings.KOPRI_LLM = endpoint(running.base)
        propose_stored(document=row)
        assert may_be_sent(row)
    assert row.proposals["failed"] == {"key_refused": 1}
    page = signed_in(editor).get(f"/documents/{row.reference}/").content.decode()
    assert "the key was refused" in page
    assert KEY not in page
    assert KEY not in caplog.text
    assert "dumplings" not in caplog.text


def test_the_desk_sees_what_was_dropped_and_the_public_does_not(server, editor):
    row = propose_stored(document=document())
    page = signed_in(editor).get(f"/documents/{row.reference}/").content.decode()
    assert "the quote does not stand in the text: 1" in page
    assert f"1 proposal of {MODEL}" in page
    assert "Proposed by a language model" not in signed_in(None).get(f"/documents/{row.reference}/").content.decode()


def test_a_statement_says_that_a_model_proposed_it(server):
    row = propose_stored(document=document())
    statement = row.statements.get(made_by__startswith="model:")
    assert f"proposed by the language model “{MODEL}”" in signed_in(None).get(f"/s/{statement.reference}/").content.decode()


def test_the_journal_says_how_many_and_nothing_else(server):
    propose_stored(document=document())
    entry = JournalEntry.objects.filter(verb="document.proposed").get()
    assert (entry.actor, entry.detail) == (None, {"kept": 1, "dropped": {"quote_not_in_text": 1}, "failed": {}})


def test_every_reason_has_words():
    assert set(DROPPED) == set(REASONS)
