"""The app `accounts`."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SEEN_LATER: Final = (
    "erasure.asked",
    "erasure.withdrawn",
    "factors.reset",
    "invitation.accepted",
    "invitation.withdrawn",
    "person.deactivated",
    "person.exported",
    "person.invited",
    "person.reactivated",
    "profile.changed",
    "role.ended",
    "role.granted",
    "sessions.ended",
)


class AccountsConfig(AppConfig):
    """Registers what accounts add to the site: navigation, work that waits, what is known of a person."""

    name = "kopri.site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Add to the registry and begin the security log."""
        from kopri.site.accounts import audit, personal, work
        from kopri.site.base import registry

        audit.listen()
        registry.people.add(personal.handler)
        registry.work.add(work.source)
        for verb in SEEN_LATER:
            registry.seen_later.add(verb)
        registry.account_menu.add(registry.NavItem(label=_("Your account"), url_name="accounts:account", order=10))
        registry.account_menu.add(
            registry.NavItem(
                label=_("Accounts and organisations"),
                url_name="accounts:people",
                order=20,
                prefixes=("/account/people/", "/account/organisations/"),
                visible=work.manages_people,
            )
        )
