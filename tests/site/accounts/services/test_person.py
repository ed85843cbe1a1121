"""A profile is changed by its owner."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.accounts.models import User
from kopri.site.accounts.services import change_profile
from kopri.site.base.models import JournalEntry


def test_change_profile_allowed_to_oneself(stranger: User) -> None:
    change_profile(user=stranger, name=" Aida  Example ", language="ru", time_zone="Asia/Tashkent", by=stranger)
    stranger.refresh_from_db()
    assert (stranger.name, stranger.language, stranger.time_zone) == ("Aida Example", "ru", "Asia/Tashkent")


def test_change_profile_refused_to_others_even_administrators(stranger: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        change_profile(user=stranger, name="X", language="", time_zone="", by=administrator)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": "   "}),
        ("name", {"name": "x" * 121}),
        ("language", {"language": "tlh"}),
        ("time_zone", {"time_zone": "Moon/Tranquility"}),
    ],
)
def test_change_profile_invalid_names_the_field(field: str, values: dict[str, str], stranger: User) -> None:
    with pytest.raises(ValidationError) as error:
        change_profile(user=stranger, by=stranger, **{"name": "Aida", "language": "", "time_zone": "", **values})
    assert list(error.value.message_dict) == [field]


def test_change_profile_logged_without_what_was_written(stranger: User) -> None:
    change_profile(user=stranger, name="Secret Name", language="ru", time_zone="", by=stranger)
    entry = JournalEntry.objects.get(verb="profile.changed")
    assert (entry.actor, entry.detail) == (stranger.pk, {"fields": ["language", "name"]})
