"""Rows of the programme to and from the engine `iati`."""

from kopri.iati.model import Element
from kopri.site.programme.engine.activities import Publisher, activity_of, write
from kopri.site.programme.engine.files import FilePiece, Report, UnreadableError, check, pieces_of, record_of
from kopri.site.programme.engine.organisation import organisation_of

__all__ = [
    "Element",
    "FilePiece",
    "Publisher",
    "Report",
    "UnreadableError",
    "activity_of",
    "check",
    "organisation_of",
    "pieces_of",
    "record_of",
    "write",
]
