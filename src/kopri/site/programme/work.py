"""The programme's work that waits, for a person's home page; what it knows of a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kopri.site.accounts.querysets import today
from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.registry import PersonHandler, WorkSource
from kopri.site.programme.models import Commitment, Report, ScoreComment
from kopri.site.programme.panels import commitments_for
from kopri.site.programme.querysets.ground import organisations_of
from kopri.site.programme.standing import STATES, Standing, standing_of


def commitments_work(user: Any) -> Iterable[tuple[str, int, str]]:
    """Commitments that wait for somebody: of the desk all, of a lead body its own."""
    url, day = reverse("programme:commitments"), today()
    if is_staff_of_record(user):
        rows = commitments_for(user)
        late = sum(1 for row in rows if standing_of(row, day) == Standing.OVERDUE)
        alone = sum(1 for row in rows if row.lead_id is None and row.state in STATES["commitment"].open)
        yield _("commitments are overdue"), late, f"{url}?standing=overdue"
        yield _("commitments have no owner"), alone, f"{url}?standing=no_owner"
        return
    for organisation in organisations_of(user):
        late = Commitment.objects.filter(lead=organisation).overdue(day).count()
        yield _("commitments of your organisation are overdue"), late, f"{url}?standing=overdue&lead={organisation}"


def reports_work(user: Any) -> Iterable[tuple[str, int, str]]:
    """Reports that wait: for the desk those that were sent, for a body those it is asked for."""
    url = reverse("programme:reporting")
    if is_staff_of_record(user):
        sent = Report.objects.filter(state=Report.State.SUBMITTED).count()
        yield _("reports wait to be verified"), sent, f"{url}?state=submitted"
    elif own := organisations_of(user):
        asked = Report.objects.filter(body__in=own, state__in=(Report.State.DUE, Report.State.RETURNED)).count()
        yield _("reports of your organisation are to be written"), asked, url


def export_own(user: Any) -> Mapping[str, Any]:
    """What a person said of scores, and which reports they sent."""
    rows = ScoreComment.objects.filter(by=user).order_by("pk")
    sent = Report.objects.filter(submitted_by=user).order_by("pk").values("reference", "period", "receipt")
    return {"comments_on_scores": [{"text": row.text, "at": row.at.isoformat()} for row in rows], "reports_sent": list(sent)}


def erase_comments(_user: Any) -> None:
    """Comments stay under the emptied account: they are part of how a score came about."""


def hand_over_nothing(_user: Any, _successor: Any, _by: Any) -> int:
    """Nothing of the programme belongs to a person: lead bodies answer, not people."""
    return 0


source = WorkSource(order=20, rows=commitments_work)
reports = WorkSource(order=22, rows=reports_work)
handler = PersonHandler("programme", export_own, erase_comments, hand_over_nothing)
