"""What the tests of the programme share: the committee member of the cast, and what the journal says."""

from collections.abc import Callable

import pytest

from kopri.site.accounts.models import Role, User
from kopri.site.base.models import JournalEntry
from tests.site.conftest import make_organisation, make_person


@pytest.fixture
def member(db: None) -> User:
    """Sits in the committee."""
    return make_person("member", Role.COMMITTEE, make_organisation("Committee"))


@pytest.fixture
def journal() -> Callable[[], list[tuple[str, int | None]]]:
    """Verb and actor of every entry, oldest first."""
    return lambda: list(JournalEntry.objects.order_by("id").values_list("verb", "actor"))
