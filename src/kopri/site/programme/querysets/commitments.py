"""Questions about commitments, their evidence and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Cast

from kopri.site.programme.querysets.dated import DatedQuerySet
from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet, organisations_of, sees_the_desk

if TYPE_CHECKING:
    from datetime import date, datetime

    from kopri.site.programme.models import Commitment, CompletionScore, Evidence, MemberScore  # noqa: F401


def naming(column: str, code: str) -> Q:
    """Rows whose list of codes in `column`, cast to text under `<column>_text`, holds the code."""
    return Q(**{f"{column}_text__contains": f'"{code}"'})


class CommitmentQuerySet(DatedQuerySet["Commitment"]):
    """Questions about commitments."""

    owner = "lead"

    def binding(self, *countries: str) -> Self:
        """Those that bind every one of the countries, or are made towards it."""
        rows = self.alias(members_text=Cast("members", models.TextField()), towards_text=Cast("towards", models.TextField()))
        for country in countries:
            rows = rows.filter(naming("members", country) | naming("towards", country))
        return rows

    def in_sector(self, *sectors: str) -> Self:
        """Those in one of the sectors."""
        found = Q()
        for sector in sectors:
            found |= naming("sectors", sector)
        return self.alias(sectors_text=Cast("sectors", models.TextField())).filter(found)

    def matching(self, words: str) -> Self:
        """Those whose title or text holds the words in some language, whatever their case: SQLite by itself knows that of Latin only."""
        rows = self
        for word in words.split():
            found = Q(reference=word)
            for form in {word, word.lower(), word.title(), word.upper()}:
                for column in ("title", "text"):
                    for language, _name in settings.LANGUAGES:
                        found |= Q(**{f"{column}__{language}__icontains": form})
            rows = rows.filter(found)
        return rows

    def scored(self) -> Self:
        """Those with a final score of their completion."""
        from kopri.site.programme.models import CompletionScore

        return self.filter(pk__in=CompletionScore.objects.final().values("commitment"))

    def most_pressing_first(self) -> Self:
        """Open ones before others, by date, those without one last."""
        states = self._states
        over = Case(When(state__in=states.open, then=Value(0)), default=Value(1), output_field=models.IntegerField())
        return self.order_by(over, F("due_until").asc(nulls_last=True), "pk")

    def for_list(self, user: Any, moment: datetime | None = None) -> Self:
        """What a list shows of each: lead, edition, first sentence, and the final scores as they were at `moment`, by default now."""
        from kopri.site.programme.models import MemberScore, Paragraph
        from kopri.site.record.models import Statement

        seen = Statement.objects.visible_to(user).select_related("document__source").defer("document__text", "document__segments")
        rows = self.with_completion(moment).select_related("lead", "edition__body")
        finals = MemberScore.objects.final(moment)
        paragraphs = Paragraph.objects.visible_to(user).select_related("text")
        return rows.prefetch_related(
            Prefetch("statements", seen, to_attr="grounds"),
            Prefetch("paragraphs", paragraphs, to_attr="resting"),
            Prefetch("member_scores", finals, to_attr="final_members"),
        )

    def with_completion(self, moment: datetime | None = None) -> Self:
        """Each with `completion`, `completion_on` and `completion_reason` of its newest final score; empty if it was not scored."""
        from kopri.site.programme.models import CompletionScore

        newest = CompletionScore.objects.final(moment).filter(commitment=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            completion=Subquery(newest.values("value")[:1]),
            completion_on=Subquery(newest.values("on")[:1]),
            completion_reason=Subquery(newest.values("reason")[:1]),
        )

    def overdue_first(self, today: date) -> list[Any]:
        """What is unfinished, for an agenda: overdue first, then by date, then what has none."""
        return list(self.open().with_standing(today).order_by(Case(When(standing="overdue", then=0), default=1), *DATED))


DATED = (F("due_until").asc(nulls_last=True), "pk")


class EvidenceQuerySet(KeptQuerySet["Evidence"]):
    """Questions about evidence."""

    def visible_to(self, user: Any) -> Self:
        """What is public, of what the reader may see."""
        rows = super().visible_to(user)
        if sees_the_desk(user):
            return rows
        for whole in ("commitment", "milestone", "project"):
            related: Any = self.model._meta.get_field(whole).related_model  # noqa: SLF001
            seen = related._default_manager.visible_to(user)  # noqa: SLF001
            rows = rows.filter(Q(**{f"{whole}__isnull": True}) | Q(**{f"{whole}__in": seen}))
        return rows


class ScoreQuerySet(PartQuerySet[Any]):
    """Questions about both scores."""

    whole = "commitment"

    def visible_to(self, user: Any) -> Self:
        """Final ones for all who see the commitment; those open for comment for the lead body too; drafts for the desk."""
        if sees_the_desk(user):
            return self
        own = Q(state="comment", commitment__lead__in=organisations_of(user))
        return super().visible_to(user).filter(Q(state="final") | own)

    def final(self, moment: datetime | None = None) -> Self:
        """Those that are final, newest first; or were at a moment."""
        rows = self.filter(state="final").order_by("-on", "-pk")
        return rows.filter(Q(final_at__lte=moment) | Q(final_at__isnull=True)) if moment else rows


class CompletionScoreQuerySet(ScoreQuerySet):
    """Questions about completion scores."""


class MemberScoreQuerySet(ScoreQuerySet):
    """Questions about member scores."""
