"""Everything that is wrong with a file, at once: schema, rules, codes.

Each record is checked on its own under a root like the file's, so that a large file needs no more memory than its largest record and a
record that breaks the schema does not hide what is wrong in the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from kopri.iati.codes import unknown_codes
from kopri.iati.findings import Finding, Place, SchemaFault, in_order, record_identifier
from kopri.iati.model import RECORDS, VERSIONS, Kind
from kopri.iati.rules import broken_rules, official_rules
from kopri.iati.ruletypes import Known
from kopri.iati.standard import NEWEST, publishers, registration_agencies, schema
from kopri.iati.stream import Closed, Opened, Progress, stream
from kopri.iati.words import plain


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of a file says."""

    path: str
    kind: Kind
    version: str
    records: int
    schema: tuple[SchemaFault, ...]
    rules: tuple[Finding, ...]
    codelists: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """It follows the XML Schema."""
        return not self.schema

    @property
    def rules_ok(self) -> bool:
        """No rule of severity "error" is broken."""
        return not any(finding.severity == "error" for finding in self.rules)

    @property
    def codes_ok(self) -> bool:
        """Every code stands on its list."""
        return not self.codelists


def check_file(path: Path, *, now: datetime, known: Iterable[str] = (), progress: Progress | None = None) -> Report:
    """Check a file.

    Args:
        path: an activity or organisation file. Its version decides the schema; where it names none of 2.01–2.03, the newest is taken.
        now: the instant rules about the future look at, with time zone.
        known: identifiers of registered publishers, beside those in the data.
        progress: called with bytes read and bytes in all.

    Raises:
        UnreadableError: see `kopri.iati.stream.stream`.
    """
    checker = _Checker(Known(now, registration_agencies(), publishers() | frozenset(known)))
    for part in stream(path, progress):
        match part:
            case Opened():
                checker.open(part)
            case Closed():
                checker.close()
            case _:
                checker.take(part)
    return checker.report(str(path))


class _Checker:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.records = 0
        self.faults: list[SchemaFault] = []
        self.rules: list[Finding] = []
        self.codes: list[Finding] = []

    def open(self, opened: Opened) -> None:
        self.kind = opened.kind
        self.record_tag = RECORDS[opened.kind]
        self.version = opened.root.get("version") or ""
        self.schema = schema(self.version, self.kind)
        self.nsmap = dict(opened.root.nsmap)
        self.skeleton = etree.Element(opened.root.tag, dict(opened.root.attrib), nsmap=self.nsmap)
        self.skeleton.text = opened.root.text
        self.skeleton.sourceline = opened.root.sourceline
        if self.version.startswith("1."):
            text = f"version {self.version} is older than {VERSIONS[0]} and was checked as {NEWEST}: convert the file to {NEWEST}"
            self.faults.append(SchemaFault(opened.root.sourceline, text))
        self.codes += unknown_codes(self.skeleton, Place("", 0))

    def take(self, node: Any) -> None:
        if node.tag == self.record_tag:
            self.check_record(node)
            self.sketch(node)
        elif isinstance(node.tag, str):
            self.skeleton.append(node)

    def check_record(self, record: Any) -> None:
        self.records += 1
        line, tail = record.sourceline, record.tail
        root: Any = etree.Element(self.skeleton.tag, {"version": self.version or NEWEST}, nsmap=self.nsmap)
        root.append(record)
        record.tail = None
        place = Place(record_identifier(record), self.records)
        if not self.schema.validate(root):
            self.faults += [SchemaFault(error.line or line, plain(error.message), self.records) for error in self.schema.error_log]
        self.rules += broken_rules(official_rules(), root, place, self.known)
        self.codes += unknown_codes(record, place)
        record.tail = tail

    def sketch(self, record: Any) -> None:
        """An empty stand-in for a run of records, so that the order of what stands under the root can be checked at the end."""
        loose = bool((record.tail or "").strip())
        if len(self.skeleton) and self.skeleton[-1].tag == self.record_tag and not loose:
            return
        stand_in = etree.SubElement(self.skeleton, self.record_tag)
        stand_in.sourceline = record.sourceline
        stand_in.tail = record.tail

    def close(self) -> None:
        if self.schema.validate(self.skeleton):
            return
        inside = f"/{self.skeleton.tag}/{self.record_tag}"
        for error in self.schema.error_log:
            if error.path.startswith(inside) and "not expected" not in error.message:
                continue
            self.faults.append(SchemaFault(error.line, plain(error.message)))

    def report(self, path: str) -> Report:
        faults = tuple(sorted(self.faults, key=lambda fault: fault.line))
        return Report(path, self.kind, self.version, self.records, faults, in_order(self.rules), in_order(self.codes))
