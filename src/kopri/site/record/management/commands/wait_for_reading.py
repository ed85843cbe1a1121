"""Wait until the worker has read everything, showing how far it is."""

import time
from typing import Any

from django.core.management import BaseCommand

from kopri.site.record.models import Document, Statement


class Command(BaseCommand):
    """`manage.py wait_for_reading`."""

    help = "Wait until every document is read; show progress."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Ends when nothing waits any more."""
        start = time.monotonic()
        while left := Document.objects.unread().count():
            self.say(left, start, end="\r" if self.stdout.isatty() else "")
            time.sleep(0.3)
        self.say(0, start, end="\n")
        for document in Document.objects.filter(state="failed"):
            self.stderr.write(f"  {document.file_name}: {document.failure}")

    def say(self, left: int, start: float, *, end: str) -> None:
        """One line: documents read, statements found, seconds gone."""
        total = Document.objects.count()
        if end:
            text = f"· {total - left} of {total} documents read, {Statement.objects.count()} statements, {time.monotonic() - start:.0f} s"
            self.stdout.write(text, ending=end)
            self.stdout.flush()
