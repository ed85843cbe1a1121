"""Questions about results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from kopri.site.programme.models import IndicatorPeriod  # noqa: F401


class IndicatorPeriodQuerySet(models.QuerySet["IndicatorPeriod"]):
    """Questions about indicator periods."""

    def visible_to(self, user: Any) -> IndicatorPeriodQuerySet:
        """Those of projects the user sees."""
        from kopri.site.programme.models import Project

        return self.filter(indicator__result__project__in=Project.objects.visible_to(user))
