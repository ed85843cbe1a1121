"""Where django-allauth asks us: who may sign up, who may drop a factor, in which language a letter is written."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from kopri.site.accounts import secrets
from kopri.site.accounts.models import User
from kopri.site.accounts.rules import ROLES_WITH_SECOND_FACTOR, roles_of
from kopri.site.accounts.sessions import began_within, begin


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by e-mail; accounts by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Closed: an invitation has its own page, and an app that lets people in by itself calls `services.open_account`."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in; the limits in time count from here."""
        super().login(request, user)
        begin(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago need not prove it again."""
        if began_within(self.request or context.request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the person the letter goes to, not of the one who caused it."""
        person = context.get("user")
        language = getattr(person, "language", "") or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            super().send_mail(template_prefix, email, context)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""

    def encrypt(self, text: str) -> str:
        """As the database keeps it."""
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As the person's device knows it."""
        return secrets.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whose role asks for a second factor keeps at least one."""
        if not second_factor_required_of(authenticator.user):
            return True
        factors = Authenticator.objects.filter(user=authenticator.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(factors.exclude(pk=authenticator.pk).exists())


def second_factor_required_of(user: User) -> bool:
    """Whether this person must have a second factor on this site."""
    return bool(settings.KOPRI_SECOND_FACTOR_REQUIRED and roles_of(user) & ROLES_WITH_SECOND_FACTOR)
