"""The questions the product asks of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from kopri.site.accounts.rules import is_staff_of_record

if TYPE_CHECKING:
    from datetime import date

    from kopri.site.record.models import Document, ErrorReport, Note, Person, Relation, Source, Statement, TextWarning  # noqa: F401


def count_for(rows: models.QuerySet[Any]) -> Coalesce:
    """How many of `rows` belong to each document: one subquery, so that counts of several things do not multiply."""
    counted = rows.order_by().filter(document=OuterRef("pk")).values("document").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about publishers."""

    def visible_to(self, user: Any) -> SourceQuerySet:
        """The public sees sources that have a public document."""
        from kopri.site.record.models import Document

        return self if is_staff_of_record(user) else self.filter(pk__in=Document.objects.filter(visibility="public").values("source"))

    def with_counts(self, user: Any) -> SourceQuerySet:
        """Adds `document_count` and `statement_count`, of what the user may see."""
        from kopri.site.record.models import Document, Statement

        documents = Document.objects.visible_to(user).order_by().filter(source=OuterRef("pk")).values("source")
        statements = Statement.objects.visible_to(user).live().order_by().filter(document__source=OuterRef("pk")).values("document__source")
        return self.annotate(
            document_count=Coalesce(Subquery(documents.annotate(n=Count("pk")).values("n")), Value(0)),
            statement_count=Coalesce(Subquery(statements.annotate(n=Count("pk")).values("n")), Value(0)),
        )


class DocumentQuerySet(models.QuerySet["Document"]):
    """Questions about documents."""

    def visible_to(self, user: Any) -> DocumentQuerySet:
        """The desk sees all, everybody else the public ones."""
        return self if is_staff_of_record(user) else self.filter(visibility="public")

    def unread(self) -> DocumentQuerySet:
        """Those that wait to be read or are being read."""
        return self.filter(state__in=["queued", "reading"])

    def with_counts(self) -> DocumentQuerySet:
        """Adds `statement_count` (not rejected or withdrawn), `open_count` (to review) and `high_count` (high warnings)."""
        from kopri.site.record.models import Statement, TextWarning

        return self.annotate(
            statement_count=count_for(Statement.objects.live()),
            open_count=count_for(Statement.objects.proposed()),
            high_count=count_for(TextWarning.objects.filter(severity="high")),
        )

    def to_review(self) -> DocumentQuerySet:
        """Those with statements nobody has decided on, oldest reading first."""
        from kopri.site.record.models import Statement

        return self.filter(Exists(Statement.objects.proposed().filter(document=OuterRef("pk")))).order_by("read_at", "id")

    def decided(self) -> DocumentQuerySet:
        """Those with a statement somebody decided on, in the order they were added."""
        from kopri.site.record.models import Statement

        return self.filter(Exists(Statement.objects.decided().filter(document=OuterRef("pk")))).order_by("pk")

    def with_verdicts(self) -> DocumentQuerySet:
        """Fetches along, as `decided_statements`, all statements that can be decided on, each with its `standing_reviews`, newest first."""
        from kopri.site.record.models import Review, Statement

        reviews = Prefetch("reviews", Review.objects.filter(undone_at=None).order_by("-id"), to_attr="standing_reviews")
        statements = Statement.objects.exclude(state="withdrawn").order_by("start", "id").prefetch_related(reviews)
        return self.prefetch_related(Prefetch("statements", statements, to_attr="decided_statements"))

    def waiting_counts(self, user: Any) -> dict[str, int]:
        """How many documents wait for a decision: `mine`, `nobodys`, `all`."""
        return self.to_review().aggregate(
            mine=Count("pk", filter=Q(assigned_to=user)), nobodys=Count("pk", filter=Q(assigned_to=None)), all=Count("pk")
        )


