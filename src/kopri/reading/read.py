"""The order of reading: parts, names, numbers, dates, publication date, statements, warnings; then what documents say of each other."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from kopri.lang.dates import find_dates
from kopri.lang.language import identify_language
from kopri.lang.numbers import find_numbers
from kopri.reading.across import relate
from kopri.reading.agreements import read_agreements
from kopri.reading.commitments import read_commitments
from kopri.reading.events import read_events
from kopri.reading.figures import read_figures
from kopri.reading.initiatives import read_initiatives
from kopri.reading.kinds import document_kind
from kopri.reading.load import Loaded
from kopri.reading.model import Document, Reading, Statement
from kopri.reading.names import find_names
from kopri.reading.organisations import read_organisations
from kopri.reading.page import Page
from kopri.reading.passages import cut_passages
from kopri.reading.posts import read_posts
from kopri.reading.published import date_page
from kopri.reading.segments import cut_segments
from kopri.reading.tongues import readers as tongues
from kopri.reading.warnings import find_warnings

READERS = (read_figures, read_events, read_commitments, read_agreements, read_posts, read_organisations, read_initiatives)


def read_document(loaded: Loaded, *, tagged: bool = False) -> Document:
    """Read one document.

    Args:
        loaded: its text with what is known of it from outside (path, stated publication date).
        tagged: in Korean and Russian, add the names that kiwipiepy and natasha find (extras `ko` and `ru`).

    Returns:
        the document with segments, statements in text order, and warnings.
    """
    page = open_page(loaded, tagged=tagged)
    statements = read_statements(page)
    return Document(
        path=loaded.path,
        sha256=page.sha256,
        text=page.text,
        language=page.language,
        kind=document_kind(page),
        published=page.published,
        segments=page.segments,
        statements=statements,
        warnings=tuple(find_warnings(page, statements)),
    )


def read_documents(loaded: Iterable[Loaded], *, tagged: bool = False) -> Reading:
    """Read documents and compare them with each other. `tagged` as in `read_document`."""
    return relate([read_document(one, tagged=tagged) for one in loaded])


def open_page(loaded: Loaded, *, tagged: bool = False) -> Page:
    """Everything readers start from, found once: parts, passages, names, numbers, dates, publication dates."""
    text = loaded.text
    language = identify_language(text)
    segments = cut_segments(text, language)
    page = Page(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=language,
        segments=segments,
        passages=cut_passages(text, segments),
        numbers=tuple(find_numbers(text, language)),
        dates=tuple(find_dates(text, language)),
    )
    page = replace(page, names=tongues.find_names(page, tagged=tagged) if language in tongues.LANGUAGES else find_names(page))
    return date_page(page, stated=loaded.published)


def read_statements(page: Page) -> tuple[Statement, ...]:
    """All statements of a page in text order, each identity once."""
    found: dict[str, Statement] = {}
    for reader in tongues.TONGUE_READERS if page.language in tongues.LANGUAGES else READERS:
        for statement in reader(page):
            found.setdefault(statement.id, statement)
    return tuple(sorted(found.values(), key=lambda s: (s.evidence[0].start, s.type, s.id)))
