"""Services on bodies."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.models import Body
from kopri.site.programme.services.checking import check_countries, check_name, check_sourced


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


def _check(body: Body) -> None:
    check_name("name", body.name)
    check_countries("members", body.members)
    check_sourced(body)
    above = body.parent
    while above is not None:
        if above.pk is not None and above.pk == body.pk:
            raise ValidationError({"parent": _("A body cannot be part of itself.")})
        above = above.parent
    body.full_clean()
