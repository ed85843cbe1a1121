"""Tables read as milestones: XLSX, CSV, or the rows of a table in a document of the record. Columns and dates are found by their words."""

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO, StringIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopri.lang.datafile import read_data
from kopri.lang.dates import find_dates

LARGEST: Final = 5 * 1024 * 1024
LARGEST_UNPACKED: Final = 60 * 1024 * 1024
MOST_ROWS: Final = 300
MOST_COLUMNS: Final = 60
HEAD_WITHIN: Final = 15
ENCODINGS: Final = ("utf-8-sig", "cp949", "cp1251")
NO_WORKBOOK: Final = gettext_lazy("This is no workbook that can be opened.")
ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can become a milestone: dates are ISO, cut to their precision, "" where none was found.

    `remark` says what was not understood; `statement` is the number of the statement the row was read as.
    """

    title: str
    start: str = ""
    due: str = ""
    remark: str = ""
    number: str = ""
    statement: int | None = None


def read_table(name: str, data: bytes) -> list[Row]:
    """The rows of a file.

    Args:
        name: with its ending, .xlsx or .csv.
        data: its content.

    Raises:
        ValidationError: if it is too large, no table, or has no column of titles.
    """
    if len(data) > LARGEST:
        raise ValidationError({"file": _("The file is larger than %(mb)d MB.") % {"mb": LARGEST // 1024**2}})
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "xlsx":
        return rows_of(_sheet(data))
    if ending in {"csv", "tsv", "txt"}:
        return rows_of(_lines(data))
    raise ValidationError({"file": _("“%(name)s” is no table this page reads: give it as .xlsx or .csv.") % {"name": name[:80]}})


def rows_of(grid: Sequence[Sequence[Any]]) -> list[Row]:
    """The rows under the head of a table.

    Raises:
        ValidationError: if no row names a column of titles, or there are too many rows.
    """
    at, columns = _head(grid)
    found = [row for cells in grid[at + 1 :] if (row := _row(cells, columns)) is not None]
    if len(found) > MOST_ROWS:
        raise ValidationError(
            {"file": _("The table has %(n)d rows; at most %(most)d go in at once.") % {"n": len(found), "most": MOST_ROWS}}
        )
    return found


def rows_of_document(statements: Iterable[Any]) -> list[Row]:
    """The initiatives read from a document, as rows."""
    rows = []
    for statement in statements:
        fact = statement.fact
        end = fact.get("end") or ""
        remark = _("“%(words)s”") % {"words": end} if end == "ongoing" else ""
        due = "" if end == "ongoing" else end
        rows.append(Row(str(fact.get("name") or ""), fact.get("start") or "", due, remark, statement=statement.pk))
    return rows


def date_of(cell: Any) -> tuple[str, str, str]:
    """First date, last date and what was not understood of a cell; both dates are the same where it holds one."""
    if isinstance(cell, datetime | date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return day.isoformat(), day.isoformat(), ""
    words = " ".join(str(cell).split()) if cell is not None else ""
    if not words:
        return "", "", ""
    found = _quarters(words) or _dates(words)
    if not found:
        return "", "", words
    return found[0], found[-1], ""


def _quarters(words: str) -> list[str]:
    hits: dict[tuple[int, int], str] = {}
    for pattern in _patterns():
        for match in pattern.finditer(words):
            if not any(start < match.end() and match.start() < end for start, end in hits):
                year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
                hits[match.span()] = f"{year}-Q{ROMAN.get(match['quarter'], match['quarter'])}"
    return [hits[span] for span in sorted(hits)]


def _dates(words: str) -> list[str]:
    language = "ko" if re.search(r"[가-힣]", words) else "ru" if re.search(r"[а-яё]", words, re.IGNORECASE) else "en"
    mentions = [m for m in find_dates(words, language) if m.start and m.end and m.precision in {"day", "month", "quarter", "half", "year"}]
    return [edge for mention in mentions for edge in (mention.start, mention.end) if edge]


def _row(cells: Sequence[Any], columns: Mapping[str, int]) -> Row | None:
    def cell(name: str) -> Any:
        index = columns.get(name)
        return cells[index] if index is not None and index < len(cells) else None

    title = " ".join(str(cell("title") or "").split())[:300]
    if not title:
        return None
    begins, began_until, start_left = date_of(cell("start"))
    first, due, due_left = date_of(cell("due"))
    start = begins or (first if first != due else "")
    remark = "; ".join(words for words in (start_left, due_left) if words)
    if not due and not due_left:
        due = began_until if began_until != begins else ""
    return Row(title, start, due, remark, " ".join(str(cell("number") or "").split())[:20])


def _head(grid: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for at, cells in enumerate(grid[:HEAD_WITHIN]):
        columns = _columns(cells)
        if "title" in columns and len(columns) > len(best[1]):
            best = (at, columns)
    if not best[1]:
        raise ValidationError({"file": _("No row names its columns: a table needs a head such as “Milestone”, “Start”, “Due”.")})
    return best


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    heads = [" ".join(str(cell or "").lower().split()) for cell in cells[:MOST_COLUMNS]]
    for name, words in _data()["columns"].items():
        fitting = (index for word in words for index, head in enumerate(heads) if head.startswith(word) and index not in found.values())
        index = next(fitting, None)
        if index is not None:
            found[name] = index
    return found


def open_workbook(data: bytes) -> Any:
    """A workbook of openpyxl to read values from.

    Raises:
        ValidationError: if it is none, too large, or unpacks to more than is read.
    """
    from openpyxl import load_workbook

    if len(data) > LARGEST:
        raise ValidationError({"file": _("The file is larger than %(mb)d MB.") % {"mb": LARGEST // 1024**2}})
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ValidationError({"file": NO_WORKBOOK}) from error
    if unpacked > LARGEST_UNPACKED:
        raise ValidationError({"file": _("The workbook unpacks to more than this page reads.")})
    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl names no common class for what it cannot open
        raise ValidationError({"file": NO_WORKBOOK}) from error


def _sheet(data: bytes) -> list[list[Any]]:
    book = open_workbook(data)
    try:
        sheets = [_grid(sheet) for sheet in book.worksheets]
    except Exception as error:  # a sheet that is broken inside
        raise ValidationError({"file": NO_WORKBOOK}) from error
    with_head = [grid for grid in sheets if any("title" in _columns(cells) for cells in grid[:HEAD_WITHIN])]
    return (with_head or sheets or [[]])[0]


def _grid(sheet: Any) -> list[list[Any]]:
    """The cells of a sheet as far as it is read; more rows than can be taken in are told by one too many."""
    rows = sheet.iter_rows(max_row=MOST_ROWS + HEAD_WITHIN + 2, max_col=MOST_COLUMNS, values_only=True)
    return [list(row) for row in rows if any(cell is not None for cell in row)]


def _lines(data: bytes) -> list[list[Any]]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise ValidationError({"file": _("The file is in no encoding known here: save it as UTF-8.")})
    sample = text[:4000]
    delimiter = max(";\t,", key=sample.count)
    return [row for row in csv.reader(StringIO(text), delimiter=delimiter) if any(cell.strip() for cell in row)]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _data()["quarters"])


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.site.programme", "table_cells.yaml")
