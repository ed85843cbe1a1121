"""What an IATI file holds, as an ordered tree that carries everything, known to the standard or not.

Names are in Clark notation: `{namespace}local`, or just `local` without a namespace, as all elements of the standard are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["activities", "organisations"]

RECORDS: Final[dict[Kind, str]] = {"activities": "iati-activity", "organisations": "iati-organisation"}
IDENTIFIERS: Final[dict[Kind, str]] = {"activities": "iati-identifier", "organisations": "organisation-identifier"}
KINDS: Final[dict[str, Kind]] = {"iati-activities": "activities", "iati-organisations": "organisations"}
VERSIONS: Final = ("2.01", "2.02", "2.03")
XML: Final = "http://www.w3.org/XML/1998/namespace"
LANG: Final = f"{{{XML}}}lang"


@dataclass(frozen=True, slots=True)
class Comment:
    """`<!--text-->`."""

    text: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """`<?target text?>`."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name, its value as written, and the prefix it was written with."""

    name: str
    value: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """An element with all that stands in it, in order.

    `namespaces` are the declarations written at this element, `line` where it starts in the file it was read from (0: nowhere).
    """

    name: str
    attributes: tuple[Attribute, ...] = ()
    content: tuple["Node", ...] = ()
    prefix: str | None = None
    namespaces: tuple[tuple[str | None, str], ...] = ()
    line: int = field(default=0, compare=False)

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of an attribute as written."""
        return next((attribute.value for attribute in self.attributes if attribute.name == name), default)

    def children(self, *names: str) -> Iterator["Element"]:
        """The elements in it; with names, only those of one of these names."""
        return (node for node in self.content if isinstance(node, Element) and (not names or node.name in names))

    def child(self, name: str) -> "Element | None":
        """The first element of that name in it."""
        return next(self.children(name), None)

    @property
    def text(self) -> str:
        """The text directly in it, as written."""
        return "".join(node for node in self.content if isinstance(node, str))


Node = str | Element | Comment | Instruction


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first record: the root element without content, and the comments and instructions above it."""

    kind: Kind
    root: Element
    before: tuple[Comment | Instruction, ...] = ()

    @property
    def version(self) -> str:
        """The version the file says it follows, "" if it says none."""
        return self.root.get("version") or ""


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands below the root element."""

    after: tuple[Comment | Instruction, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A whole file."""

    head: Head
    content: tuple[Node, ...] = ()
    tail: Tail = Tail()

    @property
    def records(self) -> tuple[Element, ...]:
        """The activities or organisations in it, in order."""
        name = RECORDS[self.head.kind]
        return tuple(node for node in self.content if isinstance(node, Element) and node.name == name)


def identifier_of(record: Element) -> str:
    """The identifier of an activity or organisation without white space around it; "" if it has none."""
    found = next(record.children(*IDENTIFIERS.values()), None)
    return found.text.strip() if found is not None else ""


def element(name: str, *content: Node, line: int = 0, **attributes: str | None) -> Element:
    """An element by hand; `_` in attribute names becomes `-`, `lang` becomes `xml:lang`, None leaves an attribute out.

    >>> element("narrative", "다리 건설", lang="ko").get(LANG)
    'ko'
    """
    pairs = tuple(
        Attribute(LANG, value, "xml") if key == "lang" else Attribute(key.replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    return Element(name, pairs, content, line=line)
