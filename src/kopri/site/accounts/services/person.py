"""A person: opening the account, and what they say of themselves."""

import functools
import zoneinfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.accounts.models import User
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require


def open_account(*, email: str, name: str, password: str, language: str = "", time_zone: str = "") -> User:
    """An account whose address is proven. No permission is asked: the caller holds the proof (an accepted invitation).

    Raises:
        ValidationError: by field, if the address is taken or not one, the password weak, the name empty, language or time zone unknown.
    """
    email = clean_new_email(email)
    user = User(email=email, **clean_profile(name=name, language=language, time_zone=time_zone))
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@transaction.atomic
def change_profile(*, user: User, name: str, language: str, time_zone: str, by: User) -> User:
    """Change name, language and time zone of one's own account; empty language or time zone means the browser's.

    Raises:
        PermissionDenied: if the account is somebody else's.
        ValidationError: by field.
    """
    require(by, "accounts.change_profile", user)
    wanted = clean_profile(name=name, language=language, time_zone=time_zone)
    changed = sorted(field for field, value in wanted.items() if getattr(user, field) != value)
    for field in changed:
        setattr(user, field, wanted[field])
    user.save(update_fields=changed)
    write_journal("profile.changed", user, by=by, fields=changed)
    return user


def clean_new_email(email: str) -> str:
    """The address in lower case.

    Raises:
        ValidationError: if it is no address, or somebody has an account with it.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error
    taken = User.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email).exists()
    if taken:
        raise ValidationError({"email": _("Somebody has an account with this address already. Give that person the role instead.")})
    return email


def clean_profile(*, name: str, language: str, time_zone: str) -> dict[str, str]:
    """Name without outer spaces, language and time zone as given.

    Raises:
        ValidationError: by field.
    """
    name = " ".join(name.split())
    wrong = {}
    if not name:
        wrong["name"] = _("Please give a name: others see it beside what you do.")
    elif len(name) > 120:
        wrong["name"] = _("A name has at most 120 characters.")
    if language and language not in dict(settings.LANGUAGES):
        wrong["language"] = _("Please choose a language of the list.")
    if time_zone and time_zone not in time_zones():
        wrong["time_zone"] = _("Please choose a time zone of the list, such as Asia/Almaty.")
    if wrong:
        raise ValidationError(wrong)
    return {"name": name, "language": language, "time_zone": time_zone}


@functools.cache
def time_zones() -> tuple[str, ...]:
    """The time zones of regions, by name; old names such as “EST5EDT” are left out."""
    return tuple(sorted(name for name in zoneinfo.available_timezones() if name == "UTC" or ("/" in name and not name.startswith("Etc/"))))
