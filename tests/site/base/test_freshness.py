"""What is kept holds until something is written down in the journal, in whatever order entries become visible."""

from threading import Barrier, Thread

import pytest
from django.utils import timezone

from kopri.site.base import freshness
from kopri.site.base.freshness import asked_once, data_version, kept_in_memory
from kopri.site.base.journal import write_journal
from kopri.site.base.models import Forum, JournalEntry

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


def test_while_a_page_is_made_the_version_is_asked_for_once(forum: Forum, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1), asked_once():  # type: ignore[operator]
        assert data_version() == data_version()


def test_of_those_who_ask_at_once_one_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "data_version", lambda: "the same for all")
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
