"""Exact cases of the number, money, share and date test sets, per file.

    .venv/bin/python bench/number_cases.py [--misses FILE] [--limit N]

The cases are every second one of Recognizers-Text's Specs, read from ../shared/data/numbers. A case is exact if the set of
(text, value, unit) or (text, timex) equals the expected one with nothing extra; text is compared without case.
Of the date files the date, daterange and duration cases and the silent ones are counted (clock times and sets are left out).
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from _peers import VALUE_PEERS, Finder
from kopri.reading.spans import find_spans

CASES = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "numbers"
DATES = {"date", "daterange", "duration"}
UNITS = {"dollar": "USD", "pound": "GBP"}
TYPES = {"number": {"number"}, "currency": {"currency"}, "percent": {"percentage"}, "datetime": DATES}


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file that are counted."""
    for case in json.loads(path.read_text(encoding="utf-8")):
        if "datetime" not in path.name or all(r["TypeName"].split(".")[-1] in DATES for r in case["Results"]):
            yield case


def decimal(text: object) -> str | None:
    try:
        return f"{float(Decimal(str(text).rstrip('%'))):.12g}"
    except InvalidOperation:
        return None


def expected(case: dict[str, Any], family: str) -> set[tuple[str, ...]]:
    wanted = set()
    for result in case["Results"]:
        text, resolution = " ".join(result["Text"].lower().split()), result.get("Resolution") or {}
        if family == "datetime":
            wanted.add((text, resolution["values"][0]["timex"]))
        elif family == "currency":
            unit = resolution.get("isoCurrency") or UNITS.get(resolution["unit"].lower(), resolution["unit"].lower())
            wanted.add((text, str(decimal(resolution["value"])), unit))
        else:
            wanted.add((text, str(decimal(resolution["value"]))))
    return wanted


def found(case: dict[str, Any], family: str, language: str) -> set[tuple[str, ...]]:
    reference = (case.get("Context") or {}).get("ReferenceDateTime")
    got = set()
    for span in find_spans(case["Input"], language, reference):
        text = " ".join(span["exact"].lower().split())
        if span["type"] not in TYPES[family]:
            continue
        if family == "datetime":
            got.add((text, span["timex"]))
        elif family == "currency":
            got.add((text, str(decimal(span["value"])), str(span["unit"])))
        else:
            got.add((text, str(decimal(span["value"]))))
    return got


def bare(items: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Without the words: what a peer that gives no places can be held to."""
    return {item[1:] for item in items}


@dataclass(slots=True)
class Tally:
    """One file: how many cases there are, how many kopri has exactly, and how many it and each peer have by their values alone."""

    name: str
    cases: int = 0
    exact: int = 0
    by_value: Counter[str] = field(default_factory=Counter)
    peers: tuple[str, ...] = ()
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def share(self) -> float:
        """Exact cases of all."""
        return self.exact / self.cases if self.cases else 0.0


def measure(path: Path, *, with_peers: bool = False) -> Tally:
    """All cases of a file."""
    language, family = path.stem.split("-")
    peers = {name: make(family, language) for name, make in VALUE_PEERS.items()} if with_peers else {}
    ready = {name: find for name, find in peers.items() if find is not None}
    tally = Tally(path.stem, peers=tuple(ready))
    for case in cases(path):
        start = time.perf_counter()
        want, got = expected(case, family), found(case, family, language)
        tally.seconds += time.perf_counter() - start
        tally.cases += 1
        tally.exact += want == got
        tally.by_value["kopri"] += bare(want) == bare(got)
        if want != got:
            tally.misses.append(f"“{case['Input']}”: wanted {told(want - got)}, read {told(got - want)}")
        reference = (case.get("Context") or {}).get("ReferenceDateTime")
        for name, find in ready.items():
            tally.by_value[name] += bare(want) == safely(find, case["Input"], language, reference)
    return tally


def safely(find: Finder, text: str, language: str, reference: str | None) -> set[tuple[str, ...]] | None:
    """What a peer finds; None if it fails, which counts as wrong."""
    try:
        return find(text, language, reference)
    except Exception:  # noqa: BLE001  whatever a peer raises, it has not read the case
        return None


def told(items: set[tuple[str, ...]]) -> str:
    return "; ".join(" ".join(item) for item in sorted(items)) or "nothing"


def measure_all(*, with_peers: bool = False) -> list[Tally]:
    """All files; none if they are not at hand."""
    return [measure(path, with_peers=with_peers) for path in sorted(CASES.glob("*.json"))] if CASES.is_dir() else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", help="list the misses of files whose name contains this")
    parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    if not CASES.is_dir():
        print(f"skipped: the test sets are not at hand ({CASES} is absent)")
        return 0
    print(f"{'file':16}{'exact':>8}{'cases':>7}{'share':>8}{'seconds':>9}")
    for tally in measure_all():
        print(f"{tally.name:16}{tally.exact:>8}{tally.cases:>7}{tally.share:>8.1%}{tally.seconds:>9.2f}")
        if options.misses and options.misses in tally.name:
            print("\n".join(f"  {miss}" for miss in tally.misses[: options.limit]), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
