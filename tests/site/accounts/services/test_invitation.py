"""An invitation is a letter with a link that is good once and for a time."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from kopri.site.accounts.links import sign_invitation
from kopri.site.accounts.models import Invitation, Organisation, Role, User
from kopri.site.accounts.rules import roles_of
from kopri.site.accounts.services import accept_invitation, invite_person, read_invitation, withdraw_invitation
from kopri.site.base.models import JournalEntry

PASSWORD = "seven bridges over one river"


@pytest.fixture
def invitation(officer: User, office: Organisation) -> Invitation:
    """Somebody new is invited as editor."""
    return invite_person(email="New@Example.org", name="New", organisation=office, role=Role.EDITOR, by=officer)


def test_invite_person_allowed_and_written_to(invitation: Invitation, mailoutbox: list[Any]) -> None:
    assert invitation.email == "new@example.org"
    assert mailoutbox[0].to == ["new@example.org"]
    assert "Officer invites you to the site of the forum as editor of Office of Trade." in mailoutbox[0].body
    token = re.search(r"/account/invitation/([^/\s]+)/", mailoutbox[0].body)
    assert token is not None
    assert read_invitation(token[1]) == invitation


def test_invite_person_refused_to_editors_and_for_administrators(editor: User, officer: User, office: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        invite_person(email="a@example.org", organisation=office, role=Role.EXPERT, by=editor)
    with pytest.raises(PermissionDenied):
        invite_person(email="a@example.org", organisation=office, role=Role.ADMINISTRATOR, by=officer)


def test_invite_person_invalid_address_taken_or_invited(invitation: Invitation, officer: User, editor: User, office: Organisation) -> None:
    for email in ("no address", editor.email, "new@example.org"):
        with pytest.raises(ValidationError) as error:
            invite_person(email=email, organisation=office, role=Role.EXPERT, by=officer)
        assert list(error.value.message_dict) == ["email"]


def test_invite_person_logged_without_the_address(invitation: Invitation, office: Organisation) -> None:
    entry = JournalEntry.objects.get(verb="person.invited")
    assert entry.detail == {"organisation": office.pk, "role": "editor"}


def test_the_secret_of_the_link_is_not_kept(invitation: Invitation) -> None:
    kept = " ".join(str(value) for value in Invitation.objects.values().get().values())
    assert sign_invitation(invitation.pk) not in kept


def test_withdraw_invitation_allowed(invitation: Invitation, officer: User) -> None:
    withdraw_invitation(invitation=invitation, by=officer)
    with pytest.raises(ValidationError, match="withdrawn"):
        read_invitation(sign_invitation(invitation.pk))


def test_withdraw_invitation_refused_to_editors(invitation: Invitation, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_invitation(invitation=invitation, by=editor)


def test_withdraw_invitation_invalid_twice(invitation: Invitation, officer: User) -> None:
    withdraw_invitation(invitation=invitation, by=officer)
    with pytest.raises(ValidationError):
        withdraw_invitation(invitation=invitation, by=officer)


def test_withdraw_invitation_logged(invitation: Invitation, officer: User) -> None:
    withdraw_invitation(invitation=invitation, by=officer)
    assert JournalEntry.objects.get(verb="invitation.withdrawn").actor == officer.pk


def test_accepting_opens_the_account_with_a_proven_address_and_the_role(invitation: Invitation) -> None:
    user = accept_invitation(token=sign_invitation(invitation.pk), name="New Person", password=PASSWORD)
    assert user.check_password(PASSWORD)
    assert roles_of(user) == {"public", "editor"}
    assert EmailAddress.objects.get(user=user).verified
    assert JournalEntry.objects.get(verb="invitation.accepted").actor == user.pk


def test_an_invitation_is_good_once(invitation: Invitation) -> None:
    accept_invitation(token=sign_invitation(invitation.pk), name="New Person", password=PASSWORD)
    with pytest.raises(ValidationError):
        accept_invitation(token=sign_invitation(invitation.pk), name="Again", password=PASSWORD)


def test_an_invitation_expires(invitation: Invitation) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=15)), pytest.raises(ValidationError, match="expired"):
        accept_invitation(token=sign_invitation(invitation.pk), name="Late", password=PASSWORD)


@pytest.mark.parametrize("token", ["", "1", "MQ:forged:signature"])
def test_a_link_not_made_here_is_refused(token: str, db: None) -> None:
    with pytest.raises(ValidationError, match="whole address"):
        read_invitation(token)


@pytest.mark.parametrize("password", ["short", "password12345", "new@example.org"])
def test_a_weak_password_opens_nothing(password: str, invitation: Invitation) -> None:
    with pytest.raises(ValidationError) as error:
        accept_invitation(token=sign_invitation(invitation.pk), name="New", password=password)
    assert list(error.value.message_dict) == ["password"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_first_administrator_comes_in_by_the_command_line(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("first_administrator", "root@example.org", organisation="Operations")
    token = capsys.readouterr().out.rstrip().rstrip("/").rsplit("/", 1)[1]
    user = accept_invitation(token=token, name="Root", password=PASSWORD)
    assert "administrator" in roles_of(user)
    with pytest.raises(CommandError, match="already"):
        call_command("first_administrator", "other@example.org", organisation="Operations")
