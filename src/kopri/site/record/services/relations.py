"""How statements of different documents bear on each other: worked out anew for a series whenever one of its figures changes."""

from collections.abc import Iterable

from django.db import transaction

from kopri.site.record import engine
from kopri.site.record.models import Document, Relation, Statement
from kopri.site.record.services.credibility import judge_series


def relate_document(document: Document) -> None:
    """Work out the relations of every series a document has a figure of, and whether it copies another document."""
    relate_series(set(document.statements.of_type("figure").values_list("series", flat=True)))
    from kopri.site.record.services.duplicates import recognise_duplicate

    recognise_duplicate(document)


def relate_series(series: Iterable[str]) -> None:
    """Replace the relations of these series; what others say bears on how credible each figure is."""
    wanted = sorted(filter(None, series))
    for slug in wanted:
        relate_one(slug)
    judge_series(wanted)


@transaction.atomic
def relate_one(slug: str) -> None:
    """Replace the relations of one series. A copy of a document is no second voice: its figures are left out."""
    Relation.objects.filter(series=slug).delete()
    rows = Statement.objects.live().filter(series=slug, document__duplicate_of=None).select_related("document")
    for kind, why, statements in engine.relations_of(rows):
        relation = Relation.objects.create(kind=kind, series=slug, why=why)
        relation.statements.set(statements)
