"""The forum's secretariat as an organisation of IATI 2.03."""

from kopri.iati.model import Element, element
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.engine.activities import Publisher, narratives

PAGES = (("/", "B16", "Web site"), ("/status/", "B01", "Status report"), ("/plans/", "B12", "Action plans"))


def organisation_of(publisher: Publisher) -> Element:
    """Who publishes, with the pages on which its plans and reports stand.

    It names no budget: what projects cost is theirs, and is in their activities.
    """
    return element(
        "iati-organisation",
        element("organisation-identifier", publisher.identifier),
        element("name", *narratives(publisher.names)),
        element("reporting-org", *narratives(publisher.names), ref=publisher.identifier, type="40"),
        *(_page(publisher.address(path), category, title) for path, category, title in PAGES),
        default_currency="USD",
        last_updated_datetime=publisher.now.isoformat(timespec="seconds"),
        lang="en",
    )


def _page(url: str, category: str, title: str) -> Element:
    return element(
        "document-link",
        element("title", *narratives(Multilingual.of(en=title))),
        element("category", code=category),
        format="text/html",
        url=url,
    )