class StatementQuerySet(models.QuerySet["Statement"]):
    """Questions about statements."""

    def visible_to(self, user: Any) -> StatementQuerySet:
        """The desk sees all; everybody else what stands in public documents and was neither rejected nor withdrawn."""
        return self if is_staff_of_record(user) else self.filter(document__visibility="public").live()

    def live(self) -> StatementQuerySet:
        """Proposed, accepted or corrected."""
        return self.exclude(state__in=["rejected", "withdrawn"])

    def confirmed(self) -> StatementQuerySet:
        """A person stands behind them."""
        return self.filter(state__in=["accepted", "corrected"])

    def proposed(self) -> StatementQuerySet:
        """Nobody has decided on them."""
        return self.filter(state="proposed")

    def decided(self) -> StatementQuerySet:
        """Somebody accepted, corrected or rejected them."""
        return self.filter(state__in=["accepted", "corrected", "rejected"])

    def decision_counts(self) -> list[tuple[str, str, str, int]]:
        """How many there are of each (type, language of the document, state), withdrawn ones left out."""
        counted = self.exclude(state="withdrawn").order_by().values("type", "document__language", "state").annotate(n=Count("pk"))
        return [(row["type"], row["document__language"], row["state"], row["n"]) for row in counted]

    def of_type(self, kind: str) -> StatementQuerySet:
        """One type: figure, event, commitment …"""
        return self.filter(type=kind)

    def about(self, *countries: str) -> StatementQuerySet:
        """Those that name every one of the countries."""
        from kopri.site.record.models import StatementParty

        found = self
        for country in countries:
            found = found.filter(pk__in=StatementParty.objects.filter(country=country).values("statement"))
        return found

    def in_period(self, start: date, end: date) -> StatementQuerySet:
        """Those that speak of a time within or across the interval."""
        return self.filter(period_from__lte=end, period_until__gte=start)

    def with_source(self) -> StatementQuerySet:
        """Fetches document, source and parties along, as lists show them."""
        return self.select_related("document", "document__source").prefetch_related("parties")

    def on_desk(self) -> StatementQuerySet:
        """All that can be decided on, in the order of the text; adds `reported`: an error report on it waits for an answer."""
        from kopri.site.record.models import ErrorReport

        reported = Exists(ErrorReport.objects.unanswered().filter(statement=OuterRef("pk")))
        return self.exclude(state="withdrawn").annotate(reported=reported).order_by("start", "id")

    def bare(self) -> StatementQuerySet:
        """Only what a place in the text needs: a document may have thousands."""
        return self.only("reference", "type", "state", "start", "end", "evidence", "document_id")

    def related_to(self, statement: Statement) -> StatementQuerySet:
        """Those that bear on a statement, with `relation_kind` and `relation_why`; document and source along."""
        return (
            self.filter(relations__statements=statement)
            .exclude(pk=statement.pk)
            .exclude(document=statement.document_id)
            .annotate(relation_kind=F("relations__kind"), relation_why=F("relations__why"))
            .select_related("document", "document__source")
            .order_by("document__published_from", "pk")
        )


class TextWarningQuerySet(models.QuerySet["TextWarning"]):
    """Questions about warnings."""

    def visible_to(self, user: Any) -> TextWarningQuerySet:
        """Those on documents the user may see."""
        return self if is_staff_of_record(user) else self.filter(document__visibility="public")

    def with_statements(self, user: Any) -> TextWarningQuerySet:
        """Fetches document and source along, and as `seen_statements` the statements the user may see."""
        from kopri.site.record.models import Statement

        seen = Prefetch("statements", Statement.objects.visible_to(user).prefetch_related("parties"), to_attr="seen_statements")
        return self.select_related("document", "document__source").prefetch_related(seen)


class RelationQuerySet(models.QuerySet["Relation"]):
    """Questions about how statements bear on each other."""

    def visible_to(self, user: Any) -> RelationQuerySet:
        """Those in which no statement is hidden from the user, rejected or withdrawn."""
        hidden = Q(statements__state__in=["rejected", "withdrawn"])
        if not is_staff_of_record(user):
            hidden |= ~Q(statements__document__visibility="public")
        return self.exclude(pk__in=self.model.objects.filter(hidden).values("pk"))

    def with_statements(self) -> RelationQuerySet:
        """Fetches the statements along, with document, source and parties."""
        from kopri.site.record.models import Statement

        return self.prefetch_related(Prefetch("statements", Statement.objects.with_source().order_by("document__published_from", "pk")))

    def contradictions(self) -> RelationQuerySet:
        """Same key, different value, and nothing that explains it."""
        return self.filter(kind="contradicts")


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people."""

    def visible_to(self, user: Any) -> PersonQuerySet:
        """The public sees people whose post rests on a table or on a statement it may see."""
        if is_staff_of_record(user):
            return self
        stated = Q(posts__statement__document__visibility="public", posts__statement__state__in=["proposed", "accepted", "corrected"])
        return self.filter(~Q(posts__source="") | stated).distinct()

    def with_posts(self, user: Any) -> PersonQuerySet:
        """Fetches along, as `seen_posts`, the posts that rest on a table or on a statement the user may see."""
        from kopri.site.record.models import PostHeld, Statement

        resting = Q(statement__isnull=True) | Q(statement__in=Statement.objects.visible_to(user).of_type("post").live())
        seen = PostHeld.objects.filter(resting).select_related("statement__document__source")
        return self.prefetch_related(Prefetch("posts", seen, to_attr="seen_posts"))


class NoteQuerySet(models.QuerySet["Note"]):
    """Questions about notes."""

    def visible_to(self, user: Any) -> NoteQuerySet:
        """Notes are the desk's own."""
        return self if is_staff_of_record(user) else self.none()


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    """Questions about error reports."""

    def visible_to(self, user: Any) -> ErrorReportQuerySet:
        """The desk sees reports; others follow their own by its address."""
        return self if is_staff_of_record(user) else self.none()

    def unanswered(self) -> ErrorReportQuerySet:
        """Those that wait for the desk."""
        return self.filter(state="open")
