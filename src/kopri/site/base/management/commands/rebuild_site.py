"""Fill an empty database from a package of open data."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.base import search_index
from kopri.site.base.rebuild import rebuild_from


class Command(BaseCommand):
    """`kopri site rebuild`."""

    help = "Fill an empty database from a package of open data; its public pages are then as they were."

    def add_arguments(self, parser: CommandParser) -> None:
        """The package."""
        parser.add_argument("package", type=Path, metavar="DIR")

    def handle(self, *_args: Any, package: Path, **_options: Any) -> None:
        """All of it or nothing.

        Raises:
            CommandError: if the database is not empty, or the package is not whole.
        """
        try:
            counts = rebuild_from(package)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        search_index.rebuild()
        self.stdout.write(f"{sum(counts.values())} rows in {len(counts)} tables")
