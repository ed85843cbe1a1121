"""A report's table that comes back: read, checked cell by cell, every fault named by sheet, row and column."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from kopri.site.programme.exports.report_matrix import COLUMNS, FIRST_ROW, FORM_SHEET, GENERAL, SALT
from kopri.site.programme.models import Report, ReportLine
from kopri.site.programme.report_lines import check_line, states_for
from kopri.site.programme.tables import NO_WORKBOOK, open_workbook

MOST_ROWS: Final = 2_000
MOST_FAULTS: Final = 20
Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a table says: the words in general, and of each line its fields."""

    text: str
    lines: dict[int, dict[str, str]]


def read_filled(report: Report, content: bytes) -> Filled:
    """The table of a report as it was filled in.

    Raises:
        ValidationError: under "file": no workbook, not the table of this report, an unknown row, a state that is none, a malformed
            date or address; each names sheet, row and column.
    """
    book = open_workbook(content)
    try:
        name, grid, signed = _cells(book)
    except Exception as error:  # a sheet that is broken inside
        raise ValidationError({"file": NO_WORKBOOK}) from error
    language = _form_of(report, signed)
    own = {line.pk: line for line in report.lines.select_related("commitment", "milestone")}
    found: dict[int, dict[str, str]] = {}
    faults: list[str] = []
    for row, cells in grid.items():
        if row < FIRST_ROW or not any(cells.values()):
            continue
        line = own.get(_number(cells.get("A")))
        if line is None or line.pk in found:
            known = _("This row stands twice.") if line else _("No row of this report has this number.")
            faults.append(_at(name, row, "A", known))
            continue
        found[line.pk], wrong = _read_line(line, cells, language)
        faults += [_at(name, row, letter, words) for letter, words in wrong]
    if faults:
        raise ValidationError({"file": faults[:MOST_FAULTS]})
    general = grid.get(int(GENERAL[1:]), {}).get(GENERAL[0])
    return Filled(_words(general), found)


def _cells(book: Any) -> tuple[str, dict[int, Cells], str]:
    sheets = [sheet for sheet in book.worksheets if sheet.title != FORM_SHEET]
    signed = ""
    if FORM_SHEET in book.sheetnames:
        signed = _words(next(book[FORM_SHEET].iter_rows(max_row=1, max_col=1, values_only=True), ("",))[0])
    if not sheets:
        return "", {}, signed
    rows = sheets[0].iter_rows(min_row=1, max_row=MOST_ROWS, max_col=8, values_only=True)
    return sheets[0].title, {at: dict(zip("ABCDEFGH", cells, strict=False)) for at, cells in enumerate(rows, 1)}, signed


def _form_of(report: Report, signed: str) -> str:
    """The language of the form, if it is this report's."""
    try:
        form = signing.loads(signed, salt=SALT)
    except signing.BadSignature as error:
        wrong = _("The number of the form is missing or was changed. Download the table anew and copy your words into it.")
        raise ValidationError({"file": _at(FORM_SHEET, 1, "A", wrong)}) from error
    if form["report"] != report.reference:
        raise ValidationError({"file": _at(FORM_SHEET, 1, "A", _("This is the table of another report."))})
    return str(form["language"])


def _read_line(line: ReportLine, cells: Cells, language: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The fields of a row, and its faults as (column, words)."""
    told = {name: _words(cells.get(letter)) for name, letter in COLUMNS.items()}
    with translation.override(language):
        labels = {label.casefold(): state for state, label in states_for(line)}
    told["state"] = labels.get(told["state"].casefold(), told["state"])
    for name, value in told.items():
        setattr(line, name, value)
    try:
        check_line(line)
    except ValidationError as error:
        return told, [(COLUMNS.get(name, "A"), words) for name, found in error.message_dict.items() for words in found]
    return told, []


def _number(cell: Any) -> int:
    return int(cell) if isinstance(cell, int | float) or str(cell).isdecimal() else 0


def _words(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    return str(cell).strip() if cell is not None else ""


def _at(sheet: str, row: int, column: str, words: str) -> str:
    return _("Sheet “%(sheet)s”, row %(row)d, column %(column)s: %(words)s") % {
        "sheet": sheet,
        "row": row,
        "column": column,
        "words": words,
    }
