"""Questions about organs and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet, sees_the_desk

if TYPE_CHECKING:
    from kopri.site.programme.models import AgendaItem, Body, Contact, Decision, Delegation, Edition, Paper, Session  # noqa: F401


class BodyQuerySet(KeptQuerySet["Body"]):
    """Questions about bodies."""


class EditionQuerySet(KeptQuerySet["Edition"]):
    """Questions about editions."""


class SessionQuerySet(KeptQuerySet["Session"]):
    """Questions about sessions."""


class AgendaItemQuerySet(PartQuerySet["AgendaItem"]):
    """Questions about agenda items."""

    whole = "edition"

    def visible_to(self, user: Any) -> Self:
        """The desk sees what is proposed and dropped too; others what is on the agenda, unless the commitment it comes from is hidden."""
        from kopri.site.programme.models import Commitment

        if sees_the_desk(user):
            return self
        shown = Q(carried__isnull=True) | Q(carried__in=Commitment.objects.visible_to(user))
        return super().visible_to(user).filter(shown, state="adopted")


class PaperQuerySet(PartQuerySet["Paper"]):
    """Questions about papers."""

    whole = "edition"


class DelegationQuerySet(PartQuerySet["Delegation"]):
    """Questions about delegations."""

    whole = "edition"


class DecisionQuerySet(KeptQuerySet["Decision"]):
    """Questions about decisions."""


class ContactQuerySet(KeptQuerySet["Contact"]):
    """Questions about contacts."""

    def among(self, *countries: str) -> Self:
        """Those in which every one of the countries took part."""
        rows = self.alias(countries_text=Cast("countries", models.TextField()))
        for country in countries:
            rows = rows.filter(countries_text__contains=f'"{country}"')
        return rows
