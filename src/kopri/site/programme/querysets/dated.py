"""Questions about what has a date: overdue, due soon, stalled, without an owner. The same as `standing.standing_of`, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Case, CharField, Q, Value, When

from kopri.site.programme.querysets.ground import KeptQuerySet
from kopri.site.programme.standing import SOON, STATES, Standing, States, silent_since

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T", bound=models.Model)


class DatedQuerySet(KeptQuerySet[T]):
    """Questions about commitments, milestones and projects."""

    def with_standing(self, today: date) -> Self:
        """Each with `standing`, a value of `Standing`."""
        branches = [
            (Q(state__in=self._states.done), Standing.DONE),
            (Q(state__in=self._states.ended), Standing.ENDED),
            (self._late(today), Standing.OVERDUE),
            (self._soon(today), Standing.DUE_SOON),
            (self._silent(today), Standing.STALLED),
            (~self._agreed(), Standing.UNDATED),
        ]
        whens = [When(condition, then=Value(standing.value)) for condition, standing in branches]
        return self.annotate(standing=Case(*whens, default=Value(Standing.OPEN.value), output_field=CharField()))

    def standing(self, standing: str, today: date) -> Self:
        """Those that stand so."""
        return self.with_standing(today).filter(standing=standing)

    def open(self) -> Self:
        """Neither done nor ended."""
        return self.filter(state__in=self._states.open)

    def overdue(self, today: date) -> Self:
        """Open, and the last day of the agreed date is over."""
        return self.standing(Standing.OVERDUE, today)

    def due_soon(self, today: date) -> Self:
        """Open, and the last day of the agreed date is today or within `SOON`."""
        return self.standing(Standing.DUE_SOON, today)

    def stalled(self, today: date) -> Self:
        """Under way, in time, but not moved for `STALLED`; or suspended."""
        return self.standing(Standing.STALLED, today)

    def without_owner(self) -> Self:
        """Open and led by nobody."""
        return self.open().filter(lead__isnull=True)

    def by_standing(self, today: date) -> dict[str, int]:
        """How many stand how; a standing that none has counts 0."""
        rows = self.with_standing(today).order_by().values_list("standing").annotate(n=models.Count("pk", distinct=True))
        return {standing.value: 0 for standing in Standing} | dict(rows)

    @property
    def _states(self) -> States:
        return STATES[self.model._meta.model_name or ""]  # noqa: SLF001

    def _agreed(self) -> Q:
        """The date was agreed on by the parties."""
        binding = self._states.binding
        if binding:
            return Q(state__in=binding, planned_until__isnull=False)
        return Q(due_basis="agreed", due_until__isnull=False)

    @property
    def _until(self) -> str:
        return "planned_until" if self._states.binding else "due_until"

    def _late(self, today: date) -> Q:
        return self._agreed() & Q(**{f"{self._until}__lt": today})

    def _soon(self, today: date) -> Q:
        return self._agreed() & Q(**{f"{self._until}__gte": today, f"{self._until}__lte": today + SOON})

    def _silent(self, today: date) -> Q:
        return Q(state__in=self._states.paused) | Q(state__in=self._states.moving, moved_at__lt=silent_since(today))
