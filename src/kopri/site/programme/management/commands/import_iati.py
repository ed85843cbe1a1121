"""Take IATI files into the database."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.programme.acting import acting
from kopri.site.programme.services.imports import import_file


class Command(BaseCommand):
    """`kopri site import FILE…`."""

    help = "Take IATI files into the database, each whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, and in whose name."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="E-MAIL", help="in whose name; default: the first administrator")

    def handle(self, *_args: Any, files: list[Path], by: str | None = None, **_options: Any) -> None:
        """One line for each file.

        Raises:
            CommandError: if a file could not be taken in; the others are.
        """
        person = acting(by)
        problems = [problem for path in files if (problem := self.take(path, person))]
        if problems:
            raise CommandError("\n".join(problems), returncode=2)

    def take(self, path: Path, person: Any) -> str:
        """Import a file; gives what was wrong, "" if nothing."""
        try:
            file = import_file(path=path, by=person, progress=self.show_progress)
        except ValidationError as error:
            return f"{path}: " + " ".join(error.messages)
        except PermissionDenied:
            return f"{path}: this person may not import files"
        finally:
            self.show_progress(0, 0)
        problems = file.records.exclude(problem="").count()
        self.stdout.write(f"{file.name}: {file.records.count()} {file.kind}, {problems} in quarantine")
        return ""

    def show_progress(self, done: int, whole: int) -> None:
        """How far it has come, when people look; nothing once it is over."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K{done * 100 // whole} %" if whole else "\r\033[K", ending="")
            self.stderr.flush()
