"""The command line: `kopri read`, `kopri iati`. Each engine has its command; all errors are one plain line and exit status 2."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from kopri import __version__


class CommandError(Exception):
    """Something the person at the command line can put right."""


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
    read = commands.add_parser("read", help="documents in, statements and warnings out")
    read.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="txt, html, pdf, docx, hwpx, xlsx, or a folder")
    read.add_argument("--format", choices=["json", "table"], help="default: table on a terminal, json else")
    read.add_argument("--text-out", type=Path, metavar="DIR", help="save the extracted text of each document, to which offsets refer")
    read.add_argument("--why", metavar="STATEMENT", help="which rule read this statement, and from what; its id or the beginning of it")
    read.add_argument("--spans", action="store_true", help="every number, share, money amount and date of the text on standard input")
    read.add_argument("--language", default="en", help="of the text on standard input (with --spans)")
    read.add_argument("--reference", metavar="TIME", help="the day relative dates count from, e.g. 2016-11-07T00:00:00 (with --spans)")
    read.add_argument(
        "--shards", action="store_true", help="PATHs are Parquet files of an archive (columns id, text; url, publisher, published)"
    )
    read.add_argument("--out", type=Path, metavar="DIR", help="where the readings and manifests of shards go (with --shards)")
    read.add_argument("--executor", choices=["pool", "ray"], default="pool", help="who reads shards: processes here, or Ray")
    read.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes that read shards; default: one a core"
    )
    read.set_defaults(run=run_read)
    add_iati(commands.add_parser("iati", help="check, copy and compare files of the IATI standard"))
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


def run_read(arguments: argparse.Namespace) -> int:
    """`kopri read`: files that cannot be read are named on standard error, the rest goes on; status 2 if there was one."""
    if arguments.spans:
        return print_spans(arguments)
    if arguments.shards:
        return read_shards(arguments)
    if not arguments.paths:
        raise CommandError("name at least one file or folder, or give --spans and a text on standard input")
    from kopri.reading.output import reading_json
    from kopri.reading.read import read_documents
    from kopri.reading.table import reading_table

    loaded, failed = load_all(arguments.paths)
    reading = read_documents(loaded)
    show_progress("")
    if arguments.text_out:
        save_texts(arguments.text_out, loaded)
    if arguments.why is not None:
        tell_why(arguments, reading, loaded)
    else:
        print_result(arguments, lambda: reading_json(reading), lambda: reading_table(reading))
    return 2 if failed else 0


def load_all(paths: Sequence[Path]) -> tuple[list[Any], int]:
    """The files that can be read, and how many cannot; those are named on standard error."""
    from kopri.reading.load import UnreadableError, load_path, walk

    loaded, failed = [], 0
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"{missing[0]}: there is no such file or folder")
    for path in walk(paths):
        show_progress(f"{path}")
        try:
            loaded.append(load_path(path))
        except UnreadableError as error:
            failed += 1
            show_progress("")
            print(f"kopri: {error}", file=sys.stderr)
    return loaded, failed


def tell_why(arguments: argparse.Namespace, reading: Any, loaded: Sequence[Any]) -> None:
    """`kopri read --why`."""
    from kopri.reading.why import NotOneError, choose, explain, why_json, why_table

    try:
        document, statement = choose(reading.documents, arguments.why)
    except NotOneError as error:
        raise CommandError(str(error)) from error
    text = next(one for one in loaded if one.path == document.path)
    why = explain(document, statement, text, reading.across)
    print_result(arguments, lambda: why_json(why), lambda: why_table(why))


def read_shards(arguments: argparse.Namespace) -> int:
    """`kopri read --shards`: shards that cannot be read are named on standard error, the rest goes on; status 2 if there was one."""
    from kopri.reading.executors import read_archive
    from kopri.reading.shards import ShardError

    if not arguments.paths or not arguments.out:
        raise CommandError("--shards needs Parquet files and --out DIR")
    if arguments.workers < 1:
        raise CommandError(f"--workers is a number from 1, not {arguments.workers}")
    failed = 0
    try:
        for path, outcome in read_archive(arguments.paths, arguments.out, arguments.executor, arguments.workers, show_progress):
            show_progress("")
            if isinstance(outcome, ShardError):
                failed += 1
                print(f"kopri: {outcome}", file=sys.stderr)
            else:
                counts = outcome["counts"]
                out = sum(counts["filtered"].values())
                print(f"{path}: {counts['read']} documents: {counts['kept']} kept, {out} filtered out, {counts['failed']} failed")
    except ShardError as error:
        raise CommandError(str(error)) from error
    return 2 if failed else 0


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


def print_result(arguments: argparse.Namespace, as_json: Callable[[], object], as_table: Callable[[], str]) -> None:
    """In the format that was asked for."""
    show_progress("")
    if (arguments.format or ("table" if sys.stdout.isatty() else "json")) == "json":
        print(json.dumps(as_json(), ensure_ascii=False, indent=1))
    else:
        print(as_table())


def progress_of(path: Path) -> Callable[[int, int], None]:
    """Shows how much of a file has been read."""
    return lambda done, size: show_progress(f"{path}: {done * 100 // max(size, 1)} %")


def print_spans(arguments: argparse.Namespace) -> int:
    """`kopri read --spans`: the text stands on standard input."""
    from kopri.reading.spans import find_spans

    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"standard input is not UTF-8 at byte {error.start}: save the text as UTF-8") from error
    print(json.dumps(find_spans(text, arguments.language, arguments.reference), ensure_ascii=False))
    return 0


def save_texts(folder: Path, loaded: Sequence[object]) -> None:
    """Each text under the name of its file plus .txt, line ends as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in loaded:
        name = Path(one.path).name  # type: ignore[attr-defined]
        (folder / f"{name}.txt").write_bytes(one.text.encode())  # type: ignore[attr-defined]


def show_progress(text: str) -> None:
    """One line on standard error, when that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
