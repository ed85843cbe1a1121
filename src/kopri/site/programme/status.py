"""The status report for the committee: what there is, what is late, what is next, who leads nothing, what was scored and paid.

The same content goes to the page, to XLSX and to DOCX. On an earlier day the records are taken as they were then (`history.py`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.programme.history import as_of
from kopri.site.programme.models import Commitment, CompletionScore, MemberScore, Milestone, Project, Transaction
from kopri.site.programme.money import Total, totals_by_type
from kopri.site.programme.standing import STATES, Standing, standing_of

FINAL: Final = "final"
LISTED: Final = (Standing.OVERDUE, Standing.DUE_SOON, Standing.STALLED)
MILESTONES_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Noun:
    """Commitments, projects or milestones: how many stand how, and those that stand out, by standing; `unowned` are led by nobody."""

    counts: Mapping[str, int]
    lists: Mapping[str, Sequence[Any]]
    unowned: Sequence[Any] = ()

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class MemberMean:
    """The mean of a member's scores, and how many of the commitments that bind it were scored; None where none was."""

    country: str
    mean: Decimal | None
    scored: int
    bound: int


@dataclass(frozen=True, slots=True)
class Status:
    """The report of one day, in no language. `money` is by IATI TransactionType."""

    day: date
    is_past: bool
    commitments: Noun
    projects: Noun
    milestones: Noun
    completion: Mapping[str, int]
    members: Sequence[MemberMean]
    money: Sequence[tuple[str, Total]]
    running: Sequence[Any]

    @property
    def scored(self) -> int:
        """How many commitments have a final score of completion; the others are not zero but not scored."""
        return sum(self.completion.values())

    def together(self, standing: str) -> int:
        """How many commitments and projects stand so."""
        return self.commitments.counts[standing] + self.projects.counts[standing]

    @property
    def paid(self) -> list[tuple[str, Total]]:
        """The money with its kinds in the reader's words."""
        return [(str(Transaction.Type(kind).label), total) for kind, total in self.money]

    @property
    def unowned(self) -> int:
        """How many open commitments and projects nobody leads."""
        return len(self.commitments.unowned) + len(self.projects.unowned)


def status_of(user: Any, today: date, day: date | None = None) -> Status:
    """The report as `user` may see it, today or as of an earlier day."""
    shown = day or today
    moment = end_of(shown) if shown < today else None
    commitments = _then(Commitment.objects.visible_to(user).select_related("lead", "edition__body"), moment)
    projects = _then(Project.objects.visible_to(user).select_related("lead").prefetch_related("countries", "sectors"), moment)
    open_projects = [p for p in projects if p.state in STATES["project"].open]
    paid = Transaction.objects.visible_to(user).filter(date__lte=shown)
    return Status(
        day=shown,
        is_past=moment is not None,
        commitments=_noun(commitments, shown),
        projects=_noun(projects, shown),
        milestones=_milestones(user, shown, moment),
        completion=_completion(commitments, shown),
        members=_members(commitments, shown),
        money=list(totals_by_type(paid).items()),
        running=sorted(open_projects, key=lambda p: (p.planned_until or date.max, p.pk)),
    )


def end_of(day: date) -> datetime:
    """The last moment of a day on the forum's calendar."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone()) - timedelta(microseconds=1)


def headline(status: Status) -> str:
    """The answer in a line: "41 commitments, 30 projects: 7 overdue, 5 due soon, 3 stalled, 2 without an owner"."""
    return headline_form() % figures_of(status)


def headline_form() -> str:
    """The sentence into which the figures go, in the reader's language."""
    return _("%(commitments)s, %(projects)s: %(late)s, %(soon)s, %(stalled)s, %(unowned)s")


