"""What pages of reports show."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kopri.site.base.components import State as Badge
from kopri.site.base.components import Tile
from kopri.site.programme.models import Commitment, Milestone, Report, ReportLine
from kopri.site.programme.report_lines import noun_of, thing_of

WAITING = (Report.State.DUE, Report.State.RETURNED)
BADGES = {
    Report.State.DUE: Badge.SOON,
    Report.State.SUBMITTED: Badge.RUN,
    Report.State.RETURNED: Badge.SOON,
    Report.State.VERIFIED: Badge.DONE,
    Report.State.PUBLISHED: Badge.DONE,
}
Told = dict[tuple[int | None, int | None], ReportLine]


def lines_of(report: Report) -> list[ReportLine]:
    """The lines of a report, commitments first, with what they are about and what that belongs to."""
    wholes = ("commitment", "milestone__project", "milestone__line__plan", "milestone__commitment")
    rows = report.lines.select_related(*wholes)
    return sorted(rows, key=lambda line: (noun_of(line), thing_of(line).due_until is None, thing_of(line).due_until or date.max, line.pk))


def lines_seen(report: Report, user: Any) -> list[ReportLine]:
    """Those lines whose commitment or milestone the reader may see."""
    lines = lines_of(report)
    seen: dict[str, set[int]] = {}
    for noun, model in (("commitment", Commitment), ("milestone", Milestone)):
        asked = [thing_of(line).pk for line in lines if noun_of(line) == noun]
        seen[noun] = set(model.objects.visible_to(user).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    return [line for line in lines if thing_of(line).pk in seen[noun_of(line)]]


def last_told(report: Report) -> Told:
    """What the body's last report that was sent said, by commitment and milestone."""
    sent = Report.objects.filter(body=report.body_id, due_on__lt=report.due_on).exclude(state__in=WAITING)
    last = sent.order_by("-due_on").first()
    return {(line.commitment_id, line.milestone_id): line for line in last.lines.select_related("report")} if last else {}


def state_label(line: ReportLine) -> str:
    """The state a line tells of, in words."""
    return str(dict(type(thing_of(line)).State.choices).get(line.state, ""))


def is_late(report: Report, today: date) -> bool:
    """The day it was due is over and it was not sent."""
    return report.state in WAITING and report.due_on < today


def badge(report: Report, today: date) -> tuple[Badge, str]:
    """How a report stands, by shape and word."""
    label = str(report.get_state_display())
    if is_late(report, today):
        return Badge.LATE, _("overdue") if report.state == Report.State.DUE else _("%(state)s, overdue") % {"state": label}
    return BADGES[Report.State(report.state)], label


def tiles(rows: list[Any], today: date) -> list[Tile]:
    """How many reports stand how; each leads to them."""
    here = reverse("programme:reporting")
    late = sum(1 for row in rows if is_late(row, today))
    counted = [Tile(late, _("overdue"), f"{here}?state=overdue", late=late > 0)]
    return counted + [Tile(sum(1 for row in rows if row.state == s), str(s.label), f"{here}?state={s.value}") for s in Report.State]
