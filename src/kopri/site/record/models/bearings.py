"""What a reader must know beside a statement: warnings, and what other documents say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.record.models.documents import Document
from kopri.site.record.models.statements import Statement
from kopri.site.record.querysets import RelationQuerySet, TextWarningQuerySet


class TextWarning(models.Model):
    """Something a reader of a document must know before trusting it."""

    class Severity(models.TextChoices):
        """How much it matters."""

        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="warnings")
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=6, choices=Severity.choices)
    message = models.TextField()
    evidence = models.JSONField(default=list, blank=True)
    quotes = models.JSONField(default=list, blank=True)
    statements = models.ManyToManyField(Statement, related_name="warnings")

    objects = TextWarningQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "id"]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Relation(models.Model):
    """How statements of different documents bear on each other, with the reason in words."""

    class Kind(models.TextChoices):
        """What the statements are to each other."""

        CONTRADICTS = "contradicts", _("contradict each other")
        SUPPORTS = "supports", _("support each other")
        COMPATIBLE = "compatible", _("are compatible")

    kind = models.CharField(max_length=12, choices=Kind.choices, db_index=True)
    series = models.CharField(max_length=200, db_index=True)
    why = models.TextField()
    statements = models.ManyToManyField(Statement, related_name="relations")

    objects = RelationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.why
