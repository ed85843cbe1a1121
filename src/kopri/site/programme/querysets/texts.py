"""Questions about adopted texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet, sees_the_desk
from kopri.site.record.models import Rights

if TYPE_CHECKING:
    from kopri.site.programme.models import AdoptedText, Paragraph, ParagraphVersion  # noqa: F401


class AdoptedTextQuerySet(KeptQuerySet["AdoptedText"]):
    """Questions about adopted texts."""


class ParagraphQuerySet(PartQuerySet["Paragraph"]):
    """Questions about paragraphs."""

    whole = "text"

    def owned(self) -> Self:
        """Those on which a decision or a commitment with a lead body rests."""
        return self.filter(Q(pk__in=self._led()) | Q(decision__isnull=False))

    def binding(self) -> Self:
        """Those that may ask for an owner: all but the ones that neither decide nor promise."""
        return self.exclude(effect="neither")

    def without_owner(self) -> Self:
        """Those that decide or promise, or nobody has judged yet, and have neither decision nor a commitment with a lead body."""
        return self.binding().exclude(Q(pk__in=self._led()) | Q(decision__isnull=False))

    def with_words(self, user: Any) -> Self:
        """Each with `shown`: its words in the languages in which the reader may see them."""
        from kopri.site.programme.models import ParagraphVersion

        return self.prefetch_related(Prefetch("versions", ParagraphVersion.objects.visible_to(user), to_attr="shown"))

    def _led(self) -> Any:
        from kopri.site.programme.models import Commitment

        return Commitment.paragraphs.through.objects.filter(commitment__lead__isnull=False).values("paragraph")


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
