"""Invitations: a role offered by e-mail; the answer to it opens the account."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.accounts.links import read_signature
from kopri.site.accounts.models import Invitation, Membership, Organisation, Role, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.services.person import clean_new_email, open_account
from kopri.site.accounts.services.role import check_role
from kopri.site.accounts.tasks import send_invitation
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require


@transaction.atomic
def invite_person(*, email: str, organisation: Organisation, role: str, name: str = "", language: str = "", by: User) -> Invitation:
    """Offer somebody without an account a role; a letter with a signed link goes out, good for KOPRI_INVITATION_DAYS days.

    Raises:
        PermissionDenied: without "accounts.manage_people", or "accounts.grant_role" for this role.
        ValidationError: by field: no address, an account or an open invitation exists, no such role, unknown language.
    """
    require(by, "accounts.manage_people")
    require(by, "accounts.grant_role", role)
    check_role(role)
    email = clean_new_email(email)
    if language and language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Please choose a language of the list.")})
    if Invitation.objects.open().filter(email=email).exists():
        raise ValidationError({"email": _("An invitation to this address is open. Withdraw it first.")})
    invitation = Invitation.objects.create(
        email=email,
        name=" ".join(name.split())[:120],
        language=language,
        organisation=organisation,
        role=role,
        invited_by=by,
        expires=timezone.now() + timedelta(days=settings.KOPRI_INVITATION_DAYS),
    )
    write_journal("person.invited", invitation, by=by, organisation=organisation.pk, role=role)
    send_invitation.enqueue(invitation.pk)
    return invitation


@transaction.atomic
def invite_first_administrator(*, email: str, organisation: str) -> Invitation:
    """The invitation of whoever sets up a new site; made at its command line, where no one is signed in. No letter goes out.

    Raises:
        ValidationError: if there is an administrator, or by field as in `invite_person`.
    """
    if User.objects.holding(Role.ADMINISTRATOR).exists():
        raise ValidationError(_("There is an administrator already; invitations are made on the site."))
    office, _new = Organisation.objects.get_or_create(name=Multilingual.of(en=organisation), kind=Organisation.Kind.SECRETARIAT)
    invitation = Invitation.objects.create(
        email=clean_new_email(email),
        organisation=office,
        role=Role.ADMINISTRATOR,
        expires=timezone.now() + timedelta(days=settings.KOPRI_INVITATION_DAYS),
    )
    write_journal("person.invited", invitation, by=None, organisation=office.pk, role=invitation.role)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Make an open invitation void.

    Raises:
        PermissionDenied: without "accounts.manage_people".
        ValidationError: if it is not open.
    """
    require(by, "accounts.manage_people")
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise ValidationError(_("This invitation is not open any more."))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    write_journal("invitation.withdrawn", invitation, by=by)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str = "", time_zone: str = "") -> User:
    """Open the account an invitation offers, with its role from today on. The signed link is the proof of the address.

    Raises:
        ValidationError: if the link is not good (any more), or by field.
    """
    invitation = read_invitation(token, lock=True)
    user = open_account(email=invitation.email, name=name, password=password, language=language, time_zone=time_zone)
    Membership.objects.create(user=user, organisation=invitation.organisation, role=invitation.role, start=today())
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_by"])
    write_journal("invitation.accepted", invitation, by=user, organisation=invitation.organisation_id, role=invitation.role)
    return user


def read_invitation(token: str, *, lock: bool = False) -> Invitation:
    """The open invitation a link belongs to; `lock` keeps it for this transaction.

    Raises:
        ValidationError: if the link was not made here, was used, withdrawn, or has expired.
    """
    number = read_signature(token)
    if number is None:
        raise ValidationError(_("This link is not complete. Please copy the whole address from the letter."))
    invitations = Invitation.objects.select_related("organisation", "invited_by")
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    invitation = invitations.open().filter(pk=number).first()
    if invitation is None:
        raise ValidationError(_("This invitation was used, withdrawn, or has expired. Ask the person who invited you for a new one."))
    return invitation
