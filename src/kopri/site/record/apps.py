"""The app `record`."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Names the app."""

    name = "kopri.site.record"
    label = "record"
