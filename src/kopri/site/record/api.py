"""The record over the API: what everybody may read, in the form of `schemas.py`. Signed-in desk staff see what they see on the pages."""

from typing import Annotated, Any, Final, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from kopri.site.record.filters import Criteria
from kopri.site.record.models import Document, Person, Relation, Source, Statement, TextWarning
from kopri.site.record.schemas import (
    DocumentOut,
    DocumentTextOut,
    PersonOut,
    RelationOut,
    SeriesOut,
    SourceOut,
    StatementOut,
    WarningOut,
)
from kopri.site.record.series_overview import SeriesRow, all_series

router = Router(tags=["record"])


class Problem(Schema):
    """What went wrong."""

    detail: str = Field(description="In words.")


class Misasked(Schema):
    """What is wrong with the request."""

    detail: list[dict[str, Any]] = Field(description="For each fault: where (`loc`) and what (`msg`).")


class Pages(LimitOffsetPagination):
    """A part of a list, and how long the whole is."""

    class Input(Schema):
        """Which part."""

        limit: int = Field(100, ge=1, le=1000, description="How many at most.")
        offset: int = Field(0, ge=0, le=100_000_000, description="How many to leave out first.")


MISASKED: Final[dict[int, Any]] = {422: Misasked}
NOT_FOUND: Final[dict[int, Any]] = {404: Problem, **MISASKED}
Name = Annotated[str, Path(..., pattern=r"^[^\x00]*$", description="As in the address of its page.")]
Word = Annotated[str, Field(pattern=r"^[^\x00]*$")]


class StatementQuery(Schema):
    """What a list of statements can be narrowed to."""

    type: Word = Field("", description="figure, event, commitment, agreement, post, organisation or initiative.", max_length=12)
    standing: Word = Field("", description="`confirmed` by a person, or `machine`: read by machine, not yet confirmed.", max_length=12)
    country: Word = Field("", description="Country, ISO 3166-1 alpha-3; several, parted by commas, must all be named.", max_length=40)
    sector: Word = Field("", description="Area of cooperation.", max_length=40)
    measure: Word = Field("", description="What a figure measures.", max_length=80)
    grade: Word = Field("", description="Reliability of the source, A to F.", max_length=1)
    credibility: Literal["", "1", "2", "3", "4", "5", "6"] = Field("", description="How credible, 1 (confirmed) to 6 (cannot be judged).")
    source: Word = Field("", description="Slug of the source.", max_length=50)
    document: Word = Field("", description="Reference of the document.", max_length=12)
    series: Word = Field("", description="Slug of the series.", max_length=200)
    since: int | None = Field(None, description="First year spoken of.", ge=1, le=9998)
    until: int | None = Field(None, description="Last year spoken of.", ge=1, le=9998)
    text: Word = Field("", description="Words in the quote.", max_length=100)


@router.get("/documents", response={200: list[DocumentOut], **MISASKED}, summary="Documents")
@paginate(Pages)
def list_documents(request: HttpRequest) -> QuerySet[Document]:
    """Documents, latest first."""
    return Document.objects.visible_to(request.user).select_related("source", "duplicate_of").with_counts()


@router.get("/documents/{reference}", response={200: DocumentTextOut, **NOT_FOUND}, summary="Document")
def get_document(request: HttpRequest, reference: Name) -> Document:
    """One document; its text only where its rights allow."""
    rows = Document.objects.visible_to(request.user).select_related("source", "duplicate_of").with_counts()
    return get_object_or_404(rows, reference=reference)


@router.get("/statements", response={200: list[StatementOut], **MISASKED}, summary="Statements")
@paginate(Pages)
def list_statements(request: HttpRequest, query: Query[StatementQuery]) -> QuerySet[Statement]:
    """Statements, those of the document added last first."""
    rows = Statement.objects.visible_to(request.user).with_source().order_by("-document_id", "start", "pk")
    return Criteria(**query.dict()).apply(rows)


@router.get("/statements/{reference}", response={200: StatementOut, **NOT_FOUND}, summary="Statement")
def get_statement(request: HttpRequest, reference: Name) -> Statement:
    """One statement."""
    return get_object_or_404(Statement.objects.visible_to(request.user).with_source(), reference=reference)


@router.get("/series", response={200: list[SeriesOut], **MISASKED}, summary="Series")
@paginate(Pages)
def list_series(request: HttpRequest) -> list[SeriesRow]:
    """Measures over time, by slug."""
    return all_series(request.user)


@router.get("/series/{slug}", response={200: SeriesOut, **NOT_FOUND}, summary="One series")
def get_series(request: HttpRequest, slug: Name) -> SeriesRow:
    """One measure over time."""
    found = next((row for row in all_series(request.user) if row.slug == slug), None)
    if found is None:
        raise Http404
    return found


@router.get("/series/{slug}/values", response={200: list[StatementOut], **MISASKED}, summary="Values of a series")
@paginate(Pages)
def list_series_values(request: HttpRequest, slug: Name) -> QuerySet[Statement]:
    """Every value with its sentence, oldest period first. Values of one period stand side by side, never averaged."""
    rows = Statement.objects.visible_to(request.user).live().of_type("figure").filter(series=slug)
    return rows.with_source().order_by("period_from", "period_until", "pk")


@router.get("/contradictions", response={200: list[RelationOut], **MISASKED}, summary="Contradictions")
@paginate(Pages)
def list_contradictions(request: HttpRequest, kind: Word = "contradicts") -> QuerySet[Relation]:
    """Where documents bear on each other: `kind` is contradicts, compatible or supports."""
    return Relation.objects.visible_to(request.user).filter(kind=kind).with_statements().order_by("series", "pk")


@router.get("/warnings", response={200: list[WarningOut], **MISASKED}, summary="Warnings")
@paginate(Pages)
def list_warnings(request: HttpRequest, code: Word = "", severity: Word = "") -> QuerySet[TextWarning]:
    """What a reader of the documents must know before trusting them."""
    rows = TextWarning.objects.visible_to(request.user).with_statements(request.user).order_by("-document_id", "pk")
    for column, value in {"code": code, "severity": severity}.items():
        if value:
            rows = rows.filter(**{column: value})
    return rows


@router.get("/sources", response={200: list[SourceOut], **MISASKED}, summary="Sources")
@paginate(Pages)
def list_sources(request: HttpRequest) -> QuerySet[Source]:
    """Publishers of documents, with their grade."""
    return Source.objects.visible_to(request.user).with_counts(request.user).order_by("slug")


@router.get("/sources/{slug}", response={200: SourceOut, **NOT_FOUND}, summary="Source")
def get_source(request: HttpRequest, slug: Name) -> Source:
    """One publisher."""
    return get_object_or_404(Source.objects.visible_to(request.user).with_counts(request.user), slug=slug)


@router.get("/people", response={200: list[PersonOut], **MISASKED}, summary="People")
@paginate(Pages)
def list_people(request: HttpRequest) -> QuerySet[Person]:
    """People in public life with the posts they held."""
    return Person.objects.visible_to(request.user).with_posts(request.user).order_by("slug")


@router.get("/people/{slug}", response={200: PersonOut, **NOT_FOUND}, summary="Person")
def get_person(request: HttpRequest, slug: Name) -> Person:
    """One person."""
    return get_object_or_404(Person.objects.visible_to(request.user).with_posts(request.user), slug=slug)
