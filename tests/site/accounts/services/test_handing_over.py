"""Somebody leaves: the work goes on, the roles end, the account closes."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.accounts.models import Organisation, Role, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.services import hand_over, invite_person, preview_hand_over
from kopri.site.base import registry
from kopri.site.base.models import JournalEntry
from tests.site.conftest import make_person


@pytest.fixture
def successor(db: None) -> User:
    """A colleague in the secretariat."""
    return make_person("successor", Role.SECRETARIAT)


@pytest.fixture
def handed_over() -> Iterator[list[tuple[int, int, int]]]:
    """Another app takes part and notes what it is told."""
    told: list[tuple[int, int, int]] = []

    def note(leaver: User, successor: User, by: User) -> int:
        told.append((leaver.pk, successor.pk, by.pk))
        return 3

    handler = registry.PersonHandler(name="example", export=lambda _user: {}, erase=lambda _user: None, hand_over=note)
    registry.people.add(handler)
    yield told
    registry.people.items.remove(handler)


def test_hand_over_allowed_moves_all_apps_work_and_closes_the_account(
    officer: User, successor: User, administrator: User, office: Organisation, handed_over: list[tuple[int, int, int]]
) -> None:
    invitation = invite_person(email="new@example.org", organisation=office, role=Role.EXPERT, by=officer)
    moved = hand_over(leaver=officer, successor=successor, by=administrator)
    assert (moved["accounts"], moved["example"]) == (1, 3)
    assert handed_over == [(officer.pk, successor.pk, administrator.pk)]
    invitation.refresh_from_db()
    officer.refresh_from_db()
    assert invitation.invited_by == successor
    assert not officer.is_active
    assert officer.memberships.get().end == today()


def test_preview_hand_over_says_the_same_and_moves_nothing(
    officer: User, successor: User, administrator: User, handed_over: list[tuple[int, int, int]]
) -> None:
    before = JournalEntry.objects.count()
    assert preview_hand_over(leaver=officer, successor=successor, by=administrator)["example"] == 3
    officer.refresh_from_db()
    assert officer.is_active
    assert officer.memberships.get().end is None
    assert JournalEntry.objects.count() == before


def test_hand_over_is_all_or_nothing(officer: User, successor: User, administrator: User) -> None:
    def fail(_leaver: User, _successor: User, _by: User) -> int:
        raise RuntimeError("the app cannot")

    handler = registry.PersonHandler(name="broken", export=lambda _user: {}, erase=lambda _user: None, hand_over=fail)
    registry.people.add(handler)
    try:
        with pytest.raises(RuntimeError):
            hand_over(leaver=officer, successor=successor, by=administrator)
    finally:
        registry.people.items.remove(handler)
    officer.refresh_from_db()
    assert officer.is_active
    assert officer.memberships.get().end is None


def test_hand_over_refused_to_editors_and_for_administrators(editor: User, officer: User, successor: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        hand_over(leaver=officer, successor=successor, by=editor)
    with pytest.raises(PermissionDenied):
        hand_over(leaver=administrator, successor=successor, by=officer)


def test_hand_over_invalid_to_oneself_or_by_the_leaver(officer: User, successor: User, administrator: User) -> None:
    with pytest.raises(ValidationError, match="somebody else"):
        hand_over(leaver=officer, successor=officer, by=administrator)
    with pytest.raises(ValidationError, match="Somebody else"):
        hand_over(leaver=officer, successor=successor, by=officer)


def test_hand_over_invalid_to_a_closed_account(officer: User, successor: User, administrator: User) -> None:
    successor.is_active = False
    with pytest.raises(ValidationError, match="can sign in"):
        hand_over(leaver=officer, successor=successor, by=administrator)


def test_hand_over_invalid_to_somebody_without_the_role_who_is_named(officer: User, company: User, administrator: User) -> None:
    with pytest.raises(ValidationError, match="needs the same roles first: secretariat"):
        hand_over(leaver=officer, successor=company, by=administrator)


def test_hand_over_logged_by_ids(officer: User, successor: User, administrator: User) -> None:
    hand_over(leaver=officer, successor=successor, by=administrator)
    entry = JournalEntry.objects.get(verb="person.handed_over")
    assert (entry.target_id, entry.actor, entry.detail["successor"]) == (str(officer.pk), administrator.pk, successor.pk)
