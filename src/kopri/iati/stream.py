"""A file record by record, safely: no entities, no network, no file or record that would fill the memory."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from lxml import etree

from kopri.iati.model import KINDS, RECORDS, Kind

LARGEST_FILE: Final = 1_000_000_000
LARGEST_RECORD: Final = 100_000_000
CHUNK: Final = 1 << 16

Progress = Callable[[int, int], None]


class UnreadableError(Exception):
    """The file cannot be read as IATI; the message is one line and names the file, the place and what would be right."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The root element as far as it has been read (its records are taken away as they pass), and the kind of the file."""

    root: Any
    kind: Kind


@dataclass(frozen=True, slots=True)
class Closed:
    """The file has been read to its end."""

    root: Any


def stream(path: Path, progress: Progress | None = None) -> Iterator[Any]:
    """The parts of a file, one at a time.

    Args:
        path: an IATI activity or organisation file, at most 1 GB, each record at most 100 MB.
        progress: called with bytes read and bytes in all.

    Yields:
        `Opened` once, then each child of the root – record, foreign element, comment, instruction – as lxml node with its tail;
        then `Closed`. A child belongs to whoever takes it; it is dropped from the tree when the next is asked for.

    Raises:
        UnreadableError: not there, too large, not well-formed, with a DTD, or not an IATI file.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size > LARGEST_FILE:
                raise UnreadableError(f"{path}: {size / 1e9:.1f} GB; files above {LARGEST_FILE / 1e9:.0f} GB are refused: split the file")
            yield from _parts(path, file, size, progress)
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error


def stream_of(text: str) -> Iterator[Any]:
    """The parts of a file that is in memory, as `stream` gives them.

    Raises:
        UnreadableError: not well-formed, with a DTD, or not an IATI file.
    """
    data = text.encode()
    yield from _parts(Path("text"), io.BytesIO(data), len(data), None)


def _parts(path: Path, file: BinaryIO, size: int, progress: Progress | None) -> Iterator[Any]:
    parser: Any = etree.XMLPullParser(
        events=("end",), tag=tuple(RECORDS.values()), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    opened: Opened | None = None
    done = since = 0
    while chunk := file.read(CHUNK):
        _feed(path, parser, chunk)
        done, since = done + len(chunk), since + len(chunk)
        for _, node in parser.read_events():
            since = 0
            if opened is None:
                opened = _open(path, node.getroottree().getroot())
                yield opened
        if since > LARGEST_RECORD:
            raise UnreadableError(
                f"{path}: more than {LARGEST_RECORD // 1_000_000} MB without a whole record are refused: split the record"
            )
        if opened is not None:
            while len(opened.root) > 1:
                yield from _take(opened.root)
        if progress:
            progress(done, size)
    root = _close(path, parser)
    if opened is None:
        opened = _open(path, root)
        yield opened
    while len(root):
        yield from _take(root)
    yield Closed(root)


def _take(root: Any) -> Iterator[Any]:
    child = root[0]
    yield child
    if child.getparent() is root:
        root.remove(child)


def _open(path: Path, root: Any) -> Opened:
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(
            f"{path}: has a document type declaration (<!DOCTYPE …>), which IATI does not use and which is refused: remove it"
        )
    kind = KINDS.get(root.tag)
    if kind is None:
        raise UnreadableError(f"{path}:{root.sourceline}: the root is <{root.tag}>, not <iati-activities> or <iati-organisations>")
    return Opened(root, kind)


def _feed(path: Path, parser: Any, chunk: bytes) -> None:
    """Parse a piece. What an undefined entity breaks is only in the log: the parser goes on without it."""
    failed: etree.XMLSyntaxError | None = None
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        failed = error
    first = next(iter(parser.feed_error_log.filter_from_errors()), None)
    if first is not None:
        raise UnreadableError(f"{path}: {_reason(first.message, first.line)}") from failed
    if failed is not None:
        raise UnreadableError(f"{path}: {_reason(failed.msg or '', failed.lineno or 1)}") from failed


def _close(path: Path, parser: Any) -> Any:
    try:
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{path}: {_reason(error.msg or 'empty file', error.lineno or 1)}") from error


def _reason(message: str, line: int) -> str:
    message = message.split("\n", maxsplit=1)[0]
    if "entity" in message.lower() and "PEReference" not in message:
        return f"line {line}: {message}; entities other than &amp; &lt; &gt; &quot; &apos; are refused: write the character itself"
    return f"line {line}: not well-formed XML: {message}"
