"""Texts nobody would write, read for as long as there is time: looks whether all holds that must hold of every reading.

    .venv/bin/python bench/fuzz.py [--minutes N] [--seed S] [--longest CHARS] [--save DIR]

What must hold stands in tests/reading/invariants.py, how texts are made in tests/reading/wild_texts.py. Text number n of a run has the
seed S + n, so that one is read again with --seed and --count 1. The text of a failure is saved, cut down as far as it still fails.
The lines of a megabyte that have made readers slow are tried first. Exit status 1 if something failed.
"""

import argparse
import hashlib
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from tests.reading.invariants import check  # noqa: E402
from tests.reading.wild_texts import wild_text  # noqa: E402

from kopri.reading.load import Loaded  # noqa: E402
from kopri.reading.read import read_document  # noqa: E402

GIANTS: dict[str, Callable[[], str]] = {
    "a line of 1 MB": lambda: ("the ministry said on Monday that trade with its partners grew again and " * 14_500)[:1_000_000],
    "100,000 digits": lambda: "1234567890" * 10_000,
    "100,000 nested brackets": lambda: "(" * 50_000 + "7" + ")" * 50_000,
    "100,000 empty lines": lambda: "\n" * 100_000,
    "1 MB without a space": lambda: "x" * 1_000_000,
}
SMALLEST = 1


def failure(text: str) -> str:
    """What does not hold of a text; empty if all does."""
    try:
        check(text)
    except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
    return ""


def shrunk(text: str, seconds: float = 20) -> str:
    """The text cut down as far as it still fails, as long as there is time."""
    until, step = time.monotonic() + seconds, len(text) // 2
    while step >= SMALLEST and time.monotonic() < until:
        at = 0
        while at < len(text) and time.monotonic() < until:
            shorter = text[:at] + text[at + step :]
            if shorter and failure(shorter):
                text = shorter
            else:
                at += step
        step //= 2
    return text


def tell(name: str, text: str, says: str, save: Path) -> None:
    """Say what failed, and keep its text."""
    save.mkdir(parents=True, exist_ok=True)
    small = shrunk(text)
    path = save / f"fuzz-{hashlib.sha256(small.encode()).hexdigest()[:12]}.txt"
    path.write_bytes(small.encode())
    print(f"FAILED {name}: {says}\n  saved as {path}: {small[:120]!r}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=None, help="default: of the clock; it is printed")
    options.add_argument("--count", type=int, default=None, help="texts at most")
    options.add_argument("--longest", type=int, default=6000, help="code points of the longest text")
    options.add_argument("--save", type=Path, default=HOME / "var" / "fuzz")
    chosen = options.parse_args()
    seed = int(time.time()) if chosen.seed is None else chosen.seed
    print(f"seed {seed}, {chosen.minutes:g} minutes", flush=True)
    until, failed, done, size = time.monotonic() + chosen.minutes * 60, 0, 0, 0
    if chosen.count is None:
        for name, make in GIANTS.items():
            begin = time.process_time()
            read_document(Loaded("giant.txt", make(), "txt"))
            print(f"· {name}: {time.process_time() - begin:.1f} s", flush=True)
    while time.monotonic() < until and (chosen.count is None or done < chosen.count):
        text = wild_text(seed + done, chosen.longest)
        says = failure(text)
        if says:
            failed += 1
            tell(f"seed {seed + done}", text, says, chosen.save)
        done, size = done + 1, size + len(text)
    print(f"{done} texts, {size:,} code points, {failed} failures", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
