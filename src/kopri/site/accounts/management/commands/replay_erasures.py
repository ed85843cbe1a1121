"""Erase again, after a restore, everybody who had been erased."""

from typing import Any

from django.core.management import BaseCommand

from kopri.site.accounts.services import replay_erasures


class Command(BaseCommand):
    """`manage.py replay_erasures`: part of every restore."""

    help = "After a restore from backup: erase again everybody on the list of erasures."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """May be run at any time; says how many had come back."""
        count = replay_erasures()
        self.stdout.write(f"{count} erased again")
