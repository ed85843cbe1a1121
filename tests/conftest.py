"""What all tests share."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

APPEND_ONLY_TABLES = ("base_journalentry", "accounts_erasure")


@pytest.fixture(scope="session", autouse=True)
def _tables_that_refuse_deletion_can_be_emptied_between_tests() -> None:
    """SQLite empties tables with DELETE after a test with real transactions; triggers refuse that, so they step aside for it."""
    from django.db.backends.sqlite3.base import DatabaseOperations

    from kopri.site.base.append_only import lifting, protection

    flush = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, style: Any, tables: Any, **options: Any) -> list[str]:
        emptied = [table for table in APPEND_ONLY_TABLES if table in tables]
        before = [statement for table in emptied for statement in lifting(table, "sqlite")]
        after = [statement for table in emptied for statement in protection(table, "sqlite")]
        return [*before, *flush(self, style, tables, **options), *after]

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests that need one: Playwright runs once in a process."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no Chromium: apt-get install chromium fonts-noto-core fonts-noto-cjk")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
