"""Between rows and the engine `reading`: the only file of this app that imports it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast

from django.utils.text import slugify

from kopri.lang.countries import is_country
from kopri.lang.language import identify_language
from kopri.lang.sectors import find_sectors
from kopri.lang.spans import Span
from kopri.reading import model, output, table
from kopri.reading.across import relate
from kopri.reading.credibility import Grade, Known, for_whole_document
from kopri.reading.credibility import credibility_of as judged
from kopri.reading.load import Loaded, UnreadableError, walk
from kopri.reading.load.limited import read_limited
from kopri.reading.model import Document as ReadDocument
from kopri.reading.names.gazetteer import Term, holders, holders_source
from kopri.reading.page import Page
from kopri.reading.propose import prompt_version
from kopri.reading.read import open_page, read_document
from kopri.reading.segments import cut_segments
from kopri.reading.shingles import ENOUGH, LEAST, shingles
from kopri.reading.statements import ENGINE_VERSION
from kopri.site.record.models import Document, Statement

__all__ = [
    "ENGINE_VERSION",
    "ENOUGH",
    "LEAST",
    "Loaded",
    "ReadDocument",
    "Term",
    "UnreadableError",
    "credibility_of",
    "facts_of",
    "first_day",
    "for_whole_document",
    "holders",
    "holders_source",
    "is_country",
    "last_day",
    "opened_row",
    "prompt_version",
    "read_limited",
    "read_row",
    "relations_of",
    "shingles",
    "statement_row",
    "title_of",
    "walk",
]

NO_DAY: Final = (None, None)
# Measures that say too little to compare one value with another.
NO_SERIES: Final = frozenset({"amount", "duration", "quantity"})


def read_row(document: Document) -> ReadDocument:
    """Read the text of a row with today's engine."""
    return read_document(loaded_row(document))


def opened_row(document: Document) -> tuple[Page, ReadDocument]:
    """A row as the engine opens and as it reads it: what a model's proposals are checked against."""
    loaded = loaded_row(document)
    return open_page(loaded), read_document(loaded)


def loaded_row(document: Document) -> Loaded:
    """A row as a loaded text."""
    return Loaded(
        path=document.file_name or document.title,
        text=document.text,
        format=document.format,
        title=document.title,
        published=document.published_known or None,
    )


