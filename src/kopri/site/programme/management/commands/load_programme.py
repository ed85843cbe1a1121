"""Load the demonstration's programme, after its documents were read."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from kopri.site.programme.demo import load_programme
from kopri.site.record.management.commands.load_demo import demo_officer


class Command(BaseCommand):
    """`manage.py load_programme`."""

    help = "Load the demonstration's bodies, editions, commitments and projects."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: only what is so for any documents."""
        parser.add_argument("--facts", action="store_true", help="only bodies, editions and contacts, nothing invented")

    def handle(self, *_args: Any, facts: bool = False, **_options: Any) -> None:
        """May be run again: what is there stays.

        Raises:
            CommandError: on a site that is not a demonstration.
        """
        if not settings.DEMO:
            raise CommandError("this is not a demonstration: set DJANGO_SETTINGS_MODULE=kopri.site.settings.demo")
        loaded = load_programme(settings.DEMO_DATA, by=demo_officer(), inventions=not facts)
        if loaded:
            self.stdout.write("· programme: " + ", ".join(loaded))
