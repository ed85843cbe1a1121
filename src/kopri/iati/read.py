"""A file into the model: every fact, as written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kopri.iati.model import XML, Attribute, Comment, Dataset, Element, Head, Instruction, Node, Tail
from kopri.iati.stream import Closed, Opened, Progress, stream, stream_of

Scope = dict[str | None, str]


def read_dataset(path: Path) -> Dataset:
    """A whole file.

    Raises:
        UnreadableError: see `kopri.iati.stream.stream`.
    """
    return gather(read_parts(path))


def gather(parts: Iterable[Head | Node | Tail]) -> Dataset:
    """The parts of a file, as `read_parts` gives them, in one piece."""
    head, *content, tail = parts
    assert isinstance(head, Head)  # noqa: S101 - the order of read_parts
    assert isinstance(tail, Tail)  # noqa: S101 - the order of read_parts
    return Dataset(head, tuple(node for node in content if not isinstance(node, Head | Tail)), tail)


def read_parts(path: Path, progress: Progress | None = None) -> Iterator[Head | Node | Tail]:
    """A file part by part, for files that need not be in memory at once: `Head`, then nodes, then `Tail`.

    Raises:
        UnreadableError: see `kopri.iati.stream.stream`.
    """
    yield from _parts(stream(path, progress))


def read_parts_of(text: str) -> Iterator[Head | Node | Tail]:
    """The same, of a file that is in memory.

    Raises:
        UnreadableError: see `kopri.iati.stream.stream`.
    """
    yield from _parts(stream_of(text))


def _parts(parts: Iterable[Any]) -> Iterator[Head | Node | Tail]:
    scope: Scope = {}
    for part in parts:
        match part:
            case Opened():
                root = part.root
                scope = dict(root.nsmap)
                yield Head(part.kind, _element(root, {}, empty=True), tuple(_beside(node) for node in _above(root)))
                yield from filter(None, (root.text,))
            case Closed():
                yield Tail(tuple(_beside(node) for node in part.root.itersiblings()))
            case _:
                yield _node(part, scope)
                yield from filter(None, (part.tail,))


def element_from_xml(text: str | bytes) -> Element:
    """A record kept on its own, as `kopri.iati.write.element_to_xml` writes it.

    Raises:
        ValueError: if it is not well-formed or has a document type declaration.
    """
    parser: Any = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root: Any = etree.fromstring(text.encode() if isinstance(text, str) else text, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed XML: {error.msg}") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type declaration is refused")
    return _element(root, {})


def _above(root: Any) -> list[Any]:
    return list(root.itersiblings(preceding=True))[::-1]


def _beside(node: Any) -> Comment | Instruction:
    return Comment(node.text or "") if node.tag is etree.Comment else Instruction(node.target, node.text or "")


def _node(node: Any, scope: Scope) -> Element | Comment | Instruction:
    return _element(node, scope) if isinstance(node.tag, str) else _beside(node)


def _element(node: Any, outside: Scope, *, empty: bool = False) -> Element:
    scope = node.nsmap
    declared = () if scope == outside else tuple((p, uri) for p, uri in scope.items() if outside.get(p) != uri)
    attributes = tuple([Attribute(name, value, _prefix(node, name, scope)) for name, value in node.attrib.items()])
    content: list[Node] = []
    if not empty:
        if node.text:
            content.append(node.text)
        for child in node:
            content.append(_node(child, scope))
            if child.tail:
                content.append(child.tail)
    return Element(node.tag, attributes, tuple(content), node.prefix, declared, node.sourceline or 0)


def _prefix(node: Any, name: str, scope: Scope) -> str | None:
    if name[0] != "{":
        return None
    uri, _, local = name[1:].partition("}")
    if uri == XML:
        return "xml"
    prefixes = [prefix for prefix, known in scope.items() if known == uri and prefix is not None]
    if len(prefixes) == 1:
        return prefixes[0]
    written = node.xpath("name(@*[local-name() = $local and namespace-uri() = $uri])", local=local, uri=uri)
    return str(written).partition(":")[0]
