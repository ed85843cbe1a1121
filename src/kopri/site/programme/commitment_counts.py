"""What the list of commitments says first: how many stand how, how many were scored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base.components import Tile
from kopri.site.base.wording import number
from kopri.site.programme.filters import NO_OWNER
from kopri.site.programme.models import CompletionScore, MemberScore
from kopri.site.programme.scoring import MemberSum, member_sum, sum_of
from kopri.site.programme.standing import STATES, Standing, standing_of


@dataclass(frozen=True, slots=True)
class Counts:
    """How many commitments stand how; `scored` have a final score of completion; `members` sums up what members did."""

    total: int
    by_standing: Mapping[str, int]
    without_owner: int
    scored: int
    by_completion: Mapping[str, int]
    members: MemberSum


def count(rows: Sequence[Any], day: date, moment: datetime | None = None) -> Counts:
    """Count commitments as they stand on a day, with the scores that were final at `moment`, by default now: two queries."""
    keys = [row.pk for row in rows]
    completions = newest(CompletionScore.objects.final(moment).filter(commitment__in=keys).values_list("commitment_id", "value"))
    scores: dict[int, list[MemberScore]] = {}
    for score in MemberScore.objects.final(moment).filter(commitment__in=keys).only("commitment", "country", "value"):
        scores.setdefault(score.commitment_id, []).append(score)
    return Counts(
        total=len(rows),
        by_standing=Counter(standing_of(row, day).value for row in rows),
        without_owner=sum(1 for row in rows if row.lead_id is None and row.state in STATES["commitment"].open),
        scored=len(completions),
        by_completion=Counter(completions.values()),
        members=sum_of(member_sum(row.members, scores.get(row.pk, ())) for row in rows),
    )


def newest(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The first value of each key."""
    found: dict[int, str] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def title_of(counts: Counts) -> str:
    """In words: "41 commitments, 7 overdue, 3 without an owner"."""
    said = ngettext("%(count)s commitment", "%(count)s commitments", counts.total) % {"count": number(counts.total)}
    late, alone = counts.by_standing.get(Standing.OVERDUE, 0), counts.without_owner
    words = {"said": said, "late": number(late), "alone": number(alone)}
    if late and alone:
        return _("%(said)s, %(late)s overdue, %(alone)s without an owner") % words
    if late:
        return _("%(said)s, %(late)s overdue") % words
    return _("%(said)s, %(alone)s without an owner") % words if alone else said


def members_told(members: MemberSum) -> str:
    """What members did, in words; who was not scored counts as nothing, not as 0."""
    if members.average is None:
        return _("No member was scored yet.")
    words = {"scored": number(members.scored), "bound": number(members.bound), "percent": number(members.percentage)}
    return _("Members kept to %(percent)s%% of what they promised (%(scored)s scored of %(bound)s).") % words


def tiles(counts: Counts, url: str, more: str = "") -> list[Tile]:
    """The figures on top, each leading to its list; `more` is kept in the addresses, as "&as_of=2026-01-31"."""
    late = counts.by_standing.get(Standing.OVERDUE, 0)
    asked = [(s.value, str(s.label)) for s in (Standing.OVERDUE, Standing.DUE_SOON, Standing.STALLED)]
    first = [
        Tile(counts.by_standing.get(value, 0), label, f"{url}?standing={value}{more}", late=value == Standing.OVERDUE and late > 0)
        for value, label in asked
    ]
    scored = _("scored of %(total)s") % {"total": number(counts.total)}
    rest = [(s.value, str(s.label)) for s in (Standing.OPEN, Standing.UNDATED, Standing.DONE, Standing.ENDED)]
    return [
        *first,
        Tile(counts.without_owner, _("without an owner"), f"{url}?standing={NO_OWNER}{more}"),
        Tile(counts.scored, scored, f"{url}?scored=yes{more}"),
        *(Tile(counts.by_standing.get(value, 0), label, f"{url}?standing={value}{more}") for value, label in rest),
    ]
