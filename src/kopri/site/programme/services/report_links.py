"""Services on the links by which bodies without an account write their report: sent, passed on, revoked, entered by."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.link_holder import LinkHolder, hash_of, journal_detail, new_token
from kopri.site.programme.models import Report, ReportLink
from kopri.site.programme.services.reports import WRITABLE
from kopri.site.programme.tasks import send_report_link

MOST_PASSED_ON: Final = 5


@transaction.atomic
def send_link(*, report: Report, email: str, by: Any, language: str = "") -> ReportLink:
    """Send the link to a report; the letter goes out in the background, in the language of the body.

    Args:
        report: due or returned.
        email: where the letter goes.
        by: who acts.
        language: the body's, if it is another than the report has.

    Raises:
        PermissionDenied: if `by` does not keep the register.
        ValidationError: if there is no such address or language, or the report was sent already.
    """
    require(by, "programme.check_report", report)
    if report.state not in WRITABLE:
        raise ValidationError({"state": _("This report was sent already: there is nothing to write.")})
    if language and language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Please choose a language of the list.")})
    if language and language != report.language:
        report.language = language
        report.save(update_fields=["language"])
    link = _new_link(report, email, expires=timezone.now() + timedelta(days=settings.KOPRI_REPORT_LINK_DAYS))
    write_journal("report.link_sent", report, by=by, link=link.pk)
    send_report_link.enqueue(link.pk)
    return link


@transaction.atomic
def pass_on_link(*, report: Report, email: str, by: LinkHolder) -> ReportLink:
    """Send a colleague a link of their own to the same report. It ends when the first one does.

    Raises:
        PermissionDenied: if `by` may not write this report (any more).
        ValidationError: if there is no such address, or it was passed on too often.
    """
    require(by, "programme.write_report", report)
    if by.link.passed_on.count() >= MOST_PASSED_ON:
        raise ValidationError(
            {"email": _("This link was passed on %(count)d times; ask the secretariat for more.") % {"count": MOST_PASSED_ON}}
        )
    link = _new_link(report, email, expires=by.link.expires, passed_on_from=by.link)
    write_journal("report.link_passed_on", report, by=by, to=link.pk, **journal_detail(by))
    send_report_link.enqueue(link.pk)
    return link


@transaction.atomic
def revoke_link(*, link: ReportLink, by: Any) -> ReportLink:
    """Make a link void, and those that were passed on from it.

    Raises:
        PermissionDenied: if `by` does not keep the register.
        ValidationError: if it is not good any more.
    """
    require(by, "programme.check_report", link.report)
    if not ReportLink.objects.open().filter(pk=link.pk).exists():
        raise ValidationError({"link": _("This link is not good any more.")})
    ended, now = [link.pk], timezone.now()
    while following := list(ReportLink.objects.filter(passed_on_from__in=ended).exclude(pk__in=ended).values_list("pk", flat=True)):
        ended += following
    ReportLink.objects.open().filter(pk__in=ended).update(revoked_at=now)
    link.revoked_at = now
    write_journal("report.link_revoked", link.report, by=by, links=ended)
    return link


def enter_by(token: str) -> LinkHolder:
    """Who holds a link, told by its token.

    Raises:
        ValidationError: if the link is not known, was revoked, or has expired; the message says which.
    """
    link = ReportLink.objects.select_related("report__body").filter(token_hash=hash_of(token.strip())).first()
    if link is None:
        raise ValidationError({"token": _("This link is not known here. Please copy the whole address from the letter.")})
    if link.revoked_at is not None:
        raise ValidationError({"token": _("This link was revoked. Ask the secretariat for a new one.")})
    if link.expires <= timezone.now():
        raise ValidationError({"token": _("This link has expired. Ask the secretariat for a new one.")})
    ReportLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
    return LinkHolder(link)


def _new_link(report: Report, email: str, **fields: Any) -> ReportLink:
    """A link nobody can use yet: the token it opens with is drawn when its letter is written."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error
    return ReportLink.objects.create(report=report, sent_to=email, token_hash=hash_of(new_token()), **fields)
