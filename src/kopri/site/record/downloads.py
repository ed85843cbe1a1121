"""Every list as CSV or JSON: streamed, in full, with the fields of the API. Cells that a spreadsheet would run are defused."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Schema

FORMATS: Final = ("csv", "json")
LICENCE: Final = "CC-BY-4.0"
CHUNK: Final = 500
STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def wanted_format(request: HttpRequest) -> str:
    """The format asked for by `?format=`; empty for the page itself."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def download(request: HttpRequest, rows: QuerySet[Any] | Iterable[Any], schema: type[Schema], name: str) -> StreamingHttpResponse:
    """Rows as a file. `rows` must already be narrowed to what the user may see.

    Args:
        request: says which format.
        rows: a queryset, or rows at hand.
        schema: the form of a row.
        name: of the file, without ending.
    """
    wanted = wanted_format(request)
    items = (schema.from_orm(row).dict() for row in _each(rows))
    if wanted == "csv":
        response = StreamingHttpResponse(_csv(schema, items), content_type="text/csv; charset=utf-8; header=present")
    else:
        response = StreamingHttpResponse(_json(request, items), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _each(rows: QuerySet[Any] | Iterable[Any]) -> Iterator[Any]:
    return rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else iter(rows)


class _Line:
    """A file that gives back what is written to it, so that the writer of CSV can be streamed."""

    def write(self, line: str) -> str:
        return line


def _csv(schema: type[Schema], items: Iterable[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    fields = list(schema.model_fields)
    yield writer.writerow(fields)
    for item in items:
        yield writer.writerow([cell(item[field]) for field in fields])


def _json(request: HttpRequest, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    about = {"address": settings.SITE_URL.rstrip("/") + request.get_full_path(), "licence": LICENCE}
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "items": [\n'
    between = ""
    for item in items:
        yield between + json.dumps(item, ensure_ascii=False, default=str)
        between = ",\n"
    yield "\n]}\n"


def cell(value: Any) -> str:
    """A value as a cell: lists of words joined, other nested values as JSON, text that would start a formula with a ' before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "; ".join(value)
    elif isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text[0] in "+-" and text[1:].replace(".", "", 1).isdecimal()
