"""Services on bodies."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.due import interval_of
from kopri.site.programme.models import Body, BodyMember
from kopri.site.programme.services.checking import check_above, check_countries, check_date, check_name, check_sourced


@transaction.atomic
def add_body(*, by: Any, **fields: Any) -> Body:
    """A new organ: `slug`, `name`, `kind` and whatever else a `Body` has.

    Raises:
        PermissionDenied: if `by` may not manage bodies.
        ValidationError: if a field is malformed, the slug is taken, or the body would be part of itself.
    """
    require(by, "programme.manage_bodies")
    body = Body(**fields)
    _check(body)
    body.save()
    write_journal("body.added", body, by=by, kind=body.kind)
    return body


@transaction.atomic
def change_body(*, body: Body, by: Any, **changes: Any) -> Body:
    """Change fields of a body.

    Raises:
        PermissionDenied: if `by` may not manage bodies.
        ValidationError: as for `add_body`.
    """
    require(by, "programme.manage_bodies", body)
    for field, value in changes.items():
        setattr(body, field, value)
    _check(body)
    body.save()
    write_journal("body.changed", body, by=by, fields=sorted(changes))
    return body


@transaction.atomic
def seat_member(*, body: Body, organisation: Organisation, by: Any, role: str = "", start: str = "", end: str = "") -> BodyMember:
    """Give an organisation, public or private, a seat in a body; a second time changes it.

    Raises:
        PermissionDenied: if `by` may not manage bodies.
        ValidationError: if a date is malformed, or the seat ends before it begins.
    """
    require(by, "programme.manage_bodies", body)
    check_date("start", start)
    check_date("end", end)
    if start and end and interval_of(end).end < interval_of(start).start:
        raise ValidationError({"end": _("It cannot end before it begins.")})
    seat = body.seats.filter(organisation=organisation).first() or BodyMember(body=body, organisation=organisation)
    seat.role, seat.start, seat.end = role, start, end
    seat.full_clean()
    seat.save()
    write_journal("body.seated", body, by=by, organisation=organisation.pk)
    return seat


def _check(body: Body) -> None:
    check_name("name", body.name)
    check_countries("members", body.members)
    check_date("founded", body.founded)
    check_date("ended", body.ended)
    check_sourced(body)
    check_above(body, "parent", _("A body cannot be part of itself."))
    body.full_clean()
