"""A passkey in a real browser: added, and used to sign in without the password, under the strict content security policy."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kopri.site.accounts.models import User
from tests.site.conftest import make_person

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def person(transactional_db: None) -> User:
    """Somebody whose address is proven."""
    person = make_person("stranger")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)  # type: ignore[attr-defined]
    return person


@pytest.fixture
def page(person: User, live_server: Any, chromium: Browser) -> Iterator[Page]:
    """A window with an authenticator built in; whatever it complains about fails the test."""
    complaints: list[str] = []
    context = chromium.new_context(base_url=live_server.url)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    devices = context.new_cdp_session(opened)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield opened
    context.close()
    assert complaints == []


def test_a_passkey_is_added_and_signs_in_without_the_password(page: Any) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill("stranger@example.org")
    page.get_by_label("Password").fill("a long password")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "login" not in url)

    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    assert "10 of 10 recovery codes are left" in page.inner_text("h1")

    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/account/")
    assert page.inner_text("h1") == "Sign in"
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "login" not in url)
    assert page.inner_text("h1") == "Stranger"
