"""Roles: given in an organisation from a day on, ended on a day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.accounts.models import Membership, Organisation, Role, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.rules import forget_roles
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require


@transaction.atomic
def grant_role(
    *, user: User, organisation: Organisation, role: str, start: date | None = None, end: date | None = None, by: User
) -> Membership:
    """Give a person a role in an organisation from `start` (default today) until `end`, the first day without it (default: open).

    Raises:
        PermissionDenied: without "accounts.grant_role" for this role.
        ValidationError: by field: unknown role, end before start, role held already, account closed.
    """
    require(by, "accounts.grant_role", role)
    start = start or today()
    check_role(role)
    if not user.is_active:
        raise ValidationError({"user": _("This account is closed; open it again first.")})
    if end is not None and end <= start:
        raise ValidationError({"end": _("A role ends on a day after it begins.")})
    if Membership.objects.filter(user=user, organisation=organisation, role=role).not_over(on=start).exists():
        raise ValidationError({"role": _("The person holds this role in this organisation already.")})
    membership = Membership.objects.create(user=user, organisation=organisation, role=role, start=start, end=end)
    forget_roles(user)
    write_journal(
        "role.granted", membership, by=by, person=user.pk, organisation=organisation.pk, role=role, start=str(start), end=end and str(end)
    )
    return membership


@transaction.atomic
def end_role(*, membership: Membership, end: date | None = None, by: User) -> Membership:
    """End a role on a day, by default now. On that day it is no longer held.

    Raises:
        PermissionDenied: without "accounts.grant_role" for this role.
        ValidationError: if it is over already, would end before it began, or the site would be left without an administrator.
    """
    require(by, "accounts.grant_role", membership.role)
    day = today()
    end = end or max(day, membership.start)
    if membership.end is not None and membership.end <= day:
        raise ValidationError(_("This role is over already."))
    if end < day or end < membership.start:
        raise ValidationError({"end": _("A role cannot end in the past, nor before it begins.")})
    if membership.role == Role.ADMINISTRATOR:
        keep_an_administrator(without=membership.user)
    membership.end = end
    membership.save(update_fields=["end"])
    forget_roles(membership.user)
    write_journal("role.ended", membership, by=by, person=membership.user_id, role=membership.role, end=str(end))
    return membership


def check_role(role: str) -> None:
    """Pass if the role can be given.

    Raises:
        ValidationError: if there is no such role, or everybody has it.
    """
    if role not in Role.values or role == Role.PUBLIC:
        raise ValidationError({"role": _("There is no role “%(role)s” to give.") % {"role": role}})


def keep_an_administrator(*, without: User) -> None:
    """Pass if somebody else is administrator too.

    Raises:
        ValidationError: if nobody would be left who can manage the site.
    """
    if User.objects.holding(Role.ADMINISTRATOR).filter(pk=without.pk).exists() and not (
        User.objects.holding(Role.ADMINISTRATOR).exclude(pk=without.pk).exists()
    ):
        raise ValidationError(_("The site needs an administrator: make somebody else one first."))
