"""Files of the standard, piece by piece: what is kept of an import, and what gives the file again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import tee
from pathlib import Path

from kopri.iati import typed
from kopri.iati.check import Report, check_file
from kopri.iati.model import RECORDS, Element, Head, Kind, Tail, identifier_of
from kopri.iati.read import gather, read_parts, read_parts_of
from kopri.iati.stream import Progress, UnreadableError
from kopri.iati.write import xml_parts

__all__ = ["FilePiece", "Report", "UnreadableError", "check", "pieces_of", "record_of"]


@dataclass(frozen=True, slots=True)
class FilePiece:
    """A part of a file as it is written again: "head", "record" (an activity or organisation with what stands before it) or "tail"."""

    part: str
    xml: str
    kind: Kind
    version: str
    record: Element | None = None

    @property
    def identifier(self) -> str:
        """The identifier of the record in it."""
        return identifier_of(self.record) if self.record is not None else ""

    @property
    def title(self) -> str:
        """The first title of the record in it, in English where there is one."""
        texts = typed.titles(self.record) if self.record is not None else ()
        english = next((text for language, text in texts if language == "en"), None)
        return (english or next((text for _, text in texts), "")).strip()


def pieces_of(path: Path, progress: Progress | None = None) -> Iterator[FilePiece]:
    """A file piece by piece: its head, then a piece for each record with what stands before it, then its tail.

    Raises:
        UnreadableError: if it cannot be read as IATI.
    """
    parts, again = tee(read_parts(path, progress))
    written = xml_parts(again)
    waiting = next(written)
    kind: Kind = "activities"
    version = ""
    for part, xml in zip(parts, written, strict=True):
        waiting += xml
        if isinstance(part, Head):
            kind, version = part.kind, part.version
            yield FilePiece("head", waiting, kind, version)
        elif isinstance(part, Tail):
            yield FilePiece("tail", waiting, kind, version)
        elif isinstance(part, Element) and part.name == RECORDS[kind]:
            yield FilePiece("record", waiting, kind, version, part)
        else:
            continue
        waiting = ""


def record_of(head: str, piece: str, tail: str) -> Element:
    """The record in a piece that was kept, read under its file's head."""
    dataset = gather(read_parts_of(head + piece + tail))
    return dataset.records[0]


def check(path: Path) -> Report:
    """Everything that is wrong with a file.

    Raises:
        UnreadableError: if it cannot be read as IATI.
    """
    return check_file(path, now=datetime.now(UTC))
