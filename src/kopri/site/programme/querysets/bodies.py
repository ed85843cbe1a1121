"""Questions about organs and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet

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
