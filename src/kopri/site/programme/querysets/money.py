"""Questions about money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from kopri.site.programme.querysets.ground import PartQuerySet

if TYPE_CHECKING:
    from datetime import date

    from kopri.site.programme.models import Budget, Rate, Transaction  # noqa: F401


class TransactionQuerySet(PartQuerySet["Transaction"]):
    """Questions about transactions."""

    whole = "project"


class BudgetQuerySet(PartQuerySet["Budget"]):
    """Questions about budgets."""

    whole = "project"


class RateQuerySet(models.QuerySet["Rate"]):
    """Questions about rates: everybody may see them."""

    def visible_to(self, user: Any) -> RateQuerySet:  # noqa: ARG002
        """All of them."""
        return self

    def for_day(self, currency: str, day: date) -> Rate | None:
        """The newest rate of a currency on or before a day."""
        return self.filter(currency=currency, on__lte=day).order_by("-on").first()
