"""The app `base`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kopri.site.base.registry import NavItem, account_menu


class BaseConfig(AppConfig):
    """Names the app and puts the journal into the account menu of those who may read it."""

    name = "kopri.site.base"
    label = "base"

    def ready(self) -> None:
        """Register the journal."""
        account_menu.add(
            NavItem(_("Activity"), "base:activity", 90, prefixes=("/activity/",), visible=lambda user: user.has_perm("base.see_journal"))
        )
