"""The shape of a page: several articles, repeated text, broken tables, few facts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kopri.lang.spans import Span, cover
from kopri.reading.model import Statement, TextWarning
from kopri.reading.page import Page, Passage
from kopri.reading.passages import told
from kopri.reading.published import articles_of
from kopri.reading.tables import Table, find_tables
from kopri.reading.warnings.codes import warn


def multi_article_page(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Several articles in one text: dates and names of one must not reach another."""
    del statements
    groups = articles_of(page)
    if len(groups) < 2:
        return
    evidence = [span for group in groups for span in (page.segments[group[0]].published.evidence or (_headline(page, group),))]
    yield warn(
        "MULTI_ARTICLE_PAGE", f"The page holds {len(groups)} articles; the dates and people of one do not hold for another.", evidence
    )


def _headline(page: Page, group: list[int]) -> Span:
    segment = page.segments[group[0]]
    return Span(segment.span.start, min(segment.span.end, segment.span.start + max(len(segment.title or ""), 60)))


def off_topic_segment(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """On a page about relations between countries, an article that is about one country alone."""
    del statements
    groups = articles_of(page)
    countries = [_countries(page, group) for group in groups]
    if len(groups) < 2 or max(map(len, countries)) < 2:
        return
    alone = [group for group, named in zip(groups, countries, strict=True) if len(named) < 2]
    if alone:
        titles = "; ".join(f"“{(page.segments[group[0]].title or 'untitled')[:80]}”" for group in alone)
        yield warn("OFF_TOPIC_SEGMENT", f"Not about relations between countries: {titles}.", [_headline(page, group) for group in alone])


def _countries(page: Page, group: list[int]) -> set[str]:
    kinds = {"country", "nationality", "region"}
    spans = [page.segments[n].span for n in group]
    named = [m for span in spans for m in page.within(page.names, span) if m.kind in kinds]
    return {country for m in named for country in (m.members or ((m.id,) if m.id else ()))}


def duplicate_text(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Sentences or rows that stand in the text more than once."""
    del statements
    places: dict[str, list[Passage]] = defaultdict(list)
    for passage in told(page):
        if passage.kind in {"sentence", "row"} and len(passage.span) >= 30:
            places[" ".join(passage.span.of(page.text).split()).casefold()].append(passage)
    repeated = [found for found in places.values() if len(found) > 1]
    size = sum(len(found[0].span) for found in repeated)
    if len(repeated) >= 2 and size >= 200:
        yield warn(
            "DUPLICATE_TEXT",
            f"{len(repeated)} sentences or rows stand in the text more than once.",
            [p.span for found in repeated for p in found],
        )


def collapsed_table(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Tables whose cells ran together."""
    del statements
    found = [table for table in find_tables(page.text, page.segments) if table.collapsed]
    if found:
        message = f"The cells of {len(found)} table{'s' * (len(found) > 1)} ran together; where one ends is inferred."
        yield warn("COLLAPSED_TABLE", message, [cover(table.header) for table in found])


def truncated_table(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Tables that end in the midst of a row."""
    del statements
    tables = find_tables(page.text, page.segments)
    full = {_name(page, t, row) for t in tables for row in t.rows if len(row) == len(t.header)}
    cut = []
    for table in tables:
        if table.rows and not table.complete[-1] and len(table.rows[-1]) < len(table.header):
            others_whole = all(table.complete[:-1]) and len(table.rows) > 1
            if (table.collapsed and others_whole) or _name(page, table, table.rows[-1]) in full:
                cut.append(cover(table.rows[-1]))
    if cut:
        yield warn("TRUNCATED_TABLE", "A table ends in the midst of a row.", cut)


def _name(page: Page, table: Table, row: Sequence[Span]) -> tuple[str, str]:
    head = "|".join(h.of(page.text) for h in table.header)
    return head, row[0].of(page.text) if row else ""


def low_fact_density(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A long text without figures, dates and named people."""
    sentences = [p for p in told(page) if p.kind == "sentence" and page.segment_of(p).kind == "article"]
    words = sum(p.span.of(page.text).count(" ") + 1 for p in sentences)
    if words < 300:
        return
    figures = sum(s.type == "figure" for s in statements)
    dates = sum(1 for p in sentences for d in page.within(page.dates, p.span) if d.start or d.kind in {"day_month", "weekday"})
    people = {m.name for p in sentences for m in page.within(page.names, p.span) if m.kind == "person" and " " in m.name}
    facts = figures + dates + len(people)
    if facts * 200 >= words or figures:
        return
    empty = [
        p.span for p in sentences if not any(page.within(items, p.span) for items in (page.numbers, page.dates)) and not _people(page, p)
    ]
    message = f"{words} words hold {figures} figures, {dates} dates and {len(people)} people named in full."
    yield warn("LOW_FACT_DENSITY", message, empty[:3] or [sentences[0].span])


def _people(page: Page, passage: Passage) -> bool:
    return any(m.kind == "person" and " " in m.name for m in page.within(page.names, passage.span))
