"""Statements, the countries they speak of, and what people decided about them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.record.models.documents import Document
from kopri.site.record.models.references import new_reference
from kopri.site.record.querysets import StatementQuerySet


class Credibility(models.IntegerChoices):
    """How credible a statement is: the second half of the Admiralty code."""

    CONFIRMED = 1, _("1: confirmed by other sources")
    PROBABLE = 2, _("2: probably true")
    POSSIBLE = 3, _("3: possibly true")
    DOUBTFUL = 4, _("4: doubtful")
    IMPROBABLE = 5, _("5: improbable")
    NOT_JUDGED = 6, _("6: cannot be judged")


class State(models.TextChoices):
    """What a person decided about a statement. `withdrawn`: a newer reading no longer finds it and nobody had decided."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


CONFIRMED = (State.ACCEPTED, State.CORRECTED)


OPEN_STATES = (State.PROPOSED, State.ACCEPTED, State.CORRECTED)


class StatementKind(models.TextChoices):
    """The types of statement."""

    FIGURE = "figure", _("figure")
    EVENT = "event", _("event")
    COMMITMENT = "commitment", _("commitment")
    AGREEMENT = "agreement", _("agreement")
    POST = "post", _("post")
    ORGANISATION = "organisation", _("organisation")
    INITIATIVE = "initiative", _("initiative")


class Statement(models.Model):
    """One fact with the passages it stands in.

    `payload` is what the machine read, `correction` what a person put in its place; the columns below `fact` repeat the
    one that holds, so that questions can be asked of them.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="statements")
    engine_id = models.CharField(max_length=16)
    type = models.CharField(max_length=12, choices=StatementKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    evidence = models.JSONField(default=list, help_text="[start, end] of each passage.")
    quote = models.TextField(help_text="The passages, as they stand.")

    payload = models.JSONField()
    correction = models.JSONField(null=True, blank=True)
    valid = models.JSONField(default=dict, blank=True)
    mood = models.CharField(max_length=12, default="reported")
    speaker = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=120)
    confidence = models.FloatField(default=0.5)
    key = models.CharField(max_length=300, blank=True, db_index=True)

    summary = models.CharField(max_length=400)
    measure = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=32, decimal_places=8, null=True, blank=True)
    qualifier = models.CharField(max_length=10, blank=True)
    stage = models.CharField(max_length=12, blank=True)
    series = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="Slug of what a figure is a value of: measure, unit, parties, subject."
    )
    sector = models.CharField(max_length=40, blank=True, db_index=True)
    period = models.CharField(max_length=40, blank=True, help_text="ISO, cut to its precision; start/end where they differ.")
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    credibility = models.PositiveSmallIntegerField(_("credibility"), choices=Credibility.choices, null=True, blank=True, db_index=True)
    credibility_reasons = models.JSONField(default=list, blank=True, help_text="[code, what, count] of each, in order.")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "start", "id"]
        indexes = [
            models.Index(fields=["document", "start"]),
            models.Index(fields=["document", "state"]),
            models.Index(fields=["type", "state"]),
            models.Index(fields=["measure", "unit", "period_from"]),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def fact(self) -> dict[str, Any]:
        """The payload that holds: a person's correction before the machine's reading."""
        fact: dict[str, Any] = self.correction if self.correction is not None else self.payload
        return fact

    @property
    def is_confirmed(self) -> bool:
        """Whether a person stands behind it."""
        return self.state in CONFIRMED


class StatementParty(models.Model):
    """A country a statement speaks of."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="parties")
    country = models.CharField(max_length=3)
    role = models.CharField(max_length=4, default="of")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "country", "role"], name="each_party_once")]
        indexes = [models.Index(fields=["country", "statement"])]
        verbose_name_plural = "statement parties"

    def __str__(self) -> str:
        return f"{self.role} {self.country}"


class Review(models.Model):
    """A person's verdict on a statement: what it was before and after, so that it can be undone."""

    class Verdict(models.TextChoices):
        """What a person can say of a statement."""

        ACCEPT = "accept", _("accepted")
        CORRECT = "correct", _("corrected")
        REJECT = "reject", _("rejected")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.at:%Y-%m-%d %H:%M}"
