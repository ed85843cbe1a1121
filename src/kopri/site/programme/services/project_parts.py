"""Services on what belongs to a project: countries and sectors with their shares, partners, places, courses."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from kopri.lang import countries as known_countries
from kopri.lang.sectors import dac_prefix
from kopri.lang.sectors import sectors as known_sectors
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.due import interval_of
from kopri.site.programme.models import Course, Project, ProjectCountry, ProjectPartner, ProjectPlace, ProjectSector

Part = TypeVar("Part", ProjectPartner, ProjectPlace, Course)
Shares = Mapping[str, Decimal | None]
NORTH: Final = Decimal(90)
EAST: Final = Decimal(180)
WHOLE: Final = Decimal(100)
ROUNDING: Final = Decimal("0.05")


@transaction.atomic
def set_shares(*, project: Project, countries: Shares, sectors: Shares, by: Any, codes: Mapping[str, str] | None = None) -> None:
    """Say in which countries and sectors a project works, each with its share in percent or without.

    `codes` gives the DAC purpose code of a sector (five digits) where it is known; else it is its DAC group (three).

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if one is unknown, or shares do not add up to 100.
    """
    require(by, "programme.change_project", project)
    _check_shares("countries", countries, known_countries.is_country)
    _check_shares("sectors", sectors, lambda slug: slug in known_sectors())
    project.countries.all().delete()
    project.sectors.all().delete()
    ProjectCountry.objects.bulk_create(ProjectCountry(project=project, country=code, share=share) for code, share in countries.items())
    ProjectSector.objects.bulk_create(
        ProjectSector(project=project, sector=slug, code=(codes or {}).get(slug) or dac_prefix(slug), share=share)
        for slug, share in sectors.items()
    )
    write_journal("project.shares_set", project, by=by, countries=list(countries), sectors=list(sectors))


@transaction.atomic
def add_partner(*, project: Project, role: int, by: Any, **fields: Any) -> ProjectPartner:
    """Name a partner in one of IATI's roles: an `organisation` of the site, or a `name` with an `identifier`.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if neither is given or the role is unknown.
    """
    require(by, "programme.change_project", project)
    partner = ProjectPartner(project=project, role=role, **fields)
    if partner.organisation is None and not str(partner.name).strip():
        raise ValidationError({"name": _("Name the partner, or choose its organisation.")})
    return _added("project.partner_added", project, partner, by)


@transaction.atomic
def remove_partner(*, partner: ProjectPartner, by: Any) -> None:
    """Take a partner out.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if money was paid by or to it.
    """
    require(by, "programme.change_project", partner.project)
    if partner.paid.exists() or partner.received.exists():
        raise ValidationError(_("Money was paid by or to this partner: it stays."))
    _remove("project.partner_removed", partner.project, partner, by)


@transaction.atomic
def add_place(*, project: Project, name: Multilingual, by: Any, **fields: Any) -> ProjectPlace:
    """Name a place where a project works or trains; `country`, `latitude` and `longitude` if they are known.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if it has no name, or half a point, or one beyond the poles.
    """
    require(by, "programme.change_project", project)
    place = ProjectPlace(project=project, name=name, **fields)
    if not str(name).strip():
        raise ValidationError({"name": _("A place needs a name.")})
    if (place.latitude is None) != (place.longitude is None):
        raise ValidationError({"latitude": _("Give latitude and longitude, or neither.")})
    if abs(place.latitude or Decimal()) > NORTH or abs(place.longitude or Decimal()) > EAST:
        raise ValidationError({"latitude": _("Latitude goes from −90 to 90, longitude from −180 to 180.")})
    return _added("project.place_added", project, place, by)


@transaction.atomic
def remove_place(*, place: ProjectPlace, by: Any) -> None:
    """Take a place out; courses held there stay, without a place.

    Raises:
        PermissionDenied: if `by` may not change the project.
    """
    require(by, "programme.change_project", place.project)
    _remove("project.place_removed", place.project, place, by)


@transaction.atomic
def add_course(*, project: Project, title: Multilingual, start: str, by: Any, **fields: Any) -> Course:
    """Enter a session of a training or exchange: `end`, `place`, `seats` and `attended` if they are known.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if the project is no training or exchange, a date is malformed, or more came than there were seats.
    """
    require(by, "programme.change_project", project)
    if project.kind not in {Project.Kind.TRAINING, Project.Kind.EXCHANGE}:
        raise ValidationError(_("Only a training or an exchange has courses."))
    course = Course(project=project, title=title, start=start, **fields)
    _check_course(course)
    return _added("project.course_added", project, course, by)


@transaction.atomic
def change_course(*, course: Course, by: Any, **changes: Any) -> Course:
    """Change a course, above all how many came.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if a date is malformed, or more came than there were seats.
    """
    require(by, "programme.change_project", course.project)
    for name, value in changes.items():
        setattr(course, name, value)
    _check_course(course)
    course.save()
    write_journal("project.course_changed", course.project, by=by, course=course.pk, fields=sorted(changes), attended=course.attended)
    return course


def _check_shares(field: str, shares: Shares, is_known: Any) -> None:
    unknown = [key for key in shares if not is_known(key)]
    if unknown:
        raise ValidationError({field: _("“%(name)s” is not known here.") % {"name": unknown[0]}})
    given = [share for share in shares.values() if share is not None]
    if not given:
        return
    if len(given) != len(shares):
        raise ValidationError({field: _("Give every share, or none.")})
    if any(share <= 0 for share in given) or abs(sum(given, Decimal()) - WHOLE) > ROUNDING:
        raise ValidationError({field: _("The shares add up to %(sum)s %%: they must make 100.") % {"sum": sum(given, Decimal())}})


def _check_course(course: Course) -> None:
    first = _days(course.start, "start")
    last = _days(course.end, "end") if course.end else first
    if last.end < first.start:
        raise ValidationError({"end": _("The end lies before the start.")})
    if course.seats is not None and course.attended is not None and course.attended > course.seats:
        raise ValidationError({"attended": _("More people than seats: correct one of the two.")})


def _days(value: str, field: str) -> Any:
    try:
        return interval_of(value)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


def _added(verb: str, project: Project, part: Part, by: Any) -> Part:
    part.full_clean()
    part.save()
    write_journal(verb, project, by=by, part=part.pk)
    return part


def _remove(verb: str, project: Project, part: models.Model, by: Any) -> None:
    number = part.pk
    part.delete()
    write_journal(verb, project, by=by, part=number)
