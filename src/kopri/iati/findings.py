"""What a check finds, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from lxml import etree

from kopri.iati.model import IDENTIFIERS, LANG, RECORDS

Severity = Literal["error", "warning"]
IDENTIFIER_TAGS: Final = tuple(IDENTIFIERS.values())
TEXT: Final = etree.XPath("string()")
RECORD_TAGS: Final = frozenset(RECORDS.values())


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """A place at which a file does not follow the XML Schema; `record` is the position of its record in the file from 1, 0 outside one."""

    line: int
    message: str
    record: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken or a code that is on no list: where, and what to change.

    `id` is the number of the rule in the official ruleset, or the name of the codelist; `activity` the identifier of the activity or
    organisation, "" for the file itself.
    """

    id: str
    severity: Severity
    activity: str
    line: int
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """The record in which something is looked for: its identifier, its position among the file's records from 1."""

    record: str
    position: int

    def path_to(self, node: Any) -> str:
        """The path from the root of the file to an lxml element, or to an attribute or text found by XPath."""
        element = element_of(node)
        path: str = element.getroottree().getpath(element)
        parts = path.split("/")
        if len(parts) > 2 and parts[2] in RECORD_TAGS:
            parts[2] = f"{parts[2]}[{self.position}]"
        if getattr(node, "is_attribute", False):
            parts.append("@xml:lang" if node.attrname == LANG else f"@{node.attrname}")
        return "/".join(parts)


def element_of(node: Any) -> Any:
    """The element itself, or the one an attribute or text belongs to."""
    return node if hasattr(node, "tag") else node.getparent()


def line_of(node: Any) -> int:
    """Where it starts in the file."""
    return element_of(node).sourceline or 0


def text_of(node: Any) -> str:
    """The text in an element, or the attribute or text itself."""
    return str(TEXT(node) if hasattr(node, "tag") else node)


def record_identifier(record: Any) -> str:
    """The identifier of a record as lxml element, without white space around it; "" if it has none."""
    for tag in IDENTIFIER_TAGS:
        found = record.find(tag)
        if found is not None:
            return text_of(found).strip()
    return ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By line, then by id."""
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.id, finding.path)))
