"""Send the reminders that are in place today."""

from typing import Any

from django.core.management import BaseCommand

from kopri.site.accounts.querysets import today
from kopri.site.programme.services.reminders import send_reminders


class Command(BaseCommand):
    """`manage.py send_reminders`."""

    help = "Remind bodies of reports and milestones that are due, and the secretariat of those long overdue; each once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """To be run once a day; run again it sends nothing twice."""
        sent = send_reminders(today())
        self.stdout.write(f"reminders put down: {len(sent)}; the worker sends their letters")
