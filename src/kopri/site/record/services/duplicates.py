"""Documents that say the same: of two, the one of the better source is the original, the other is marked as its copy."""

from collections.abc import Iterator

from django.db.models import Count

from kopri.site.record import engine
from kopri.site.record.models import Document, DocumentShingle
from kopri.site.record.services.relations import relate_series


def recognise_duplicate(document: Document) -> None:
    """Mark a document as a copy of one it largely repeats, or others as its copies; a copy's figures support nothing."""
    values = engine.shingles(document.text)
    DocumentShingle.objects.filter(document=document).delete()
    DocumentShingle.objects.bulk_create([DocumentShingle(document=document, value=value) for value in sorted(values)])
    near = list(near_copies(document, values))
    better = min((pair for pair in near if standing(pair[0]) < standing(document)), key=lambda pair: standing(pair[0]), default=None)
    mark_copy(document, *(better or (None, "")))
    if better is None:
        for other, share in near:
            mark_copy(other, document, share)


def near_copies(document: Document, values: frozenset[int]) -> Iterator[tuple[Document, str]]:
    """Documents that share most of the shorter text, with the share."""
    if len(values) < engine.LEAST:
        return
    shared = (
        DocumentShingle.objects.filter(value__in=values)
        .exclude(document=document)
        .values("document")
        .annotate(n=Count("pk"))
        .filter(n__gte=int(engine.LEAST * engine.ENOUGH))
        .order_by("document")
    )
    for row in shared:
        size = DocumentShingle.objects.filter(document=row["document"]).count()
        share = row["n"] / min(size, len(values))
        if size >= engine.LEAST and share >= engine.ENOUGH:
            yield Document.objects.select_related("source").get(pk=row["document"]), f"{share:.0%}"


def standing(document: Document) -> tuple[str, int, int]:
    """Which of two like documents is the original: better source first, then the longer text, then the one added first."""
    return (document.source.reliability if document.source else "F", -len(document.text), document.pk)


def mark_copy(document: Document, original: Document | None, share: str) -> None:
    """Say that a document is a copy, or that it is none; its series are worked out anew if that changes."""
    if (document.duplicate_of_id, document.duplicate_why) == (original.pk if original else None, share):
        return
    document.duplicate_of, document.duplicate_why = original, share
    document.save(update_fields=["duplicate_of", "duplicate_why"])
    relate_series(set(document.statements.of_type("figure").values_list("series", flat=True)))
