"""What changed from one file to the next, for each activity or organisation, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from kopri.iati.model import LANG, Comment, Dataset, Element, Instruction, identifier_of
from kopri.iati.standard import codelist
from kopri.lang.datafile import read_data

LONGEST: Final = 120
What = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """An activity or organisation that is new, gone, or changed, and then how; the identifier "" stands for the file itself."""

    activity: str
    title: str
    what: What
    changes: tuple[str, ...] = ()


def compare(old: Dataset, new: Dataset) -> tuple[Difference, ...]:
    """Every difference in facts, in the order of the new file, then what is gone. Layout and order of attributes are no differences."""
    found: list[Difference] = []
    around = tuple(_changes(_around(old), _around(new), ""))
    if around:
        found.append(Difference("", "the file itself", "changed", around))
    before: dict[str, list[Element]] = defaultdict(list)
    for record in old.records:
        before[identifier_of(record)].append(record)
    for record in new.records:
        same = before[identifier_of(record)]
        if not same:
            found.append(Difference(identifier_of(record), title_of(record), "added"))
            continue
        changes = tuple(_changes(same.pop(0), record, ""))
        if changes:
            found.append(Difference(identifier_of(record), title_of(record), "changed", changes))
    found += [Difference(name, title_of(record), "removed") for name, records in before.items() for record in records]
    return tuple(found)


def title_of(record: Element) -> str:
    """The first title (or name) of a record."""
    for name in ("title", "name"):
        title = record.child(name)
        narrative = title.child("narrative") if title else None
        if narrative is not None:
            return " ".join(narrative.text.split())
    return ""


def _around(dataset: Dataset) -> Element:
    """The file without its records."""
    records = set(map(id, dataset.records))
    content = tuple(node for node in dataset.content if id(node) not in records)
    beside = (*dataset.head.before, *dataset.tail.after)
    return Element(dataset.head.root.name, dataset.head.root.attributes, (*beside, *content))


def _changes(old: Element, new: Element, where: str) -> Iterator[str]:
    """What differs in two elements that stand for the same thing."""
    yield from _attribute_changes(old, new, where)
    before, after = _text(old), _text(new)
    if before != after:
        yield f"{where or 'text'}: {_from_to(before, after)}"
    for gone, come in _rest(_loose(old), _loose(new)):
        yield f"{where + ': ' if where else ''}{'removed' if gone else 'added'} {_loose_words(gone or come)}"
    removed, added = _apart(old.children(), new.children())
    for name in dict.fromkeys(node.name for node in (*removed, *added)):
        ours = [node for node in removed if node.name == name]
        theirs = [node for node in added if node.name == name]
        for one, other in _matched(ours, theirs):
            if one and other:
                yield from _changes(one, other, _below(where, other))
            else:
                lone = one or other
                assert lone is not None  # noqa: S101 - one of the two is there
                yield f"{where + ': ' if where else ''}{'removed' if one else 'added'} {_words(lone)}"


def _attribute_changes(old: Element, new: Element, where: str) -> Iterator[str]:
    before, after = ({attribute.name: attribute.value for attribute in node.attributes} for node in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            label = _names().get(f"@{_short(name)}", _short(name))
            yield f"{where + ', ' if where else ''}{label}: {_from_to(before.get(name, ''), after.get(name, ''))}"


def _from_to(before: str, after: str) -> str:
    if not before:
        return f"now {_quoted(after)}"
    return f"{_quoted(before)} removed" if not after else f"from {_quoted(before)} to {_quoted(after)}"


def _quoted(text: str) -> str:
    text = " ".join(text.split()) or text
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def _text(element: Element) -> str:
    return element.text if element.text.strip() else ""


def _loose(element: Element) -> list[Comment | Instruction]:
    return [node for node in element.content if isinstance(node, Comment | Instruction)]


def _rest(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    left = list(new)
    for node in old:
        if node in left:
            left.remove(node)
        else:
            yield node, None
    yield from ((None, node) for node in left)


def _loose_words(node: Comment | Instruction) -> str:
    return f"the comment {_quoted(node.text)}" if isinstance(node, Comment) else f"the instruction {node.target}"


def _apart(old: Iterable[Element], new: Iterable[Element]) -> tuple[list[Element], list[Element]]:
    """The elements of each side that have no equal on the other."""
    have: dict[Any, list[Element]] = defaultdict(list)
    for node in old:
        have[_bare(node)].append(node)
    added = []
    for node in new:
        same = have.get(_bare(node))
        if same:
            same.pop(0)
        else:
            added.append(node)
    return [node for same in have.values() for node in same], added


def _bare(element: Element) -> Any:
    """An element without layout, to compare by."""
    return (
        element.name,
        frozenset((attribute.name, attribute.value) for attribute in element.attributes),
        _text(element),
        tuple(_loose(element)),
        tuple(_bare(child) for child in element.children()),
    )


def _matched(old: list[Element], new: list[Element]) -> Iterator[tuple[Element | None, Element | None]]:
    """Which is which: by key, then by order."""
    left = list(new)
    unmatched = []
    for node in old:
        same = next((other for other in left if _key(other) == _key(node)), None)
        if same is None:
            unmatched.append(node)
        else:
            left.remove(same)
            yield node, same
    if len(unmatched) == len(left) == 1 and _key(unmatched[0])[0] == _key(left[0])[0]:
        yield unmatched[0], left[0]
        return
    yield from ((node, None) for node in unmatched)
    yield from ((None, node) for node in left)


def _key(element: Element) -> tuple[Any, ...]:
    """What tells an element from others of its name."""
    own = tuple(element.get(key) for key in _data()["keys"])
    inner = tuple(
        (child.name, child.get("code"), child.get("iso-date"))
        for child in element.children("transaction-type", "transaction-date", "period-start")
    )
    title = element.child("title")
    return (inner, own, title_of(element) if title else "")


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.iati", "elements.yaml")


@cache
def _names() -> dict[str, str]:
    return {**_data()["parts"], **_data()["organisations"], **_data()["activities"]}


def _short(name: str) -> str:
    return "xml:lang" if name == LANG else name.rpartition("}")[2]


def _below(where: str, element: Element) -> str:
    return f"{where} › {_label(element)}" if where else _label(element)


def _label(element: Element) -> str:
    """An element in words, with what tells it from its like."""
    name = _names().get(element.name, f"<{_short(element.name)}>")
    marks = [
        mark for mark in (_code(element, "codes", "code"), _code(element, "types", "type"), element.get("ref"), element.get(LANG)) if mark
    ]
    kind, day = element.child("transaction-type"), element.child("transaction-date") or element.child("period-start")
    marks += [_code(kind, "codes", "code")] if kind else []
    marks += [day.get("iso-date") or ""] if day else []
    marks += [_quoted(title_of(element))] if element.child("title") else []
    return f"{name} ({', '.join(marks)})" if marks else name


def _code(element: Element, table: str, attribute: str) -> str:
    code = element.get(attribute)
    if code is None:
        return ""
    listed = _data()[table].get(element.name)
    if listed is None:
        return code if attribute == "code" else ""
    return codelist(listed).names.get(code) or code


def _words(element: Element) -> str:
    """A whole element in words."""
    texts = [" ".join(text.split()) for text in _texts(element)]
    return f"{_label(element)}{': ' + _quoted(' · '.join(texts)) if texts else ''}"


def _texts(element: Element) -> Iterator[str]:
    if element.text.strip():
        yield element.text
    for child in element.children():
        yield from _texts(child)
