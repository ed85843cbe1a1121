"""Every main page fits a phone, can be used by everybody in light and dark, and asks no other host for anything."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from kopri.site.accounts.models import User
from tests.journeys.conftest import PHONE, WIDE, Site
from tests.journeys.pages import DESK, PUBLIC, fullest_desk, with_rows

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
WIDER_THAN_THE_WINDOW = """() => {
    const room = document.documentElement.clientWidth;
    const beyond = e => e.getBoundingClientRect().right > room + 1;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll('body *')].filter(beyond).slice(0, 3).map(e => e.outerHTML.slice(0, 120));
}"""


def walk(site: Site, page: Page, officer: User) -> Iterator[str]:
    """Open every main page, first as a visitor, then as somebody of the desk; gives the address of each."""
    for address in [*PUBLIC, *with_rows()]:
        yield go(page, address)
    site.sign_in(page, officer)
    for address in [*DESK, fullest_desk(), "/activity/", "/account/"]:
        yield go(page, address)


def go(page: Page, address: str) -> str:
    """Open a page that must be there."""
    response = page.goto(address)
    assert response is not None
    assert response.status == 200, f"{address} answers {response.status}"
    return address


def faults_of(axe: Axe, page: Page, address: str) -> Iterator[str]:
    """What axe finds on a page, one line for each place."""
    for violation in axe.run(page, options=RULES).response["violations"]:
        for node in violation["nodes"][:2]:
            yield f"{address} {violation['id']}: {node['failureSummary'][:240]!r} {node['html'][:160]}"


def test_every_page_fits_a_phone_and_everybody(site: Site, officer: User, demonstration: None) -> None:
    axe, page, faults = Axe(), site.window(), []
    for address in walk(site, page, officer):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            faults += [f"{scheme}: {fault}" for fault in faults_of(axe, page, address)]
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        faults += [f"{address} is wider than a phone: {element}" for element in page.evaluate(WIDER_THAN_THE_WINDOW)]
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert not faults, "\n".join(faults)


def test_the_pages_of_the_readme_show_what_they_are_pictured_for(site: Site, officer: User, demonstration: None) -> None:
    page = site.window()
    doubtful, _statement, _report, series, *_rest = with_rows()
    for name, address in {"home": "/", "document": doubtful, "series": series}.items():
        go(page, address)
        site.picture(page, name)
    site.sign_in(page, officer)
    go(page, fullest_desk())
    site.picture(page, "review")
    phone = site.window(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    go(phone, "/")
    assert phone.evaluate(WIDER_THAN_THE_WINDOW) == []
    site.picture(phone, "home-phone")
