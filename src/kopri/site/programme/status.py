"""The status report for the committee: what there is, what is late, what is next, who leads nothing, what was scored and paid.

The same content goes to the page, to XLSX and to DOCX. On an earlier day the records are taken as they were then (`history.py`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.programme.history import TRACKED, as_of
from kopri.site.programme.models import Commitment, CompletionScore, MemberScore, Milestone, Project, Transaction
from kopri.site.programme.money import Total, totals_by_type
from kopri.site.programme.standing import Standing
from kopri.site.programme.standings import LISTED, RUNNING, UNOWNED, Noun, noun_of

FINAL: Final = "final"
OWNED: Final = (*LISTED, UNOWNED)


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
        return self.commitments.sizes[UNOWNED] + self.projects.sizes[UNOWNED]

    @property
    def running(self) -> Sequence[Any]:
        """The first of the open projects, by their end."""
        return self.projects.lists[RUNNING]


def status_of(user: Any, shown: date, moment: datetime | None = None) -> Status:
    """The report as `user` may see it: of today, or of an earlier day, the end of which is `moment`."""
    commitments, projects = Commitment.objects.visible_to(user), Project.objects.visible_to(user)
    milestones = Milestone.objects.visible_to(user)
    wholes = ("project__lead", "line__plan", "line__lead", "commitment__lead", "statement__document__source")
    paid = Transaction.objects.visible_to(user).filter(date__lte=shown)
    bound, scores = bound_members(commitments, moment), _final_scores(shown)
    return Status(
        day=shown,
        is_past=moment is not None,
        commitments=noun_of(commitments, commitments.select_related("lead", "edition__body"), shown, moment, lists=OWNED),
        projects=noun_of(projects, projects.select_related("lead").prefetch_related("countries"), shown, moment, lists=(*OWNED, RUNNING)),
        milestones=noun_of(milestones, milestones.select_related(*wholes), shown, moment, lists=(Standing.OVERDUE,)),
        completion=_completion(scores, bound),
        members=_members(scores, bound),
        money=list(totals_by_type(paid).items()),
    )


def bound_members(commitments: Any, moment: datetime | None) -> dict[int, set[str]]:
    """The members each commitment binds."""
    if moment is None:
        return {pk: set(members) for pk, members in commitments.order_by().values_list("pk", "members")}
    found: list[Any] = as_of(commitments.only(*TRACKED["programme.commitment"], "due_from", "due_until").order_by(), moment)
    return {row.pk: set(row.members) for row in found}


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


def _final_scores(day: date) -> list[tuple[int, str, str]]:
    """Commitment, country and value of every final score up to the day, oldest first; scores of completion have no country."""
    columns = ("on", "pk", "commitment_id", "of", "said")
    completion = CompletionScore.objects.filter(state=FINAL, on__lte=day).annotate(of=Value(""), said=F("value"))
    member = MemberScore.objects.filter(state=FINAL, on__lte=day).annotate(of=F("country"), said=Cast("value", CharField()))
    found = completion.order_by().values_list(*columns).union(member.order_by().values_list(*columns), all=True)
    return [(commitment, of, said) for _on, _pk, commitment, of, said in sorted(found)]


def _completion(scores: Iterable[tuple[int, str, str]], bound: Mapping[int, set[str]]) -> dict[str, int]:
    """How many commitments were completed how far, by their newest score."""
    newest = {commitment: value for commitment, country, value in scores if not country and commitment in bound}
    counts = Counter(newest.values())
    return {value: counts[value] for value in CompletionScore.Completion.values}


def _members(scores: Iterable[tuple[int, str, str]], bound: Mapping[int, set[str]]) -> list[MemberMean]:
    """Each member's mean over what was scored; what was not scored does not count as 0."""
    counts = Counter(country for members in bound.values() for country in members)
    newest = {(commitment, of): int(value) for commitment, of, value in scores if of and of in bound.get(commitment, ())}
    means = []
    for country in sorted(counts):
        values = [value for (_commitment, of), value in newest.items() if of == country]
        mean = Decimal(sum(values)) / len(values) if values else None
        means.append(MemberMean(country, mean, len(values), counts[country]))
    return means
