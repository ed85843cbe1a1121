"""Typed access to environment variables. A secret may stand in a file named by NAME_FILE."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
# Readers and one writer side by side; a gigabyte read through the system's own page cache; a log grown large is cut again.
SQLITE_FIRST = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=1073741824;"
    " PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
)


def text(name: str, default: str | None = None) -> str:
    """The value of NAME, or of the file named by NAME_FILE.

    Raises:
        ImproperlyConfigured: if neither is set and there is no default.
    """
    value = os.environ.get(name)
    if value is not None:
        return value
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set: set it, or name a file that holds it in {name}_FILE")
    return default


def flag(name: str, *, default: bool = False) -> bool:
    """NAME as yes or no: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: use 1 or 0")


def number(name: str, default: int) -> int:
    """NAME as a whole number."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number") from error


def words(name: str, default: str = "") -> list[str]:
    """NAME as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, default: str) -> dict[str, object]:
    """NAME as a Django database: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`.

    A socket's folder may stand in place of the host: `postgresql://USER@/NAME?host=/run/postgresql`.
    """
    url = urlparse(text(name, default))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.path[1:],
            "CONN_MAX_AGE": 60,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_FIRST},
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or "") or parse_qs(url.query).get("host", [""])[0],
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{name} has scheme {url.scheme!r}: use sqlite:///PATH or postgresql://…")
