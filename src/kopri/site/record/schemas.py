# ruff: noqa: D102  a resolver is named after the field it fills
"""What the API and the downloads give, field by field: the data dictionary is made from these descriptions."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from ninja import Schema
from pydantic import Field
from pydantic.fields import FieldInfo

from kopri.site.record import wording
from kopri.site.record.credibility import reasons_of
from kopri.site.record.models import CONFIRMED, Document, Person, PostHeld, Relation, Source, Statement, TextWarning
from kopri.site.record.series_overview import SeriesRow

ADMIRALTY: Final = "Admiralty Code (NATO AJP-2.1)"
ISO_COUNTRY: Final = "ISO 3166-1 alpha-3"
ISO_CURRENCY: Final = "ISO 4217"
ISO_DATE: Final = "ISO 8601"
ISO_LANGUAGE: Final = "ISO 639-1"
PROV: Final = "W3C PROV-O"
WEB_ANNOTATION: Final = "W3C Web Annotation"


def described(meaning: str, standard: str = "", **options: Any) -> Any:
    """A field with its meaning and, where it follows one, its standard."""
    made: FieldInfo = Field(description=meaning, json_schema_extra={"standard": standard} if standard else None, **options)
    return made


def address_of(name: str, *args: str) -> str:
    """A permanent address as the world sees it."""
    return settings.SITE_URL.rstrip("/") + reverse(f"record:{name}", args=args)


class PartyOut(Schema):
    """A country a statement speaks of."""

    country: str = described("Country.", ISO_COUNTRY)
    role: str = described("`of`: it is the country's; `from`, `to`: where it flows from and to.")


class SourceOut(Schema):
    """A publisher of documents."""

    slug: str = described("Short name, as in the address of its page.")
    name: dict[str, str] = described("Name by language.", ISO_LANGUAGE)
    kind: str = described("What kind of publisher it is: government, newspaper, aggregator …")
    country: str = described("Country it publishes from; empty for an international one.", ISO_COUNTRY)
    reliability: str = described("Grade of the source, A (completely reliable) to E (unreliable), F (cannot be judged).", ADMIRALTY)
    homepage: str = described("Its own web site, if known.")
    invented: bool = described("True if the publisher was invented for a demonstration.")
    note: str = described("What a reader should know of it.")
    documents: int = described("How many of its documents are public.")
    statements: int = described("How many statements were read in them.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_name(source: Source) -> dict[str, str]:
        return {language: version.text for language, version in source.name.versions.items()}

    @staticmethod
    def resolve_documents(source: Any) -> int:
        return int(source.document_count)

    @staticmethod
    def resolve_statements(source: Any) -> int:
        return int(source.statement_count)

    @staticmethod
    def resolve_address(source: Source) -> str:
        return address_of("source", source.slug)


class DocumentOut(Schema):
    """A published text. Its words are given only where its rights allow."""

    reference: str = described("Permanent short name.")
    title: str = described("Title as published.")
    source: str | None = described("Slug of the publisher; null if none is known.")
    url: str = described("Address of the original.")
    rights: str = described("What may be shown of its text: `open`, `licensed`, `quote` (single passages only).")
    licence: str = described("Licence of the text, if it has one.", "SPDX licence identifier where one exists")
    language: str = described("Language of the text.", ISO_LANGUAGE)
    kind: str = described("Press release, joint statement, news, interview, opinion …")
    published: str = described("Date of publication, cut to its precision; empty if nothing decides it.", ISO_DATE)
    published_basis: str = described("`stated` by the document or `inferred` from what stands in it; empty if unknown.")
    published_not_before: str = described("Earliest date of publication that the text allows.", ISO_DATE)
    published_not_after: str = described("Latest date of publication that the text allows.", ISO_DATE)
    sha256: str = described("SHA-256 of the extracted text in UTF-8: offsets of statements refer to exactly this text.", "FIPS 180-4")
    format: str = described("Format of the file it came as.")
    engine_version: str = described("Version of the reading engine that read it last.", PROV)
    read_at: datetime | None = described("When it was read last.", ISO_DATE)
    duplicate_of: str | None = described("Reference of the document it copies; null if it is an original.")
    statements: int = described("How many statements were read in it, rejected ones left out.")
    high_warnings: int = described("How many of its warnings are of high severity.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_source(document: Document) -> str | None:
        return document.source.slug if document.source else None

    @staticmethod
    def resolve_duplicate_of(document: Document) -> str | None:
        return document.duplicate_of.reference if document.duplicate_of else None

    @staticmethod
    def resolve_statements(document: Any) -> int:
        return int(document.statement_count)

    @staticmethod
    def resolve_high_warnings(document: Any) -> int:
        return int(document.high_count)

    @staticmethod
    def resolve_address(document: Document) -> str:
        return address_of("document", document.reference)


class DocumentTextOut(DocumentOut):
    """A document with its text."""

    text: str | None = described("The extracted text, never altered; null where the rights allow quotes only.")

    @staticmethod
    def resolve_text(document: Document) -> str | None:
        return document.text if document.shows_text else None


class StatementOut(Schema):
    """One fact, with the sentence it stands in."""

    reference: str = described("Permanent short name; cite this.")
    type: str = described("figure, event, commitment, agreement, post, organisation or initiative.")
    says: str = described("The fact in one line.")
    quote: str = described("The passages it was read from, as they stand.", WEB_ANNOTATION)
    places: list[list[int]] = described(
        "Start and end of each passage in the document's text, in code points, end exclusive.", WEB_ANNOTATION
    )
    document: str = described("Reference of the document.", PROV)
    source: str | None = described("Slug of the publisher.", PROV)
    grade: str | None = described("Reliability of the publisher.", ADMIRALTY)
    published: str = described("Date of publication of the document; empty if unknown.", ISO_DATE)
    parties: list[PartyOut] = described("Countries it speaks of.", ISO_COUNTRY)
    measure: str = described("Figures: what is measured.")
    unit: str = described("Figures: unit; currencies by code, counted things by name.", ISO_CURRENCY)
    value: str | None = described("Figures: the value as a decimal number, never rounded.")
    qualifier: str = described("Figures: exact, about, nearly, over, at_least, under or up_to.")
    stage: str = described("Figures: actual, planned, contracted or capacity. Commitments: recommended, planned, pledged or agreed.")
    series: str = described("Figures: slug of the series the value belongs to.")
    sector: str = described("Area of cooperation, where one was recognised.")
    period: str = described("Time it speaks of, cut to its precision; start/end where they differ.", ISO_DATE)
    mood: str = described("How the document says it: reported, planned, agreed, pledged, expected, recommended or quoted.")
    speaker: str = described("Who says it, if the document says who.")
    state: str = described("proposed (read by machine, not confirmed), accepted or corrected (by a person).")
    decided_at: datetime | None = described("When a person decided on it.", ISO_DATE)
    corrected: bool = described("True if a person put a corrected fact in the place of the machine's.")
    made_by: str = described("Rule and version that read it.", PROV)
    confidence: float = described("How sure the machine is, 0 to 1.")
    credibility: int | None = described(
        "How credible it is: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged; "
        "null while it has not been worked out.",
        ADMIRALTY,
    )
    credibility_why: list[str] = described(
        "What the credibility follows from: grade of the source, how it is said, other sources, warnings."
    )
    fact: dict[str, Any] = described("All fields of the fact, by type: see the documentation of the reading engine.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_says(statement: Statement) -> str:
        return wording.fact_text(statement)

    @staticmethod
    def resolve_places(statement: Statement) -> list[list[int]]:
        return list(statement.evidence)

    @staticmethod
    def resolve_document(statement: Statement) -> str:
        return statement.document.reference

    @staticmethod
    def resolve_source(statement: Statement) -> str | None:
        source = statement.document.source
        return source.slug if source else None

    @staticmethod
    def resolve_grade(statement: Statement) -> str | None:
        source = statement.document.source
        return source.reliability if source else None

    @staticmethod
    def resolve_published(statement: Statement) -> str:
        return statement.document.published

    @staticmethod
    def resolve_parties(statement: Statement) -> list[dict[str, str]]:
        return [{"country": party.country, "role": party.role} for party in statement.parties.all()]

    @staticmethod
    def resolve_value(statement: Statement) -> str | None:
        return plain_number(statement.value)

    @staticmethod
    def resolve_corrected(statement: Statement) -> bool:
        return statement.correction is not None

    @staticmethod
    def resolve_decided_at(statement: Statement) -> datetime | None:
        return statement.decided_at if statement.state in CONFIRMED else None

    @staticmethod
    def resolve_credibility_why(statement: Statement) -> list[str]:
        return reasons_of(statement)

    @staticmethod
    def resolve_fact(statement: Statement) -> dict[str, Any]:
        return without_surroundings(statement.fact)

    @staticmethod
    def resolve_address(statement: Statement) -> str:
        return address_of("statement", statement.reference)


class SeriesOut(Schema):
    """A measure over time."""

    slug: str = described("Short name, as in the address of its page.")
    measure: str = described("What is measured.")
    unit: str = described("Unit; currencies by code.", ISO_CURRENCY)
    values: int = described("How many values there are.")
    sources: int = described("From how many publishers.")
    first: str | None = described("First day of the earliest period.", ISO_DATE)
    last: str | None = described("Last day of the latest period.", ISO_DATE)
    countries: list[str] = described("Countries its values speak of.", ISO_COUNTRY)
    contradictions: int = described("How many contradictions between sources were found in it.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_first(row: SeriesRow) -> str | None:
        return row.first.isoformat() if row.first else None

    @staticmethod
    def resolve_last(row: SeriesRow) -> str | None:
        return row.last.isoformat() if row.last else None

    @staticmethod
    def resolve_address(row: SeriesRow) -> str:
        return address_of("series", row.slug)


class RelationOut(Schema):
    """How statements of different documents bear on each other."""

    kind: str = described("contradicts, compatible or supports.")
    series: str = described("Slug of the series they belong to.")
    why: str = described("The reason, in words.")
    statements: list[str] = described("References of the statements.")
    quotes: list[str] = described("Their quotes, in the same order.", WEB_ANNOTATION)

    @staticmethod
    def resolve_statements(relation: Relation) -> list[str]:
        return [statement.reference for statement in relation.statements.all()]

    @staticmethod
    def resolve_quotes(relation: Relation) -> list[str]:
        return [statement.quote for statement in relation.statements.all()]


class WarningOut(Schema):
    """Something a reader of a document must know before trusting it."""

    code: str = described("Kind of warning; the method page explains each.")
    severity: str = described("low, medium or high.")
    message: str = described("What is wrong, in words.")
    document: str = described("Reference of the document.")
    quotes: list[str] = described("The passages that prove it.", WEB_ANNOTATION)
    statements: list[str] = described("References of the statements it bears on.")

    @staticmethod
    def resolve_document(warning: TextWarning) -> str:
        return warning.document.reference

    @staticmethod
    def resolve_statements(warning: TextWarning) -> list[str]:
        return [statement.reference for statement in warning.seen_statements]  # type: ignore[attr-defined]


class PostOut(Schema):
    """A post somebody held for a time."""

    title: str = described("Name of the post.")
    organisation: str = described("Organisation, where it is not a country's.")
    country: str = described("Country whose post it is.", ISO_COUNTRY)
    start: str = described("From, cut to its precision; empty if not known.", ISO_DATE)
    end: str = described("Until, cut to its precision; empty if not known or still held.", ISO_DATE)
    statement: str | None = described("Reference of the statement it rests on; null if it rests on a table.")
    source: str = described("The table it rests on; empty if it rests on a statement.")

    @staticmethod
    def resolve_statement(post: PostHeld) -> str | None:
        return post.statement.reference if post.statement else None


class PersonOut(Schema):
    """Somebody in public life, with the posts they held."""

    slug: str = described("Short name, as in the address of the page.")
    name: dict[str, str] = described("Name by language.", ISO_LANGUAGE)
    aliases: list[str] = described("Other spellings met in documents.")
    posts: list[PostOut] = described("Posts, latest first.")
    address: str = described("Permanent address of the page.")

    @staticmethod
    def resolve_name(person: Person) -> dict[str, str]:
        return {language: version.text for language, version in person.name.versions.items()}

    @staticmethod
    def resolve_posts(person: Person) -> list[PostHeld]:
        return list(person.seen_posts)  # type: ignore[attr-defined]

    @staticmethod
    def resolve_address(person: Person) -> str:
        return address_of("person", person.slug)


def plain_number(value: Decimal | None) -> str | None:
    """A decimal as plain digits without an exponent or trailing zeros."""
    if value is None:
        return None
    return f"{value.normalize():f}"


def without_surroundings(fact: dict[str, Any]) -> dict[str, Any]:
    """A fact without the words around its surface, which the document's rights may not allow to show."""
    surface = fact.get("surface")
    if not isinstance(surface, dict):
        return fact
    return {**fact, "surface": {name: value for name, value in surface.items() if name not in {"prefix", "suffix"}}}
