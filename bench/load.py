"""How quick are the pages with 100,000 statements, at 50 requests a second on this machine?

Fills a database of its own with invented rows, starts the server as in production (gunicorn, 2 workers × 4 threads), and asks for pages
at a steady pace, whether or not the answers keep up (open loop), so that a slow page cannot hide behind its own slowness. Visitors ask
for pages of every kind, each time for another country, document, fact or word; one request in ten comes from an editor who is signed
in; every ten seconds the editor confirms a fact, so that nothing kept in memory holds for longer.

    ./run load                      10 minutes on SQLite
    ./run load --minutes 1
    DATABASE_URL=postgresql://… ./run load
"""

import argparse
import http.client
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

from _load_rows import COUNTRIES, MEASURES, SECTORS, STATEMENTS, store_rows

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "operate" / "load.md"
BEGIN, END = "<!-- load:begin -->", "<!-- load:end -->"
PORT = 8765
RATE = 50
GOAL_MS = 200
CONFIRMED_EVERY = 10
MOST_WAITING = 1_000
SECONDS_FOR = {"filling": 900, "starting": 60, "warming": 120}


@dataclass
class Answers:
    """What came back for one kind of page: milliseconds from when a request was due, and how many were no page."""

    times: list[float] = field(default_factory=list)
    errors: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--folder", type=Path, help="keep the filled database here, and use it if it is there")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="kopri-load-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"KOPRI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "kopri.site.settings.demo"}
    sys.path.insert(0, str(ROOT / "src"))
    try:
        with limited("filling"):
            requests = fill()
        results, cost = drive(requests, 60 * arguments.minutes)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    return write_report(results, cost, arguments.minutes)


@contextmanager
def limited(phase: str) -> Iterator[None]:
    """Ends the whole if a phase takes longer than it may."""

    def over(*_: object) -> None:
        raise TimeoutError(f"{phase} took longer than {SECONDS_FOR[phase]} s: the machine is too busy, or something hangs")

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, SECONDS_FOR[phase])
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def say(words: str) -> None:
    print(f"· {words}", flush=True)


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────────────

Request = tuple[str, str, dict[str, str]]


