"""How fast an archive goes through filter and rules, and whether everyone who reads it gives the same bytes.

    .venv/bin/python bench/shards.py [--documents N] [--workers N] [--write]

The archive is made of the demonstration documents, repeated, each copy with a sentence, numbers and a place of its own; every fifth
document is about somewhere else and falls to the filter. A tenth of it is read again in the middle of a kill −9, with one worker, and with
Ray if it is installed, and the files are compared byte by byte. `--write` puts the table between the marks of docs/engines/reading.md.
"""

import argparse
import hashlib
import importlib.util
import json
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kopri.reading.load import load_path

HOME = Path(__file__).resolve().parents[1]
PAGE = HOME / "docs" / "engines" / "reading.md"
BEGIN, END = "<!-- shards:begin -->", "<!-- shards:end -->"
SHARDS = 20
PLACES = ("Almaty", "Tashkent", "Bishkek", "Dushanbe", "Ashgabat", "Seoul", "Busan")
ELSEWHERE = (
    "Peru and Chile opened a bridge over the river on Monday, the ministry of transport said. It cost $40 million and took three years. "
)


def demonstration() -> list[str]:
    """The texts of the demonstration documents."""
    folder = HOME / "data" / "demo" / "documents"
    return [load_path(path).text for path in sorted(folder.iterdir()) if path.suffix != ".yaml"]


def variants(texts: list[str], count: int) -> Iterator[dict[str, str]]:
    """Documents that differ from each other: in their figures' last digits, and in a sentence of their own."""
    chance = random.Random(1)
    for number in range(count):
        text = ELSEWHERE * chance.randint(5, 40) if number % 5 == 4 else texts[number % len(texts)]
        varied = re.sub(r"\b\d{3}\b", lambda _: str(chance.randint(100, 999)), text)
        own = f"\n\nThe {number}th note was sent from {chance.choice(PLACES)} on {chance.randint(1, 28)} May 2024.\n"
        yield {"id": f"d{number:06}", "text": varied + own, "url": f"https://example.org/{number}"}


def make_archive(folder: Path, count: int) -> tuple[list[Path], int]:
    """Shards of about one size, and the bytes of their texts."""
    rows = list(variants(demonstration(), count))
    step = -(-count // SHARDS)
    paths = []
    for n, begin in enumerate(range(0, count, step)):
        paths.append(folder / f"part-{n:02}.parquet")
        pq.write_table(pa.Table.from_pylist(rows[begin : begin + step]), paths[-1])
    return paths, sum(len(row["text"].encode()) for row in rows)


def command(paths: list[Path], out: Path, workers: int, executor: str = "pool") -> list[str]:
    options = ["--out", str(out), "--executor", executor, "--workers", str(workers)]
    return [sys.executable, "-m", "kopri", "read", "--shards", *map(str, paths), *options]


def seconds(paths: list[Path], out: Path, workers: int, executor: str = "pool") -> float:
    begin = time.monotonic()
    subprocess.run(command(paths, out, workers, executor), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def killed(paths: list[Path], out: Path, workers: int) -> None:
    """Start reading, stop it by kill −9 when at least one shard is done, start it again and let it finish."""
    running = subprocess.Popen(command(paths, out, workers), stdout=subprocess.DEVNULL)
    while running.poll() is None and not list(out.glob("*.manifest.json")):
        time.sleep(0.1)
    running.kill()
    running.wait()
    time.sleep(1)
    seconds(paths, out, workers)


def measure(count: int, workers: int) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        paths, size = make_archive(home, count)
        took = seconds(paths, home / "pool", workers)
        counts = [json.loads(path.read_text())["counts"] for path in sorted((home / "pool").glob("*.manifest.json"))]
        again = seconds(paths, home / "pool", workers)
        some = paths[: max(2, len(paths) // 10)]
        expected = {name: value for name, value in hashes(home / "pool").items() if name.split(".")[0] in {path.stem for path in some}}
        seconds(some, home / "one", 1)
        killed(some, home / "killed", workers)
        rows = [
            ("documents, of kB on average", f"{count:,}, {size / count / 1000:.1f}"),
            ("kept / filtered out / failed", " / ".join(f"{n:,}" for n in totals(counts))),
            (f"pool, {workers} processes", f"{took:.0f} s, {count / took:.0f} documents/s, {size / 1e6 / took:.2f} MB/s"),
            ("100,000 documents at that rate (goal: ≤ 10 min)", f"{took * 100_000 / count / 60:.1f} min"),
            ("started again when all is done", f"{again:.1f} s"),
            ("same bytes with one process", yes(hashes(home / "one") == expected)),
            ("same bytes after kill −9 and a new start", yes(hashes(home / "killed") == expected)),
        ]
        if importlib.util.find_spec("ray") is None:
            rows.append(("same bytes with Ray", "not measured: Ray is not installed"))
        else:
            spent = seconds(some, home / "ray", workers, "ray")
            rows.append(
                ("same bytes with Ray", f"{yes(hashes(home / 'ray') == expected)} ({len(some)} shards, {spent:.0f} s with its start)")
            )
    return [f"| {left} | {right} |" for left, right in [("archive", "measured"), ("---", "---"), *rows]]


def totals(counts: list[dict[str, object]]) -> tuple[int, int, int]:
    kept = sum(int(str(one["kept"])) for one in counts)
    failed = sum(int(str(one["failed"])) for one in counts)
    return kept, sum(int(str(one["read"])) for one in counts) - kept - failed, failed


def yes(same: bool) -> str:
    return "yes" if same else "NO"


def machine() -> str:
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return f"{model.group(1) if model else platform.processor()}, Python {platform.python_version()}"


def write(report: str) -> None:
    """Put the report between the marks of the engine's page."""
    page = PAGE.read_text(encoding="utf-8")
    marked = f"{BEGIN}\n{report}\n{END}"
    if BEGIN in page:
        page = page[: page.index(BEGIN)] + marked + page[page.index(END) + len(END) :]
    else:
        page = f"{page.rstrip()}\n\n## Archives\n\n{marked}\n"
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--write", action="store_true", help="update docs/engines/reading.md")
    chosen = options.parse_args()
    called = f"python bench/shards.py --documents {chosen.documents} --workers {chosen.workers}"
    head = f"{machine()}; {datetime.now(UTC):%Y-%m-%d}; `{called}`."
    report = "\n".join([head, "", *measure(chosen.documents, chosen.workers)])
    print(report)
    if chosen.write:
        write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
