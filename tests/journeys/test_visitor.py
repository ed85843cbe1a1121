"""What a visitor without JavaScript finds from the home page: who promised what, what is doubtful, how trade grew."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site


def who_promised_what(page: Page) -> None:
    """From the home page to the sentence and its document."""
    page.goto("/")
    row = page.locator("#commitments tbody tr").first
    promised = row.get_by_role("rowheader").inner_text()
    assert promised
    row.get_by_role("rowheader").get_by_role("link").click()
    quote = page.locator("main blockquote").first
    expect(quote).not_to_be_empty()
    page.locator("main a[href*='/documents/']").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator("main mark").first).to_be_visible()


def why_a_document_is_doubtful(page: Page) -> None:
    """From the home page to the document with its warnings."""
    page.goto("/")
    card = page.locator("#doubtful article").first
    warning = card.locator(".flag").first.inner_text()
    card.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(warning.removeprefix("⚑ ").strip())


def how_trade_grew(page: Page) -> None:
    """From the home page to every value with its source."""
    page.goto("/")
    series = page.locator("#series")
    expect(series.locator("h2")).to_contain_text("Kazakhstan – Korea")
    expect(series.locator("svg.picture[aria-label]")).to_be_visible()
    series.get_by_role("link", name="Series and sources").click()
    for value in ("1.53", "4.22", "3.09"):
        expect(page.locator("main table")).to_contain_text(value)


def search_in_another_script(page: Page) -> None:
    """The one search finds a country by its Korean name."""
    page.goto("/")
    page.get_by_label("Search everything").first.fill("카자흐스탄")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("results for “카자흐스탄”")
    found = page.locator("#found-document a").first
    title = found.inner_text()
    found.click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main")).to_contain_text(re.compile("카자흐스탄|Kazakhstan|Казахстан"))


def test_a_visitor_without_javascript(site: Site, demonstration: None) -> None:
    page = site.window(java_script_enabled=False)
    who_promised_what(page)
    why_a_document_is_doubtful(page)
    how_trade_grew(page)
    search_in_another_script(page)
