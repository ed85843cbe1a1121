"""Cooperation projects (IATI activities) with partners, places and milestones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import MultilingualField
from kopri.site.programme.models.commitments import Commitment
from kopri.site.programme.models.ground import Due, Kept
from kopri.site.programme.models.plans import PlanLine
from kopri.site.programme.querysets.projects import MilestoneQuerySet, ProjectQuerySet
from kopri.site.record.models import Statement


class Project(Kept):
    """A cooperation project. `iati_identifier` is empty until it is published."""

    class State(models.TextChoices):
        """The life of a project; IATI's ActivityStatus in `engine.py`."""

        IDEA = "idea", _("idea")
        SCREENED = "screened", _("screened")
        ENDORSED = "endorsed", _("endorsed")
        APPRAISED = "appraised", _("appraised")
        AGREED = "agreed", _("agreed")
        IMPLEMENTING = "implementing", _("implementing")
        FINALISING = "finalising", _("finalising")
        CLOSED = "closed", _("closed")
        SUSPENDED = "suspended", _("suspended")
        CANCELLED = "cancelled", _("cancelled")

    class Kind(models.TextChoices):
        """What sort of project."""

        INVESTMENT = "investment", _("investment")
        TECHNICAL = "technical", _("technical cooperation")
        TRAINING = "training", _("training")
        EXCHANGE = "exchange", _("exchange")
        RESEARCH = "research", _("research")
        POLICY = "policy", _("policy dialogue")

    class Risk(models.TextChoices):
        """How likely it is to miss its goals, as its lead body sees it."""

        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    iati_identifier = models.CharField(_("IATI identifier"), max_length=120, blank=True)
    title = MultilingualField(_("title"))
    description = MultilingualField(_("description"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.TECHNICAL)
    state = models.CharField(_("state"), max_length=14, choices=State.choices, default=State.IDEA, db_index=True)
    state_reason = models.CharField(_("why"), max_length=500, blank=True, help_text="Why it has the state it has, where one must be given.")
    paused_from = models.CharField(max_length=14, blank=True, editable=False, help_text="The state it had when it was suspended.")
    lead = models.ForeignKey(
        Organisation, verbose_name=_("lead body"), null=True, blank=True, on_delete=models.PROTECT, related_name="projects_led"
    )
    planned_start = models.CharField(_("planned start"), max_length=20, blank=True)
    planned_end = models.CharField(_("planned end"), max_length=20, blank=True)
    planned_from = models.DateField(null=True, blank=True, editable=False)
    planned_until = models.DateField(null=True, blank=True, editable=False, db_index=True)
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_end = models.DateField(_("actual end"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    risk = models.CharField(_("risk"), max_length=6, choices=Risk.choices, blank=True)
    risk_note = models.TextField(_("what the risk is"), blank=True)
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="projects")
    plan_lines = models.ManyToManyField(PlanLine, blank=True, related_name="projects")
    made_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True, help_text="When it last changed its state or was reported on.")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["iati_identifier"], condition=~models.Q(iati_identifier=""), name="one_project_of_an_identifier"
            ),
            models.CheckConstraint(
                condition=models.Q(actual_end__isnull=True)
                | models.Q(actual_start__isnull=True)
                | models.Q(actual_end__gte=models.F("actual_start")),
                name="project_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class ProjectCountry(models.Model):
    """A country a project works in, and its share in percent."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="countries")
    country = models.CharField(max_length=3)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["project_id", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "country"], name="each_project_country_once")]
        verbose_name_plural = "project countries"

    def __str__(self) -> str:
        return self.country


class ProjectSector(models.Model):
    """A sector of a project with its DAC purpose code, and its share in percent."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sectors")
    sector = models.CharField(max_length=40, db_index=True)
    code = models.CharField(_("DAC purpose code"), max_length=5, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["project_id", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "sector", "code"], name="each_project_sector_once")]

    def __str__(self) -> str:
        return self.sector


class ProjectPartner(models.Model):
    """An organisation in a project, in one of IATI's roles."""

    class Role(models.IntegerChoices):
        """IATI OrganisationRole."""

        FUNDING = 1, _("funding")
        ACCOUNTABLE = 2, _("accountable")
        EXTENDING = 3, _("extending")
        IMPLEMENTING = 4, _("implementing")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="partnerships")
    name = MultilingualField(_("name"))
    identifier = models.CharField(_("identifier"), max_length=120, blank=True)
    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices)

    class Meta:
        ordering = ["project_id", "role", "id"]

    def __str__(self) -> str:
        return str(self.name) or str(self.organisation)


class ProjectPlace(models.Model):
    """Where a project works or trains; a point if it is known."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="places")
    name = MultilingualField(_("name"))
    country = models.CharField(_("country"), max_length=3, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        ordering = ["project_id", "id"]

    def __str__(self) -> str:
        return str(self.name)


class Course(models.Model):
    """A session of a training or exchange: where, when, how many seats, how many came."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="courses")
    place = models.ForeignKey(ProjectPlace, null=True, blank=True, on_delete=models.SET_NULL, related_name="courses")
    title = MultilingualField(_("title"))
    start = models.CharField(_("from"), max_length=20)
    end = models.CharField(_("until"), max_length=20, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    attended = models.PositiveIntegerField(_("attended"), null=True, blank=True)

    class Meta:
        ordering = ["project_id", "start", "id"]

    def __str__(self) -> str:
        return str(self.title)


class Milestone(Kept, Due):
    """A dated step of a project, a plan line or a commitment. Overdue, due soon and stalled are computed, never stored.

    `statement` is the row of a table it was read from.
    """

    class State(models.TextChoices):
        """How far a step has come."""

        PLANNED = "planned", _("planned")
        STARTED = "started", _("started")
        DONE = "done", _("done")
        MISSED = "missed", _("missed")
        DROPPED = "dropped", _("dropped")

    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.CASCADE, related_name="milestones")
    line = models.ForeignKey(PlanLine, null=True, blank=True, on_delete=models.CASCADE, related_name="milestones")
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.CASCADE, related_name="milestones")
    title = MultilingualField(_("title"))
    order = models.PositiveIntegerField(default=0)
    start = models.CharField(_("begins"), max_length=20, blank=True)
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.SET_NULL, related_name="milestones")
    actual = models.CharField(_("done on"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PLANNED, db_index=True)
    state_reason = models.CharField(_("why"), max_length=500, blank=True, help_text="Why it has the state it has, where one must be given.")
    moved_at = models.DateTimeField(auto_now_add=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_until", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(project__isnull=False) | models.Q(line__isnull=False) | models.Q(commitment__isnull=False),
                name="milestone_belongs_to_something",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class Slip(models.Model):
    """A milestone's or commitment's date was moved: from, to, why, and whether the parties made it the new baseline."""

    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="slips")
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.CASCADE, related_name="slips")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    rebaselined = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(milestone__isnull=False) ^ models.Q(commitment__isnull=False), name="slip_of_one_thing"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="slip_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
