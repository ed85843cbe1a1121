"""Make the demonstration's accounts."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError

from kopri.site.accounts.demo import create_demo_accounts, describe_demo_accounts


class Command(BaseCommand):
    """`manage.py demo_accounts`."""

    help = "Make one demonstration account for each role; refused on a site that is not a demonstration."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """May be run again: what is there stays.

        Raises:
            CommandError: on a site that is not a demonstration.
        """
        try:
            create_demo_accounts()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(describe_demo_accounts())
