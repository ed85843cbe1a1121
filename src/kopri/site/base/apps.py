"""The app `base`."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Names the app."""

    name = "kopri.site.base"
    label = "base"
