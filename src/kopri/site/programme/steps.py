"""The states that may follow for a record and a reader, each with what it asks for and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kopri.site.programme.roles import TESTS
from kopri.site.programme.transitions import NEEDS, TABLES

# What somebody fills in when they bring a change about; all else must be there before.
ASKED: Final = frozenset({"reason", "successor", "dates", "minutes"})


@dataclass(frozen=True, slots=True)
class Step:
    """A state that may follow. `asks` are the fields to fill in; `missing` says in words what must be there first."""

    state: str
    label: str
    asks: tuple[str, ...]
    missing: tuple[str, ...]


def steps_for(kind: str, record: Any, user: Any, has: Mapping[str, Any]) -> list[Step]:
    """The steps from a record's state that `user` may take; `has` tells of each need whether it is met already."""
    labels = dict(type(record)._meta.get_field("state").choices)  # noqa: SLF001
    found = []
    for row in TABLES[kind]:
        if row.source != record.state or not any(TESTS[role](user, record) for role in row.roles if role in TESTS):
            continue
        open_needs = [need for need in row.needs if not has.get(need)]
        asks = tuple(need for need in row.needs if need in ASKED and not has.get(need))
        missing = tuple(str(NEEDS[need]()) for need in open_needs if need not in ASKED)
        found.append(Step(row.target, str(labels[row.target]), asks, missing))
    return found
