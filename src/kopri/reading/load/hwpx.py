"""HWPX, the open format of Korean ministries (OWPML, KS X 6101): paragraphs and tables of all sections in their order."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from kopri.reading.load.archives import iterate, local_name, open_archive, parse_xml, read_entry
from kopri.reading.load.loaded import Loaded, UnreadableError

SECTION: Final = re.compile(r"Contents/section(\d+)\.xml")


def load_hwpx(data: bytes, name: str) -> Loaded:
    """The text of an hwpx: a line for each paragraph, a line for each table row with cells joined by TAB.

    Raises:
        UnreadableError: for an archive that breaks the limits, is broken, encrypted, or has no section.
    """
    archive = open_archive(data, name)
    entries = archive.namelist()
    manifest = "META-INF/manifest.xml"
    if manifest in entries and b"encryption-data" in read_entry(archive, manifest, name):
        raise UnreadableError(name, "it is encrypted.", "Save it without a password.")
    sections = sorted((int(m.group(1)), entry) for entry in entries if (m := SECTION.fullmatch(entry)))
    if not sections:
        raise UnreadableError(name, "it has no Contents/section0.xml, so it is no hwpx.", "Save it again as .hwpx or as PDF.")
    lines = [line for _, entry in sections for line in _lines(parse_xml(read_entry(archive, entry, name), name, entry))]
    title = (
        _title(parse_xml(read_entry(archive, "Contents/content.hpf", name), name, "Contents/content.hpf"))
        if "Contents/content.hpf" in entries
        else None
    )
    return Loaded(path=name, text="\n".join(lines), format="hwpx", title=title)


def _title(package: Element) -> str | None:
    found = next((e for e in package.iter() if local_name(e) == "title" and e.text), None)
    return (found.text or "").strip() or None if found is not None else None


def _lines(parent: Element) -> Iterator[str]:
    for paragraph in iterate(parent, "p"):
        words = ""
        tables: list[str] = []
        for run in iterate(paragraph, "run"):
            for part in run:
                if local_name(part) == "t":
                    words += _text(part)
                elif local_name(part) == "tbl":
                    tables += ["", *_rows(part), ""]
        if words or not tables:
            yield words
        yield from tables


def _text(element: Element) -> str:
    words = element.text or ""
    for child in element:
        words += {"lineBreak": "\n", "tab": "\t", "nbSpace": "\xa0", "fwSpace": "\u3000", "hyphen": "-"}.get(local_name(child), "")
        words += child.tail or ""
    return words


def _rows(table: Element) -> Iterator[str]:
    for row in iterate(table, "tr"):
        yield "\t".join(_cell(cell) for cell in iterate(row, "tc"))


def _cell(cell: Element) -> str:
    return " ".join(" ".join(line for part in iterate(cell, "subList") for line in _lines(part)).split())
