"""PDF files with a text layer."""

import logging
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from kopri.reading.load.loaded import Loaded, UnreadableError

OCR = "Run text recognition (OCR) on it first."


def load_pdf(data: bytes, name: str) -> Loaded:
    """The text of a PDF, pages parted by an empty line.

    Raises:
        UnreadableError: if it is encrypted, broken, or a scan without a text layer.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _opens_without_password(reader):
            raise UnreadableError(name, "this PDF is encrypted.", "Save it without a password.")
        pages = [page.extract_text() for page in reader.pages]
    except PyPdfError as error:
        raise UnreadableError(name, f"this PDF is broken: {error}.", "Save or print it to PDF again.") from None
    if not pages:
        raise UnreadableError(name, "this PDF has no pages.")
    if sum(len("".join(page.split())) for page in pages) < 10 * len(pages):
        raise UnreadableError(name, f"this PDF is a scan of {len(pages)} page{'s' * (len(pages) > 1)} without a text layer.", OCR)
    title = reader.metadata.title if reader.metadata else None
    return Loaded(path=name, text="\n\n".join(pages), format="pdf", title=title or None)


def _opens_without_password(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False
