"""The database alone does not give second factors away."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken

from kopri.site.accounts.models import User
from kopri.site.accounts.secrets import decrypt, encrypt


def test_what_is_kept_does_not_show_the_secret(stranger: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(stranger, secret)
    codes = RecoveryCodes.activate(stranger)
    kept = json.dumps([factor.data for factor in Authenticator.objects.filter(user=stranger)])
    assert secret not in kept
    assert decrypt(encrypt(secret)) == secret
    assert len(codes.get_unused_codes()) == 10


def test_a_new_secret_of_the_site_still_reads_what_the_old_one_kept(settings: Any) -> None:
    kept = encrypt("factor")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret of the site"
    with pytest.raises(InvalidToken):
        decrypt(kept)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert decrypt(kept) == "factor"
