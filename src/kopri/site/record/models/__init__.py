"""What was said, where it stands, and what people decided about it.

Places in a text are code points, end exclusive. Dates that keep a precision are ISO strings ("2013-10", "2024-Q3") with
`…_from` and `…_until` as the first and last day they cover, for ordering and ranges.
"""

from kopri.site.record.models.bearings import Relation, TextWarning
from kopri.site.record.models.documents import Document, DocumentShingle, ReadingState, Reliability, Rights, Source, Visibility
from kopri.site.record.models.people import Person, PostHeld
from kopri.site.record.models.references import new_reference
from kopri.site.record.models.remarks import ErrorReport, Note
from kopri.site.record.models.statements import CONFIRMED, OPEN_STATES, Credibility, Review, State, Statement, StatementKind, StatementParty

__all__ = [
    "CONFIRMED",
    "OPEN_STATES",
    "Credibility",
    "Document",
    "DocumentShingle",
    "ErrorReport",
    "Note",
    "Person",
    "PostHeld",
    "ReadingState",
    "Relation",
    "Reliability",
    "Review",
    "Rights",
    "Source",
    "State",
    "Statement",
    "StatementKind",
    "StatementParty",
    "TextWarning",
    "Visibility",
    "new_reference",
]
