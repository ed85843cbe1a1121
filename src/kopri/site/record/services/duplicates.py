"""Documents that say the same: the one added later is marked as a copy of the one added first."""

from django.db.models import Count

from kopri.site.record import engine
from kopri.site.record.models import Document, DocumentShingle
from kopri.site.record.services.relations import relate_series


def recognise_duplicate(document: Document) -> None:
    """Mark a document as a copy of the one added first that it largely repeats; a copy's figures support nothing."""
    values = engine.shingles(document.text)
    DocumentShingle.objects.filter(document=document).delete()
    DocumentShingle.objects.bulk_create([DocumentShingle(document=document, value=value) for value in sorted(values)])
    original, why = original_of(document, values)
    if (document.duplicate_of_id, document.duplicate_why) == (original.pk if original else None, why):
        return
    document.duplicate_of, document.duplicate_why = original, why
    document.save(update_fields=["duplicate_of", "duplicate_why"])
    relate_series(set(document.statements.of_type("figure").values_list("series", flat=True)))


def original_of(document: Document, values: frozenset[int]) -> tuple[Document | None, str]:
    """The document, added first, of which most of the shorter stands in the longer, and how much; None if there is none."""
    if len(values) < engine.LEAST:
        return None, ""
    shared = (
        DocumentShingle.objects.filter(value__in=values, document_id__lt=document.pk)
        .values("document")
        .annotate(n=Count("pk"))
        .filter(n__gte=int(engine.LEAST * engine.ENOUGH))
        .order_by("document")
    )
    for row in shared:
        size = DocumentShingle.objects.filter(document=row["document"]).count()
        share = row["n"] / max(1, min(size, len(values)))
        if size >= engine.LEAST and share >= engine.ENOUGH:
            return Document.objects.get(pk=row["document"]), f"{share:.0%}"
    return None, ""
