"""Access: closing and opening accounts, ending sessions, lost second factors."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.accounts.models import User
from kopri.site.accounts.services.role import keep_an_administrator
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require


@transaction.atomic
def deactivate_person(*, user: User, by: User) -> User:
    """Close an account: nobody signs in with it, all its sessions end; roles and work stay where they are.

    Raises:
        PermissionDenied: without "accounts.manage_people" for this person.
        ValidationError: if it is one's own, closed already, or the last administrator's.
    """
    require(by, "accounts.manage_people", user)
    refuse_oneself(user, by)
    if not user.is_active:
        raise ValidationError(_("This account is closed already."))
    keep_an_administrator(without=user)
    close_account(user)
    write_journal("person.deactivated", user, by=by)
    return user


@transaction.atomic
def reactivate_person(*, user: User, by: User) -> User:
    """Open a closed account again.

    Raises:
        PermissionDenied: without "accounts.manage_people" for this person.
        ValidationError: if it is open, or the person was erased.
    """
    require(by, "accounts.manage_people", user)
    if user.is_active or user.erased_at is not None:
        raise ValidationError(_("Only a closed account whose person was not erased can be opened again."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    write_journal("person.reactivated", user, by=by)
    return user


@transaction.atomic
def end_sessions(*, user: User, by: User) -> int:
    """Sign a person out everywhere, at once. Returns the number of sessions that were listed.

    Raises:
        PermissionDenied: without "accounts.manage_people" for this person.
    """
    require(by, "accounts.manage_people", user)
    ended = drop_sessions(user)
    write_journal("sessions.ended", user, by=by, sessions=ended)
    return ended


@transaction.atomic
def reset_factors(*, user: User, by: User) -> int:
    """Remove all second factors of somebody who lost them, and end the sessions. Returns the number removed.

    Raises:
        PermissionDenied: without "accounts.manage_people" for this person.
        ValidationError: if it is one's own account, or there is none.
    """
    require(by, "accounts.manage_people", user)
    refuse_oneself(user, by)
    removed = int(Authenticator.objects.filter(user=user).delete()[0])
    if not removed:
        raise ValidationError(_("This person has no second factor."))
    drop_sessions(user)
    write_journal("factors.reset", user, by=by, factors=removed)
    return removed


def refuse_oneself(user: User, by: User) -> None:
    """Pass if somebody else acts.

    Raises:
        ValidationError: if it is one's own account.
    """
    if user == by:
        raise ValidationError(_("Somebody else must do this to your account."))


def close_account(user: User) -> None:
    """Nobody signs in any more, and all sessions end."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    drop_sessions(user)


def drop_sessions(user: User) -> int:
    """End all sessions, those that are listed and, by raising the epoch, any other. Returns the number listed."""
    user.session_epoch += 1
    user.save(update_fields=["session_epoch"])
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
