"""Signed links: the secret part of an invitation's address is its number, signed with the site's key."""

from django.core import signing

SALT = "kopri.invitation"


def sign_invitation(number: int) -> str:
    """The secret part of the link of the invitation with this number."""
    return signing.dumps(number, salt=SALT)


def read_signature(token: str) -> int | None:
    """The number of the invitation a link belongs to, or None if the link was not made here."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return number if isinstance(number, int) else None
