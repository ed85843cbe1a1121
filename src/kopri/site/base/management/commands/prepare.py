"""Bring the database, the cache table and the static files up to date."""

from typing import Any

from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    """`manage.py prepare`."""

    help = "Migrate, make the cache table, gather static files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """All three, quietly; each may be run again."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
