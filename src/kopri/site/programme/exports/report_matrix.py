"""The form of a report as a workbook: one row for each commitment and milestone, to be filled in and sent back.

A hidden sheet carries the signed number of the form, so that a table that comes back is known to be of this report.
"""

from io import BytesIO
from typing import Any, Final

from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.exports.status_xlsx import NOT_IN_TITLES
from kopri.site.programme.models import Report, ReportLine
from kopri.site.programme.report_lines import states_for, thing_of
from kopri.site.programme.report_page import lines_of

FORM_SHEET: Final = "kopri"
SALT: Final = "kopri.report.matrix"
GENERAL: Final = "B3"
FIRST_ROW: Final = 6
# The columns a body fills in, by the field of a line.
COLUMNS: Final = {"state": "E", "text": "F", "actual": "G", "evidence_url": "H"}
WIDTHS: Final = {"A": 8, "B": 50, "C": 16, "D": 20, "E": 20, "F": 50, "G": 14, "H": 40}
LONGEST_LIST: Final = 250
HEAD: Final = PatternFill("solid", fgColor="DCEFEC")
TO_FILL: Final = PatternFill("solid", fgColor="FFF9E0")


def write(report: Report) -> bytes:
    """The workbook, in the language of today's reader, with the draft as far as it has come."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = NOT_IN_TITLES.sub("", _("Report"))[:31]
    sheet["A1"] = f"{report.body}, {fuzzy_date(report.period)}"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = _("Fill in the yellow cells and send the table back. Leave the numbers in the first column as they are.")
    sheet["A3"], sheet[GENERAL] = _("In general"), report.text
    sheet[GENERAL].fill = TO_FILL
    for letter, words in zip("ABCDEFGH", _head(), strict=True):
        cell = sheet[f"{letter}{FIRST_ROW - 1}"]
        cell.value, cell.font, cell.fill = words, Font(bold=True), HEAD
        sheet.column_dimensions[letter].width = WIDTHS[letter]
    for row, line in enumerate(lines_of(report), FIRST_ROW):
        _row(sheet, row, line)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    _as_text(sheet)
    hidden: Any = book.create_sheet(FORM_SHEET)
    hidden["A1"] = signing.dumps({"report": report.reference, "language": get_language() or "en"}, salt=SALT)
    hidden.sheet_state = "veryHidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head() -> list[str]:
    return [
        _("No."),
        _("Commitment or milestone"),
        _("Due"),
        _("In the register"),
        _("As you see it"),
        _("What was done"),
        _("Done on"),
        _("Address of evidence"),
    ]


def _row(sheet: Any, row: int, line: ReportLine) -> None:
    thing, states = thing_of(line), states_for(line)
    labels = [label for _state, label in states]
    told = {"state": dict(states).get(line.state, ""), "text": line.text, "actual": line.actual, "evidence_url": line.evidence_url}
    shown = {"A": line.pk, "B": str(thing), "C": fuzzy_date(thing.due) if thing.due else "", "D": str(thing.get_state_display())}
    for letter, value in (shown | {letter: told[name] for name, letter in COLUMNS.items()}).items():
        sheet[f"{letter}{row}"] = value
    for letter in COLUMNS.values():
        sheet[f"{letter}{row}"].fill = TO_FILL
    choices = ",".join(labels)
    if choices and len(choices) <= LONGEST_LIST and choices.count(",") == len(labels) - 1 and '"' not in choices:
        offered = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        sheet.add_data_validation(offered)
        offered.add(f"{COLUMNS['state']}{row}")


def _as_text(sheet: Any) -> None:
    """Words are words: a spreadsheet runs none of them."""
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet["A1"].alignment = sheet["A2"].alignment = Alignment(wrap_text=False)
