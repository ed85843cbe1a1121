"""Action plans: versions with their lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import MultilingualField
from kopri.site.programme.models.bodies import Body
from kopri.site.programme.models.commitments import Commitment
from kopri.site.programme.models.ground import Due, Kept
from kopri.site.programme.querysets.plans import PlanLineQuerySet, PlanQuerySet


class Plan(Kept):
    """An action plan in one version. Amending makes a new version; the first adopted one is the baseline."""

    class State(models.TextChoices):
        """How far a plan has come."""

        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        AMENDED = "amended", _("amended")
        CLOSED = "closed", _("closed")

    slug = models.SlugField()
    version = models.PositiveIntegerField(default=1)
    baseline = models.BooleanField(default=False)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    name = MultilingualField(_("name"))
    start = models.CharField(_("from"), max_length=20)
    end = models.CharField(_("until"), max_length=20)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["slug", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_plan_of_a_version"),
            models.UniqueConstraint(fields=["slug"], condition=models.Q(baseline=True), name="one_baseline_for_each_plan"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class PlanLine(Due):
    """A line of a plan: what is to be done, by whom, until when. `number` is kept over versions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    number = models.CharField(_("number"), max_length=20)
    order = models.PositiveIntegerField(default=0)
    title = MultilingualField(_("title"))
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    lead = models.ForeignKey(
        Organisation, verbose_name=_("lead body"), null=True, blank=True, on_delete=models.PROTECT, related_name="plan_lines"
    )
    outcome = MultilingualField(_("expected outcome"))
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="plan_lines")

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_line_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
