"""`manage.py export_cases OUT.json`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.record.cases import FORMAT, Json, labelled_cases
from kopri.site.record.models import Document


class Command(BaseCommand):
    """Writes the decisions of the review desk as labelled cases."""

    help = "Write what people decided at the review desk as labelled cases, for kopri read --evaluate."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether texts of which only quotes may be shown go along."""
        parser.add_argument("out", type=Path, metavar="OUT.json")
        parser.add_argument("--all-texts", action="store_true", help="also texts of which only quotes may be shown: keep the file closed")

    def handle(self, *_args: Any, out: Path, all_texts: bool, **_options: Any) -> None:
        """Write it whole or not at all.

        Raises:
            CommandError: if the file cannot be written.
        """
        draft = out.with_name(out.name + ".part")
        try:
            with draft.open("w", encoding="utf-8") as file:
                count = write_cases(file, labelled_cases(Document.objects.all(), lambda d: all_texts or may_leave(d)))
            draft.replace(out)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise CommandError(f"{out}: {error.strerror}") from error
        self.stdout.write(f"{out}: {count} documents")


def may_leave(document: Document) -> bool:
    """Whether everybody may see the text."""
    return document.shows_text and document.visibility == "public"


def write_cases(file: IO[str], cases: Iterable[Json]) -> int:
    """Write cases one by one; gives how many there were."""
    count = 0
    file.write(f'{{"format": "{FORMAT}", "cases": [')
    for count, case in enumerate(cases, 1):
        file.write(("\n" if count == 1 else ",\n") + json.dumps(case, ensure_ascii=False))
    file.write("\n]}\n")
    return count
