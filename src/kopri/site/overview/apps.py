"""The app `overview`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    """Puts its pages into the navigation."""

    name = "kopri.site.overview"
    label = "overview"

    def ready(self) -> None:
        """Register with the rooms below."""
        from kopri.site.base.registry import NavItem, footer, navigation

        navigation.add(NavItem(_("Today"), "overview:home", 0))
        navigation.add(NavItem(_("Countries"), "overview:countries", 30, ("/countries/", "/pairs/")))
        footer.add(NavItem(_("Sectors"), "overview:sectors", 5, ("/sectors/",)))
