"""How quick are the pages with 100,000 statements, at 50 requests a second on this machine?

Fills a database of its own with invented rows, starts the server as in production (gunicorn, 2 workers × 4 threads), and asks for the
main pages at a steady pace, whether or not the answers keep up (open loop), so that a slow page cannot hide behind its own slowness.

    ./run load                      60 seconds on SQLite
    KOPRI_LOAD_SECONDS=600 ./run load
"""

import http.client
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "operate" / "load.md"
PORT = 8765
RATE = 50
STATEMENTS = 100_000
PER_DOCUMENT = 100
COUNTRIES = ["KOR", "KAZ", "UZB", "KGZ", "TJK", "TKM"]
MEASURES = ["bilateral_trade", "exports", "imports", "investment_flow", "companies_operating", "participants"]
SECTORS = ["energy", "transport", "health", "education", "digital", "agriculture"]


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kopri-load-"))
    os.environ |= {"KOPRI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "kopri.site.settings.demo"}
    sys.path.insert(0, str(ROOT / "src"))
    try:
        pages = fill()
        results = drive(pages, float(os.environ.get("KOPRI_LOAD_SECONDS", "60")))
        write_report(results)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fill() -> list[str]:
    """A site with many rows; gives the addresses to ask for."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("prepare")
    from kopri.site.record.demo import load_forum, load_people
    from kopri.site.record.models import Document, Statement

    start = time.monotonic()
    load_forum(ROOT / "data" / "demo")
    load_people()
    documents = Document.objects.bulk_create(invented_documents(invented_sources()))
    chance = random.Random(7)
    for index, document in enumerate(documents):
        rows = Statement.objects.bulk_create(invented_statements(document, index, chance))
        add_parties(rows)
    add_relations()
    print(f"· {Statement.objects.count():,} statements stored in {time.monotonic() - start:.0f} s")
    start = time.monotonic()
    from kopri.site.base import search_index

    search_index.rebuild()
    print(f"· indexed in {time.monotonic() - start:.0f} s")
    document, statement = documents[0], Statement.objects.filter(type="figure").first()
    return [
        "/",
        "/documents/",
        f"/documents/{document.reference}/",
        "/statements/",
        "/statements/?type=figure&country=KAZ",
        f"/s/{statement.reference}/",
        "/series/",
        f"/series/{statement.series}/",
        "/contradictions/",
        "/people/",
        "/countries/",
        "/countries/KAZ/",
        "/pairs/KAZ-KOR/",
        "/sectors/energy/",
        "/search/?q=trade+Kazakhstan+2019",
        "/api/statements?limit=25",
    ]


def invented_sources():
    from kopri.site.base.multilingual import Multilingual
    from kopri.site.record.models import Source

    return Source.objects.bulk_create(
        Source(slug=f"source-{n}", name=Multilingual.of(en=f"Invented source {n}"), kind="newspaper", reliability="ABCDE"[n % 5])
        for n in range(20)
    )


def invented_documents(sources):
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


def invented_statements(document, n: int, chance: random.Random):
    from kopri.site.record.models import Statement

    for k in range(PER_DOCUMENT):
        year = 2007 + (n + k) % 19
        kind = ("figure", "figure", "figure", "commitment", "event", "agreement")[k % 6]
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


def add_parties(rows) -> None:
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


def drive(pages: list[str], seconds: float) -> dict[str, list[tuple[float, int]]]:
    """Ask for the pages in turn, RATE a second; gives latency in ms and status by page."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "kopri.site.wsgi",
            "--bind",
            f"127.0.0.1:{PORT}",
            "--workers=2",
            "--threads=4",
            "--log-level=error",
        ]
    )
    results: dict[str, list[tuple[float, int]]] = {page: [] for page in pages}
    try:
        wait_for_server()
        for page in pages * 2:
            ask(page)
        start = time.monotonic()
        with ThreadPoolExecutor(32) as pool:
            waiting = []
            for n in range(int(RATE * seconds)):
                time.sleep(max(0.0, start + n / RATE - time.monotonic()))
                page = pages[n % len(pages)]
                waiting.append((page, pool.submit(ask, page, start + n / RATE)))
            for page, answer in waiting:
                results[page].append(answer.result())
    finally:
        server.terminate()
        server.wait()
    return results


def wait_for_server() -> None:
    for _ in range(200):
        try:
            ask("/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def ask(page: str, due: float | None = None) -> tuple[float, int]:
    """One request: milliseconds from when it was due, and the status."""
    begin = due if due is not None else time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", page, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return (time.monotonic() - begin) * 1000, answer.status


def write_report(results: dict[str, list[tuple[float, int]]]) -> None:
    """Print the table, and keep it with machine, date and command."""
    every = [one for rows in results.values() for one in rows]
    lines = ["| page | requests | median ms | p95 ms | slowest ms | not 200 |", "|---|---|---|---|---|---|"]
    for page, rows in [*results.items(), ("**all**", every)]:
        times = sorted(t for t, _ in rows)
        cuts = quantiles(times, n=100, method="inclusive")
        lines.append(f"| {page} | {len(rows)} | {cuts[49]:.0f} | {cuts[94]:.0f} | {times[-1]:.0f} | {sum(s != 200 for _, s in rows)} |")
    table = "\n".join(lines)
    print(table)
    head = (
        "# Pages under load\n\n`./run load`: 100,000 invented statements in 1,000 documents on SQLite, gunicorn with 2 workers × 4 threads, "
        f"{RATE} requests a second in turn over the pages below, asked for at a steady pace whether or not the answers keep up; "
        "time counts from when a request was due. Client and server share the machine.\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}. "
        "Goal: p95 ≤ 200 ms, no errors.\n\n"
    )
    REPORT.write_text(f"{head}{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
