"""What accounts know of a person: to give a copy of it, to hand it over, to erase it."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import gettext_lazy

from kopri.site.accounts.models import Invitation, Membership, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.rules import forget_roles
from kopri.site.accounts.services.access import drop_sessions
from kopri.site.base.models import JournalEntry
from kopri.site.base.registry import PersonHandler

ERASED_DOMAIN = "erased.invalid"


def export_account(user: User) -> dict[str, Any]:
    """Profile, addresses, roles, invitations, factors, sessions, and what the journal says the person did."""
    return {
        "profile": {
            "id": user.pk,
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "time_zone": user.time_zone,
            "active": user.is_active,
            "joined": user.date_joined.isoformat(),
            "last_signed_in": user.last_login.isoformat() if user.last_login else None,
        },
        "addresses": list(EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")),
        "roles": [
            {
                "role": m.role,
                "organisation": m.organisation.name.plain(),
                "from": m.start.isoformat(),
                "until": m.end.isoformat() if m.end else None,
            }
            for m in Membership.objects.filter(user=user).select_related("organisation")
        ],
        "invitations_sent": [
            {"email": i.email, "role": i.role, "at": i.at.isoformat()} for i in Invitation.objects.filter(invited_by=user)
        ],
        "second_factors": [
            {"type": a.type, "added": a.created_at.isoformat(), "last_used": a.last_used_at.isoformat() if a.last_used_at else None}
            for a in Authenticator.objects.filter(user=user)
        ],
        "sessions": [
            {"ip": s.ip, "browser": s.user_agent, "from": s.created_at.isoformat()} for s in UserSession.objects.filter(user=user)
        ],
        "journal": [
            {"at": e.at.isoformat(), "did": e.verb, "to": e.target, "id": e.target_id} for e in JournalEntry.objects.filter(actor=user.pk)
        ],
    }


def hand_over_account(user: User, successor: User, by: User) -> int:  # noqa: ARG001
    """Open invitations go on in the successor's name."""
    return Invitation.objects.open().filter(invited_by=user).update(invited_by=successor)


def erase_account(user: User) -> None:
    """Empty the row, end roles and sessions, remove addresses and factors. The id stays, for the journal."""
    drop_sessions(user)
    Invitation.objects.filter(accepted_by=user).update(email="", name="")
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Membership.objects.filter(user=user, start__gt=today()).delete()
    Membership.objects.filter(user=user).not_over().update(end=today())
    forget_roles(user)
    user.email = f"erased-{user.pk}@{ERASED_DOMAIN}"
    user.name = user.language = user.time_zone = ""
    user.is_active = False
    user.last_login = None
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()


handler = PersonHandler("accounts", export_account, erase_account, hand_over_account, gettext_lazy("Open invitations"))
