"""What every app stands on: text by language, the journal, permissions, the registry."""

import logging
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import override

from kopri.site.base.journal import write_journal
from kopri.site.base.models import Forum, JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.base.registry import NavItem, Shelf
from tests.site.conftest import signed_in


def test_a_text_is_given_in_the_readers_language_then_english_then_the_original() -> None:
    text = Multilingual.of(en="Energy", ko="에너지")
    with override("ko"):
        assert str(text) == "에너지"
    with override("kk"):
        assert str(text) == "Energy"
    assert str(Multilingual.of(ru="Энергия")) == "Энергия"
    assert str(Multilingual()) == ""
    assert not Multilingual()


def test_a_text_keeps_who_made_each_version() -> None:
    data = {"en": "Energy", "ko": {"text": "에너지", "origin": "machine"}}
    assert Multilingual.parse(data).plain() == data


@pytest.mark.parametrize("wrong", [5, ["Energy"], {"en": 5}, {"en": {"text": "x", "origin": "rumour"}}, {"en": {"origin": "human"}}])
def test_what_is_no_text_by_language_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Multilingual.parse(wrong)


def test_a_text_survives_the_database(forum: Forum) -> None:
    assert Forum.objects.get().name.plain() == {"en": "Forum of the Two Rivers", "ko": "두 강 포럼", "ru": "Форум двух рек"}


def test_an_entry_says_who_what_and_on_what(forum: Forum, editor: Any) -> None:
    entry = write_journal("forum.changed", forum, by=editor, fields=["name"])
    assert (entry.actor, entry.verb, entry.target, entry.target_id) == (editor.pk, "forum.changed", "base.forum", str(forum.pk))
    assert list(JournalEntry.objects.of(forum)) == [entry]
    assert write_journal("forum.read", forum, by=None).actor is None


def test_the_journal_is_never_changed(forum: Forum) -> None:
    entry = write_journal("forum.read", forum, by=None)
    with pytest.raises(TypeError, match="append-only"):
        JournalEntry.objects.update(verb="forum.forged")
    with pytest.raises(TypeError, match="append-only"):
        JournalEntry.objects.all().delete()
    entry.verb = "forum.forged"
    with pytest.raises((DatabaseError, TypeError)), transaction.atomic():
        entry.save()
    assert JournalEntry.objects.get().verb == "forum.read"


def test_a_refusal_names_the_person_by_number_only(stranger: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="kopri.refused"), pytest.raises(PermissionDenied):
        require(stranger, "base.see_journal")
    assert str(stranger.pk) in caplog.text
    assert stranger.email not in caplog.text
    with pytest.raises(PermissionDenied):
        require(None, "base.see_journal")


def test_who_may_passes_and_nothing_is_noted(officer: Any, company: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="kopri.refused"):
        require(officer, "base.see_journal")
        assert caplog.records == []
        with pytest.raises(PermissionDenied):
            require(company, "base.see_journal")
        assert len(caplog.records) == 1


def test_a_shelf_keeps_order_and_takes_a_thing_once() -> None:
    shelf: Shelf[NavItem] = Shelf()
    late, early = NavItem("Late", "x", 20), NavItem("Early", "y", 10)
    for item in (late, early, late):
        shelf.add(item)
    assert list(shelf) == [early, late]


@pytest.mark.django_db
def test_the_journal_is_in_the_menu_of_those_who_may_read_it(forum: Forum, officer: Any, company: Any) -> None:
    assert 'href="/activity/"' in signed_in(officer).get("/nowhere/").content.decode()
    assert 'href="/activity/"' not in signed_in(company).get("/nowhere/").content.decode()
