"""What somebody must be reminded of on a day, who gets the letter, and in which language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kopri.site.accounts.models import Membership, Organisation, Role, User
from kopri.site.programme.models import Milestone, Reminder, Report, ReportLink
from kopri.site.programme.report_language import language_for
from kopri.site.programme.rules import lead_of

BEFORE: Final = timedelta(days=7)
ESCALATED: Final = timedelta(days=14)
Kind = Reminder.Kind


@dataclass(frozen=True, slots=True)
class Letter:
    """An address and the language somebody there is written to."""

    address: str
    language: str


def kind_on(due_on: date, today: date) -> Kind | None:
    """Which reminder of a date is in place on a day: from a week before, from the day itself, from two weeks after; or none yet."""
    if today < due_on - BEFORE:
        return None
    if today < due_on:
        return Kind.BEFORE
    return Kind.DUE if today < due_on + ESCALATED else Kind.ESCALATED


def waiting_on(today: date) -> Iterator[tuple[Report | Milestone, date, Kind]]:
    """Reports that were not sent and open milestones with an agreed date and a lead body, of which a reminder is in place."""
    near = today + BEFORE
    for report in Report.objects.filter(state__in=(Report.State.DUE, Report.State.RETURNED), due_on__lte=near):
        yield from _placed(report, report.due_on, today)
    agreed = Milestone.objects.open().filter(due_basis="agreed", due_until__lte=near)
    for milestone in agreed.select_related("project", "line", "commitment"):
        if milestone.due_until is not None and lead_of(milestone) is not None:
            yield from _placed(milestone, milestone.due_until, today)


def _placed(thing: Report | Milestone, due_on: date, today: date) -> Iterator[tuple[Report | Milestone, date, Kind]]:
    kind = kind_on(due_on, today)
    if kind is not None:
        yield thing, due_on, kind


def letters_for(thing: Report | Milestone, kind: str) -> list[Letter]:
    """To whom a reminder goes, each address once: to the body, or to the secretariat when it is escalated."""
    found = to_the_secretariat() if kind == Kind.ESCALATED else to_the_body(thing)
    return list({letter.address.lower(): letter for letter in found}.values())


def to_the_secretariat() -> list[Letter]:
    """Everybody who works there, in their own language."""
    people = User.objects.holding(Role.SECRETARIAT).order_by("pk")
    return [Letter(person.email, person.language or settings.LANGUAGE_CODE) for person in people]


def to_the_body(thing: Report | Milestone) -> list[Letter]:
    """Those who hold a link to the report, those who act for the body, else the address of its office; in the body's language."""
    body = body_of(thing)
    if body is None:
        return []
    language = (thing.language if isinstance(thing, Report) else "") or language_for(body)
    links = ReportLink.objects.open().filter(report=thing) if isinstance(thing, Report) else ReportLink.objects.none()
    acting = Membership.objects.held().filter(organisation=body, role=Role.LEAD_BODY, user__is_active=True)
    addresses = [*links.exclude(sent_to="").values_list("sent_to", flat=True), *acting.values_list("user__email", flat=True)]
    if not addresses and _is_address(body.contact):
        addresses = [body.contact]
    return [Letter(address, language) for address in addresses]


def body_of(thing: Report | Milestone) -> Organisation | None:
    """The body that answers for a report or milestone."""
    lead = lead_of(thing)
    return Organisation.objects.get(pk=lead) if lead is not None else None


def _is_address(words: str) -> bool:
    try:
        validate_email(words)
    except ValidationError:
        return False
    return True
