"""The cast: the same few people in every test of the site, each with what they may be."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client

from kopri.site.accounts.models import Membership, Organisation, Role, User
from kopri.site.base.freshness import ANSWERS
from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.whole_pages import PAGES

SINCE = date(2020, 1, 1)


def make_person(name: str, role: Role | None = None, organisation: Organisation | None = None) -> User:
    """A person who can sign in with the password "a long password"; with a role, in an organisation, since 2020."""
    person = User.objects.create_user(f"{name}@example.org", "a long password", name=name.capitalize())
    if role is not None:
        Membership.objects.create(user=person, organisation=organisation or make_organisation(f"Office of {name}"), role=role, start=SINCE)
    return person


def make_organisation(name: str, kind: str = "secretariat", country: str = "KOR") -> Organisation:
    """An organisation under an English name."""
    return Organisation.objects.create(name=Multilingual.of(en=name), kind=kind, country=country)


def signed_in(person: User | None) -> Client:
    """A browser in which the person is signed in; without a person, a visitor's."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing is kept from an earlier test."""
    cache.clear()
    ANSWERS.clear()
    PAGES.clear()


@pytest.fixture
def forum(db: None) -> Forum:
    """A forum of three countries with two editions."""
    return Forum.objects.create(
        name=Multilingual.of(en="Forum of the Two Rivers", ko="두 강 포럼", ru="Форум двух рек"),
        short_name=Multilingual.of(en="Two Rivers"),
        home="KOR",
        members=["KOR", "KAZ", "UZB"],
        areas=[{"slug": "energy", "name": {"en": "Energy", "ko": "에너지"}, "crs_prefixes": ["230", "231"]}],
        editions=[
            {"number": n, "city": city, "country": country, "start": day, "end": day, "mode": "in_person", "source": "invented"}
            for n, city, country, day in ((1, "Seoul", "KOR", "2019-05-06"), (2, "Almaty", "KAZ", "2021-05-06"))
        ],
    )


@pytest.fixture
def officer(db: None) -> User:
    """Works in the secretariat."""
    return make_person("officer", Role.SECRETARIAT, make_organisation("Secretariat"))


@pytest.fixture
def editor(db: None) -> User:
    """Keeps the record."""
    return make_person("editor", Role.EDITOR, make_organisation("Record office"))


@pytest.fixture
def ministry(db: None) -> User:
    """Answers for a lead body."""
    return make_person("ministry", Role.LEAD_BODY, make_organisation("Ministry of Energy", "ministry", "KAZ"))


@pytest.fixture
def company(db: None) -> User:
    """Runs a company."""
    return make_person("company", Role.COMPANY, make_organisation("Drip Lines Ltd", "company", "UZB"))


@pytest.fixture
def stranger(db: None) -> User:
    """Is signed in and has no role."""
    return make_person("stranger")


@pytest.fixture
def administrator(db: None) -> User:
    """Runs the site."""
    return make_person("administrator", Role.ADMINISTRATOR, make_organisation("Operations"))


@pytest.fixture
def visitor() -> AnonymousUser:
    """Is not signed in."""
    return AnonymousUser()
