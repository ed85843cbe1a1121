"""The demonstration's accounts: one for each role, in invented organisations, all with one known password."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from kopri.site.accounts.models import Membership, Organisation, Role, User
from kopri.site.base.multilingual import Multilingual

DOMAIN = "demo.kopri.example"
SINCE = date(2020, 1, 1)


@transaction.atomic
def create_demo_accounts() -> list[User]:
    """One account for each role; what is there already stays as it is. Everybody knows the password.

    Raises:
        ImproperlyConfigured: on a site that is not a demonstration.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("demonstration accounts have a public password: they are made only where settings.DEMO is true")
    return [_account(entry) for entry in _data()["accounts"]]


def describe_demo_accounts() -> str:
    """A table for the terminal: role, address, and the one password."""
    lines = [f"  {Role(entry['role']).label:<18} {entry['address']}@{DOMAIN}" for entry in _data()["accounts"]]
    return "\n".join(["Demonstration accounts, all with the password " + _data()["password"] + ":", *lines])


def _account(entry: dict[str, Any]) -> User:
    address = f"{entry['address']}@{DOMAIN}"
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, _data()["password"], name=entry["name"])
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    organisation = _organisation(entry)
    if not Membership.objects.filter(user=user, role=entry["role"]).exists():
        Membership.objects.create(user=user, organisation=organisation, role=entry["role"], start=SINCE)
    return user


def _organisation(entry: dict[str, Any]) -> Organisation:
    name = Multilingual.of(**entry["organisation"])
    known = {organisation.name.in_language("en"): organisation for organisation in Organisation.objects.all()}
    return known.get(name.in_language("en")) or Organisation.objects.create(name=name, kind=entry["kind"], country=entry["country"])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("kopri.site.accounts").joinpath("data/demo.yaml").read_text(encoding="utf-8"))
    return data
