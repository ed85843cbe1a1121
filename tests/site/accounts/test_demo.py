"""The demonstration's accounts: one for each role, and never on a real site."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kopri.site.accounts.demo import create_demo_accounts, describe_demo_accounts
from kopri.site.accounts.models import Organisation, Role, User
from kopri.site.accounts.rules import roles_of


def test_there_is_one_account_for_each_role_that_can_be_given(settings: Any, db: None) -> None:
    settings.DEMO = True
    people = create_demo_accounts()
    held = [roles_of(person) - {"public"} for person in people]
    assert sorted(role for roles in held for role in roles) == sorted(set(Role.values) - {"public"})


def test_the_organisations_say_that_they_are_invented_in_every_language(settings: Any, db: None) -> None:
    settings.DEMO = True
    create_demo_accounts()
    marks = {"en": "invented", "ko": "가상", "ru": "вымышлен", "kk": "ойдан"}
    for organisation in Organisation.objects.all():
        for language, version in organisation.name.versions.items():
            assert marks[language] in version.text


def test_they_sign_in_with_the_password_that_is_printed(
    client: Client, settings: Any, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    settings.DEMO = True
    call_command("demo_accounts")
    said = capsys.readouterr().out
    assert "officer@demo.kopri.example" in said
    password = said.splitlines()[0].removesuffix(":").rsplit(" ", 1)[1]
    answer = client.post("/account/login/", {"login": "officer@demo.kopri.example", "password": password})
    assert answer.status_code == 302


def test_making_them_again_changes_nothing(settings: Any, db: None) -> None:
    settings.DEMO = True
    create_demo_accounts()
    people, organisations = User.objects.count(), Organisation.objects.count()
    create_demo_accounts()
    assert (User.objects.count(), Organisation.objects.count()) == (people, organisations)


def test_a_real_site_refuses(settings: Any, db: None) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="public password"):
        call_command("demo_accounts")
    assert not User.objects.exists()
    assert "open-the-bridge" in describe_demo_accounts()
