"""What the tests of services share: what the journal says, and that a refusal is logged."""

from collections.abc import Callable

import pytest

from kopri.site.base.models import JournalEntry


@pytest.fixture
def journal() -> Callable[[], list[tuple[str, int | None]]]:
    """Verb and actor of every entry, oldest first."""
    return lambda: list(JournalEntry.objects.order_by("id").values_list("verb", "actor"))
