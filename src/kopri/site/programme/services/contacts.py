"""Services on contacts between countries."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.due import interval_of
from kopri.site.programme.models import Contact
from kopri.site.programme.services.checking import check_countries, check_name, check_sourced


@transaction.atomic
def add_contact(*, by: Any, **fields: Any) -> Contact:
    """A visit, summit, call … of at least two countries, held or agreed for a date of any precision.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if a field is malformed or fewer than two countries are named.
    """
    require(by, "programme.manage_editions")
    contact = Contact(**fields)
    _check(contact)
    contact.save()
    write_journal("contact.added", contact, by=by, kind=contact.kind, state=contact.state)
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, by: Any, **changes: Any) -> Contact:
    """Change a contact: another date, held, postponed.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: as for `add_contact`.
    """
    require(by, "programme.manage_editions", contact)
    for field, value in changes.items():
        setattr(contact, field, value)
    _check(contact)
    contact.save()
    write_journal("contact.changed", contact, by=by, fields=sorted(changes), state=contact.state)
    return contact


def _check(contact: Contact) -> None:
    check_name("title", contact.title)
    check_countries("countries", contact.countries)
    if len(contact.countries) < 2:
        raise ValidationError({"countries": _("A contact is between at least two countries.")})
    try:
        days = interval_of(contact.date)
    except ValidationError as error:
        raise ValidationError({"date": error.message_dict["due"]}) from error
    contact.date_from, contact.date_until = days.start, days.end
    check_sourced(contact)
    contact.full_clean()
