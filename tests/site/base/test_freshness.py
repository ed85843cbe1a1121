"""What is kept holds until something is written down in the journal, in whatever order entries become visible."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.utils import timezone

import kopri.site
from kopri.site.accounts.models import User
from kopri.site.base import freshness, registry
from kopri.site.base.freshness import Memory, asked_once, data_version, kept_in_memory
from kopri.site.base.journal import write_journal
from kopri.site.base.models import Forum, JournalEntry
from kopri.site.record.models import State
from kopri.site.record.services.review import accept_statement, reject_statement
from tests.site.record.factories import FigureFactory

pytestmark = pytest.mark.django_db


def test_an_answer_holds_until_something_happens(forum: Forum) -> None:
    answers = iter("abc")
    assert kept_in_memory("question", lambda: next(answers)) == kept_in_memory("question", lambda: next(answers)) == "a"
    assert kept_in_memory("another", lambda: next(answers)) == "b"
    write_journal("forum.changed", forum, by=None)
    assert kept_in_memory("question", lambda: next(answers)) == "c"


def test_an_entry_that_becomes_visible_late_counts(forum: Forum) -> None:
    """On PostgreSQL the transaction that took the lower number may be through after the other."""

    def appears(number: int) -> None:
        JournalEntry.objects.create(pk=number, at=timezone.now(), verb="forum.changed", target="base.forum", target_id=str(forum.pk))

    appears(1_000_002)
    before = data_version()
    appears(1_000_001)
    assert data_version() != before


def test_visitors_see_later_what_only_confirms_and_at_once_what_is_taken_away(editor: User) -> None:
    one, other = FigureFactory.create(), FigureFactory.create()
    answers = iter("abcdef")

    def ask(*, for_visitors: bool) -> str:
        return kept_in_memory("count", lambda: next(answers), for_visitors=for_visitors)

    assert (ask(for_visitors=True), ask(for_visitors=False)) == ("a", "b")
    accept_statement(statement=one, by=editor)
    assert (ask(for_visitors=True), ask(for_visitors=False)) == ("a", "c")
    reject_statement(statement=other, by=editor)
    assert (ask(for_visitors=True), ask(for_visitors=False)) == ("d", "e")


def test_memory_forgets_what_it_kept_longest() -> None:
    memory = Memory(2)
    for name in ("first", "second", "third"):
        memory.put(name, name)
    memory.put("past", "past", seconds=-1)
    assert [memory.get(name) for name in ("first", "second", "third", "past")] == [None, None, "third", None]


def test_every_verb_that_is_seen_later_is_written_by_a_service() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in Path(kopri.site.__file__).parent.glob("*/services/*.py"))
    states = {f"statement.{state}" for state in State.values}
    assert [verb for verb in registry.seen_later if f'"{verb}"' not in written and verb not in states] == []


def test_while_a_page_is_made_the_version_is_asked_for_once(forum: Forum, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1), asked_once():  # type: ignore[operator]
        assert data_version() == data_version()


def test_of_those_who_ask_at_once_one_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "data_version", lambda **_: "the same for all")
    computed, meeting = [], Barrier(4)

    def ask() -> None:
        meeting.wait(5)
        kept_in_memory("slow question", lambda: computed.append(1) or "answer")

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert computed == [1]
