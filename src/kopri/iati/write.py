"""The model into a file again: UTF-8, what was read as it was read."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kopri.iati.model import XML, Attribute, Comment, Dataset, Element, Head, Instruction, Node, Tail

Scope = dict[str | None, str]
Write = Callable[[str], object]
TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def write_dataset(dataset: Dataset, path: Path) -> None:
    """Write a whole file."""
    write_parts(parts_of(dataset), path)


def parts_of(dataset: Dataset) -> Iterator[Head | Node | Tail]:
    """A whole file part by part."""
    yield dataset.head
    yield from dataset.content
    yield dataset.tail


def write_parts(parts: Iterable[Head | Node | Tail], path: Path) -> None:
    """Write a file part by part, as `kopri.iati.read.read_parts` gives them.

    The file appears under its name only when it is whole.
    """
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            for text in xml_parts(parts):
                file.write(text)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def xml_parts(parts: Iterable[Head | Node | Tail]) -> Iterator[str]:
    """The text of a file, a piece for each part."""
    scope: Scope = {}
    end = ""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for part in parts:
        pieces: list[str] = []
        match part:
            case Head():
                for node in part.before:
                    _write(node, {}, pieces.append)
                    pieces.append("\n")
                scope, end = _start(part.root, {}, pieces.append)
                pieces.append(">")
            case Tail():
                pieces.append(end)
                for node in part.after:
                    pieces.append("\n")
                    _write(node, {}, pieces.append)
                pieces.append("\n")
            case _:
                _write(part, scope, pieces.append)
        yield "".join(pieces)


def element_to_xml(node: Element) -> str:
    """One record on its own, with every namespace it needs declared; `kopri.iati.read.element_from_xml` reads it again."""
    pieces: list[str] = []
    _write(node, {}, pieces.append)
    return "".join(pieces)


def _write(node: Node, scope: Scope, write: Write) -> None:
    match node:
        case str():
            write(node.translate(TEXT))
        case Comment():
            write(f"<!--{node.text}-->")
        case Instruction():
            write(f"<?{node.target} {node.text}?>" if node.text else f"<?{node.target}?>")
        case Element():
            inside, end = _start(node, scope, write)
            if not node.content:
                write("/>")
                return
            write(">")
            for child in node.content:
                _write(child, inside, write)
            write(end)


def _start(node: Element, scope: Scope, write: Write) -> tuple[Scope, str]:
    """Write the start tag up to its `>`; gives the namespaces in force inside, and the end tag."""
    declared = {prefix: uri for prefix, uri in node.namespaces if scope.get(prefix) != uri}
    uri, _, local = node.name[1:].partition("}") if node.name[0] == "{" else ("", "", node.name)
    prefix = node.prefix if uri else None
    inside = {**scope, **declared} if declared else scope
    if inside.get(prefix, "") != uri:
        declared[prefix] = uri
        inside = {**scope, **declared}
    written = []
    for attribute in node.attributes:
        name, inside = _attribute_name(attribute, inside, declared)
        written.append(f' {name}="{attribute.value.translate(VALUE)}"')
    tag = f"{prefix}:{local}" if prefix else local
    names = "".join(f' xmlns{f":{p}" if p else ""}="{u.translate(VALUE)}"' for p, u in declared.items())
    write(f"<{tag}{names}{''.join(written)}")
    return inside, f"</{tag}>"


def _attribute_name(attribute: Attribute, scope: Scope, declared: Scope) -> tuple[str, Scope]:
    """The name as written, after declaring its prefix where it is not in force."""
    if attribute.name[0] != "{":
        return attribute.name, scope
    uri, _, local = attribute.name[1:].partition("}")
    if uri == XML:
        return f"xml:{local}", scope
    prefix = attribute.prefix or "ns"
    if scope.get(prefix) != uri:
        if prefix in declared:
            prefix = next(name for name in (f"ns{i}" for i in range(1, len(scope) + 2)) if name not in scope)
        declared[prefix] = uri
        scope = {**scope, prefix: uri}
    return f"{prefix}:{local}", scope
