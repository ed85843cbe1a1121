"""Zip archives (docx, hwpx, xlsx): bombs are refused before anything is unpacked, XML with a DTD before it is parsed."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final, cast
from xml.etree.ElementTree import Element

from lxml import etree

from kopri.reading.load.loaded import UnreadableError

DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may hold: entries, megabytes when unpacked, how many times its size when unpacked (small ones aside)."""

    entries: int = 5_000
    megabytes: int = 200
    ratio: int = 150
    small_megabytes: int = 10


def open_archive(data: bytes, name: str, limits: ArchiveLimits = ArchiveLimits()) -> zipfile.ZipFile:
    """An archive that keeps the limits, whose XML parts hold neither DTD nor entities.

    `zipfile` never unpacks more of an entry than the directory declares, so a directory that lies makes a broken file, not a large one.

    Raises:
        UnreadableError: for a broken or encrypted archive, or one beyond the limits.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile as error:
        raise UnreadableError(name, f"it is broken: {str(error).rstrip('.')}.", "Save it again in its program.") from None
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise UnreadableError(name, f"its archive has {len(entries)} entries; the limit is {limits.entries}.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.megabytes * 1_000_000:
        raise UnreadableError(name, f"unpacked it is {unpacked / 1e6:.1f} MB; the limit is {limits.megabytes} MB (a zip bomb?).")
    if unpacked > limits.small_megabytes * 1_000_000 and unpacked > limits.ratio * max(len(data), 1):
        times = unpacked // max(len(data), 1)
        raise UnreadableError(name, f"unpacked it is {times} times its size; the limit is {limits.ratio} times (a zip bomb?).")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError(name, "it is encrypted.", "Save it without a password.")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels", ".hpf")):
            refuse_declarations(read_entry(archive, entry, name), name, entry.filename)
    return archive


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | str, name: str) -> bytes:
    """One entry's bytes, never more than the directory declares.

    Raises:
        UnreadableError: if it is missing or broken.
    """
    info = archive.getinfo(entry) if isinstance(entry, str) else entry
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error) as error:
        raise UnreadableError(name, f"its part {info.filename} is broken: {error}.", "Save it again in its program.") from None
    if len(data) > info.file_size:
        raise UnreadableError(name, f"its part {info.filename} is larger than its directory says (a zip bomb?).")
    return data


def refuse_declarations(data: bytes, name: str, part: str) -> None:
    """Refuse XML that brings its own DTD or entities.

    Raises:
        UnreadableError: if it does.
    """
    if DECLARATION.search(data.replace(b"\x00", b"")):
        raise UnreadableError(
            name, f"its part {part} declares a DTD or entities, which no office program writes.", "Save it again in its program."
        )


def parse_xml(data: bytes, name: str, part: str) -> Element:
    """The root of a part without entities, network or huge nodes.

    Raises:
        UnreadableError: if it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return cast(Element, etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(name, f"its part {part} is not well-formed XML: {error}.", "Save it again in its program.") from None


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def iterate(element: Element, *names: str) -> Iterator[Element]:
    """Direct children with one of these local names."""
    return (child for child in element if local_name(child) in names)
