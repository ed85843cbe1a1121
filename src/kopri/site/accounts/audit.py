"""The security log: who signed in, failed to, signed out, changed a factor. People appear by id, never by name or address."""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

logger = logging.getLogger("kopri.signin")


def _signed_in(user: Any, **_kwargs: Any) -> None:
    logger.info("signed in: person %s", user.pk)


def _signed_out(user: Any, **_kwargs: Any) -> None:
    logger.info("signed out: person %s", getattr(user, "pk", None))


def _failed(request: HttpRequest | None, **_kwargs: Any) -> None:
    logger.warning("sign-in failed at %s", request.path if request else "no page")


def _factor_failed(user: Any, **_kwargs: Any) -> None:
    logger.warning("second step failed: person %s", user.pk)


def _factor_added(user: Any, authenticator: Any, **_kwargs: Any) -> None:
    logger.info("second factor added: person %s, %s", user.pk, authenticator.type)


def _factor_removed(user: Any, authenticator: Any, **_kwargs: Any) -> None:
    logger.warning("second factor removed: person %s, %s", user.pk, authenticator.type)


def _password_changed(user: Any, **_kwargs: Any) -> None:
    logger.warning("password changed: person %s", user.pk)


def listen() -> None:
    """Write the security log from now on."""
    account.user_logged_in.connect(_signed_in, dispatch_uid="kopri.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="kopri.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="kopri.failed")
    mfa.authentication_failed.connect(_factor_failed, dispatch_uid="kopri.factor_failed")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="kopri.factor_added")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="kopri.factor_removed")
    account.password_changed.connect(_password_changed, dispatch_uid="kopri.password_changed")
    account.password_reset.connect(_password_changed, dispatch_uid="kopri.password_reset")
