"""Pages as the engine opens them, for tests of what comes after."""

from kopri.reading.load import Loaded
from kopri.reading.page import Page
from kopri.reading.read import open_page


def page_of(text: str, published: str | None = None) -> Page:
    return open_page(Loaded(path="test.txt", text=text, format="txt", published=published))
