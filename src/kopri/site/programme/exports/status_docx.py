"""The status report as a document to send round: the answer first, then the tables."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.exports.status_tables import Table, tables_of
from kopri.site.programme.status import Status, headline


def write(status: Status) -> bytes:
    """The document."""
    document: Any = Document()
    _landscape(document)
    document.add_heading(_("Status report, %(day)s") % {"day": fuzzy_date(status.day)}, level=0)
    document.add_paragraph(headline(status)).runs[0].bold = True
    if status.is_past:
        document.add_paragraph(_("As of that day: states and dates as they were then; titles as they are today."))
    for table in tables_of(status):
        _table(document, table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _landscape(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(9.5)


def _table(document: Any, table: Table) -> None:
    document.add_heading(table.title, level=1)
    if not table.rows:
        document.add_paragraph(table.nothing)
        return
    made = document.add_table(rows=1, cols=len(table.head), style="Light Grid Accent 1")
    for cell, words in zip(made.rows[0].cells, table.head, strict=True):
        cell.text = str(words)
    for row in table.rows:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = "" if value is None else str(value)
