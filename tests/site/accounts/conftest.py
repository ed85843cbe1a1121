"""What tests of accounts need besides the cast."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from kopri.site.accounts.models import Organisation
from tests.site.conftest import make_organisation


@pytest.fixture(autouse=True)
def _fresh(settings: Any, tmp_path: Path) -> None:
    """No rate limit used up by an earlier test; the list of erasures beside the database in a folder of its own."""
    cache.clear()
    settings.VAR_DIR = tmp_path


@pytest.fixture
def office(db: None) -> Organisation:
    """An organisation nobody of the cast works for."""
    return make_organisation("Office of Trade", "agency", "KAZ")
