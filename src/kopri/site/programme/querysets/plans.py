"""Questions about plans and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet

if TYPE_CHECKING:
    from kopri.site.programme.models import Plan, PlanLine  # noqa: F401


class PlanQuerySet(KeptQuerySet["Plan"]):
    """Questions about plans."""


class PlanLineQuerySet(PartQuerySet["PlanLine"]):
    """Questions about plan lines."""

    whole = "plan"
