"""What somebody may ask of us about their data: a copy of it, and its end."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.accounts.models import Erasure, User
from kopri.site.accounts.services.access import refuse_oneself
from kopri.site.accounts.services.role import keep_an_administrator
from kopri.site.base import registry
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require


@transaction.atomic
def export_person(*, user: User, by: User) -> dict[str, Any]:
    """Everything the site knows of a person, by app, as JSON types.

    Raises:
        PermissionDenied: unless it is oneself or an administrator who asks.
    """
    require(by, "accounts.export_person", user)
    write_journal("person.exported", user, by=by)
    return {handler.name: handler.export(user) for handler in registry.people}


@transaction.atomic
def ask_for_erasure(*, user: User, by: User) -> User:
    """Ask that one's own data be erased; an administrator does it.

    Raises:
        PermissionDenied: if the account is somebody else's.
        ValidationError: if it was asked already.
    """
    require(by, "accounts.ask_for_erasure", user)
    if user.erasure_asked_at is not None:
        raise ValidationError(_("You have asked for this already."))
    user.erasure_asked_at = timezone.now()
    user.save(update_fields=["erasure_asked_at"])
    write_journal("erasure.asked", user, by=by)
    return user


@transaction.atomic
def withdraw_erasure(*, user: User, by: User) -> User:
    """Take back that one asked to be erased.

    Raises:
        PermissionDenied: if the account is somebody else's.
        ValidationError: if nothing was asked.
    """
    require(by, "accounts.ask_for_erasure", user)
    if user.erasure_asked_at is None:
        raise ValidationError(_("You have not asked for this."))
    user.erasure_asked_at = None
    user.save(update_fields=["erasure_asked_at"])
    write_journal("erasure.withdrawn", user, by=by)
    return user


@transaction.atomic
def erase_person(*, user: User, by: User) -> Erasure:
    """Remove what is personal of somebody, in every app. What they did stays in the journal under a number that leads to nobody.

    Raises:
        PermissionDenied: without "accounts.erase_person".
        ValidationError: if it is oneself, the last administrator, or was done already.
    """
    require(by, "accounts.erase_person", user)
    refuse_oneself(user, by)
    if user.erased_at is not None:
        raise ValidationError(_("This person was erased already."))
    keep_an_administrator(without=user)
    return _erase(user, by=by)


@transaction.atomic
def replay_erasures() -> int:
    """After a restore: erase again everybody on the list, in the database or beside it. Returns how many had come back."""
    listed = set(Erasure.objects.values_list("person", flat=True)) | _ids_beside_database()
    _note_beside_database(listed - _ids_beside_database())
    returned = User.objects.not_erased().filter(pk__in=listed)
    for user in returned:
        _erase(user, by=None)
    return len(returned)


def _erase(user: User, *, by: User | None) -> Erasure:
    for handler in registry.people:
        handler.erase(user)
    erasure, _new = Erasure.objects.get_or_create(person=user.pk, defaults={"at": timezone.now()})
    write_journal("person.erased", user, by=by)
    transaction.on_commit(lambda: _note_beside_database([user.pk]))
    return erasure


def _erasure_file() -> Path:
    """The list once more, outside the database, so that restoring the database does not bring an older list back."""
    return Path(settings.VAR_DIR) / "erasures.txt"


def _ids_beside_database() -> set[int]:
    path = _erasure_file()
    if not path.exists():
        return set()
    return {int(line) for line in path.read_text(encoding="ascii").split()}


def _note_beside_database(ids: Iterable[int]) -> None:
    path = _erasure_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.writelines(f"{number}\n" for number in sorted(ids))
