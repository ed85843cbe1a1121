"""Small pages for the tests of figures, and figures in a form that is easy to compare."""

from kopri.lang.countries import find_countries
from kopri.lang.dates import find_dates
from kopri.lang.numbers import find_numbers
from kopri.lang.spans import Span
from kopri.reading.figures import read_figures
from kopri.reading.model import Figure, Published, Segment, SegmentKind, Statement
from kopri.reading.page import Mention, Page
from kopri.reading.passages import cut_passages
from kopri.reading.statements import decimal_text


def page_of(text: str, published: str | None = None, kind: SegmentKind = "article", language: str = "en") -> Page:
    """A page of one segment with its countries, numbers and dates, published on a known date or an unknown one."""
    segments = (Segment(Span(0, len(text)), kind),)
    names = tuple(Mention(m.span, m.kind, m.name, m.id, m.members) for m in find_countries(text))
    return Page(
        text=text,
        sha256="0" * 64,
        language=language,
        segments=segments,
        passages=cut_passages(text, segments),
        names=names,
        numbers=tuple(find_numbers(text, language)),
        dates=tuple(find_dates(text, language)),
        published=Published(published, precision="day", basis="stated") if published else Published(),
    )


def statements(text: str, published: str | None = None, **more: str) -> list[Statement]:
    """The figures read from a text."""
    return read_figures(page_of(text, published, **more))  # type: ignore[arg-type]


def brief(statement: Statement) -> tuple[str, str, str]:
    """Value, unit and qualifier of a figure."""
    figure = statement.payload
    assert isinstance(figure, Figure)
    return decimal_text(figure.value), figure.unit, figure.qualifier


def figures(text: str, published: str | None = None, **more: str) -> list[tuple[str, str, str]]:
    """Value, unit and qualifier of each figure of a text, in text order."""
    return [brief(s) for s in statements(text, published, **more)]


def only(text: str, published: str | None = None) -> tuple[Statement, Figure]:
    """The one figure of a text."""
    found = statements(text, published)
    assert len(found) == 1, [brief(s) for s in found]
    figure = found[0].payload
    assert isinstance(figure, Figure)
    return found[0], figure
