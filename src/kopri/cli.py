"""The command line: `kopri read`, `kopri iati`, `kopri site`. All errors are one plain line and exit status 2."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from kopri import __version__
from kopri.read_commands import add_read
from kopri.site_commands import add_site
from kopri.terminal import CommandError, print_result, show_progress


class Parser(argparse.ArgumentParser):
    """Errors on one line, exit status 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(prog="kopri", description="The engines of kopri at the command line.")
    parser.add_argument("--version", action="version", version=f"kopri {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_read(commands.add_parser("read", help="documents in, statements and warnings out"))
    add_iati(commands.add_parser("iati", help="check, copy and compare files of the IATI standard"))
    add_site(commands.add_parser("site", help="the site's data: files in, open data out"))
    return parser


def add_iati(iati: argparse.ArgumentParser) -> None:
    """`kopri iati …`."""
    actions = iati.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="everything wrong with files: schema, rules, codelists")
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--format", choices=["json", "table"], help="default: table on a terminal, json else")
    check.set_defaults(run=run_iati_check)
    roundtrip = actions.add_parser("roundtrip", help="read a file into the model and write it again")
    roundtrip.add_argument("path", type=Path, metavar="FILE")
    roundtrip.add_argument("--out", type=Path, required=True, metavar="OUT.xml")
    roundtrip.set_defaults(run=run_iati_roundtrip)
    compare = actions.add_parser("compare", help="what changed from one file to the next, in words")
    compare.add_argument("old", type=Path, metavar="OLD")
    compare.add_argument("new", type=Path, metavar="NEW")
    compare.set_defaults(run=run_iati_compare)
    coverage = actions.add_parser("coverage", help="which elements of the standard each activity fills")
    coverage.add_argument("path", type=Path, metavar="FILE")
    coverage.set_defaults(run=run_iati_coverage)
    for action in (compare, coverage):
        action.add_argument("--format", choices=["json", "table"], help="default: table on a terminal, json else")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status."""
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except CommandError as error:
        print(f"kopri: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def run_iati_check(arguments: argparse.Namespace) -> int:
    """`kopri iati check`: status 1 if a file is not schema-valid, 2 if one cannot be read."""
    from kopri.iati.check import check_file
    from kopri.iati.output import check_json, check_table
    from kopri.iati.stream import UnreadableError

    reports, failed = [], False
    for path in arguments.paths:
        try:
            reports.append(check_file(path, now=datetime.now(UTC), progress=progress_of(path)))
        except UnreadableError as error:
            failed = True
            show_progress("")
            print(f"kopri: {error}", file=sys.stderr)
    print_result(arguments, lambda: check_json(reports), lambda: check_table(reports))
    if failed:
        return 2
    return 0 if all(report.valid for report in reports) else 1


def run_iati_roundtrip(arguments: argparse.Namespace) -> int:
    """`kopri iati roundtrip`."""
    from kopri.iati.write import write_parts

    try:
        write_parts(iati_parts(arguments.path), arguments.out)
    except OSError as error:
        raise CommandError(f"{arguments.out}: {error.strerror}") from error
    finally:
        show_progress("")
    return 0


def run_iati_compare(arguments: argparse.Namespace) -> int:
    """`kopri iati compare`."""
    from kopri.iati.compare import compare
    from kopri.iati.output import compare_json, compare_table
    from kopri.iati.read import gather

    differences = compare(gather(iati_parts(arguments.old)), gather(iati_parts(arguments.new)))
    print_result(arguments, lambda: compare_json(differences), lambda: compare_table(differences))
    return 0


def run_iati_coverage(arguments: argparse.Namespace) -> int:
    """`kopri iati coverage`."""
    from kopri.iati.coverage import coverage_of_parts
    from kopri.iati.output import coverage_json, coverage_table

    found = list(coverage_of_parts(iati_parts(arguments.path)))
    print_result(arguments, lambda: coverage_json(found), lambda: coverage_table(found))
    return 0


def iati_parts(path: Path) -> Iterator[Any]:
    """The parts of a file for the model, with progress."""
    from kopri.iati.read import read_parts
    from kopri.iati.stream import UnreadableError

    try:
        yield from read_parts(path, progress_of(path))
    except UnreadableError as error:
        raise CommandError(str(error)) from error


def progress_of(path: Path) -> Callable[[int, int], None]:
    """Shows how much of a file has been read."""
    return lambda done, size: show_progress(f"{path}: {done * 100 // max(size, 1)} %")


if __name__ == "__main__":
    sys.exit(main())
