"""`manage.py judge_statements`."""

from typing import Any

from django.core.management import BaseCommand

from kopri.site.record.services.credibility import judge_everything


class Command(BaseCommand):
    """Works out the credibility of every statement anew."""

    help = "Work out the credibility of every statement anew: after an update whose rule or database is new."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """All of them; nothing else changes."""
        self.stdout.write(f"{judge_everything()} statements")
