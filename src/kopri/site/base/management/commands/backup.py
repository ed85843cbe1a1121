"""`manage.py backup FILE.tar`."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.base.backup import BackupError, make_backup


class Command(BaseCommand):
    """Copies database and files into one archive."""

    help = "Copy database and files into one archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """The archive."""
        parser.add_argument("archive", type=Path, metavar="FILE.tar")

    def handle(self, *_args: Any, archive: Path, **_options: Any) -> None:
        """Write it.

        Raises:
            CommandError: with the reason, if it cannot be made.
        """
        try:
            manifest = make_backup(archive.resolve())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{archive}: {len(manifest['files'])} files, {archive.stat().st_size / 2**20:.1f} MB")
