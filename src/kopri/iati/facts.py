"""The facts of a file, counted by a second parser that shares nothing with the model: what a round trip is measured by.

A fact is (identifier of the activity or organisation, path, what is written there): an attribute, a text, a comment, an instruction, or
that an element stands there at all. Names carry namespace and prefix. White space between elements and the order of attributes are no
facts.
"""

from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat

from kopri.iati.model import IDENTIFIERS, RECORDS

RECORD_NAMES: Final = frozenset(RECORDS.values())
IDENTIFIER_NAMES: Final = frozenset(IDENTIFIERS.values())


class Fact(NamedTuple):
    """What is written (`value`) at a place (`path`) of a record; "" is the file itself."""

    record: str
    path: str
    value: str


class _Collector:
    def __init__(self) -> None:
        self.facts: Counter[Fact] = Counter()
        self.path: list[str] = []
        self.texts: list[list[str]] = []
        self.pending: list[tuple[str, str]] = []
        self.identifier = ""

    def start(self, name: str, attributes: list[str]) -> None:
        self.flush_text()
        if len(self.path) == 1:
            self.flush_record()
        self.path.append(name)
        self.texts.append([])
        self.add("", "")
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            self.add(f"@{key}", value)

    def end(self, name: str) -> None:
        if len(self.path) == 3 and name in IDENTIFIER_NAMES and not self.identifier:
            self.identifier = "".join(self.texts[-1]).strip()
        self.flush_text()
        self.path.pop()
        self.texts.pop()
        if len(self.path) == 1:
            self.flush_record()

    def text(self, data: str) -> None:
        self.texts[-1].append(data)

    def flush_text(self) -> None:
        if self.texts:
            text = "".join(self.texts[-1])
            if text.strip():
                self.add("text()", text)
            self.texts[-1].clear()

    def comment(self, data: str) -> None:
        self.add("comment()", data)

    def instruction(self, target: str, data: str) -> None:
        self.add(f"processing-instruction({target})", data)

    def add(self, step: str, value: str) -> None:
        self.pending.append(("/".join(("", *self.path, step)), value))

    def flush_record(self) -> None:
        self.facts.update(Fact(self.identifier, path, value) for path, value in self.pending)
        self.pending.clear()
        self.identifier = ""


def facts_of(path: Path) -> Counter[Fact]:
    """All facts of a file, each with how often it stands there.

    Raises:
        ValueError: if the file is not well-formed.
    """
    collector = _Collector()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    parser.CommentHandler = collector.comment
    parser.ProcessingInstructionHandler = collector.instruction
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise ValueError(f"{path}: {error}") from error
    collector.flush_record()
    return collector.facts
