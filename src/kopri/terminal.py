"""What the commands share: the error a person can put right, progress, and the two forms of a result."""

import argparse
import json
import sys
from collections.abc import Callable


class CommandError(Exception):
    """Something the person at the command line can put right."""


def show_progress(text: str) -> None:
    """One line on standard error, when that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def print_result(arguments: argparse.Namespace, as_json: Callable[[], object], as_table: Callable[[], str]) -> None:
    """In the format that was asked for."""
    show_progress("")
    if (arguments.format or ("table" if sys.stdout.isatty() else "json")) == "json":
        print(json.dumps(as_json(), ensure_ascii=False, indent=1))
    else:
        print(as_table())
