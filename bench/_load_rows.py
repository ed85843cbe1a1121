"""Invented rows for `load.py`: a forum with 100,000 statements in 1,000 documents, found by the search index."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

STATEMENTS = 100_000
PER_DOCUMENT = 100
COUNTRIES = ["KOR", "KAZ", "UZB", "KGZ", "TJK", "TKM"]
MEASURES = ["bilateral_trade", "exports", "imports", "investment_flow", "companies_operating", "participants"]
SECTORS = ["energy", "transport", "health", "education", "digital", "agriculture"]
KINDS = ("figure", "figure", "figure", "commitment", "event", "agreement")


def store_rows(data: Path) -> None:
    """The demonstration's forum, people and accounts, and invented sources, documents, statements and relations."""
    from kopri.site.accounts.demo import create_demo_accounts
    from kopri.site.record.demo import load_forum, load_people
    from kopri.site.record.models import Document, Statement

    create_demo_accounts()
    load_forum(data)
    load_people()
    documents = Document.objects.bulk_create(invented_documents(invented_sources()))
    chance = random.Random(7)
    for index, document in enumerate(documents):
        add_parties(Statement.objects.bulk_create(invented_statements(document, index, chance)))
    add_relations()


def invented_sources() -> list[Any]:
    from kopri.site.base.multilingual import Multilingual
    from kopri.site.record.models import Source

    return Source.objects.bulk_create(
        Source(slug=f"source-{n}", name=Multilingual.of(en=f"Invented source {n}"), kind="newspaper", reliability="ABCDE"[n % 5])
        for n in range(20)
    )


def invented_documents(sources: list[Any]) -> Iterator[Any]:
    from kopri.site.record.models import Document

    now = datetime.now(UTC)
    for n in range(STATEMENTS // PER_DOCUMENT):
        text = "".join(sentence(n, k) for k in range(PER_DOCUMENT))
        yield Document(
            source=sources[n % len(sources)], title=f"Invented report {n} on cooperation", text=text, sha256=f"{n:064x}", language="en",
            kind="news", visibility="public", rights="open", state="read", published=f"{2007 + n % 19}-05-17",
            published_from=date(2007 + n % 19, 5, 17), engine_version="1", read_at=now,
        )  # fmt: skip


def sentence(n: int, k: int) -> str:
    """One sentence, 60 characters."""
    return f"In {2007 + (n + k) % 19} trade reached {n + k + 1:>6} million dollars in line {k:>3}."[:59].ljust(59) + "\n"


def invented_statements(document: Any, n: int, chance: random.Random) -> Iterator[Any]:
    from kopri.site.record.models import Statement

    for k in range(PER_DOCUMENT):
        year = 2007 + (n + k) % 19
        kind = KINDS[k % 6]
        pair = sorted(chance.sample(COUNTRIES, 2))
        measure = MEASURES[k % len(MEASURES)]
        value = n + k + 1
        yield Statement(
            document=document, engine_id=f"{n:08x}{k:08x}", type=kind, start=60 * k, end=60 * k + 59, evidence=[[60 * k, 60 * k + 59]],
            quote=sentence(n, k).strip(), payload=invented_payload(kind, measure, value * 1_000_000, pair),
            valid={"start": str(year), "end": str(year), "precision": "year", "basis": "stated", "evidence": []},
            made_by="rule:invented/1", confidence=0.8, summary=f"{measure} {value} {pair}",
            measure=measure if kind == "figure" else "",
            unit="USD" if kind == "figure" else "", value=value * 1_000_000 if kind == "figure" else None, qualifier="exact", stage="actual",
            series=f"{measure.replace('_', '-')}-usd-{pair[0].lower()}-{pair[1].lower()}" if kind == "figure" else "",
            sector=SECTORS[k % 6], period=str(year), period_from=date(year, 1, 1), period_until=date(year, 12, 31),
            state=("proposed", "accepted", "accepted", "corrected")[k % 4],
        )  # fmt: skip


def invented_payload(kind: str, measure: str, value: int, pair: list[str]) -> dict[str, object]:
    surface = {"start": 0, "end": 1, "exact": "", "prefix": "", "suffix": ""}
    parties = [{"id": code, "role": "of"} for code in pair]
    return {
        "figure": {"value": str(value), "unit": "USD", "measure": measure, "kind": "quantity", "qualifier": "exact", "stage": "actual",
                   "scope": None, "aspect": "flow", "subject": None, "parties": parties, "surface": surface},
        "commitment": {"who": pair, "to": pair, "what": "widen the programme", "sector": "energy", "due": None, "strength": "agreed"},
        "event": {"class": "summit", "plover": "CONSULT", "name": "summit", "place": "Seoul", "participants": pair,
                  "status": "held", "edition": None},
        "agreement": {"kind": "memorandum", "name": "Memorandum on Energy", "parties": pair, "date": None},
    }[kind]  # fmt: skip


def add_parties(rows: list[Any]) -> None:
    from kopri.site.record.models import StatementParty

    codes = {row.pk: row.payload for row in rows}
    StatementParty.objects.bulk_create(
        StatementParty(statement_id=pk, country=code, role="of") for pk, payload in codes.items() for code in countries_of(payload)
    )


def countries_of(payload: dict[str, object]) -> list[str]:
    for field in ("who", "participants"):
        if field in payload:
            return list(payload[field])
    return [p["id"] if isinstance(p, dict) else p for p in payload["parties"]]


def add_relations() -> None:
    """Two thousand series values that contradict another source."""
    from kopri.site.record.models import Relation, Statement

    rows = list(Statement.objects.filter(type="figure").order_by("series", "period", "id")[:4000])
    relations = Relation.objects.bulk_create(Relation(kind="contradicts", series=row.series, why="Invented.") for row in rows[::2])
    Relation.statements.through.objects.bulk_create(
        Relation.statements.through(relation_id=relation.pk, statement_id=row.pk)
        for relation, pair in zip(relations, zip(rows[::2], rows[1::2], strict=True), strict=True)
        for row in pair
    )
