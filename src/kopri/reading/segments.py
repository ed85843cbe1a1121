"""A page is cut into its parts: articles, tables, captions, furniture, boilerplate.

First lines get a kind (`lines.py`), then articles are told apart by stamps and datelines (`articles.py`), then neighbours of one
kind become a segment. White space between segments belongs to none; every other code point stands in exactly one.
"""

from kopri.lang.spans import Span
from kopri.reading.articles import Article, find_articles
from kopri.reading.lines import Line, cut_lines
from kopri.reading.model import Segment


def cut_segments(text: str, language: str | None = None) -> tuple[Segment, ...]:
    """The parts of a page, in text order, none overlapping another.

    Args:
        text: the page.
        language: its main language, if known.

    Returns:
        segments. The parts of one article that a caption, table or menu interrupts carry the same title; a table's title is the line
        that announces it.
    """
    lines = cut_lines(text)
    articles = find_articles(text, lines)
    made: list[Segment] = []
    for run in _runs(lines, articles):
        first, last = run[0], run[-1]
        made.append(Segment(span=Span(first.start, last.end), kind=first.kind, title=_title(run, lines, articles, text), language=language))
    return tuple(made)


def _runs(lines: list[Line], articles: list[Article]) -> list[list[Line]]:
    """Neighbouring lines of one kind, one article and one table."""
    runs: list[list[Line]] = []
    at = 0
    before: tuple[str, int, int] | None = None
    for line in lines:
        while at + 1 < len(articles) and line.start >= articles[at + 1].start:
            at += 1
        here = (line.kind, line.table, at)
        if here == before:
            runs[-1].append(line)
        else:
            runs.append([line])
        before = here
    return runs


def _title(run: list[Line], lines: list[Line], articles: list[Article], text: str) -> str | None:
    start = run[0].start
    if run[0].kind == "article":
        return next((a.title for a in reversed(articles) if a.start <= start), None)
    if run[0].kind == "table":
        return _announcement(run[0], lines, text)
    return None


def _announcement(row: Line, lines: list[Line], text: str) -> str | None:
    """The nearest article line above a table, if it is a heading or ends with a colon."""
    above = next((line for line in reversed(lines[: row.number]) if line.kind != "furniture"), None)
    if above is None or above.kind != "article":
        return None
    words = text[above.start : above.end].strip()
    if words.endswith(":"):
        return words[max(words.rfind(". ") + 2, 0) if ". " in words else 0 :].rstrip(":")
    return words if above.heading else None
