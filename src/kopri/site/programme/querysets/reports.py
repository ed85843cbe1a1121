"""Questions about reports."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone

from kopri.site.programme.querysets.ground import KeptQuerySet, sees_the_desk

if TYPE_CHECKING:
    from datetime import date

    from kopri.site.programme.models import Commitment, Milestone, Reminder, Report, ReportLink  # noqa: F401


class ReportQuerySet(KeptQuerySet["Report"]):
    """Questions about reports."""

    owner = "body"

    def pressing_first(self, today: date) -> Self:
        """Those that are late before others, then what waits for the desk, then by date."""
        late = models.Q(state__in=("due", "returned"), due_on__lt=today)
        order = models.Case(
            models.When(late, then=0),
            models.When(state="submitted", then=1),
            models.When(state__in=("due", "returned"), then=2),
            models.When(state="verified", then=3),
            default=4,
        )
        return self.order_by(order, "due_on", "pk")


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    """Questions about links to reports."""

    def visible_to(self, user: Any) -> ReportLinkQuerySet:
        """The desk sees them; nobody sees a token."""
        return self if sees_the_desk(user) else self.none()

    def open(self) -> ReportLinkQuerySet:
        """Those that still open their report."""
        return self.filter(revoked_at=None, expires__gt=timezone.now())


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Questions about reminders."""

    def visible_to(self, user: Any) -> Self:
        """The desk sees them."""
        return self if sees_the_desk(user) else self.none()


def led_things() -> dict[int, list[Commitment | Milestone]]:
    """Open commitments and milestones by the body that leads them."""
    from kopri.site.programme.models import Commitment, Milestone
    from kopri.site.programme.rules import lead_of

    found: dict[int, list[Commitment | Milestone]] = defaultdict(list)
    wholes = ("project", "line", "commitment")
    for thing in (*Commitment.objects.open(), *Milestone.objects.open().select_related(*wholes)):
        lead = lead_of(thing)
        if lead is not None:
            found[lead].append(thing)
    return dict(found)
