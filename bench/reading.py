"""How right and how fast the engine reads, beside its peers: everything in one run.

    .venv/bin/python bench/reading.py [--write]

Founding documents: what ../shared/tools/score_gold.py says of them. Number cases: exact cases of ../shared/data/numbers (number_cases.py).
Statements: of every document at hand, whether each quote stands at its offsets and each value parses out of its surface. Unseen
documents: unseen.py. Speed: documents per second on one core, over the texts of data/demo/documents and the founding documents repeated
to at least 1 MB. Peers (requirements/bench.txt): quantulum3 for figures and numbers, price-parser for money, dateparser for days, spaCy
with its small English model for people and organisations; those not installed are named as such.
`--write` puts the tables between the marks of docs/engines/reading.md, and what was missed into docs/engines/reading-misses.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from _peers import SPACY_MODEL, VALUE_PEERS, entities, installed, quantulum
from _report import HOME, cell, head, line, listed, machine, put
from number_cases import Tally, measure_all

sys.path.insert(0, str(HOME))

from tests.reading.invariants import reparses, spans_in

from kopri.reading.load import Loaded, load_path
from kopri.reading.model import Figure
from kopri.reading.output import document_json, reading_json
from kopri.reading.read import open_page, read_document, read_documents

SHARED = HOME.parent / "shared"
SEEDS, GOLD, SCORER = SHARED / "seeds", SHARED / "data" / "gold", SHARED / "tools" / "score_gold.py"
MISSES = HOME / "docs" / "engines" / "reading-misses.md"
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
NUMBER_GOALS = {
    "en-currency": 95,
    "en-number": 95,
    "en-percent": 95,
    "ko-currency": 85,
    "ko-number": 90,
    "en-datetime": 80,
    "ko-datetime": 75,
}
MOST_MISSES = 110

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


def share(part: Json) -> str:
    return f"{part['right']} of {part['gold']} (false {part['emitted'] - part['right']}), F1 {part['f1']:.2f}"


def quality(peers: dict[str, Json]) -> tuple[list[str], list[str]]:
    """The rows that say how right the engine is on the founding documents, and what it missed."""
    result = score(reading_json(read_documents(seeds())))
    rows = head("five founding documents", "kopri", "goal", *peers)
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
    return rows, [f"{kind}: {', '.join(ids)} of the gold" for kind, ids in missed.items()]


def numbers(tallies: list[Tally]) -> list[str]:
    """The number cases: exact ones; and, beside the peers, those whose values alone are right."""
    peers = list(dict.fromkeys(name for tally in tallies for name in tally.peers))
    rows = head("number cases", "kopri, exact", "goal", "kopri, values alone", *(f"{name}, values alone" for name in peers))
    for tally in tallies:
        goal = f"≥ {NUMBER_GOALS[tally.name]} %" if tally.name in NUMBER_GOALS else "–"
        beside = (by_value(tally, name) if name in tally.peers else "–" for name in peers)
        exact = f"{tally.exact} of {tally.cases} ({tally.share:.1%})"
        rows.append(line(tally.name, exact, goal, by_value(tally, "kopri"), *beside))
    return rows


def by_value(tally: Tally, name: str) -> str:
    return f"{tally.by_value[name]} ({tally.by_value[name] / tally.cases:.0%})"


def every_statement() -> tuple[list[str], list[str]]:
    """Over all documents at hand: quotes that stand at their offsets, values that parse out of their surface; and those that do not.

    Fresh documents are left out: single cases of theirs are named nowhere.
    """
    folders = {
        "founding documents": SEEDS,
        "demonstration": HOME / "data" / "demo" / "documents",
        "unseen documents": HOME / "bench" / "cases",
    }
    fresh = {case["file"] for case in json.loads((folders["unseen documents"] / "held2.json").read_text(encoding="utf-8"))["documents"]}
    rows, misses = head("every statement", "statements", "places exact", "values that parse out of their surface"), []
    for name, folder in folders.items():
        statements = places = exact = figures = parsed = 0
        for path in (path for path in sorted(folder.glob("*.txt")) if path.name not in fresh):
            loaded = load_path(path)
            document, page = read_document(loaded), open_page(loaded)
            statements += len(document.statements)
            for span in spans_in(document_json(document)):
                places += 1
                exact += loaded.text[span["start"] : span["end"]] == span["exact"]
            for statement in document.statements:
                if isinstance(statement.payload, Figure):
                    figures += 1
                    right = reparses(page, statement.payload)
                    parsed += right
                    if not right:
                        surface = cell(statement.payload.surface.of(loaded.text))
                        misses.append(f"{path.name}: {statement.payload.value} {statement.payload.unit} from “{surface}”")
        rows.append(line(name, statements, f"{exact} of {places}", f"{parsed} of {figures}"))
    return rows, misses


def unseen(*, write: bool) -> list[str]:
    """Measures the unseen documents, writes their table, and gives what was missed in the half that may be looked at."""
    program = [sys.executable, str(HOME / "bench" / "unseen.py")]
    if write:
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    told = subprocess.run([*program, "--misses"], check=True, capture_output=True, text=True).stdout
    return [row for row in told.splitlines() if "  missed " in row or "  wrong " in row or "  false " in row or "  document date" in row]


def write_misses(groups: dict[str, list[str]]) -> None:
    """All that was missed, a list for each bench; long ones cut, and it is said where the rest is shown."""
    rows = ["# What the reader misses", "", "Written by `python bench/reading.py --write`; the figures are in [reading.md](reading.md)."]
    for name, misses in groups.items():
        rows += ["", f"## {name}", ""]
        rows += listed(cell(miss, 240) for miss in misses[:MOST_MISSES]) or ["Nothing."]
        if len(misses) > MOST_MISSES:
            rows += ["", f"And {len(misses) - MOST_MISSES} more: `python bench/unseen.py --misses`."]
    MISSES.write_text("\n".join(rows) + "\n", encoding="utf-8")


def dated(published: Json) -> str:
    if published["value"]:
        return f"{published['value']} ({published['basis']}; {published['not_before']} to {published['not_after']})"
    return f"no value, not after {published['not_after']}" if published["not_after"] else "no value"


def speeds(peers: dict[str, tuple[float, float]]) -> list[str]:
    rows = head("one core", "documents/s as they are", "documents/s of 7.7 kB")
    return rows + [line(name, f"{plain:.1f}", f"{even:.1f}") for name, (plain, even) in peers.items()]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="update docs/engines/reading.md and reading-misses.md")
    chosen = options.parse_args()
    texts = corpus()
    fast = {"kopri": speed(read_document, texts, 1_000_000)}
    scores: dict[str, Json] = {}
    absent = [name for name in VALUE_PEERS if not installed(name.replace("-", "_"))]
    for name, module, make in (("quantulum3", "quantulum3", quantulum), ("spaCy small", SPACY_MODEL, entities)):
        if not installed(module):
            absent.append(name)
            continue
        find = make()
        if SCORER.exists():
            scores[name] = score(bare(seeds(), find))
        fast[name] = speed(lambda text, find=find: find(text.text), texts, 1)  # type: ignore[misc]
    misses: dict[str, list[str]] = {}
    right, misses["Founding documents"] = [f"Quality skipped: the gold is not at hand ({GOLD.name} is absent)."], []
    if SCORER.exists():
        right, misses["Founding documents"] = quality(scores)
    tallies = measure_all(with_peers=True)
    places, misses["Values that do not parse out of their surface"] = every_statement()
    misses["Unseen documents, the half that may be looked at"] = unseen(write=chosen.write)
    misses |= {f"Number cases, {tally.name}": tally.misses for tally in tallies}
    about = f"{machine()}; {datetime.now(UTC):%Y-%m-%d}; `python bench/reading.py --write`; {len(texts)} texts, repeated to 1 MB for kopri."
    unknown = f"\nNot installed: {', '.join(sorted(set(absent)))} (requirements/bench.txt)." if absent else ""
    report = "\n".join([about, "", *right, "", *places, "", *speeds(fast), unknown]).rstrip()
    cases = "\n".join(numbers(tallies)) if tallies else "Number cases skipped: they are not at hand."
    print(f"{report}\n\n{cases}\n\n{sum(map(len, misses.values()))} misses")
    if chosen.write:
        put("bench", report)
        put("numbers", cases)
        write_misses(misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
