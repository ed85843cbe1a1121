"""What of the record goes into the open data: all that everybody sees, texts only as far as their rights allow."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from kopri.site.accounts.models import Organisation
from kopri.site.base.models import Forum
from kopri.site.base.registry import OpenTable, open_tables
from kopri.site.record.models import (
    Document,
    Person,
    PostHeld,
    Relation,
    Review,
    Source,
    Statement,
    StatementParty,
    TextWarning,
)

EVERYBODY = AnonymousUser()
LEFT_OUT = "x"


def register() -> None:
    """Put the tables on the shelf, what others point to first."""
    shown = Statement.objects.visible_to(EVERYBODY)
    for order, rows, hidden in (
        (10, Forum.objects.all, ()),
        (11, Organisation.objects.all, ("contact",)),
        (20, lambda: Source.objects.visible_to(EVERYBODY), ()),
        (22, shown.all, ()),
        (23, lambda: StatementParty.objects.filter(statement__in=shown.all()), ()),
        (24, lambda: Review.objects.filter(statement__in=shown.all()), ()),
        (25, lambda: TextWarning.objects.visible_to(EVERYBODY), ()),
        (26, lambda: Relation.objects.visible_to(EVERYBODY), ()),
        (27, lambda: Person.objects.visible_to(EVERYBODY), ()),
        (28, PostHeld.objects.all, ()),
    ):
        open_tables.add(OpenTable(order, rows, hidden))
    open_tables.add(OpenTable(21, lambda: Document.objects.visible_to(EVERYBODY), ("failure",), as_far_as_rights_allow))


def as_far_as_rights_allow(document: Document, values: dict[str, Any]) -> dict[str, Any]:
    """The row of a document. Of a text that may only be quoted, letters outside the quotes are x, so that places stay what they are."""
    if document.shows_text:
        return values
    statements = Statement.objects.visible_to(EVERYBODY).filter(document=document)
    places = [place for evidence in statements.values_list("evidence", flat=True) for place in evidence]
    return values | {"text": only(document.text, [*places, *document.published_evidence])}


def only(text: str, places: list[Any]) -> str:
    """The text with every letter and digit outside the places as an x."""
    kept = [False] * len(text)
    for start, end in places:
        kept[start:end] = [True] * (end - start)
    return "".join(LEFT_OUT if not keep and character.isalnum() else character for character, keep in zip(text, kept, strict=True))
