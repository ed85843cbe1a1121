"""Word documents: paragraphs and tables in their order."""

from io import BytesIO
from itertools import groupby

from docx import Document
from docx.table import Table

from kopri.reading.load.archives import open_archive
from kopri.reading.load.loaded import Loaded


def load_docx(data: bytes, name: str) -> Loaded:
    """The text of a docx: a line for each paragraph, a line for each table row with cells joined by TAB, tables between empty lines.

    Raises:
        UnreadableError: for an archive that breaks the limits or is broken.
    """
    open_archive(data, name)
    document = Document(BytesIO(data))
    parts = [_table(part) if isinstance(part, Table) else part.text for part in document.iter_inner_content()]
    return Loaded(path=name, text="\n".join(parts), format="docx", title=document.core_properties.title or None)


def _table(table: Table) -> str:
    rows = ["\t".join(" ".join(cell.text.split()) for cell, _ in groupby(row.cells)) for row in table.rows]
    return "\n".join(["", *rows, ""])
