"""Questions about reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from kopri.site.programme.querysets.ground import KeptQuerySet, sees_the_desk

if TYPE_CHECKING:
    from kopri.site.programme.models import Report, ReportLink  # noqa: F401


class ReportQuerySet(KeptQuerySet["Report"]):
    """Questions about reports."""

    owner = "body"


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    """Questions about links to reports."""

    def visible_to(self, user: Any) -> ReportLinkQuerySet:
        """The desk sees them; nobody sees a token."""
        return self if sees_the_desk(user) else self.none()

    def open(self) -> ReportLinkQuerySet:
        """Those that still open their report."""
        return self.filter(revoked_at=None, expires__gt=timezone.now())
