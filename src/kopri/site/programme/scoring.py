"""The two scores of commitments, kept apart: completion on OGP's scale, and −1, 0, +1 of each member bound.

What is not scored counts in no average; each sum says how many of how many were scored.
Averages and percentages as the G7 and G20 Research Groups (Toronto) give them: percentage = (average + 1) × 50.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class MemberSum:
    """`scored` of `bound` members have a final score; `total` is the sum of their scores."""

    scored: int
    bound: int
    total: int

    @property
    def average(self) -> Decimal | None:
        """Between −1 and +1; None if nobody was scored."""
        return Decimal(self.total) / self.scored if self.scored else None

    @property
    def percentage(self) -> Decimal | None:
        """0 to 100, whole; None if nobody was scored."""
        average = self.average
        return None if average is None else ((average + 1) * 50).quantize(Decimal(1))


def latest_scores(members: Sequence[str], scores: Iterable[Any]) -> dict[str, Any]:
    """The newest final score of each member bound; `scores` come newest first, those of countries no longer bound are left out."""
    found: dict[str, Any] = {}
    for score in scores:
        if score.country in members:
            found.setdefault(score.country, score)
    return found


def member_sum(members: Sequence[str], scores: Iterable[Any]) -> MemberSum:
    """How the members of one commitment were scored."""
    latest = latest_scores(members, scores)
    return MemberSum(len(latest), len(members), sum(score.value for score in latest.values()))


def sum_of(parts: Iterable[MemberSum]) -> MemberSum:
    """Several commitments together: each member of each commitment counts once."""
    known = list(parts)
    return MemberSum(sum(p.scored for p in known), sum(p.bound for p in known), sum(p.total for p in known))
