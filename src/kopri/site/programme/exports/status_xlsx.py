"""The status report as a workbook: a sheet that answers, then a sheet for each noun."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.exports.status_tables import Table, tables_of
from kopri.site.programme.status import Status, headline

NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
WIDEST = 60
HEAD = PatternFill("solid", fgColor="DCEFEC")


def write(status: Status) -> bytes:
    """The workbook."""
    book = Workbook()
    first: Any = book.active
    first.title = _("Status")[:31]
    first["A1"] = _("Status report, %(day)s") % {"day": fuzzy_date(status.day)}
    first["A1"].font = Font(bold=True, size=14)
    first["A2"] = headline(status)
    first["A2"].alignment = Alignment(wrap_text=True)
    first.column_dimensions["A"].width = WIDEST
    for table in tables_of(status):
        _sheet(book, table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, table: Table) -> None:
    sheet: Any = book.create_sheet(NOT_IN_TITLES.sub("", table.title)[:31])
    sheet.append(list(table.head))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), HEAD
    for row in table.rows:
        sheet.append([_cell(value) for value in row])
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths([table.head, *table.rows]), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"


def _cell(value: object) -> Any:
    return value if isinstance(value, int | float) or value is None else str(value)


def _widths(rows: Iterable[Sequence[object]]) -> list[int]:
    columns = zip(*rows, strict=True)
    return [min(WIDEST, max(len(str(value)) for value in column) + 2) for column in columns]
