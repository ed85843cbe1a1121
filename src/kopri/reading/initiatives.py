"""Rows of tables that list initiatives: what, and from when to when."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from kopri.lang.dates import find_dates
from kopri.lang.spans import Span, cover
from kopri.reading.datafiles import load_data
from kopri.reading.model import Initiative, Precision, Statement, Validity
from kopri.reading.page import Page
from kopri.reading.statements import make_statement
from kopri.reading.tables import Table, find_tables

RANGE: Final = re.compile(r"\s*(?:–|—|~|\bto\b|\buntil\b|\bпо\b|부터|\s-\s)\s*")


def read_initiatives(page: Page) -> list[Statement]:
    """One statement for each row of a table of initiatives.

    A table given twice, whole or cut off, gives each row once: the copy with most cells.
    """
    rows: dict[tuple[tuple[str, ...], str], tuple[int, Table, Sequence[Span]]] = {}
    for table in find_tables(page.text, page.segments):
        if not lists_initiatives(table, page.text):
            continue
        heads = tuple(_folded(head.of(page.text)) for head in table.header)
        for row in table.rows:
            name = _folded(row[0].of(page.text))
            if name and (known := rows.get((heads, name)), filled := sum(len(c) > 0 for c in row)) and (known is None or filled > known[0]):
                rows[heads, name] = (filled, table, row)
    return [_statement(page, table, row) for _, table, row in rows.values()]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(str(word) for word in load_data("initiatives")[name])


def _has(words: str, name: str) -> bool:
    return any(word in words for word in _words(name))


def lists_initiatives(table: Table, text: str) -> bool:
    """Whether a head names initiatives and the first column holds words."""
    heads = [_folded(head.of(text)) for head in table.header]
    if len(heads) < 2 or not table.rows or not any(_has(head, "initiative_heads") for head in heads):
        return False
    first = [row[0].of(text) for row in table.rows if row]
    return sum(any(c.isalpha() for c in name) for name in first) * 2 > len(first)


def _statement(page: Page, table: Table, row: Sequence[Span]) -> Statement:
    text = page.text
    heads = [" ".join(head.of(text).split()) for head in table.header]
    cells = {head: " ".join(cell.of(text).split()) for head, cell in zip(heads, row, strict=False)}
    start, end, precision = _period(cells, page.language)
    valid = Validity(start, None if end == "ongoing" else end, precision, evidence=(cover(row),)) if start or end else None
    name = " ".join(row[0].of(text).split())
    initiative = Initiative(table=table.title or " | ".join(heads), name=name, cells=cells, start=start, end=end)
    return make_statement(page, initiative, [cover(row)], rule="table_row", valid=valid, mood="planned", confidence=0.8)


def _period(cells: dict[str, str], language: str) -> tuple[str | None, str | None, Precision]:
    start = end = None
    precision: Precision = "none"
    for head, words in cells.items():
        label = _folded(head)
        if _has(label, "end"):
            _, end, found = _when(words, language)
        elif _has(label, "start"):
            start, _, found = _when(words, language)
        elif _has(label, "period") and start is None and end is None:
            start, end, found = _when(words, language)
        else:
            continue
        precision = found if precision == "none" else precision
    return start, end, precision


def _when(words: str, language: str) -> tuple[str | None, str | None, Precision]:
    """First and last date a cell names; the last may be "ongoing"."""
    if _has(_folded(words), "ongoing"):
        found = find_dates(words, language)
        return (found[0].start if found else None), "ongoing", (found[0].precision if found else "none")
    dates = [d for d in find_dates(words, language) if d.start]
    if not dates:
        return None, None, "none"
    return dates[0].start, dates[-1].end, dates[0].precision
