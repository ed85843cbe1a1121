"""Handing over: somebody leaves, and the work goes to a colleague."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from kopri.site.accounts.models import Membership, Role, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.rules import forget_roles, roles_held
from kopri.site.accounts.services.access import close_account, refuse_oneself
from kopri.site.base import registry
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require


@transaction.atomic
def hand_over(*, leaver: User, successor: User, by: User) -> Mapping[str, int]:
    """Give all open work of `leaver` to `successor`, end the leaver's roles today and close the account.

    Returns how much each app handed over, by name.

    Raises:
        PermissionDenied: without "accounts.hand_over" for the leaver.
        ValidationError: if the two are one, the leaver acts, an account is closed, or the successor lacks a role of the leaver's.
    """
    require(by, "accounts.hand_over", leaver)
    refuse_oneself(leaver, by)
    _check(leaver, successor)
    moved = {handler.name: handler.hand_over(leaver, successor, by) for handler in registry.people}
    _end_roles(leaver)
    close_account(leaver)
    write_journal("person.handed_over", leaver, by=by, successor=successor.pk, moved=moved)
    return moved


def preview_hand_over(*, leaver: User, successor: User, by: User) -> Mapping[str, int]:
    """What `hand_over` would move, found by doing it and taking it back; raises what it would raise."""
    with transaction.atomic():
        moved = hand_over(leaver=leaver, successor=successor, by=by)
        transaction.set_rollback(True)
    leaver.refresh_from_db()
    forget_roles(leaver)
    return moved


def missing_roles(*, leaver: User, successor: User) -> list[str]:
    """The roles the leaver holds today and the successor does not."""
    return sorted(roles_held(leaver) - roles_held(successor))


def _check(leaver: User, successor: User) -> None:
    if leaver == successor:
        raise ValidationError({"successor": _("Work is handed over to somebody else.")})
    if not leaver.is_active:
        raise ValidationError(_("This account is closed already."))
    if not successor.is_active:
        raise ValidationError({"successor": _("This account is closed; choose somebody who can sign in.")})
    missing = missing_roles(leaver=leaver, successor=successor)
    if missing:
        names = get_text_list([str(Role(role).label) for role in missing], _("and"))
        raise ValidationError({"successor": _("The successor needs the same roles first: %(roles)s.") % {"roles": names}})


def _end_roles(leaver: User) -> None:
    day = today()
    for membership in Membership.objects.filter(user=leaver).not_over(on=day):
        membership.end = max(day, membership.start)
        membership.save(update_fields=["end"])
    forget_roles(leaver)
