"""Load the demonstration: accounts, forum, sources, office-holders, and documents to be read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.accounts.models import Membership, Role, User
from kopri.site.record.demo import load_documents, load_forum, load_people, load_sources

WHAT_TO_TRY = """
What to try:
  as a visitor   follow a figure from the home page to its sentence; see where two sources disagree; read the doubtful document's warnings
  as secretariat put in a press release (Documents → Add), then review it with the keys a, c, r, u, j
  as a program   /api/docs, and ?format=csv on every list
"""


class Command(BaseCommand):
    """`manage.py load_demo`."""

    help = "Load the demonstration; documents are read by the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: another folder of documents."""
        parser.add_argument("--documents", type=Path, help="read these documents instead of the demonstration's")

    def handle(self, *_args: Any, documents: Path | None = None, **_options: Any) -> None:
        """Everything may be run again: what is there stays.

        Raises:
            CommandError: on a site that is not a demonstration.
        """
        if not settings.DEMO:
            raise CommandError("this is not a demonstration: set DJANGO_SETTINGS_MODULE=kopri.site.settings.demo")
        from kopri.site.accounts.demo import create_demo_accounts, describe_demo_accounts

        create_demo_accounts()
        self.stdout.write(describe_demo_accounts())
        officer = demo_officer()
        folder = settings.DEMO_DATA
        load_forum(folder)
        sources = load_sources(folder, by=officer)
        load_people()
        self.stdout.write(WHAT_TO_TRY)
        for added in load_documents(documents or folder / "documents", sources, by=officer):
            if added.problem:
                self.stderr.write(f"  {added.name}: {added.problem}")


def demo_officer() -> User:
    """The secretariat's demonstration account, in whose name documents are added."""
    return Membership.objects.filter(role=Role.SECRETARIAT).select_related("user").earliest("id").user
