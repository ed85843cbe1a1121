"""The results framework of a project, as IATI has it: result, indicator, period."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.base.multilingual import MultilingualField
from kopri.site.programme.models.projects import Project
from kopri.site.programme.querysets.results import IndicatorPeriodQuerySet


def value_field(label: Any) -> "models.DecimalField[Any, Any]":
    """A column for a value of an indicator; empty is not known, never zero."""
    return models.DecimalField(label, max_digits=20, decimal_places=4, null=True, blank=True)


class Result(models.Model):
    """What a project is to bring about, by IATI ResultType."""

    class Type(models.TextChoices):
        """IATI ResultType."""

        OUTPUT = "1", _("output")
        OUTCOME = "2", _("outcome")
        IMPACT = "3", _("impact")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="results")
    type = models.CharField(_("kind"), max_length=1, choices=Type.choices)
    title = MultilingualField(_("title"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["project_id", "order", "id"]

    def __str__(self) -> str:
        return str(self.title)


class Indicator(models.Model):
    """What is measured, in which unit, from which baseline."""

    class Measure(models.TextChoices):
        """IATI IndicatorMeasure."""

        UNIT = "1", _("number")
        PERCENTAGE = "2", _("percentage")

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="indicators")
    title = MultilingualField(_("title"))
    measure = models.CharField(_("measure"), max_length=1, choices=Measure.choices, default=Measure.UNIT)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    ascending = models.BooleanField(_("more is better"), default=True)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), null=True, blank=True)
    baseline = value_field(_("baseline"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["result_id", "order", "id"]

    def __str__(self) -> str:
        return str(self.title)


class IndicatorPeriod(models.Model):
    """Target and actual for a time. `split` is the disaggregation, as [{"by": "sex", "of": "women", "target": "20", "actual": "18"}]."""

    class State(models.TextChoices):
        """How far the actual value has come."""

        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="periods")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    target = value_field(_("target"))
    actual = value_field(_("actual"))
    split = models.JSONField(default=list, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)

    objects = IndicatorPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["indicator_id", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "start", "end"], name="one_period_of_an_indicator"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
