"""Organisations are entered and changed by the secretariat."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.accounts.models import Organisation, User
from kopri.site.accounts.services import change_organisation, create_organisation
from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from tests.site.conftest import make_organisation

NAME = Multilingual.of(en="Agency of Roads", ru="Агентство дорог")


def test_create_organisation_allowed_to_the_secretariat(officer: User) -> None:
    made = create_organisation(name=NAME, kind="agency", country="kaz", website="https://roads.example", by=officer)
    made.refresh_from_db()
    assert (made.name.in_language("ru"), made.country) == ("Агентство дорог", "KAZ")


@pytest.mark.parametrize("who", ["editor", "ministry", "stranger"])
def test_create_organisation_refused_to_others(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        create_organisation(name=NAME, kind="agency", by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": Multilingual()}),
        ("kind", {"kind": "circus"}),
        ("country", {"country": "XXQ"}),
        ("website", {"website": "not an address"}),
    ],
)
def test_create_organisation_invalid_names_the_field(field: str, values: dict[str, object], officer: User) -> None:
    with pytest.raises(ValidationError) as error:
        create_organisation(by=officer, **{"name": NAME, "kind": "agency", **values})  # type: ignore[arg-type]
    assert list(error.value.message_dict) == [field]
    assert not Organisation.objects.filter(kind="agency").exists()


def test_create_organisation_logged(officer: User) -> None:
    made = create_organisation(name=NAME, kind="agency", country="KAZ", by=officer)
    entry = JournalEntry.objects.get(verb="organisation.created")
    assert (entry.target_id, entry.detail) == (str(made.pk), {"kind": "agency", "country": "KAZ"})


def test_change_organisation_allowed_to_the_secretariat(officer: User, office: Organisation) -> None:
    ministry = make_organisation("Ministry of Trade", "ministry", "KAZ")
    change_organisation(organisation=office, parent=ministry, contact="Office 12", by=officer)
    office.refresh_from_db()
    assert (office.parent, office.contact) == (ministry, "Office 12")


def test_change_organisation_refused_to_editors(editor: User, office: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        change_organisation(organisation=office, contact="x", by=editor)


def test_change_organisation_invalid_if_a_part_of_its_own_part(officer: User, office: Organisation) -> None:
    part = make_organisation("Desk", "agency", "KAZ")
    change_organisation(organisation=part, parent=office, by=officer)
    with pytest.raises(ValidationError) as error:
        change_organisation(organisation=office, parent=part, by=officer)
    assert "parent" in error.value.message_dict


def test_change_organisation_invalid_for_an_unknown_field(officer: User, office: Organisation) -> None:
    with pytest.raises(ValidationError, match="no field “colour”"):
        change_organisation(organisation=office, colour="red", by=officer)


def test_change_organisation_logged_by_field(officer: User, office: Organisation) -> None:
    change_organisation(organisation=office, contact="Office 12", kind=office.kind, by=officer)
    assert JournalEntry.objects.get(verb="organisation.changed").detail == {"fields": ["contact"]}
