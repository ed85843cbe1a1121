"""Services on contacts between countries."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.accounts.querysets import today
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.contact_calendar import MEETS
from kopri.site.programme.due import interval_of
from kopri.site.programme.models import Contact, Level
from kopri.site.programme.search import index_record
from kopri.site.programme.services.checking import check_countries, check_name, check_sourced
from kopri.site.record.models import State, Statement, StatementKind
from kopri.site.record.services.review import accept_statement

STATES_OF_EVENTS = {
    "planned": Contact.State.AGREED,
    "held": Contact.State.HELD,
    "postponed": Contact.State.POSTPONED,
    "cancelled": Contact.State.CANCELLED,
}


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
    index_record(contact)
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
    index_record(contact)
    return contact


@transaction.atomic
def identify_contact(*, statement: Statement, by: Any, **fields: Any) -> Contact:
    """Put an event of the record into the calendar: who met, when and where is taken over, the sentence stays its ground.

    Who does it has read the sentence: a statement that was only proposed is accepted with it. `fields` stand in the place of what it says.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if the statement is no meeting of countries, was rejected, has no date, or is in the calendar already.
    """
    require(by, "programme.manage_editions")
    fact = statement.fact
    if statement.type != StatementKind.EVENT or fact.get("class") not in MEETS:
        raise ValidationError({"statement": _("Only an event at which countries meet is a contact.")})
    if statement.state in {State.REJECTED, State.WITHDRAWN}:
        raise ValidationError({"statement": _("This statement was rejected or withdrawn.")})
    if statement.contacts.exists():
        raise ValidationError({"statement": _("This event is in the calendar already.")})
    if statement.state == State.PROPOSED:
        accept_statement(statement=statement, by=by)
    language = statement.document.language or "en"
    said: dict[str, Any] = {
        "kind": MEETS[fact["class"]],
        "level": Level.SUMMIT if fact["class"] in {"summit", "state_visit"} else "",
        "countries": sorted(set(statement.parties.values_list("country", flat=True))),
        "title": Multilingual.of(**({language: fact["name"]} if fact.get("name") else {"en": statement.summary})),
        "date": str((statement.valid or {}).get("start") or ""),
        "place": str(fact.get("place") or "")[:120],
        "state": STATES_OF_EVENTS.get(str(fact.get("status")), Contact.State.HELD),
        "statement": statement,
        "visibility": statement.document.visibility,
    }
    return add_contact(by=by, **(said | fields))


def _check(contact: Contact) -> None:
    check_name("title", contact.title)
    check_countries("countries", contact.countries)
    if len(contact.countries) < 2:
        raise ValidationError({"countries": _("A contact is between at least two countries.")})
    try:
        days = interval_of(contact.date)
    except ValidationError as error:
        raise ValidationError({"date": error.message_dict["due"]}) from error
    if contact.state == Contact.State.HELD and days.start > today():
        raise ValidationError({"state": _("What is still to come cannot have been held.")})
    contact.date_from, contact.date_until = days.start, days.end
    check_sourced(contact)
    contact.full_clean()
