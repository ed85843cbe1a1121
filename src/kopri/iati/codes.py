"""Codes and the lists they must stand on, by the mappings of the standard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from lxml import etree

from kopri.iati.findings import Finding, Place, Severity, line_of
from kopri.iati.model import LANG
from kopri.iati.standard import Codelist, codelist, mappings

FEW: Final = 14
ANYWHERE: Final = "//@"


@dataclass(frozen=True, slots=True)
class Slot:
    """An attribute, or the text (attribute None), that takes a code of a list where the condition on its element holds."""

    attribute: str | None
    codes: Codelist
    condition: Any = None


@dataclass(slots=True)
class Branch:
    """The slots of an element, and of the elements in it that have any."""

    slots: list[Slot] = field(default_factory=list)
    below: dict[str, "Branch"] = field(default_factory=dict)


@cache
def _slots() -> tuple[Branch, tuple[tuple[Any, Slot], ...]]:
    """The mappings as a tree from the record (or root) down, and those that hold anywhere in it."""
    root, anywhere = Branch(), []
    for mapping in mappings():
        condition = etree.XPath(f"boolean({mapping.condition})") if mapping.condition else None
        *steps, last = mapping.path.removeprefix("//").split("/")
        name = last.removeprefix("@").replace("xml:lang", LANG) if last.startswith("@") else None
        slot = Slot(name, codelist(mapping.codelist), condition)
        if not steps:
            anywhere.append((etree.XPath(f"descendant-or-self::*/{last}"), slot))
            continue
        branch = root
        for step in steps:
            branch = branch.below.setdefault(step, Branch())
        branch.slots.append(slot)
    return root, tuple(anywhere)


def unknown_codes(element: Any, place: Place) -> Iterator[Finding]:
    """Codes in a record, or on the root element itself, that are not on their list."""
    root, anywhere = _slots()
    branch = root.below.get(element.tag)
    if branch is not None:
        yield from _below(element, branch, place)
    for path, slot in anywhere:
        for value in path(element):
            if value not in slot.codes.names:
                yield _finding(value.getparent(), str(value), slot, place)


def _below(element: Any, branch: Branch, place: Place) -> Iterator[Finding]:
    for slot in branch.slots:
        value = element.get(slot.attribute) if slot.attribute else (element.text or "").strip()
        if value is not None and value not in slot.codes.names and (slot.condition is None or slot.condition(element)):
            yield _finding(element, value, slot, place)
    if branch.below:
        for child in element:
            inner = branch.below.get(child.tag)
            if inner is not None:
                yield from _below(child, inner, place)


def _finding(element: Any, value: str, slot: Slot, place: Place) -> Finding:
    severity: Severity = "error" if slot.codes.complete else "warning"
    name = "xml:lang" if slot.attribute == LANG else slot.attribute
    where = f"@{name} of <{element.tag}>" if name else f"<{element.tag}>"
    message = f"“{value}” in {where} is not on the codelist {slot.codes.name}: {_advice(value, slot.codes)}."
    path = place.path_to(element) + (f"/@{name}" if name else "")
    return Finding(slot.codes.name, severity, place.record, line_of(element), path, message)


def _advice(value: str, codes: Codelist) -> str:
    alike = next((code for code in codes.names if code.lower() == value.strip().lower()), None)
    if alike is not None:
        return f"write “{alike}”"
    named = next((code for code, name in codes.names.items() if name and name.lower() == value.strip().lower()), None)
    if named is not None:
        return f"write “{named}” ({codes.names[named]})"
    if len(codes.names) <= FEW:
        return f"write one of {', '.join(codes.names)}"
    return f"write one of its {len(codes.names)} codes" + ("" if codes.complete else ", unless it is a code of your own")
