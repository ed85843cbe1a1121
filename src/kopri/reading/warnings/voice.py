"""Whose voice it is, and what it calls things."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kopri.lang.spans import Span
from kopri.reading.datafiles import load_data
from kopri.reading.kinds import is_called_opinion, is_opinion, kind_pattern
from kopri.reading.model import Statement, TextWarning
from kopri.reading.page import Page
from kopri.reading.passages import told
from kopri.reading.warnings.codes import warn


def opinion(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """One author recommends: what ought to be done is no promise."""
    del statements
    if not is_opinion(page) and not is_called_opinion(page):
        return
    said = [(p.span, p.span.of(page.text)) for p in told(page) if p.kind == "sentence"]
    own = [span for name in ("first_person", "should") for span, words in said if kind_pattern(name).search(words)]
    if not own:
        return
    yield warn("OPINION", "One author recommends; what he says ought to be done is nobody's promise.", own[:6])


@cache
def _variants() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    entries = load_data("warnings")["country_variants"]
    return tuple((str(e["country"]), str(e["has"]), re.compile(e["is"])) for e in entries)


def country_name_variant(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A country is called by a name that is not its own."""
    del statements
    for country, has, variant in _variants():
        found = [Span(*m.span()) for m in variant.finditer(page.text)] if has in page.text else []
        if found:
            yield warn("COUNTRY_NAME_VARIANT", f"“{found[0].of(page.text)}” stands for the country {country}.", found[:6])
