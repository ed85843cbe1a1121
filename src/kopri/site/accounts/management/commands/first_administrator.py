"""Let the first administrator in."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from kopri.site.accounts import services
from kopri.site.accounts.links import sign_invitation


class Command(BaseCommand):
    """`manage.py first_administrator ADDRESS --organisation NAME`."""

    help = "Print the invitation link for the first administrator of a new site; refused once there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, and whom the administrator works for."""
        parser.add_argument("address", help="e-mail address of the administrator")
        parser.add_argument("--organisation", required=True, help="English name of the organisation that runs the site")

    def handle(self, *_args: Any, address: str, organisation: str, **_options: Any) -> None:
        """The link is good for as long as any invitation.

        Raises:
            CommandError: if there is an administrator already, or the address is none.
        """
        try:
            invitation = services.invite_first_administrator(email=address, organisation=organisation)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(settings.SITE_URL.rstrip("/") + reverse("accounts:invitation", args=[sign_invitation(invitation.pk)]))
