"""Questions about adopted texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import BooleanField, Case, Exists, OuterRef, Prefetch, Q, When

from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet, sees_the_desk
from kopri.site.record.models import Rights

if TYPE_CHECKING:
    from kopri.site.programme.models import AdoptedText, Paragraph, ParagraphVersion  # noqa: F401


class AdoptedTextQuerySet(KeptQuerySet["AdoptedText"]):
    """Questions about adopted texts."""


class ParagraphQuerySet(PartQuerySet["Paragraph"]):
    """Questions about paragraphs."""

    whole = "text"

    def with_owner(self) -> Self:
        """Each with `owned`: a decision rests on it, or a commitment that has a lead body."""
        led = Exists(self._led().filter(paragraph=OuterRef("pk")))
        return self.annotate(owned=Case(When(led | Q(decision__isnull=False), then=True), default=False, output_field=BooleanField()))

    def without_owner(self) -> Self:
        """Those that decide or promise, or nobody has judged yet, and are owned by nobody."""
        return self.with_owner().filter(owned=False).exclude(effect="neither")

    def drifting(self) -> Self:
        """Those of which some wording waits to be compared with one that changed."""
        return self.filter(versions__compared=False).distinct()

    def with_words(self, user: Any) -> Self:
        """Each with `shown`: its words in the languages in which the reader may see them."""
        from kopri.site.programme.models import ParagraphVersion

        return self.prefetch_related(Prefetch("versions", ParagraphVersion.objects.visible_to(user), to_attr="shown"))

    def _led(self) -> Any:
        from kopri.site.programme.models import Commitment

        return Commitment.paragraphs.through.objects.filter(commitment__lead__isnull=False)


class ParagraphVersionQuerySet(models.QuerySet["ParagraphVersion"]):
    """Questions about wordings."""

    def visible_to(self, user: Any) -> Self:
        """Those the rights of their document allow: of a document of quotes only, the paragraphs something rests on. The desk sees all."""
        from kopri.site.programme.models import Commitment, TextVersion

        if sees_the_desk(user):
            return self
        taken = TextVersion.objects.filter(text=OuterRef("paragraph__text"), language=OuterRef("language"), document__isnull=False)
        closed = taken.filter(Q(document__rights=Rights.QUOTE) | ~Q(document__visibility="public"))
        rests = Commitment.paragraphs.through.objects.values("paragraph")
        return self.filter(~Exists(closed) | Q(paragraph__in=rests) | Q(paragraph__decision__isnull=False))
