"""Small pages for tests of the readers: cut, named and dated as the engine does it."""

import hashlib
from dataclasses import replace

from kopri.lang.dates import find_dates
from kopri.lang.numbers import find_numbers
from kopri.reading.model import Published
from kopri.reading.names import find_names
from kopri.reading.page import Page
from kopri.reading.passages import cut_passages
from kopri.reading.segments import cut_segments


def page_of(text: str, published: str | None = "2024-05-07") -> Page:
    """A page of English text, published on a day that is stated elsewhere."""
    segments = cut_segments(text, "en")
    precision = {4: "year", 7: "month", 10: "day"}[len(published)] if published else "none"
    page = Page(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        language="en",
        segments=segments,
        passages=cut_passages(text, segments),
        numbers=tuple(find_numbers(text, "en")),
        dates=tuple(find_dates(text, "en")),
        published=Published(published, published, published, precision, "stated") if published else Published(),
    )
    return replace(page, names=find_names(page))


def quotes(page: Page, statement) -> list[str]:
    return [span.of(page.text) for span in statement.evidence]
