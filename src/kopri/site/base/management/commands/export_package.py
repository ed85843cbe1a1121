"""Write the open data as a package."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kopri.site.base.open_data import Package


class Command(BaseCommand):
    """`kopri site export package`."""

    help = "Write everything public as a Frictionless Data Package: CSV and JSON with their schemas."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")

    def handle(self, *_args: Any, out: Path, **_options: Any) -> None:
        """The folder appears under its name only when it is whole.

        Raises:
            CommandError: if there is something of that name already, or it cannot be written.
        """
        if out.exists():
            raise CommandError(f"{out}: is there already; name a folder that is not", returncode=2)
        beside = out.with_name(f"{out.name}.part")
        shutil.rmtree(beside, ignore_errors=True)
        try:
            package = Package(beside, timezone.now()).write()
            beside.rename(out)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror or error}", returncode=2) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        self.stdout.write(f"{out}: {len(package['resources'])} files")
