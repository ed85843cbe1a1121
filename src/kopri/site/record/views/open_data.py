"""How a fact gets here, what the data mean and how to get all of them: method, data dictionary, feed, linked data."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition, require_safe
from ninja import Schema

from kopri.site.base.models import JournalEntry
from kopri.site.record import feeds, jsonld, schemas
from kopri.site.record.models import Credibility, Document, Reliability, Statement
from kopri.site.record.warning_codes import CODES


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the data dictionary."""

    name: str
    type: str
    meaning: str
    standard: str


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record: where to get it, and its fields."""

    name: str
    label: str | Promise
    meaning: str | Promise
    schema: type[Schema]
    page: str
    api: str

    @property
    def fields(self) -> list[Field]:
        """Its fields, in the order of the downloads."""
        return fields_of(self.schema)

    @property
    def files(self) -> list[tuple[str, str]]:
        """Its downloads."""
        return [(kind.upper(), f"{self.page}?format={kind}") for kind in ("csv", "json")] if self.page else []


TABLES: Final = (
    ("documents", _("Documents"), _("What was published, by whom and when."), schemas.DocumentOut, "documents"),
    ("statements", _("Statements"), _("Every fact with the sentence it stands in."), schemas.StatementOut, "statements"),
    ("series", _("Series"), _("Measures over time. The values are statements."), schemas.SeriesOut, "series_list"),
    (
        "contradictions",
        _("Relations"),
        _("Where documents contradict, support or complete each other, and why."),
        schemas.RelationOut,
        "contradictions",
    ),
    ("warnings", _("Warnings"), _("What to know of a document before trusting it."), schemas.WarningOut, "warnings"),
    ("sources", _("Sources"), _("Publishers with their grade."), schemas.SourceOut, "sources"),
    ("people", _("People"), _("People in public life and their posts."), schemas.PersonOut, "people"),
)
PARTS: Final = (
    ("party", _("Country of a statement"), _("Part of a statement."), schemas.PartyOut),
    ("post", _("Post"), _("Part of a person."), schemas.PostOut),
)
TYPE_WORDS: Final = {
    "string": _("text"),
    "integer": _("whole number"),
    "number": _("number"),
    "boolean": _("true or false"),
    "array": _("list"),
    "object": _("map"),
    "null": _("nothing"),
}


def tables() -> list[Table]:
    """The data dictionary, made from the schemas of the API."""
    main = [Table(name, label, meaning, schema, reverse(f"record:{page}"), f"/api/{name}") for name, label, meaning, schema, page in TABLES]
    return main + [Table(name, label, meaning, schema, "", "") for name, label, meaning, schema in PARTS]


def fields_of(schema: type[Schema]) -> list[Field]:
    """The fields of a schema with type, meaning and standard."""
    described: dict[str, Any] = schema.model_json_schema()["properties"]
    return [Field(name, type_words(one), one.get("description", ""), one.get("standard", "")) for name, one in described.items()]


def type_words(described: dict[str, Any]) -> str:
    """The JSON type of a field in words: "text", "list of text", "text or nothing"."""
    if "anyOf" in described:
        return " / ".join(dict.fromkeys(type_words(one) for one in described["anyOf"]))
    if described.get("format") == "date-time":
        return str(_("date and time"))
    kind = described.get("type", "object")
    words = str(TYPE_WORDS.get(kind, kind))
    items = described.get("items")
    return f"{words}: {type_words(items)}" if kind == "array" and items else words


@require_safe
def open_data_view(request: HttpRequest) -> HttpResponse:
    """The data dictionary, the licence and the downloads."""
    return render(request, "record/open_data.html", {"tables": tables()})


@require_safe
def method_view(request: HttpRequest) -> HttpResponse:
    """How a fact gets here, and what grades, states and warnings mean."""
    choices = {"grades": Reliability.choices, "credibilities": Credibility.choices}
    return render(request, "record/method.html", {"codes": CODES, **choices})


def last_change(_request: HttpRequest) -> str:
    """A mark that changes whenever the journal grows."""
    last = JournalEntry.objects.order_by("-id").values_list("pk", flat=True).first()
    return f'"{last or 0}-{get_language()}"'


@require_safe
@condition(etag_func=last_change)
def feed_view(_request: HttpRequest) -> HttpResponse:
    """What changed, as Atom."""
    return HttpResponse(feeds.atom(feeds.changes()), content_type="application/atom+xml; charset=utf-8")


@require_safe
def document_jsonld_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A document's statements as Web Annotations with their provenance."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("source"), reference=reference)
    rows = Statement.objects.visible_to(request.user).live().filter(document=document).prefetch_related("parties").order_by("start", "pk")
    response = JsonResponse(jsonld.document_jsonld(document, rows), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = jsonld.CONTENT_TYPE
    return response
