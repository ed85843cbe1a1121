"""Short names for permanent addresses."""

from django.utils.crypto import get_random_string

REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_reference() -> str:
    """A short name for a permanent address: 10 letters and digits that cannot be mistaken for each other."""
    return get_random_string(10, REFERENCE_ALPHABET)
