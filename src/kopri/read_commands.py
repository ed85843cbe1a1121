"""`kopri read` with all its ways: readings, why, evaluation, shards, spans."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kopri.terminal import CommandError, print_result, show_progress


def add_read(read: argparse.ArgumentParser) -> None:
    """The options of `kopri read`."""
    read.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="txt, html, pdf, docx, hwpx, xlsx, or a folder")
    read.add_argument("--format", choices=["json", "table"], help="default: table on a terminal, json else")
    read.add_argument("--text-out", type=Path, metavar="DIR", help="save the extracted text of each document, to which offsets refer")
    read.add_argument("--why", metavar="STATEMENT", help="which rule read this statement, and from what; its id or the beginning of it")
    read.add_argument(
        "--evaluate", type=Path, metavar="CASES.json", help="score the engine on labelled cases; PATHs: texts of cases that have none"
    )
    read.add_argument(
        "--propose", action="store_true", help="send the texts to the language model that KOPRI_LLM_URL names, and keep what they bear out"
    )
    read.add_argument(
        "--tagged-names", action="store_true", help="add names that kiwipiepy (Korean) and natasha (Russian) find; extras ko and ru"
    )
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


def run_read(arguments: argparse.Namespace) -> int:
    """`kopri read`: files that cannot be read are named on standard error, the rest goes on; status 2 if there was one."""
    if arguments.spans:
        return print_spans(arguments)
    if arguments.shards:
        return read_shards(arguments)
    if arguments.evaluate:
        return evaluate_cases(arguments)
    if not arguments.paths:
        raise CommandError("name at least one file or folder, or give --spans and a text on standard input")
    from kopri.reading.output import reading_json
    from kopri.reading.read import read_documents
    from kopri.reading.table import reading_table
    from kopri.reading.tongues.taggers import ExtraMissingError

    loaded, failed = load_all(arguments.paths)
    try:
        reading = read_documents(loaded, tagged=arguments.tagged_names)
    except ExtraMissingError as error:
        raise CommandError(f"--tagged-names: {error}") from error
    if arguments.propose:
        reading = with_proposals(reading, loaded)
    show_progress("")
    if arguments.text_out:
        save_texts(arguments.text_out, loaded)
    if arguments.why is not None:
        tell_why(arguments, reading, loaded)
    else:
        print_result(arguments, lambda: reading_json(reading), lambda: reading_table(reading))
    return 2 if failed else 0


def with_proposals(reading: Any, loaded: Sequence[Any]) -> Any:
    """`kopri read --propose`: the reading with what a language model proposed and the texts bear out; counts on standard error."""
    from dataclasses import replace

    from kopri.llm.asking import propose
    from kopri.llm.endpoint import EndpointError, endpoint_from
    from kopri.reading.read import open_page

    try:
        endpoint = endpoint_from(os.environ)
    except EndpointError as error:
        raise CommandError(str(error)) from error
    if endpoint is None:
        raise CommandError("--propose needs an endpoint: set KOPRI_LLM_URL and KOPRI_LLM_MODEL")
    documents = []
    for document, one in zip(reading.documents, loaded, strict=True):
        show_progress(f"{document.path}: asking {endpoint.model}")
        found = propose(endpoint, open_page(one), document)
        statements = sorted((*document.statements, *found.kept), key=lambda s: (s.evidence[0].start, s.type, s.id))
        documents.append(replace(document, statements=tuple(statements)))
        show_progress("")
        counts = [f"{name.replace('_', ' ')} {count}" for name, count in (*found.dropped.items(), *found.failed.items())]
        left = f"; {found.unsent} code points not sent" if found.unsent else ""
        says = f"{len(found.kept)} proposals of {found.model} kept, dropped or failed: {', '.join(counts) or 'none'}{left}"
        print(f"kopri: {document.path}: {says}", file=sys.stderr)
    return replace(reading, documents=tuple(documents))


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


def evaluate_cases(arguments: argparse.Namespace) -> int:
    """`kopri read --evaluate`: cases whose text is at hand in no form are counted and left out."""
    import hashlib

    from kopri.reading.evaluate import CaseError, evaluate, evaluation_json, evaluation_table, parse_cases

    try:
        cases = parse_cases(json.loads(arguments.evaluate.read_text(encoding="utf-8")))
        loaded, failed = load_all(arguments.paths)
        texts = {hashlib.sha256(one.text.encode()).hexdigest(): one.text for one in loaded}
        result = evaluate(cases, texts, show_progress)
    except OSError as error:
        raise CommandError(f"{arguments.evaluate}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{arguments.evaluate} is not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise CommandError(f"{arguments.evaluate}: line {error.lineno}, column {error.colno}: this is no JSON ({error.msg})") from error
    except CaseError as error:
        raise CommandError(f"{arguments.evaluate}: {error}") from error
    print_result(arguments, lambda: evaluation_json(result), lambda: evaluation_table(result))
    return 2 if failed else 0


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
