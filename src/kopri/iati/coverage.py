"""Which of the elements of the standard a record fills."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kopri.iati.model import LANG, RECORDS, Element, Head, Kind, Node, Tail, identifier_of
from kopri.lang.datafile import read_data


@dataclass(frozen=True, slots=True)
class Coverage:
    """The elements (and attributes, with `@`) a record fills and those it leaves out, in the order of the standard."""

    activity: str
    filled: tuple[str, ...]
    empty: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many there are in all: 39 for activities, 12 for organisations."""
        return len(self.filled) + len(self.empty)


@cache
def standard_elements(kind: Kind) -> tuple[str, ...]:
    """What is counted; source and reason in data/elements.yaml."""
    return tuple(read_data("kopri.iati", "elements.yaml")[kind])


def coverage_of(record: Element, kind: Kind = "activities") -> Coverage:
    """An element counts as filled if an attribute or a text stands in it, at any depth."""
    filled = {child.name for child in record.children() if _says_something(child)}
    filled |= {f"@{attribute.name}".replace(LANG, "xml:lang") for attribute in record.attributes if attribute.value.strip()}
    names = standard_elements(kind)
    return Coverage(
        identifier_of(record), tuple(name for name in names if name in filled), tuple(name for name in names if name not in filled)
    )


def coverage_of_parts(parts: Iterable[Head | Node | Tail]) -> Iterator[Coverage]:
    """The coverage of each record of a file, as `kopri.iati.read.read_parts` gives its parts."""
    kind: Kind = "activities"
    for part in parts:
        if isinstance(part, Head):
            kind = part.kind
        elif isinstance(part, Element) and part.name == RECORDS[kind]:
            yield coverage_of(part, kind)


def _says_something(element: Element) -> bool:
    return (
        any(attribute.value.strip() for attribute in element.attributes)
        or bool(element.text.strip())
        or any(_says_something(child) for child in element.children())
    )
