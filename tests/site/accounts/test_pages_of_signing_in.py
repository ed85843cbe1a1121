"""django-allauth's pages wear our layout and keep our content security policy."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from kopri.site.accounts.models import User

FOR_VISITORS = ("account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive")
FOR_THOSE_SIGNED_IN = (
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
)
WITH_A_FACTOR = ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_reauthenticate")
EXECUTED = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE)
BY_ATTRIBUTE = re.compile(r"<[^>]+\s(?:style|on[a-z]+)=", re.IGNORECASE)


@pytest.fixture
def at_home(client: Client, stranger: User) -> Client:
    """A browser in which somebody just gave the password."""
    stranger.emailaddress_set.create(email=stranger.email, verified=True, primary=True)  # type: ignore[attr-defined]
    client.post("/account/login/", {"login": stranger.email, "password": "a long password"})
    return client


def check(page: str) -> None:
    """Our layout, one heading, no script or style that the policy would refuse."""
    assert '<main id="main"' in page
    assert page.count("<h1") == 1
    assert not EXECUTED.search(page)
    assert not BY_ATTRIBUTE.search(page)
    assert "<style" not in page


@pytest.mark.parametrize("name", FOR_VISITORS)
def test_page_for_visitors(name: str, client: Client, db: None) -> None:
    check(client.get(reverse(name)).content.decode())


@pytest.mark.parametrize("name", FOR_THOSE_SIGNED_IN)
def test_page_for_those_signed_in(name: str, at_home: Client) -> None:
    answer = at_home.get(reverse(name))
    assert answer.status_code == 200
    check(answer.content.decode())


@pytest.mark.parametrize("name", WITH_A_FACTOR)
def test_page_for_those_with_a_factor(name: str, at_home: Client, stranger: User) -> None:
    TOTP.activate(stranger, generate_totp_secret())
    answer = at_home.get(reverse(name))
    assert answer.status_code == 200
    check(answer.content.decode())


def test_the_page_of_the_second_step(client: Client, at_home: Client, stranger: User) -> None:
    TOTP.activate(stranger, generate_totp_secret())
    other = Client()
    other.post("/account/login/", {"login": stranger.email, "password": "a long password"})
    page = other.get(reverse("mfa_authenticate")).content.decode()
    check(page)
    assert "mfa/js/webauthn.js" in page


def test_the_policy_is_sent_and_strict(client: Client, db: None) -> None:
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy


def test_passkeys_can_be_used_to_sign_in(client: Client, db: None) -> None:
    assert 'id="passkey_login"' in client.get("/account/login/").content.decode()
    assert "publicKey" in client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json").json()["request_options"]


@pytest.mark.parametrize(
    "name",
    ["account/verification_sent.html", "account/verified_email_required.html", "account/password_set.html", "mfa/trust.html", "429.html"],
)
def test_pages_seen_rarely_wear_the_layout_too(name: str) -> None:
    template = get_template(name).template  # type: ignore[attr-defined]
    seen = []
    while True:
        seen.append(template.name)
        parent = next((node for node in template.nodelist if type(node).__name__ == "ExtendsNode"), None)
        if parent is None:
            break
        template = get_template(parent.parent_name.var).template  # type: ignore[attr-defined]
    assert seen[-1] == "base/layout.html"
