"""Roles begin and end on a day; the secretariat gives all but that of administrator."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.accounts.models import Membership, Organisation, Role, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.rules import roles_of
from kopri.site.accounts.services import end_role, grant_role
from kopri.site.base.models import JournalEntry
from tests.site.conftest import make_person


def test_grant_role_allowed_to_the_secretariat_and_in_force_at_once(officer: User, stranger: User, office: Organisation) -> None:
    assert roles_of(stranger) == {"public"}
    grant_role(user=stranger, organisation=office, role=Role.EDITOR, by=officer)
    assert roles_of(stranger) == {"public", "editor"}


def test_grant_role_allowed_for_a_later_time(officer: User, stranger: User, office: Organisation) -> None:
    start = today() + timedelta(days=10)
    grant_role(user=stranger, organisation=office, role=Role.EXPERT, start=start, end=start + timedelta(days=5), by=officer)
    assert roles_of(stranger) == {"public"}
    with time_machine.travel(start + timedelta(days=1)):
        assert "expert" in roles_of(User.objects.get(pk=stranger.pk))
    with time_machine.travel(start + timedelta(days=6)):
        assert "expert" not in roles_of(User.objects.get(pk=stranger.pk))


def test_a_role_is_over_on_the_day_it_ends(stranger: User, office: Organisation) -> None:
    Membership.objects.create(user=stranger, organisation=office, role=Role.EXPERT, start=date(2020, 1, 1), end=today())
    assert roles_of(stranger) == {"public"}
    assert not User.objects.holding(Role.EXPERT).exists()


def test_grant_role_refused_to_editors(editor: User, stranger: User, office: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        grant_role(user=stranger, organisation=office, role=Role.EXPERT, by=editor)


def test_grant_role_refused_for_administrator_unless_an_administrator_gives_it(
    officer: User, administrator: User, stranger: User, office: Organisation
) -> None:
    with pytest.raises(PermissionDenied):
        grant_role(user=officer, organisation=office, role=Role.ADMINISTRATOR, by=officer)
    grant_role(user=stranger, organisation=office, role=Role.ADMINISTRATOR, by=administrator)
    assert "administrator" in roles_of(stranger)


@pytest.mark.parametrize("role", ["public", "emperor"])
def test_grant_role_invalid_for_a_role_that_is_none(role: str, administrator: User, stranger: User, office: Organisation) -> None:
    with pytest.raises(ValidationError) as error:
        grant_role(user=stranger, organisation=office, role=role, by=administrator)
    assert "role" in error.value.message_dict


def test_grant_role_invalid_twice_backwards_or_to_a_closed_account(officer: User, stranger: User, office: Organisation) -> None:
    grant_role(user=stranger, organisation=office, role=Role.EXPERT, by=officer)
    with pytest.raises(ValidationError, match="already"):
        grant_role(user=stranger, organisation=office, role=Role.EXPERT, by=officer)
    with pytest.raises(ValidationError, match="after it begins"):
        grant_role(user=stranger, organisation=office, role=Role.EDITOR, start=date(2026, 2, 1), end=date(2026, 2, 1), by=officer)
    stranger.is_active = False
    with pytest.raises(ValidationError, match="closed"):
        grant_role(user=stranger, organisation=office, role=Role.EDITOR, by=officer)


def test_grant_role_logged_by_ids(officer: User, stranger: User, office: Organisation) -> None:
    grant_role(user=stranger, organisation=office, role=Role.EXPERT, start=date(2026, 1, 5), by=officer)
    entry = JournalEntry.objects.get(verb="role.granted")
    assert entry.detail == {"person": stranger.pk, "organisation": office.pk, "role": "expert", "start": "2026-01-05", "end": None}


def test_end_role_allowed_and_in_force_at_once(officer: User, editor: User) -> None:
    end_role(membership=editor.memberships.get(), by=officer)
    assert roles_of(User.objects.get(pk=editor.pk)) == {"public"}


def test_end_role_refused_to_editors_and_for_administrators(editor: User, officer: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        end_role(membership=officer.memberships.get(), by=editor)
    with pytest.raises(PermissionDenied):
        end_role(membership=administrator.memberships.get(), by=officer)


def test_end_role_invalid_in_the_past_or_twice(officer: User, editor: User) -> None:
    membership = editor.memberships.get()
    with pytest.raises(ValidationError, match="past"):
        end_role(membership=membership, end=today() - timedelta(days=1), by=officer)
    end_role(membership=membership, by=officer)
    with pytest.raises(ValidationError, match="over already"):
        end_role(membership=membership, by=officer)


def test_end_role_invalid_for_the_last_administrator(administrator: User) -> None:
    with pytest.raises(ValidationError, match="needs an administrator"):
        end_role(membership=administrator.memberships.get(), by=administrator)
    second = make_person("second", Role.ADMINISTRATOR)
    end_role(membership=administrator.memberships.get(), by=second)
    assert not User.objects.holding(Role.ADMINISTRATOR).filter(pk=administrator.pk).exists()


def test_end_role_logged(officer: User, editor: User) -> None:
    end_role(membership=editor.memberships.get(), by=officer)
    entry = JournalEntry.objects.get(verb="role.ended")
    assert entry.detail == {"person": editor.pk, "role": "editor", "end": str(today())}
