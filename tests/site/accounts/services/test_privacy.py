"""A copy of one's data, and its end."""

import json
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from kopri.site.accounts.models import Erasure, Membership, User
from kopri.site.accounts.services import ask_for_erasure, change_profile, erase_person, export_person, replay_erasures, withdraw_erasure
from kopri.site.base.models import JournalEntry


def test_export_person_allowed_to_oneself_and_complete(ministry: User) -> None:
    change_profile(user=ministry, name="Ministry", language="ru", time_zone="", by=ministry)
    data = json.loads(json.dumps(export_person(user=ministry, by=ministry)))["accounts"]
    assert data["profile"]["email"] == "ministry@example.org"
    assert data["roles"][0]["organisation"] == {"en": "Ministry of Energy"}
    assert [entry["did"] for entry in data["journal"]] == ["person.exported", "profile.changed"]


def test_export_person_allowed_to_administrators(ministry: User, administrator: User) -> None:
    assert "accounts" in export_person(user=ministry, by=administrator)


def test_export_person_refused_to_the_secretariat(ministry: User, officer: User) -> None:
    with pytest.raises(PermissionDenied):
        export_person(user=ministry, by=officer)


def test_export_person_logged(ministry: User) -> None:
    export_person(user=ministry, by=ministry)
    assert JournalEntry.objects.get(verb="person.exported").actor == ministry.pk


def test_ask_for_erasure_allowed_to_oneself(stranger: User) -> None:
    ask_for_erasure(user=stranger, by=stranger)
    assert list(User.objects.asking_for_erasure()) == [stranger]


def test_ask_for_erasure_refused_for_others(stranger: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        ask_for_erasure(user=stranger, by=administrator)


def test_ask_for_erasure_invalid_twice(stranger: User) -> None:
    ask_for_erasure(user=stranger, by=stranger)
    with pytest.raises(ValidationError):
        ask_for_erasure(user=stranger, by=stranger)


def test_ask_for_erasure_logged(stranger: User) -> None:
    ask_for_erasure(user=stranger, by=stranger)
    assert JournalEntry.objects.filter(verb="erasure.asked", actor=stranger.pk).exists()


def test_withdraw_erasure_allowed_to_oneself(stranger: User) -> None:
    ask_for_erasure(user=stranger, by=stranger)
    withdraw_erasure(user=stranger, by=stranger)
    assert not User.objects.asking_for_erasure().exists()


def test_withdraw_erasure_refused_for_others(stranger: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_erasure(user=stranger, by=administrator)


def test_withdraw_erasure_invalid_if_not_asked(stranger: User) -> None:
    with pytest.raises(ValidationError):
        withdraw_erasure(user=stranger, by=stranger)


def test_withdraw_erasure_logged(stranger: User) -> None:
    ask_for_erasure(user=stranger, by=stranger)
    withdraw_erasure(user=stranger, by=stranger)
    assert JournalEntry.objects.filter(verb="erasure.withdrawn", actor=stranger.pk).exists()


def test_erase_person_allowed_to_administrators_leaves_nothing_personal(ministry: User, administrator: User) -> None:
    EmailAddress.objects.create(user=ministry, email=ministry.email, verified=True, primary=True)
    TOTP.activate(ministry, generate_totp_secret())
    change_profile(user=ministry, name="Aida Example", language="ru", time_zone="Asia/Almaty", by=ministry)
    erase_person(user=ministry, by=administrator)
    left = serializers.serialize(
        "json", [*User.objects.filter(pk=ministry.pk), *EmailAddress.objects.all(), *JournalEntry.objects.all(), *Erasure.objects.all()]
    )
    assert "Aida" not in left
    assert "ministry@example.org" not in left
    ministry.refresh_from_db()
    assert (ministry.email, ministry.is_active) == (f"erased-{ministry.pk}@erased.invalid", False)
    assert not ministry.has_usable_password()
    assert not Authenticator.objects.filter(user=ministry).exists()
    assert not Membership.objects.filter(user=ministry).not_over().exists()


def test_erase_person_refused_to_the_secretariat(ministry: User, officer: User) -> None:
    with pytest.raises(PermissionDenied):
        erase_person(user=ministry, by=officer)


def test_erase_person_invalid_for_oneself_and_twice(ministry: User, administrator: User) -> None:
    with pytest.raises(ValidationError, match="Somebody else"):
        erase_person(user=administrator, by=administrator)
    erase_person(user=ministry, by=administrator)
    with pytest.raises(ValidationError, match="erased already"):
        erase_person(user=ministry, by=administrator)


def test_erase_person_logged_and_listed(
    ministry: User, administrator: User, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=ministry, by=administrator)
    assert JournalEntry.objects.get(verb="person.erased").target_id == str(ministry.pk)
    assert Erasure.objects.get().person == ministry.pk
    assert (tmp_path / "erasures.txt").read_text() == f"{ministry.pk}\n"


def test_a_restore_does_not_bring_an_erased_person_back(ministry: User, stranger: User, tmp_path: Path) -> None:
    """A backup from before the erasure is restored: the database knows nothing of it, the list beside it does."""
    (tmp_path / "erasures.txt").write_text(f"{ministry.pk}\n")
    call_command("replay_erasures")
    ministry.refresh_from_db()
    stranger.refresh_from_db()
    assert ministry.email.endswith("@erased.invalid")
    assert stranger.email == "stranger@example.org"
    assert replay_erasures() == 0


def test_the_list_beside_the_database_is_made_good(ministry: User, administrator: User, tmp_path: Path) -> None:
    erase_person(user=ministry, by=administrator)
    assert not (tmp_path / "erasures.txt").exists()
    replay_erasures()
    assert (tmp_path / "erasures.txt").read_text() == f"{ministry.pk}\n"
