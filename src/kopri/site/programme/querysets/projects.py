"""Questions about projects and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from kopri.site.programme.querysets.dated import DatedQuerySet
from kopri.site.programme.querysets.ground import organisations_of, sees_the_desk
from kopri.site.programme.standing import STATES, Standing

if TYPE_CHECKING:
    from datetime import date

    from kopri.site.programme.models import Milestone, Project  # noqa: F401


class ProjectQuerySet(DatedQuerySet["Project"]):
    """Questions about projects."""

    owner = "lead"

    def in_country(self, country: str) -> Self:
        """Those that work in a country."""
        return self.filter(countries__country=country).distinct()

    def in_sector(self, *sectors: str) -> Self:
        """Those in one of the sectors."""
        return self.filter(sectors__sector__in=sectors).distinct()

    def for_list(self, today: date) -> Self:
        """What a list of projects shows, in four queries."""
        from kopri.site.programme.models import Milestone

        coming = Milestone.objects.filter(state__in=STATES["milestone"].open, due_basis="agreed", due_until__gte=today).order_by(
            "due_until"
        )
        rows = self.with_standing(today).with_late_milestones(today).select_related("lead")
        return rows.prefetch_related("countries", "sectors", Prefetch("milestones", coming, to_attr="coming"))

    def with_late_milestones(self, today: date) -> Self:
        """Each with `late_milestones`: how many of its open milestones are overdue."""
        from kopri.site.programme.models import Milestone

        late = Milestone.objects.filter(
            project=OuterRef("pk"), state__in=STATES["milestone"].open, due_basis="agreed", due_until__lt=today
        ).order_by()
        counted = late.values("project").annotate(n=Count("pk")).values("n")
        return self.annotate(late_milestones=Coalesce(Subquery(counted, output_field=IntegerField()), 0))

    def by_place(self, today: date) -> list[tuple[str | None, str | None, int, int]]:
        """Country, sector, how many projects, and how many of these are overdue. One in several places counts in each."""
        late = Count("pk", filter=Q(standing=Standing.OVERDUE), distinct=True)
        rows = self.with_standing(today).order_by().values_list("countries__country", "sectors__sector")
        return list(rows.annotate(n=Count("pk", distinct=True), late=late))


class MilestoneQuerySet(DatedQuerySet["Milestone"]):
    """Questions about milestones."""

    def visible_to(self, user: Any) -> Self:
        """Public ones of a public whole; a body sees those of what it leads; the desk sees all."""
        if sees_the_desk(user):
            return self
        wholes = {"project": "", "commitment": "", "line": "__plan"}
        public = Q(visibility="public")
        for name, path in wholes.items():
            public &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}{path}__visibility": "public"})
        own = organisations_of(user)
        led = Q()
        for name in wholes:
            led |= Q(**{f"{name}__lead__in": own})
        return self.filter(public | led) if own else self.filter(public)

    def without_owner(self) -> Self:
        """Open, and what they belong to is led by nobody."""
        led = Q(project__lead__isnull=False) | Q(line__lead__isnull=False) | Q(commitment__lead__isnull=False)
        return self.open().exclude(led)
