"""Questions about people, organisations and roles."""

from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    from kopri.site.accounts.models import Erasure, Invitation, Membership, Organisation, User  # noqa: F401, RUF100


def today() -> date:
    """The day in the forum's own time zone: a role begins and ends at the same moment for everybody."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


class UserQuerySet(models.QuerySet["User"]):
    """People."""

    def visible_to(self, user: Any) -> Self:
        """Everybody for those who may see people; oneself for others; nobody for visitors."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.all() if user.has_perm("accounts.see_people") else self.filter(pk=user.pk)

    def active(self) -> Self:
        """Those who can sign in."""
        return self.filter(is_active=True)

    def not_erased(self) -> Self:
        """Those who still have a name."""
        return self.filter(erased_at__isnull=True)

    def holding(self, *roles: str, on: date | None = None) -> Self:
        """Active people who hold at least one of the roles on a day, by default today."""
        from kopri.site.accounts.models import Membership

        held = Membership.objects.held(on=on).filter(user=OuterRef("pk"), role__in=roles)
        return self.active().filter(Exists(held))

    def matching(self, words: str) -> Self:
        """Those whose name, address or organisation contains the words, whatever their case: SQLite by itself knows that of Latin only."""
        words = " ".join(words.split())
        if not words:
            return self
        organisation = [f"memberships__organisation__name__{language}" for language, _name in settings.LANGUAGES]
        found = Q()
        for form in {words, words.lower(), words.title(), words.upper()}:
            for field in ("name", "email", *organisation):
                found |= Q(**{f"{field}__icontains": form})
        return self.filter(pk__in=self.model.objects.filter(found).values("pk"))

    def asking_for_erasure(self) -> Self:
        """Those who asked to be erased and still wait for it."""
        return self.filter(erasure_asked_at__isnull=False, erased_at__isnull=True)

    def with_memberships(self) -> Self:
        """With what a list of people shows of their roles, in two queries whatever their number."""
        return self.prefetch_related("memberships__organisation")

    def by_name(self) -> Self:
        """In the order of a list of people."""
        return self.order_by("-is_active", "name", "email")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations: their names are public."""

    def visible_to(self, user: Any) -> Self:  # noqa: ARG002
        """Everybody may know which organisations take part; who works there is another question."""
        return self.all()

    def counted(self, on: date | None = None) -> Self:
        """With `people`: how many hold a role there on a day, by default today."""
        day = on or today()
        held = Q(memberships__start__lte=day, memberships__user__is_active=True) & (
            Q(memberships__end__isnull=True) | Q(memberships__end__gt=day)
        )
        return self.annotate(people=models.Count("memberships__user", filter=held, distinct=True))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Roles in organisations."""

    def visible_to(self, user: Any) -> Self:
        """All for those who may see people; one's own for others; none for visitors."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.all() if user.has_perm("accounts.see_people") else self.filter(user=user)

    def held(self, on: date | None = None) -> Self:
        """Held on a day, by default today."""
        day = on or today()
        return self.filter(start__lte=day).filter(Q(end__isnull=True) | Q(end__gt=day))

    def not_over(self, on: date | None = None) -> Self:
        """Held on a day or to begin later."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=on or today()))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def visible_to(self, user: Any) -> Self:
        """For those who manage people."""
        if getattr(user, "is_authenticated", False) and user.has_perm("accounts.manage_people"):
            return self.all()
        return self.none()

    def open(self) -> Self:
        """Neither accepted nor withdrawn nor expired."""
        return self.filter(accepted_by__isnull=True, withdrawn_at__isnull=True, expires__gt=timezone.now())


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Erasures are read and added to, never changed."""

    def visible_to(self, user: Any) -> Self:
        """For those who erase."""
        if getattr(user, "is_authenticated", False) and user.has_perm("accounts.erase_person"):
            return self.all()
        return self.none()

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused: the list of erasures is append-only."""
        raise TypeError("the list of erasures is append-only: an entry is never changed")

    def delete(self) -> NoReturn:
        """Refused: the list of erasures is append-only."""
        raise TypeError("the list of erasures is append-only: an entry is never deleted")
