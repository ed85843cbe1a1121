"""Closing accounts, ending sessions, lost second factors."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from kopri.site.accounts.models import User
from kopri.site.accounts.services import deactivate_person, end_sessions, reactivate_person, reset_factors
from kopri.site.base.models import JournalEntry
from tests.site.conftest import signed_in


def may_open_account_page(client: Any) -> bool:
    """Whether the browser is signed in."""
    return client.get(reverse("accounts:account")).status_code == 200


def test_deactivate_person_allowed_and_ends_the_sessions(officer: User, company: User) -> None:
    client = signed_in(company)
    deactivate_person(user=company, by=officer)
    assert not may_open_account_page(client)


def test_deactivate_person_refused_to_editors_and_for_administrators(
    editor: User, officer: User, company: User, administrator: User
) -> None:
    with pytest.raises(PermissionDenied):
        deactivate_person(user=company, by=editor)
    with pytest.raises(PermissionDenied):
        deactivate_person(user=administrator, by=officer)


def test_deactivate_person_invalid_for_oneself_and_twice(officer: User, company: User) -> None:
    with pytest.raises(ValidationError, match="Somebody else"):
        deactivate_person(user=officer, by=officer)
    deactivate_person(user=company, by=officer)
    with pytest.raises(ValidationError, match="closed already"):
        deactivate_person(user=company, by=officer)


def test_deactivate_person_logged(officer: User, company: User) -> None:
    deactivate_person(user=company, by=officer)
    assert JournalEntry.objects.get(verb="person.deactivated").target_id == str(company.pk)


def test_reactivate_person_allowed(officer: User, company: User) -> None:
    deactivate_person(user=company, by=officer)
    reactivate_person(user=company, by=officer)
    assert may_open_account_page(signed_in(company))


def test_reactivate_person_refused_to_editors_and_for_administrators(
    editor: User, officer: User, administrator: User, company: User
) -> None:
    deactivate_person(user=company, by=officer)
    with pytest.raises(PermissionDenied):
        reactivate_person(user=company, by=editor)
    administrator.is_active = False
    with pytest.raises(PermissionDenied):
        reactivate_person(user=administrator, by=officer)


def test_reactivate_person_invalid_if_open(officer: User, company: User) -> None:
    with pytest.raises(ValidationError):
        reactivate_person(user=company, by=officer)


def test_reactivate_person_logged(officer: User, company: User) -> None:
    deactivate_person(user=company, by=officer)
    reactivate_person(user=company, by=officer)
    assert JournalEntry.objects.get(verb="person.reactivated").actor == officer.pk


def test_end_sessions_allowed_and_ends_those_not_listed_too(officer: User, company: User) -> None:
    first, second = signed_in(company), signed_in(company)
    end_sessions(user=company, by=officer)
    assert not may_open_account_page(first)
    assert not may_open_account_page(second)


def test_end_sessions_refused_to_editors(editor: User, company: User) -> None:
    with pytest.raises(PermissionDenied):
        end_sessions(user=company, by=editor)


def test_end_sessions_logged(officer: User, company: User) -> None:
    end_sessions(user=company, by=officer)
    assert JournalEntry.objects.get(verb="sessions.ended").detail == {"sessions": 0}


def test_reset_factors_allowed_and_ends_the_sessions(officer: User, company: User) -> None:
    TOTP.activate(company, generate_totp_secret())
    client = signed_in(company)
    assert reset_factors(user=company, by=officer) == 1
    assert not Authenticator.objects.filter(user=company).exists()
    assert not may_open_account_page(client)


def test_reset_factors_refused_to_editors_and_for_administrators(editor: User, officer: User, company: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        reset_factors(user=company, by=editor)
    with pytest.raises(PermissionDenied):
        reset_factors(user=administrator, by=officer)


def test_reset_factors_invalid_without_any_or_for_oneself(officer: User, company: User) -> None:
    with pytest.raises(ValidationError, match="no second factor"):
        reset_factors(user=company, by=officer)
    with pytest.raises(ValidationError, match="Somebody else"):
        reset_factors(user=officer, by=officer)


def test_reset_factors_logged(officer: User, company: User) -> None:
    TOTP.activate(company, generate_totp_secret())
    reset_factors(user=company, by=officer)
    assert JournalEntry.objects.get(verb="factors.reset").detail == {"factors": 1}
