"""The app `overview`."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Names the app."""

    name = "kopri.site.overview"
    label = "overview"
