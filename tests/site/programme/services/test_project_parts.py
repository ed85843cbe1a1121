"""Services on what belongs to a project."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import ProjectPartner
from kopri.site.programme.services.project_parts import (
    add_course,
    add_partner,
    add_place,
    change_course,
    remove_partner,
    remove_place,
    set_shares,
)
from tests.site.programme.factories import CourseFactory, PartnerFactory, PlaceFactory, ProjectFactory, TransactionFactory

TOWN = Multilingual.of(en="Kyzylorda", ru="Кызылорда")


@pytest.fixture
def project(db):
    """A training."""
    return ProjectFactory.create(kind="training", countries=[], sectors=[])


def test_set_shares_allowed(project, officer):
    shares = {"KAZ": Decimal("33.33"), "UZB": Decimal("66.67")}
    set_shares(project=project, countries=shares, sectors={"energy": None}, by=officer)
    assert {c.country: c.share for c in project.countries.all()} == shares
    assert [(s.sector, s.code) for s in project.sectors.all()] == [("energy", "230")]


def test_set_shares_refused(project, company):
    with pytest.raises(PermissionDenied):
        set_shares(project=project, countries={"KAZ": None}, sectors={}, by=company)


@pytest.mark.parametrize(
    ("countries", "sectors", "field"),
    [
        ({"XYZ": None}, {}, "countries"),
        ({"KAZ": Decimal(60), "UZB": Decimal(60)}, {}, "countries"),
        ({"KAZ": Decimal(60), "UZB": None}, {}, "countries"),
        ({}, {"alchemy": None}, "sectors"),
    ],
)
def test_set_shares_invalid(project, officer, countries, sectors, field):
    with pytest.raises(ValidationError) as refused:
        set_shares(project=project, countries=countries, sectors=sectors, by=officer)
    assert field in refused.value.message_dict
    assert not project.countries.exists()


def test_set_shares_logged(project, officer, journal):
    set_shares(project=project, countries={"KAZ": None}, sectors={}, by=officer)
    assert journal() == [("project.shares_set", officer.pk)]


def test_add_partner_allowed(project, officer):
    partner = add_partner(project=project, role=1, name=Multilingual.of(en="Development bank"), by=officer)
    assert str(partner) == "Development bank"


def test_add_partner_refused(project, stranger):
    with pytest.raises(PermissionDenied):
        add_partner(project=project, role=1, name=TOWN, by=stranger)


@pytest.mark.parametrize("fields", [{"role": 1}, {"role": 9, "name": TOWN}])
def test_add_partner_invalid(project, officer, fields):
    with pytest.raises(ValidationError):
        add_partner(project=project, by=officer, **fields)
    assert not ProjectPartner.objects.exists()


def test_add_partner_logged(project, officer, journal):
    add_partner(project=project, role=4, name=TOWN, by=officer)
    assert journal() == [("project.partner_added", officer.pk)]


def test_remove_partner_allowed_and_logged(officer, journal):
    remove_partner(partner=PartnerFactory.create(), by=officer)
    assert not ProjectPartner.objects.exists()
    assert journal() == [("project.partner_removed", officer.pk)]


def test_remove_partner_refused(stranger):
    with pytest.raises(PermissionDenied):
        remove_partner(partner=PartnerFactory.create(), by=stranger)


def test_remove_partner_invalid_if_it_paid(officer):
    partner = PartnerFactory.create()
    TransactionFactory.create(project=partner.project, provider=partner)
    with pytest.raises(ValidationError):
        remove_partner(partner=partner, by=officer)


def test_add_place_allowed(project, officer):
    place = add_place(project=project, name=TOWN, country="KAZ", latitude=Decimal("44.85"), longitude=Decimal("65.5"), by=officer)
    assert place.project == project


def test_add_place_refused(project, stranger):
    with pytest.raises(PermissionDenied):
        add_place(project=project, name=TOWN, by=stranger)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": Multilingual()}, "name"),
        ({"name": TOWN, "latitude": Decimal(44)}, "latitude"),
        ({"name": TOWN, "latitude": Decimal(95), "longitude": Decimal(10)}, "latitude"),
    ],
)
def test_add_place_invalid(project, officer, fields, field):
    with pytest.raises(ValidationError) as refused:
        add_place(project=project, by=officer, **fields)
    assert field in refused.value.message_dict


def test_add_place_logged(project, officer, journal):
    add_place(project=project, name=TOWN, by=officer)
    assert journal() == [("project.place_added", officer.pk)]


def test_remove_place_allowed_and_logged(officer, journal):
    place = PlaceFactory.create()
    course = CourseFactory.create(project=place.project, place=place)
    remove_place(place=place, by=officer)
    course.refresh_from_db()
    assert course.place is None
    assert journal() == [("project.place_removed", officer.pk)]


def test_remove_place_refused(stranger):
    with pytest.raises(PermissionDenied):
        remove_place(place=PlaceFactory.create(), by=stranger)


def test_add_course_allowed(project, officer):
    course = add_course(project=project, title=TOWN, start="2026-03", end="2026-05", seats=30, by=officer)
    assert (course.seats, course.attended) == (30, None)


def test_add_course_refused(project, stranger):
    with pytest.raises(PermissionDenied):
        add_course(project=project, title=TOWN, start="2026-03", by=stranger)


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "spring"},
        {"start": "2026-03", "end": "2026-02"},
        {"start": "2026-03", "seats": 10, "attended": 11},
    ],
)
def test_add_course_invalid(project, officer, fields):
    with pytest.raises(ValidationError):
        add_course(project=project, title=TOWN, by=officer, **fields)


def test_add_course_invalid_for_what_trains_nobody(officer):
    with pytest.raises(ValidationError):
        add_course(project=ProjectFactory.create(kind="investment"), title=TOWN, start="2026-03", by=officer)


def test_add_course_logged(project, officer, journal):
    add_course(project=project, title=TOWN, start="2026-03", by=officer)
    assert journal() == [("project.course_added", officer.pk)]


def test_change_course_allowed_and_logged(officer, journal):
    course = change_course(course=CourseFactory.create(), attended=28, by=officer)
    course.refresh_from_db()
    assert course.attended == 28
    assert journal() == [("project.course_changed", officer.pk)]


def test_change_course_refused(stranger):
    with pytest.raises(PermissionDenied):
        change_course(course=CourseFactory.create(), attended=28, by=stranger)


def test_change_course_invalid(officer):
    course = CourseFactory.create(seats=20)
    with pytest.raises(ValidationError):
        change_course(course=course, attended=21, by=officer)
