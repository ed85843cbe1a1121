"""How good the reader is on our own documents, from what people decided at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kopri.site.record.models import State, Statement, StatementKind


@dataclass(slots=True)
class Quality:
    """One type in one language: how many statements were read, and what people decided on them."""

    kind: str
    language: str
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    waiting: int = 0

    @property
    def decided(self) -> int:
        """How many a person decided on."""
        return self.accepted + self.corrected + self.rejected

    @property
    def read(self) -> int:
        """How many were read."""
        return self.decided + self.waiting

    @property
    def right(self) -> int | None:
        """Percent of the decided that were right as read; None as long as nobody decided."""
        return percent(self.accepted, self.decided)

    @property
    def usable(self) -> int | None:
        """Percent of the decided that stand, as read or corrected."""
        return percent(self.accepted + self.corrected, self.decided)


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent; None of nothing."""
    return round(100 * part / whole) if whole else None


def reader_quality(user: Any) -> list[Quality]:
    """A row for each type and language that was read, in the order of types."""
    rows: dict[tuple[str, str], Quality] = {}
    for kind, language, state, count in Statement.objects.visible_to(user).decision_counts():
        row = rows.setdefault((kind, language), Quality(kind, language))
        setattr(row, "waiting" if state == State.PROPOSED else state, count)
    order = {kind: n for n, kind in enumerate(StatementKind.values)}
    return sorted(rows.values(), key=lambda row: (order[row.kind], row.language))


def whole(rows: Iterable[Quality]) -> Quality:
    """All rows together."""
    total = Quality("", "")
    for row in rows:
        for name in ("accepted", "corrected", "rejected", "waiting"):
            setattr(total, name, getattr(total, name) + getattr(row, name))
    return total
