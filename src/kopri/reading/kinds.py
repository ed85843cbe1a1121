"""What sort of document it is."""

import re
from functools import cache
from typing import Final

from kopri.reading.articles import find_datelines
from kopri.reading.datafiles import load_data
from kopri.reading.lines import page_rules
from kopri.reading.page import Page
from kopri.reading.passages import told
from kopri.reading.published import articles_of

EDGE: Final = 500


@cache
def kind_pattern(name: str) -> re.Pattern[str]:
    """A pattern of `data/kinds.yaml`."""
    return re.compile(load_data("kinds")[name])


def document_kind(page: Page) -> str:
    """The kind of a document.

    Returns:
        "aggregator copy", "feed page", "table", "joint statement", "press release", "interview", "speech", "opinion", "news" or "other".
    """
    if is_aggregated(page):
        return "aggregator copy"
    groups = articles_of(page)
    if len(groups) > 1:
        return "feed page"
    size = {kind: sum(len(s.span) for s in page.segments if s.kind == kind) for kind in ("article", "table")}
    if size["table"] > 2 * size["article"]:
        return "table"
    if not groups:
        return "other"
    return _article_kind(page, page.segments[groups[0][0]].title or "")


def is_aggregated(page: Page) -> bool:
    """Whether the page says that it was gathered by a machine."""
    return any(_aggregator(s.span.of(page.text)) for s in page.segments if s.kind == "boilerplate")


def _aggregator(words: str) -> bool:
    found = page_rules("boilerplate/aggregator").pattern_for(words.lower())
    return bool(found and found.search(words))


def _article_kind(page: Page, title: str) -> str:
    parts = [s.span.of(page.text) for s in page.segments if s.kind == "article"]
    text = "\n".join(parts)
    head, edges = f"{title}\n{text[:200]}", f"{text[:EDGE]}\n{text[-EDGE:]}"
    frame = _frame(page)
    agency = bool(find_datelines(text, 0, min(len(text), EDGE)))
    byline = bool(re.search(r"(?m)^By [A-Z]|기자|корреспондент", frame))
    if not (agency or byline) and (kind_pattern("joint_statement").search(head) or kind_pattern("chairs_statement").search(head)):
        return "joint statement"
    if kind_pattern("interview").search(title) or (agency and kind_pattern("interview").search(text[:EDGE])):
        return "interview"
    if kind_pattern("press_release").search(frame) or (not agency and kind_pattern("press_release").search(edges)):
        return "press release"
    if kind_pattern("interviewed").search(text[:EDGE]):
        return "interview"
    if not agency and kind_pattern("speech").search(edges):
        return "speech"
    if is_called_opinion(page) or is_opinion(page):
        return "opinion"
    if agency or byline or len(kind_pattern("news").findall(text)) >= 2:
        return "news"
    return "other"


def is_opinion(page: Page) -> bool:
    """Whether the text recommends in its author's own voice: many a "should", a first person, few quotations."""
    lowered = page.text.lower()
    if not any(word in lowered for word in load_data("kinds")["first_person_words"]):
        return False
    sentences = [p.span.of(page.text) for p in told(page) if p.kind == "sentence"]
    unquoted = (s for s in sentences if '"' not in s and "“" not in s and "«" not in s)
    if sum(bool(kind_pattern("first_person").search(s)) for s in unquoted) < 2:
        return False
    recommending = sum(bool(kind_pattern("should").search(s)) for s in sentences)
    return recommending >= 4 and recommending * 6 >= len(sentences)


def is_called_opinion(page: Page) -> bool:
    """Whether the page's frame calls it an opinion."""
    return bool(kind_pattern("opinion").search(_frame(page)))


def _frame(page: Page) -> str:
    return "\n".join(s.span.of(page.text)[:EDGE] for s in page.segments if s.kind == "furniture")