def figures_of(status: Status) -> dict[str, str]:
    """The figures of the headline, each in words. Overdue, due soon, stalled and without an owner count commitments and projects."""
    late, soon, stalled = (status.together(standing) for standing in LISTED)
    return {
        "commitments": ngettext("%(n)d commitment", "%(n)d commitments", status.commitments.total) % {"n": status.commitments.total},
        "projects": ngettext("%(n)d project", "%(n)d projects", status.projects.total) % {"n": status.projects.total},
        "late": ngettext("%(n)d overdue", "%(n)d overdue", late) % {"n": late},
        "soon": ngettext("%(n)d due soon", "%(n)d due soon", soon) % {"n": soon},
        "stalled": ngettext("%(n)d stalled", "%(n)d stalled", stalled) % {"n": stalled},
        "unowned": ngettext("%(n)d without an owner", "%(n)d without an owner", status.unowned) % {"n": status.unowned},
    }


def milestones_line(status: Status) -> str:
    """In words: "Of 112 milestones 9 are overdue, 6 due soon." Empty where there are none."""
    total = status.milestones.total
    if not total:
        return ""
    counts = {"total": total, "late": status.milestones.counts[Standing.OVERDUE], "soon": status.milestones.counts[Standing.DUE_SOON]}
    said = ngettext(
        "Of %(total)d milestone %(late)d is overdue, %(soon)d due soon.",
        "Of %(total)d milestones %(late)d are overdue, %(soon)d due soon.",
        total,
    )
    return said % counts


def _then(rows: Any, moment: datetime | None) -> list[Any]:
    return list(rows) if moment is None else as_of(rows, moment)


def _noun(rows: Sequence[Any], day: date) -> Noun:
    """Each row gets its `standing` on the day."""
    for row in rows:
        row.standing = standing_of(row, day)
    counts = Counter(row.standing for row in rows)
    return Noun(
        {standing.value: counts[standing] for standing in Standing},
        {standing.value: _by_date(row for row in rows if row.standing == standing) for standing in LISTED},
        [row for row in rows if row.lead_id is None and row.state in STATES[row._meta.model_name].open],  # noqa: SLF001
    )


def _by_date(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda r: (getattr(r, "due_until", None) or getattr(r, "planned_until", None) or date.max, r.pk))


def _milestones(user: Any, day: date, moment: datetime | None) -> Noun:
    """Counted in the database for today; of an earlier day one by one."""
    wholes = ("project__lead", "line__plan", "line__lead", "commitment__lead", "statement__document__source")
    seen = Milestone.objects.visible_to(user).select_related(*wholes)
    if moment is not None:
        rows: list[Any] = as_of(seen, moment)
        for row in rows:
            row.standing = standing_of(row, day)
        counts = Counter(row.standing for row in rows)
        late = _by_date(row for row in rows if row.standing == Standing.OVERDUE)
        return Noun({s.value: counts[s] for s in Standing}, {Standing.OVERDUE.value: late[:MILESTONES_SHOWN]})
    late = list(seen.overdue(day).order_by("due_until", "id")[:MILESTONES_SHOWN])
    return Noun(seen.by_standing(day), {Standing.OVERDUE.value: late})


def _completion(commitments: Sequence[Commitment], day: date) -> dict[str, int]:
    """How many commitments were completed how far, by their newest final score up to the day."""
    ids = {commitment.pk for commitment in commitments}
    found = CompletionScore.objects.filter(state=FINAL, on__lte=day).order_by("on", "id").values_list("commitment_id", "value")
    newest = {commitment: value for commitment, value in found if commitment in ids}
    counts = Counter(newest.values())
    return {value: counts[value] for value in CompletionScore.Completion.values}


def _members(commitments: Sequence[Commitment], day: date) -> list[MemberMean]:
    """Each member's mean over what was scored; what was not scored does not count as 0."""
    bound = Counter(country for commitment in commitments for country in commitment.members)
    members = {commitment.pk: set(commitment.members) for commitment in commitments}
    found = MemberScore.objects.filter(state=FINAL, on__lte=day).order_by("on", "id").values_list("commitment_id", "country", "value")
    newest = {(commitment, country): value for commitment, country, value in found if country in members.get(commitment, ())}
    means = []
    for country in sorted(bound):
        values = [value for (_commitment, of), value in newest.items() if of == country]
        mean = Decimal(sum(values)) / len(values) if values else None
        means.append(MemberMean(country, mean, len(values), bound[country]))
    return means