def fill() -> Callable[[random.Random], Request]:
    """A site with many rows; gives what draws a request: kind of page, address, headers."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("prepare")
    from kopri.site.base import search_index
    from kopri.site.record.models import Document, Statement

    start = time.monotonic()
    if not Statement.objects.exists():
        store_rows(ROOT / "data" / "demo")
        say(f"{Statement.objects.count():,} statements stored in {time.monotonic() - start:.0f} s")
        search_index.rebuild()
        say(f"stored and indexed in {time.monotonic() - start:.0f} s")
    documents = list(Document.objects.values_list("reference", flat=True))
    statements = list(Statement.objects.values_list("reference", flat=True)[:STATEMENTS:97])
    series = sorted(set(Statement.objects.exclude(series="").values_list("series", flat=True)))
    return requests(documents, statements, series, editors_cookie())


def editors_cookie() -> str:
    """The session of the demonstration's editor."""
    from django.conf import settings
    from django.test import Client

    from kopri.site.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email__startswith="editor@"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def requests(documents: list[str], statements: list[str], series: list[str], cookie: str) -> Callable[[random.Random], Request]:
    def pair(chance: random.Random) -> str:
        return "-".join(sorted(chance.sample(COUNTRIES, 2)))

    pages: dict[str, Callable[[random.Random], str]] = {
        "home": lambda _: "/",
        "documents": lambda c: f"/documents/?page={c.randint(1, 25)}",
        "document": lambda c: f"/documents/{c.choice(documents)}/",
        "statements": lambda c: f"/statements/?page={c.randint(1, 200)}",
        "statements, narrowed": lambda c: f"/statements/?type=figure&country={c.choice(COUNTRIES)}&page={c.randint(1, 20)}",
        "statement": lambda c: f"/s/{c.choice(statements)}/",
        "list of series": lambda c: f"/series/?country={c.choice(COUNTRIES)}",
        "series": lambda c: f"/series/{c.choice(series)}/",
        "contradictions": lambda c: f"/contradictions/?page={c.randint(1, 50)}",
        "people": lambda _: "/people/",
        "countries": lambda _: "/countries/",
        "country": lambda c: f"/countries/{c.choice(COUNTRIES)}/",
        "pair": lambda c: f"/pairs/{pair(c)}/",
        "sector": lambda c: f"/sectors/{c.choice(SECTORS)}/",
        "search": lambda c: f"/search/?q={c.choice(MEASURES).replace('_', '+')}+{c.randint(2007, 2025)}",
        "API": lambda c: f"/api/statements?limit=25&offset={c.randint(0, 5000)}",
    }
    desk = {"home": pages["home"], "document": pages["document"], "today's queue": lambda _: "/review/", "statement": pages["statement"]}

    def draw(chance: random.Random) -> Request:
        if chance.random() < 0.1:
            kind = chance.choice(list(desk))
            return f"{kind}, editor", desk[kind](chance), {"Cookie": cookie}
        kind = chance.choice(list(pages))
        return kind, pages[kind](chance), {}

    return draw


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def drive(draw: Callable[[random.Random], Request], seconds: float) -> tuple[dict[str, Answers], float]:
    """Ask RATE times a second; gives the answers by kind of page, and the server's processor time by request in ms."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "kopri.site.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers=2", "--threads=4",
         "--log-level=error"],
        start_new_session=True,
    )  # fmt: skip
    results: dict[str, Answers] = {}
    try:
        with limited("starting"):
            wait_for_server(server)
        with limited("warming"):
            for number in range(200):
                ask(*draw(random.Random(number))[1:])
        before = processor_seconds(server.pid)
        say(f"asking for {seconds:.0f} s at {RATE} requests/s; load average {os.getloadavg()[0]:.1f}")
        ask_steadily(draw, seconds, results)
        asked = sum(len(answers.times) for answers in results.values())
        cost = (processor_seconds(server.pid) - before) / max(1, asked) * 1000
    finally:
        end(server)
    return results, cost


def ask_steadily(draw: Callable[[random.Random], Request], seconds: float, results: dict[str, Answers]) -> None:
    """The open loop: each request goes out when it is due. Stops early if the server falls so far behind that it cannot recover."""
    chance, start = random.Random(1), time.monotonic()
    waiting: list[tuple[str, Future[tuple[float, int]]]] = []
    recent: list[float] = []
    with ThreadPoolExecutor(64) as pool:
        for n in range(int(RATE * seconds)):
            due = start + n / RATE
            time.sleep(max(0.0, due - time.monotonic()))
            kind, address, headers = draw(chance)
            waiting.append((kind, pool.submit(ask, address, headers, due)))
            if n % RATE == 0:
                waiting, times = collect(waiting, results)
                recent += times
                if n % (CONFIRMED_EVERY * RATE) == 0 and n:
                    pool.submit(confirm_something)
                    p95 = sorted(recent)[int(len(recent) * 0.95)] if recent else 0
                    say(f"{n // RATE:4d} s: p95 {p95:.0f} ms, {errors_in(results)} errors, {len(waiting)} waiting")
                    recent = []
                if len(waiting) > MOST_WAITING:
                    say(f"stopped after {n // RATE} s: {len(waiting)} requests wait, the server does not keep up")
                    break
        for kind, answer in waiting:
            note(results, kind, answer.result())


def collect(waiting: list[Any], results: dict[str, Answers]) -> tuple[list[Any], list[float]]:
    """Take up the answers that are there; gives what still waits, and the times of the others."""
    times = [note(results, kind, answer.result()) for kind, answer in waiting if answer.done()]
    return [one for one in waiting if not one[1].done()], times


def note(results: dict[str, Answers], kind: str, answer: tuple[float, int]) -> float:
    took, status = answer
    answers = results.setdefault(kind, Answers())
    answers.times.append(took)
    answers.errors += status != 200
    return took


def errors_in(results: dict[str, Answers]) -> int:
    return sum(answers.errors for answers in results.values())


def confirm_something() -> None:
    """An editor accepts a fact: whatever is kept is out of date."""
    from django.db import connection

    from kopri.site.accounts.models import User
    from kopri.site.record.models import Statement
    from kopri.site.record.services.review import accept_statement

    try:
        statement = Statement.objects.filter(state="proposed", type="commitment").first()
        accept_statement(statement=statement, by=User.objects.get(email__startswith="editor@"))
    finally:
        connection.close()


def ask(address: str, headers: dict[str, str], due: float | None = None) -> tuple[float, int]:
    """One request: milliseconds from when it was due, and the status; 0 where there was no answer."""
    begin = due if due is not None else time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **headers})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    return (time.monotonic() - begin) * 1000, status


def wait_for_server(server: subprocess.Popen[bytes]) -> None:
    while ask("/healthz", {})[1] != 200:
        if server.poll() is not None:
            sys.exit(f"the server did not start; is port {PORT} taken?")
        time.sleep(0.1)


def end(server: subprocess.Popen[bytes]) -> None:
    """End the server and its workers."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def processor_seconds(group: int) -> float:
    """What the processes of a group have used of the processors."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            columns = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(columns[2]) == group:
            ticks += int(columns[11]) + int(columns[12])
    return ticks / os.sysconf("SC_CLK_TCK")


# ── the report ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_report(results: dict[str, Answers], cost: float, minutes: float) -> int:
    """Print the table and keep it in the docs; 1 if the goal is missed."""
    every = Answers([t for a in results.values() for t in a.times], errors_in(results))
    lines = ["| page | requests | median ms | p95 ms | slowest ms | errors |", "|---|---|---|---|---|---|"]
    for kind, answers in [*sorted(results.items()), ("**all**", every)]:
        cuts = quantiles(answers.times, n=100, method="inclusive") if len(answers.times) > 1 else answers.times * 100
        lines.append(f"| {kind} | {len(answers.times)} | {cuts[49]:.0f} | {cuts[94]:.0f} | {max(answers.times):.0f} | {answers.errors} |")
    p95 = sorted(every.times)[int(len(every.times) * 0.95)]
    where = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    measured = (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}, {where}, "
        f"`./run load --minutes {minutes:g}`, load average at the end {os.getloadavg()[0]:.1f}. p95 over all requests {p95:.0f} ms "
        f"(goal ≤ {GOAL_MS}), {every.errors} errors, {cost:.1f} ms of processor time in the server for each request.\n\n" + "\n".join(lines)
    )
    print(measured)
    before, _, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
    REPORT.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return int(p95 > GOAL_MS or every.errors > 0)


if __name__ == "__main__":
    sys.exit(main())
