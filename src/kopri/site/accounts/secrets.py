"""Secrets of second factors are kept encrypted: a copy of the database alone does not give them away."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def encrypt(text: str) -> str:
    """With a key made from the site's secret."""
    return _keys().encrypt(text.encode()).decode("ascii")


def decrypt(text: str) -> str:
    """What `encrypt` was given, under this secret or an earlier one.

    Raises:
        cryptography.fernet.InvalidToken: if it was encrypted under another secret.
    """
    return _keys().decrypt(text.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (salted_hmac("kopri.factors", "key", secret=secret, algorithm="sha256").digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
