"""The app `programme`."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Puts its pages into the navigation."""

    name = "kopri.site.programme"
    label = "programme"

    def ready(self) -> None:
        """Register with the rooms below."""
