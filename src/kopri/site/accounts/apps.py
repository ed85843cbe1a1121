"""The app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the app."""

    name = "kopri.site.accounts"
    label = "accounts"
