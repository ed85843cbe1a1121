"""Workbooks: every sheet is a table, its name a line above it."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Final

from openpyxl import load_workbook

from kopri.reading.load.archives import open_archive
from kopri.reading.load.loaded import Loaded, UnreadableError

CELLS: Final = 2_000_000


def load_xlsx(data: bytes, name: str, cells: int = CELLS) -> Loaded:
    """The values of an xlsx, cells joined by TAB, rows by newline, sheets parted by an empty line.

    Raises:
        UnreadableError: for an archive that breaks the limits or is broken, or for more than `cells` cells.
    """
    open_archive(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            sheets: list[str] = []
            left = cells
            for sheet in workbook.worksheets:
                rows: list[str] = []
                for row in sheet.iter_rows(values_only=True):
                    left -= len(row)
                    if left < 0:
                        raise UnreadableError(name, f"it has more than {cells} cells.", "Give the sheets that matter.")
                    rows.extend(_row(row))
                if rows:
                    sheets.append("\n".join([str(sheet.title), "", *rows]))
        finally:
            workbook.close()
    return Loaded(path=name, text="\n\n".join(sheets), format="xlsx", title=workbook.properties.title or None)


def _row(values: tuple[object, ...]) -> Iterator[str]:
    cells = [_cell(value) for value in values]
    while cells and not cells[-1]:
        cells.pop()
    if cells:
        yield "\t".join(cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return " ".join(str(value).split())
