"""A browser before a running site. Debian's Chromium is driven by Playwright; where it is missing the journeys are left out."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kopri.site.accounts.models import Role, User
from kopri.site.base.freshness import ANSWERS
from kopri.site.base.whole_pages import PAGES
from kopri.site.record.demo import load_documents, load_forum, load_people, load_sources
from tests.site.conftest import make_organisation, make_person

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "docs" / "screenshots"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Site:
    """The running site as a person meets it: opens pages in windows of any kind, signs in, takes pictures."""

    address: str
    browser: Browser
    windows: list[BrowserContext]

    def window(self, **options: Any) -> Page:
        """A new window with nothing remembered; complains of whatever the console or the network complains of."""
        calm = {"base_url": self.address, "viewport": WIDE, "reduced_motion": "reduce"}
        context = self.browser.new_context(**(calm | options))
        context.set_default_timeout(PATIENCE)
        self.windows.append(context)
        page = context.new_page()
        page.on("requestfailed", self.note_foreign)
        page.on("request", self.note_foreign)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        return page

    def __post_init__(self) -> None:
        self.complaints: list[str] = []

    def note_foreign(self, request: Any) -> None:
        """No page may ask another host for anything."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"another host was asked: {request.url}")

    def sign_in(self, page: Page, person: User) -> None:
        """As the person does: address and password."""
        page.goto("/account/login/")
        page.fill("input[name=login]", person.email)
        page.fill("input[name=password]", "a long password")
        page.locator("main form", has=page.locator("input[name=password]")).get_by_role("button").first.click()
        page.wait_for_url(f"{self.address}/")

    def picture(self, page: Page, name: str, *, full: bool = False) -> None:
        """A picture for the README, if pictures are asked for; what it shows must be there."""
        expect(page.locator("h1")).not_to_be_empty()
        expect(page.locator("main svg.picture, main mark, main .card").first).to_be_visible()
        if os.environ.get("KOPRI_SCREENSHOTS") == "1":
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=full)


@pytest.fixture
def site(live_server: Any, chromium: Browser) -> Iterator[Site]:
    """The site, running; at the end no page may have complained."""
    cache.clear()
    ANSWERS.clear()
    PAGES.clear()
    site = Site(live_server.url, chromium, [])
    yield site
    for context in site.windows:
        context.close()
    assert site.complaints == []


@pytest.fixture
def officer(transactional_db: None) -> User:
    """Works in the secretariat; the address is confirmed."""
    person = make_person("officer", Role.SECRETARIAT, make_organisation("Secretariat"))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def demonstration(officer: User) -> None:
    """The demonstration forum with its documents, read."""
    folder = settings.DEMO_DATA
    load_forum(folder)
    sources = load_sources(folder, by=officer)
    load_people()
    problems = [added.problem for added in load_documents(folder / "documents", sources, by=officer) if added.problem]
    assert problems == []
