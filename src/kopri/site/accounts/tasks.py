"""Letters that go out in the background."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from kopri.site.accounts.links import sign_invitation
from kopri.site.accounts.models import Invitation


@task()
def send_invitation(invitation_id: int) -> None:
    """Write to somebody who is invited; nothing is sent if the invitation is not open any more."""
    invitation = Invitation.objects.open().select_related("organisation", "invited_by").filter(pk=invitation_id).first()
    if invitation is None:
        return
    with translation.override(invitation.language or settings.LANGUAGE_CODE):
        link = settings.SITE_URL.rstrip("/") + reverse("accounts:invitation", args=[sign_invitation(invitation.pk)])
        words = {"invitation": invitation, "link": link, "site": settings.SITE_URL}
        send_mail(
            subject=" ".join(render_to_string("accounts/email/invitation_subject.txt", words).split()),
            message=render_to_string("accounts/email/invitation_message.txt", words),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[invitation.email],
        )
