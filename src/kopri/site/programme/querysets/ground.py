"""Who sees a record of the programme."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from kopri.site.accounts.models import Role
from kopri.site.accounts.rules import has_role

T = TypeVar("T", bound=models.Model)

sees_the_desk = has_role(Role.EDITOR, Role.SECRETARIAT, Role.ADMINISTRATOR, Role.COMMITTEE)


def organisations_of(user: Any) -> list[int]:
    """Ids of the organisations somebody acts for today."""
    if not getattr(user, "is_authenticated", False):
        return []
    held: list[int] = list(user.memberships.held().values_list("organisation_id", flat=True))
    return held


class KeptQuerySet(models.QuerySet[T]):
    """Records with a visibility of their own. `owner` names the column of the organisation that sees its own records before the public."""

    owner: ClassVar[str] = ""

    def visible_to(self, user: Any) -> Self:
        """The secretariat and the committee see all, a body its own, everybody else what is public."""
        if sees_the_desk(user):
            return self
        seen = Q(visibility="public")
        if self.owner and (own := organisations_of(user)):
            seen |= Q(**{f"{self.owner}__in": own})
        return self.filter(seen)


class PartQuerySet(models.QuerySet[T]):
    """Parts of a record: seen by those who see the whole, which `whole` names."""

    whole: ClassVar[str]

    def visible_to(self, user: Any) -> Self:
        """Those of which the whole is seen."""
        if sees_the_desk(user):
            return self
        whole = self.model._meta.get_field(self.whole).related_model  # noqa: SLF001
        return self.filter(**{f"{self.whole}__in": whole._default_manager.visible_to(user)})  # type: ignore[union-attr]  # noqa: SLF001
