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
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", help="list the misses of files whose name contains this")
    parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    if not CASES.is_dir():
        print(f"skipped: the test sets are not at hand ({CASES} is absent)")
        return 0
    print(f"{'file':16}{'exact':>8}{'cases':>7}{'share':>8}{'seconds':>9}")
    for path in sorted(CASES.glob("*.json")):
        language, family = path.stem.split("-")
        counted, exact, start, shown = 0, 0, time.perf_counter(), 0
        for case in cases(path):
            counted += 1
            want, got = expected(case, family), found(case, family, language)
            exact += want == got
            if want != got and options.misses and options.misses in path.stem and shown < options.limit:
                shown += 1
                print(f"  {case['Input'][:140]!r}\n    want {sorted(want)}\n    got  {sorted(got)}", file=sys.stderr)
        print(f"{path.stem:16}{exact:>8}{counted:>7}{exact / counted:>8.1%}{time.perf_counter() - start:>9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
