"""Forms of django-allauth that say it in our words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key is a passkey unless somebody says otherwise."""

    passwordless = forms.BooleanField(
        label=gettext_lazy("Sign in with it alone, without the password"),
        required=False,
        initial=True,
        help_text=gettext_lazy("It then asks for your fingerprint, face or PIN. Without this it is a second step after the password."),
    )
