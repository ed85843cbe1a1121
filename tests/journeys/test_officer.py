"""An officer puts in a document, reviews it by keyboard, and sees the figure in its series."""

import re

from playwright.sync_api import Page, expect

from kopri.site.accounts.models import User
from kopri.site.record.models import Statement
from tests.journeys.conftest import Site

TITLE = "Ministers count what two years have brought"
TEXT = f"""{TITLE}

ASTANA, 12 May 2022 – Trade between Kazakhstan and Korea reached 6.51 billion dollars in 2021, the two ministers said after
their talks in Astana on 12 May 2022. In 2020 trade between Kazakhstan and Korea had come to 3.42 billion dollars.

About 740 Korean companies operate in Kazakhstan. Korea will train 40 nurses from Kazakhstan by 2024.
"""


def card(page: Page) -> str:
    """The title of the statement that lies on the desk."""
    return page.locator("#card-title").inner_text()


def press(page: Page, key: str) -> None:
    """Press a key and wait until the desk has answered."""
    before = page.locator("#desk-side").inner_html()
    page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('#desk-side')?.innerHTML !== before", arg=before)
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def test_from_upload_to_series(site: Site, officer: User) -> None:
    page = site.window()
    site.sign_in(page, officer)
    page.get_by_role("link", name="Add a document").click()
    page.locator("textarea[name=text]").fill(TEXT)
    page.locator("input[name=title]").fill(TITLE)
    page.get_by_role("button", name="Add and read").click()
    page.get_by_role("link", name="Review the statements").click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    trade = Statement.objects.get(measure__contains="trade", period="2021")
    total = Statement.objects.count()
    assert total >= 4

    while "6.51" not in card(page):
        press(page, "j")
    press(page, "a")
    trade.refresh_from_db()
    assert (trade.state, trade.decided_by) == ("accepted", officer)
    expect(page.locator("#desk-side .progress")).to_contain_text(f"1 of {total}")
    expect(page.locator(f"#row-{trade.reference}")).to_contain_text("confirmed")
    expect(page.locator(f"#row-{trade.reference}")).not_to_contain_text("not yet")

    rejected = card(page)
    press(page, "r")
    assert Statement.objects.filter(state="rejected").count() == 1
    while card(page) != rejected:
        press(page, "k")
    press(page, "u")
    assert Statement.objects.filter(state="rejected").count() == 0

    page.keyboard.press("?")
    shortcuts = page.locator("dialog#shortcuts")
    for word in ("Accept", "Correct", "Reject", "Undo", "Next", "note"):
        expect(shortcuts).to_contain_text(word)
    page.keyboard.press("Escape")

    page.goto(page.url.split("?")[0])
    while "3.42" not in card(page):
        press(page, "j")
    press(page, "c")
    page.locator(".correction input[name=fact-value]").fill("3430000000")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#desk-side .progress")).to_contain_text(f"2 of {total}")
    assert Statement.objects.get(state="corrected").value == 3_430_000_000

    page.goto(f"/series/{trade.series}/")
    expect(page.locator("h1")).to_contain_text("6.51 billion")
    row = page.locator("tr", has_text=re.compile("6.51"))
    expect(row).to_contain_text("confirmed")
    expect(page.locator("tr", has_text="3.43 billion")).to_contain_text("corrected")
