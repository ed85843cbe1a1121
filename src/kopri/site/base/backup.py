"""One archive of everything: the database, the stored files, and a manifest with their hashes.

SQLite is copied through its backup interface, PostgreSQL by pg_dump and pg_restore of its own installation. An archive is
written beside its place and moved there when it is whole, so that no half of one is ever left.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

FORMAT: Final = "kopri-backup/1"


class BackupError(Exception):
    """A backup cannot be made or put back; the message says why."""


def make_backup(archive: Path) -> dict[str, Any]:
    """Write everything to `archive` (.tar). Gives the manifest.

    Raises:
        BackupError: if the archive exists already or the database's own tool fails.
    """
    if archive.exists():
        raise BackupError(f"{archive} exists already: name a new file")
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".kopri-backup-") as name:
        folder = Path(name)
        dump_database(folder / "database")
        media = Path(settings.MEDIA_ROOT)
        if media.exists():
            shutil.copytree(media, folder / "media")
        manifest = {
            "format": FORMAT,
            "made": timezone.now().isoformat(timespec="seconds"),
            "database": connection.vendor,
            "files": dict(hashes(folder)),
        }
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))
        whole = folder.parent / f"{folder.name}.tar"
        with tarfile.open(whole, "w") as tar:
            tar.add(folder, arcname=".")
        whole.replace(archive)
    return manifest


def put_back(archive: Path) -> dict[str, Any]:
    """Put an archive in the place of database and files, after every hash has been checked. Gives the manifest.

    Raises:
        BackupError: if the archive is missing, broken or of another kind of database; nothing is changed then.
    """
    if not archive.exists():
        raise BackupError(f"{archive}: there is no such file")
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".kopri-restore-") as name:
        folder = Path(name)
        try:
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
            manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        except (tarfile.TarError, OSError, ValueError) as error:
            raise BackupError(f"{archive} is not a whole backup of kopri: {error}") from error
        if manifest.get("format") != FORMAT or manifest.get("database") != connection.vendor:
            raise BackupError(
                f"{archive} holds {manifest.get('format')} of {manifest.get('database')}; wanted {FORMAT} of {connection.vendor}"
            )
        manifest_path = folder / "manifest.json"
        manifest_path.unlink()
        if dict(hashes(folder)) != manifest["files"]:
            raise BackupError(f"{archive} is damaged: its files do not have the hashes of its manifest")
        load_database(folder / "database")
        put_files_back(folder / "media")
    return manifest


def put_files_back(folder: Path) -> None:
    """The stored files in the place of those that are there."""
    media = Path(settings.MEDIA_ROOT)
    aside = media.with_name(f"{media.name}.before-restore")
    shutil.rmtree(aside, ignore_errors=True)
    if media.exists():
        media.rename(aside)
    if folder.exists():
        shutil.copytree(folder, media)
    shutil.rmtree(aside, ignore_errors=True)


def dump_database(path: Path) -> None:
    """The database in one file."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        return
    run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={path}", f"--dbname={database_name()}")


def load_database(path: Path) -> None:
    """A database from one file, in the place of the one there is."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        source = sqlite3.connect(path)
        source.backup(connection.connection)
        source.close()
        return
    name = database_name()
    connections.close_all()
    run_tool("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={name}", str(path))


def run_tool(tool: str, *options: str) -> None:
    """Run one of PostgreSQL's own tools on the site's database.

    Raises:
        BackupError: if it is not there or fails.
    """
    found = shutil.which(tool)
    if not found:
        raise BackupError(f"{tool} is not on the path: install PostgreSQL's client programs (Debian: apt-get install postgresql-client)")
    values = settings.DATABASES["default"]
    wanted = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = dict(os.environ) | {name: str(values[key]) for name, key in wanted.items() if values[key]}
    done = subprocess.run([found, *options], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{tool} failed: {done.stderr.strip()}")


def database_name() -> str:
    """The database the site is connected to."""
    return str(connection.settings_dict["NAME"])


def hashes(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file below a folder with its SHA-256, by path."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            yield path.relative_to(folder).as_posix(), hashlib.file_digest(file, "sha256").hexdigest()
