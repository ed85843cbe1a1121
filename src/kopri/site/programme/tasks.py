"""Letters about reports and reminders that go out in the background, in the language of the body."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from kopri.site.programme.link_holder import hash_of, new_token
from kopri.site.programme.links import address
from kopri.site.programme.models import Milestone, Reminder, Report, ReportLink
from kopri.site.programme.reminding import body_of, letters_for, to_the_body
from kopri.site.programme.standing import STATES


@task()
def send_report_link(link_id: int) -> None:
    """Write to whoever a link is for. Its token is drawn here, so that it stands in the letter and nowhere else.

    Nothing is sent if the link is not good any more.
    """
    link = ReportLink.objects.open().select_related("report__body").filter(pk=link_id).first()
    if link is None or not link.sent_to:
        return
    token = new_token()
    link.token_hash = hash_of(token)
    link.save(update_fields=["token_hash"])
    way_in = f"{settings.SITE_URL.rstrip('/')}{reverse('programme:report_enter')}#{token}"
    send_letter("report_link", link.sent_to, link.report.language, {"link": link, "report": link.report, "address": way_in})


@task()
def send_returned(report_id: int) -> None:
    """Tell a body that its report came back and why; nothing if it was sent again in the meantime."""
    report = Report.objects.select_related("body").filter(pk=report_id, state=Report.State.RETURNED).first()
    for letter in to_the_body(report) if report else ():
        send_letter("report_returned", letter.address, letter.language, {"report": report})


@task()
def send_reminder(reminder_id: int) -> None:
    """Send the letters of a reminder, once; nothing if the report was sent or the milestone done in the meantime."""
    reminder = Reminder.objects.select_related("report__body", "milestone").filter(pk=reminder_id).first()
    thing = None if reminder is None else reminder.report or reminder.milestone
    if reminder is None or thing is None or not _still_waits(thing):
        return
    if not Reminder.objects.filter(pk=reminder_id, sent_at=None).update(sent_at=timezone.now()):
        return
    letters = letters_for(thing, reminder.kind)
    site = settings.SITE_URL.rstrip("/")
    words = {"reminder": reminder, "report": reminder.report, "milestone": reminder.milestone, "body": body_of(thing), "site": site}
    for letter in letters:
        send_letter("reminder", letter.address, letter.language, words | {"address": f"{site}{address(thing)}"})
    Reminder.objects.filter(pk=reminder_id).update(letters=len(letters))


def _still_waits(thing: Report | Milestone) -> bool:
    if isinstance(thing, Report):
        return thing.state in {Report.State.DUE, Report.State.RETURNED}
    return thing.state in STATES["milestone"].open


def send_letter(name: str, to: str, language: str, words: dict[str, Any]) -> None:
    """A letter of the templates `programme/email/NAME_subject.txt` and `NAME_message.txt`."""
    with translation.override(language or settings.LANGUAGE_CODE):
        send_mail(
            subject=" ".join(render_to_string(f"programme/email/{name}_subject.txt", words).split()),
            message=render_to_string(f"programme/email/{name}_message.txt", words),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[to],
        )
