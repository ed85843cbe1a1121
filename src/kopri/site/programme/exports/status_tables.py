"""The status report as tables of plain values: the same for XLSX and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kopri.site.base.wording import amount, fuzzy_date
from kopri.site.programme.models import CompletionScore
from kopri.site.programme.money import Total
from kopri.site.programme.standing import Standing, agreed_until, late_by, standing_words
from kopri.site.programme.standings import LISTED
from kopri.site.programme.status import MemberMean, Status
from kopri.site.programme.templatetags.projects import money, rate_days
from kopri.site.record.labels import country_label


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `nothing` is said where it has no rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    nothing: str


def tables_of(status: Status) -> list[Table]:
    """The tables of the report, in its order."""
    lists = [_list(status, standing) for standing in LISTED]
    return [_counts(status), *lists, _unowned(status), _milestones(status), _completion(status), _members(status), _money(status)]


def _counts(status: Status) -> Table:
    nouns = (status.commitments, status.projects, status.milestones)
    head = (_("How it stands"), _("Commitments"), _("Projects"), _("Milestones"))
    rows = [(capfirst(str(s.label)), *(noun.counts[s.value] for noun in nouns)) for s in Standing]
    return Table(_("In figures"), head, [*rows, (_("Together"), *(noun.total for noun in nouns))], "")


def _list(status: Status, standing: Standing) -> Table:
    found = [(_("commitment"), row) for row in status.commitments.lists[standing]]
    found += [(_("project"), row) for row in status.projects.lists[standing]]
    rows = [
        (noun, str(r.title), str(r.lead or _("nobody")), _until(r), standing_words(r, r.standing, status.day), _mark(r))
        for noun, r in found
    ]
    return Table(capfirst(str(standing.label)), _head(), rows, _("Nothing."))


def _unowned(status: Status) -> Table:
    found = [(_("commitment"), row) for row in status.commitments.unowned] + [(_("project"), row) for row in status.projects.unowned]
    rows = [(noun, str(r.title), _("nobody"), _until(r), standing_words(r, r.standing, status.day), _mark(r)) for noun, r in found]
    return Table(_("Without an owner"), _head(), rows, _("Every open commitment and project has a lead body."))


def _milestones(status: Status) -> Table:
    head = (_("Milestone"), _("Of"), _("Due"), _("Late by"))
    late = status.milestones.lists[Standing.OVERDUE]
    rows = [(str(m.title), str(m.project or m.line or m.commitment), fuzzy_date(m.due), late_by(agreed_until(m), status.day)) for m in late]
    return Table(_("Milestones overdue"), head, rows, _("No milestone is overdue."))


def _completion(status: Status) -> Table:
    title = _("Completion: %(n)d scored of %(m)d") % {"n": status.scored, "m": status.commitments.total}
    rows = [(capfirst(str(label)), status.completion[value]) for value, label in CompletionScore.Completion.choices]
    return Table(title, (_("Completion"), _("Commitments")), rows if status.scored else [], _("No commitment has a final score yet."))


def _members(status: Status) -> Table:
    rows = [(country_label(m.country), mean_words(m), _("%(n)d scored of %(m)d") % {"n": m.scored, "m": m.bound}) for m in status.members]
    return Table(_("Members"), (_("Member"), _("Mean score, −1 to +1"), _("Scored")), rows, _("No commitment names the members it binds."))


def _money(status: Status) -> Table:
    head = (_("Kind"), _("As agreed or paid"), _("In US dollars"), _("Converted at"))
    rows = [
        (capfirst(label), _originals(total), amount(total.usd.quantize(Decimal(1)), "USD", exact=True), rate_days(total))
        for label, total in status.paid
    ]
    return Table(_("Money of projects"), head, rows, _("No money is recorded yet."))


def mean_words(member: MemberMean) -> str:
    """A mean with its sign; a dash where nothing was scored."""
    return "–" if member.mean is None else f"{member.mean:+.2f}"


def _head() -> tuple[str, ...]:
    return (_("Noun"), _("Title"), _("Lead body"), _("Due"), _("How it stands"), _("Mark"))


def _until(record: Any) -> str:
    return fuzzy_date(record.planned_end if hasattr(record, "planned_end") else record.due)


def _mark(record: Any) -> str:
    return _("invented for the demonstration") if record.invented else ""


def _originals(total: Total) -> str:
    return "; ".join(money(value, currency) for currency, value in total.original)
