"""A body without an account writes its report: by the link of its letter, with scripts and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kopri.site.accounts.models import User
from kopri.site.programme.models import Report, ReportLine
from tests.journeys.conftest import PHONE, Site
from tests.journeys.test_every_page import WIDER_THAN_THE_WINDOW, faults_of
from tests.site.programme.factories import ReportFactory, ReportLineFactory, ReportLinkFactory

TOKEN = "kr_of-the-letter"


@pytest.fixture
def line(transactional_db: None) -> ReportLine:
    """The line of a report that is due, with a link to it."""
    line: ReportLine = ReportLineFactory.create(report=ReportFactory.create(language="en"))
    ReportLinkFactory.create(report=line.report, token=TOKEN)
    return line


def write(page: Page, line: ReportLine) -> None:
    """Fill in the form and send it; a receipt comes."""
    page.select_option(f"[name=line-{line.pk}-state]", "in_progress")
    page.fill(f"[name=line-{line.pk}-text]", "The tender is out")
    page.locator("button[name=send]").click()
    report = Report.objects.get()
    assert report.state == "submitted"
    expect(page.locator("main")).to_contain_text(report.receipt)


def test_the_link_of_the_letter_opens_the_form_and_is_gone_from_the_address(site: Site, line: ReportLine) -> None:
    page = site.window()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers.get("referer", ""))))
    page.goto(f"/report/#{TOKEN}")
    page.wait_for_url("**/report/write/")
    write(page, line)
    assert not [address for address in asked if TOKEN in address.partition("#")[0]]
    page.go_back()
    assert TOKEN not in page.url


def test_without_scripts_the_link_is_pasted(site: Site, line: ReportLine) -> None:
    page = site.window(java_script_enabled=False)
    page.goto(f"/report/#{TOKEN}")
    page.fill("[name=token]", f"{site.address}/report/#{TOKEN}")
    page.locator("main form button").click()
    write(page, line)


def test_the_pages_of_reports_are_for_everybody_and_fit_a_phone(site: Site, line: ReportLine, officer: User) -> None:
    axe, page, faults = Axe(), site.window(viewport=PHONE), []
    page.goto(f"/report/#{TOKEN}")
    page.wait_for_url("**/report/write/")
    desk = ["/reporting/", f"/reporting/{line.report.reference}/", f"/reporting/{line.report.reference}/link/"]
    for address in ["/report/", "/report/write/", "/report/pass-on/", "/report/matrix/", *desk]:
        if address == desk[0]:
            site.sign_in(page, officer)
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            faults += [f"{scheme}: {fault}" for fault in faults_of(axe, page, address)]
        faults += [f"{address} is wider than a phone: {element}" for element in page.evaluate(WIDER_THAN_THE_WINDOW)]
    assert not faults, "\n".join(faults)
