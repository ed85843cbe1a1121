"""Reminders: the machine puts them down, each once, and their letters go out in the background."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from kopri.site.base.journal import write_journal
from kopri.site.programme.models import Milestone, Reminder, Report
from kopri.site.programme.reminding import letters_for, waiting_on
from kopri.site.programme.tasks import send_reminder

NO_LETTERS = "django.core.mail.backends.dummy.EmailBackend"


def send_reminders(today: date) -> list[Reminder]:
    """Send what is in place today and was not sent before: a week before a date, on it, and two weeks after to the secretariat.

    Nobody's address, no reminder: it is tried again the next day. Where letters are switched off nothing is put down.

    Args:
        today: the day on the forum's calendar.

    Returns:
        the reminders put down now.
    """
    if settings.EMAIL_BACKEND == NO_LETTERS:
        return []
    found = (remind(thing, kind, due_on) for thing, due_on, kind in waiting_on(today))
    return [reminder for reminder in found if reminder is not None]


@transaction.atomic
def remind(thing: Report | Milestone, kind: str, due_on: date) -> Reminder | None:
    """Put one reminder down and send its letters; None if it was sent before or nobody has an address."""
    about: dict[str, Any] = {"report" if isinstance(thing, Report) else "milestone": thing}
    if Reminder.objects.filter(kind=kind, due_on=due_on, **about).exists() or not letters_for(thing, kind):
        return None
    reminder, new = Reminder.objects.get_or_create(kind=kind, due_on=due_on, **about)
    if not new:
        return None
    write_journal(f"{thing._meta.model_name}.reminded", thing, by=None, kind=kind, due_on=due_on.isoformat())  # noqa: SLF001
    send_reminder.enqueue(reminder.pk)
    return reminder
