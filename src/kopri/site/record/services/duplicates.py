"""Documents that say the same: the later one is marked as a copy of the earlier."""

from kopri.site.record import engine
from kopri.site.record.models import Document
from kopri.site.record.services.relations import relate_series


def recognise_duplicate(document: Document) -> None:
    """Mark a document as a copy of the one added first that it largely repeats; a copy's figures support nothing."""
    original, why = engine.original_of(document)
    if (document.duplicate_of_id, document.duplicate_why) == (original.pk if original else None, why):
        return
    document.duplicate_of, document.duplicate_why = original, why
    document.save(update_fields=["duplicate_of", "duplicate_why"])
    relate_series(set(document.statements.of_type("figure").values_list("series", flat=True)))
