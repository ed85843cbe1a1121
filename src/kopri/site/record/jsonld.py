"""A document's statements as linked data: Web Annotation says where a fact stands, PROV how it came about."""

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings

from kopri.site.record import wording
from kopri.site.record.models import CONFIRMED, Document, Statement
from kopri.site.record.schemas import address_of, without_surroundings

CONTENT_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
ANNOTATION: Final = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_LENGTH: Final = 32
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def context() -> list[Any]:
    """The terms used: those of Web Annotation, PROV, and our own for the fields of a fact."""
    link = {"@type": "@id"}
    return [
        ANNOTATION,
        {
            "prov": "http://www.w3.org/ns/prov#",
            "kopri": settings.SITE_URL.rstrip("/") + "/data/#",
            "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", **link},
            "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", **link},
            "wasAttributedTo": {"@id": "prov:wasAttributedTo", **link},
            "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", **link},
            "used": {"@id": "prov:used", **link},
            "endedAtTime": {"@id": "prov:endedAtTime", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
            "fact": {"@id": "kopri:fact", "@type": "@json"},
            "standing": "kopri:standing",
            "sha256": "kopri:sha256",
        },
    ]


def document_jsonld(document: Document, statements: Iterable[Statement]) -> dict[str, Any]:
    """A document (with its source) and its statements (with parties) as a page of annotations."""
    address = address_of("document", document.reference)
    items = [annotation(document, statement) for statement in statements]
    return {
        "@context": context(),
        "id": f"{address[:-1]}.jsonld",
        "type": "AnnotationPage",
        "partOf": {"id": address, "type": "AnnotationCollection", "label": document.title, "total": len(items)},
        "rights": LICENCE,
        "source": source_text(document),
        "activity": reading(document),
        "items": items,
    }


def source_text(document: Document) -> dict[str, Any]:
    """The text that positions refer to, and where it came from."""
    text: dict[str, Any] = {
        "id": text_id(document),
        "type": ["Text", "prov:Entity"],
        "format": "text/plain",
        "language": document.language or "und",
        "sha256": document.sha256,
    }
    if document.url:
        text["wasDerivedFrom"] = document.url
    if document.source:
        text["wasAttributedTo"] = address_of("source", document.source.slug)
    return text


def reading(document: Document) -> dict[str, Any]:
    """The activity in which the machine read the document."""
    activity: dict[str, Any] = {
        "id": reading_id(document),
        "type": "prov:Activity",
        "used": text_id(document),
        "wasAssociatedWith": engine_id(document),
    }
    if document.read_at:
        activity["endedAtTime"] = document.read_at.isoformat()
    return activity


def annotation(document: Document, statement: Statement) -> dict[str, Any]:
    """One statement: what it says, where it stands, who or what stands behind it."""
    return {
        "id": address_of("statement", statement.reference),
        "type": ["Annotation", "prov:Entity"],
        "motivation": "describing",
        "created": statement.made_at.isoformat(),
        "modified": statement.changed_at.isoformat(),
        "body": {
            "type": ["TextualBody", f"kopri:{statement.type}"],
            "value": wording.fact_text(statement),
            "format": "text/plain",
            "purpose": "describing",
            "fact": without_surroundings(statement.fact),
        },
        "target": [
            {"type": "SpecificResource", "source": text_id(document), "selector": selectors(document, *place)}
            for place in statement.evidence
        ],
        "standing": statement.state,
        "wasGeneratedBy": reading_id(document),
        "wasDerivedFrom": text_id(document),
        "wasAttributedTo": review_desk()
        if statement.state in CONFIRMED
        else {"id": engine_id(document), "type": "prov:SoftwareAgent", "label": statement.made_by},
    }


def selectors(document: Document, start: int, end: int) -> list[dict[str, Any]]:
    """Two ways to find a passage: by position in code points, and by its words. Words around it only where rights allow."""
    quote = {"type": "TextQuoteSelector", "exact": document.text[start:end]}
    if document.shows_text:
        quote |= {"prefix": document.text[max(0, start - CONTEXT_LENGTH) : start], "suffix": document.text[end : end + CONTEXT_LENGTH]}
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]


def review_desk() -> dict[str, str]:
    """Who stands behind what was confirmed: the desk, not a person's name."""
    return {"id": settings.SITE_URL.rstrip("/") + "/method/#review", "type": "prov:Agent", "label": "review desk"}


def text_id(document: Document) -> str:
    """The name of a document's extracted text."""
    return address_of("document", document.reference) + "#text"


def reading_id(document: Document) -> str:
    """The name of the reading of a document by one version of the engine."""
    return f"{address_of('document', document.reference)}#reading-{document.engine_version or '0'}"


def engine_id(document: Document) -> str:
    """The name of the engine in one version."""
    return f"{settings.SITE_URL.rstrip('/')}/method/#engine-{document.engine_version or '0'}"
