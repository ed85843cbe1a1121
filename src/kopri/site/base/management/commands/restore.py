"""`manage.py restore FILE.tar`."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from kopri.site.base.backup import BackupError, put_back


class Command(BaseCommand):
    """Puts an archive in the place of database and files."""

    help = "Put an archive in the place of database and files; erasures made since are made again."

    def add_arguments(self, parser: CommandParser) -> None:
        """The archive."""
        parser.add_argument("archive", type=Path, metavar="FILE.tar")

    def handle(self, *_args: Any, archive: Path, **_options: Any) -> None:
        """Put it back.

        Raises:
            CommandError: with the reason, if it cannot be put back; nothing is changed then.
        """
        try:
            manifest = put_back(archive.resolve())
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("replay_erasures", stdout=self.stdout)
        self.stdout.write(f"restored the backup of {manifest['made']}: {len(manifest['files'])} files")
