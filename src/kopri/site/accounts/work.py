"""Work with accounts that waits for somebody."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from kopri.site.accounts.models import User
from kopri.site.base.registry import WorkSource


def manages_people(user: Any) -> bool:
    """Who gets the entry “Accounts and organisations” in the account menu."""
    return bool(getattr(user, "is_authenticated", False) and user.has_perm("accounts.manage_people"))


def erasures_asked(user: Any) -> Iterable[tuple[str, int, str]]:
    """Requests for erasure, for those who may erase."""
    if getattr(user, "is_authenticated", False) and user.has_perm("accounts.erase_person"):
        count = User.objects.asking_for_erasure().count()
        if count:
            yield ngettext("person asks to be erased", "people ask to be erased", count), count, reverse("accounts:people") + "?asking=on"


source = WorkSource(order=90, rows=erasures_asked)