def title_of(text: str) -> str:
    """The headline of the first article of a text; empty if it has none."""
    segments = cut_segments(text, identify_language(text))
    return next((segment.title for segment in segments if segment.kind == "article" and segment.title), "")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the columns of a statement repeat of its payload, and the countries it names as (alpha-3, role)."""

    columns: dict[str, Any]
    parties: tuple[tuple[str, str], ...]


def statement_row(text: str, statement: model.Statement) -> dict[str, Any]:
    """A statement of the engine as the values of a row, without its facts."""
    place = statement.payload.surface if isinstance(statement.payload, model.Figure) else statement.evidence[0]
    return {
        "engine_id": statement.id,
        "type": statement.type,
        "start": place.start,
        "end": place.end,
        "evidence": [[span.start, span.end] for span in statement.evidence],
        "quote": "\n".join(span.of(text).strip() for span in statement.evidence),
        "payload": output.payload_json(text, statement.payload),
        "valid": output.validity_json(text, statement.valid),
        "mood": statement.mood,
        "speaker": (statement.speaker or "")[:200],
        "made_by": statement.made_by,
        "confidence": statement.confidence,
        "key": (statement.key or "")[:300],
    }


def facts_of(kind: str, payload: dict[str, Any], valid: dict[str, Any], quote: str) -> Facts:
    """The columns that questions are asked of.

    Raises:
        KeyError, ValueError, ArithmeticError: if the payload is not of its kind.
    """
    fact = output.payload_from_json(kind, payload)
    columns: dict[str, Any] = {
        "summary": table.summary(fact)[:400],
        "measure": "",
        "unit": "",
        "value": None,
        "qualifier": "",
        "stage": "",
        "series": "",
        "sector": "",
        **period_columns(valid),
    }
    parties: list[tuple[str, str]] = []
    match fact:
        case model.Figure():
            columns |= {
                "measure": fact.measure[:80],
                "unit": fact.unit[:40],
                "value": fact.value,
                "qualifier": fact.qualifier,
                "stage": fact.stage,
                "series": series_slug(fact),
            }
            parties = [(p.id, p.role) for p in fact.parties]
        case model.Commitment():
            columns["sector"] = fact.sector or ""
            parties = [(code, "of") for code in (*fact.who, *fact.to)]
            columns["stage"] = fact.strength
        case model.Event():
            parties = [(code, "of") for code in fact.participants]
        case model.Agreement():
            parties = [(code, "of") for code in fact.parties]
        case model.Post() | model.Organisation():
            code = fact.organisation if isinstance(fact, model.Post) else fact.country
            parties = [(code, "of")] if code else []
        case model.Initiative():
            columns |= period_columns({"start": fact.start, "end": fact.end})
    if not columns["sector"] and kind in {"figure", "commitment", "agreement", "initiative"}:
        columns["sector"] = next(iter(find_sectors(f"{columns['summary']} {quote}")), "")[:40]
    return Facts(columns, tuple(dict.fromkeys((code, role) for code, role in parties if is_country(code))))


def series_slug(figure: model.Figure) -> str:
    """What a figure is a value of, as it stands in an address: "investment-flow-usd-kor-to-kaz", "bilateral-trade-usd-kaz-kor".

    Empty for what is no value over time: the number of an edition, an anniversary, a count of parties, an amount of nobody knows what.
    """
    if figure.unit == "edition" or figure.kind in {"anniversary", "party_count"} or figure.measure in NO_SERIES:
        return ""
    sides = {role: sorted(p.id for p in figure.parties if p.role == role) for role in ("of", "from", "to")}
    parts = [
        figure.measure,
        figure.unit,
        *sides["of"],
        *sides["from"],
        *(["to", *sides["to"]] if sides["to"] else []),
        figure.subject or "",
    ]
    return slugify(" ".join(parts).replace("_", " "), allow_unicode=True)[:200]


def period_columns(valid: dict[str, Any]) -> dict[str, Any]:
    """`period` for people, `period_from` and `period_until` for questions."""
    start, end = valid.get("start"), valid.get("end")
    shown = start if start == end else "/".join(filter(None, (start, end)))
    return {"period": shown or "", "period_from": first_day(start), "period_until": last_day(end or start)}


def first_day(value: str | None) -> date | None:
    """The first day an ISO string of any precision covers: "2024-Q3" → 1 July 2024; None for "ongoing" or nothing."""
    return days_of(value)[0]


def last_day(value: str | None) -> date | None:
    """The last day an ISO string of any precision covers: "2024-Q3" → 30 September 2024."""
    return days_of(value)[1]


def days_of(value: str | None) -> tuple[date | None, date | None]:
    """The first and last day an ISO string of any precision covers."""
    if not value or not value[:4].isdigit():
        return NO_DAY
    year, rest = int(value[:4]), value[4:]
    if not 1 <= year <= 9998:
        return NO_DAY
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if rest == "s":
        return date(year, 1, 1), date(year + 9, 12, 31)
    if rest[1:2] == "Q":
        return months(year, 3 * int(rest[2]) - 2, 3)
    if rest[1:2] == "H":
        return months(year, 6 * int(rest[2]) - 5, 6)
    if len(rest) == 3:
        return months(year, int(rest[1:]), 1)
    day = date.fromisoformat(value[:10])
    return day, day


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from `month` on."""
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def credibility_of(
    row: Statement, supported_by: list[str], contradicted_by: list[str], warnings: list[str]
) -> tuple[int, list[list[str | int]]]:
    """The credibility of a row and its reasons as [code, what, count]; who supports and contradicts it is told by grades."""
    known = Known(
        type=cast(model.StatementType, row.type),
        mood=cast(model.Mood, row.mood),
        grade=cast(Grade, row.document.source.reliability) if row.document.source else None,
        supported_by=cast(tuple[Grade, ...], tuple(supported_by)),
        contradicted_by=cast(tuple[Grade, ...], tuple(contradicted_by)),
        warnings=tuple(warnings),
    )
    found = judged(known)
    return found.level, [[reason.code, reason.what, reason.count] for reason in found.reasons]


def relations_of(rows: Iterable[Statement]) -> list[tuple[str, str, list[Statement]]]:
    """How statements of different documents bear on each other, as (relation, why, statements)."""
    by_name: dict[str, Statement] = {}
    by_document: dict[int, list[Statement]] = {}
    for row in rows:
        by_name[f"{row.document.sha256}/{row.engine_id}"] = row
        by_document.setdefault(row.document_id, []).append(row)
    documents = [bare_document(group) for _, group in sorted(by_document.items())]
    found = relate(documents).across
    return [(r.relation, r.why, [by_name[name] for name in r.statements if name in by_name]) for r in found if r.relation != "duplicate"]


def bare_document(rows: list[Statement]) -> model.Document:
    """A document with some of its statements and without its text: enough to compare figures."""
    document = rows[0].document
    published = model.Published(value=document.published or None, not_after=document.published_not_after or None)
    statements = tuple(bare_statement(row) for row in rows)
    return model.Document(document.file_name, document.sha256, "", document.language, document.kind, published, (), statements, ())


def bare_statement(row: Statement) -> model.Statement:
    """A row as the engine sees it, with the fact that holds."""
    valid = row.fact.get("valid") or row.valid
    return model.Statement(
        id=row.engine_id,
        type=cast(model.StatementType, row.type),
        payload=output.payload_from_json(row.type, row.fact),
        evidence=tuple(Span(start, end) for start, end in row.evidence),
        valid=model.Validity(valid.get("start"), valid.get("end"), valid.get("precision", "none"), valid.get("basis", "stated")),
        mood=cast(model.Mood, row.mood),
        speaker=row.speaker or None,
        made_by=row.made_by,
        confidence=row.confidence,
        key=row.key or None,
    )
