"""Write IATI files from the database."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.programme.models import ImportedFile, Project
from kopri.site.programme.publishing import write_activities, write_organisation
from kopri.site.programme.services.imports import write_file


class Command(BaseCommand):
    """`kopri site export iati`."""

    help = "Write an imported file back in its own version, or all public projects in IATI 2.03."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and where to."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--file", metavar="NAME", help="the name of an imported file; default: all public projects of the forum")
        what.add_argument("--organisation", action="store_true", help="the organisation file of the forum")
        parser.add_argument("--out", type=Path, required=True, metavar="OUT.xml")

    def handle(self, *_args: Any, out: Path, file: str | None = None, organisation: bool = False, **_options: Any) -> None:
        """Write the file.

        Raises:
            CommandError: if there is no imported file of the name, or it cannot be written.
        """
        try:
            if file is not None:
                write_file(self.imported(file), out)
            elif organisation:
                write_organisation(out)
            else:
                self.write_projects(out)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror or error}", returncode=2) from error
        self.stdout.write(str(out))

    def write_projects(self, out: Path) -> None:
        """Write all public projects; a file without any is not of the standard."""
        if not Project.objects.visible_to(AnonymousUser()).exists():
            raise CommandError("there is no public project yet: a file without an activity is not of the standard", returncode=2)
        write_activities(out, user=AnonymousUser())

    def imported(self, name: str) -> ImportedFile:
        """The newest imported file of a name."""
        found = ImportedFile.objects.filter(name=name).order_by("-pk").first()
        if found is None:
            known = ", ".join(sorted(set(ImportedFile.objects.values_list("name", flat=True)))) or "none"
            raise CommandError(f"--file {name}: no such imported file; there are: {known}", returncode=2)
        return found
