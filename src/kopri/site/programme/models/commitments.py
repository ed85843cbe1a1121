"""Commitments: promises with their owners, their grounds and their scores."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import MultilingualField
from kopri.site.programme.models.bodies import Edition
from kopri.site.programme.models.ground import Due, Kept
from kopri.site.programme.models.texts import Paragraph
from kopri.site.programme.querysets.commitments import CommitmentQuerySet, CompletionScoreQuerySet, EvidenceQuerySet, MemberScoreQuerySet
from kopri.site.record.models import Statement


class Commitment(Kept, Due):
    """A promise followed to its end. It rests on paragraphs or statements, so that its sentence is a click away."""

    class State(models.TextChoices):
        """How far a commitment has come."""

        IDENTIFIED = "identified", _("identified")
        ACCEPTED = "accepted", _("accepted")
        IN_PROGRESS = "in_progress", _("in progress")
        FULFILLED = "fulfilled", _("fulfilled")
        PARTLY_FULFILLED = "partly_fulfilled", _("partly fulfilled")
        LAPSED = "lapsed", _("lapsed")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Strength(models.TextChoices):
        """How it was promised; a recommendation is none."""

        PLANNED = "planned", _("planned")
        PLEDGED = "pledged", _("pledged")
        AGREED = "agreed", _("agreed")

    title = MultilingualField(_("title"))
    text = MultilingualField(_("what was promised"))
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments")
    members = models.JSONField(_("member countries bound"), default=list, blank=True)
    towards = models.JSONField(_("towards"), default=list, blank=True)
    lead = models.ForeignKey(
        Organisation, verbose_name=_("lead body"), null=True, blank=True, on_delete=models.PROTECT, related_name="commitments_led"
    )
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    strength = models.CharField(_("strength"), max_length=10, choices=Strength.choices, default=Strength.AGREED)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    paragraphs = models.ManyToManyField(Paragraph, blank=True, related_name="commitments")
    statements = models.ManyToManyField(Statement, blank=True, related_name="commitments")
    state = models.CharField(_("state"), max_length=18, choices=State.choices, default=State.IDENTIFIED, db_index=True)
    reason = models.CharField(_("why it stands as it does"), max_length=500, blank=True)
    guideline = MultilingualField(_("guideline for scoring members"))
    made_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(
        auto_now_add=True, help_text="When it last changed its state or was reported on: by this, stalled is told."
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_until", "id"]

    def __str__(self) -> str:
        return str(self.title)


class Evidence(Kept):
    """Something that shows how far a commitment or milestone has come: an address, a statement, or a file with its hash."""

    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_for")
    file = models.FileField(upload_to="evidence/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    date = models.CharField(_("date"), max_length=20, blank=True)
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    milestone = models.ForeignKey("programme.Milestone", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    project = models.ForeignKey("programme.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    report = models.ForeignKey("programme.Report", null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(url="") | models.Q(statement__isnull=False) | ~models.Q(file=""), name="evidence_is_somewhere"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ScoreState(models.TextChoices):
    """How far a score has come."""

    DRAFT = "draft", _("draft")
    COMMENT = "comment", _("open for comment")
    FINAL = "final", _("final")


class CompletionScore(models.Model):
    """How far a commitment was completed, on the scale of the OGP's Independent Reporting Mechanism. The newest final one holds."""

    class Completion(models.TextChoices):
        """OGP completion."""

        NO_EVIDENCE = "no_evidence", _("no evidence available")
        NOT_STARTED = "not_started", _("not started")
        LIMITED = "limited", _("limited")
        SUBSTANTIAL = "substantial", _("substantial")
        COMPLETE = "complete", _("complete")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="completion_scores")
    value = models.CharField(_("completion"), max_length=12, choices=Completion.choices)
    reason = models.TextField(_("why"))
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="completion_scores")
    on = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=8, choices=ScoreState.choices, default=ScoreState.DRAFT)
    final_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CompletionScoreQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return str(self.get_value_display())


class MemberScore(models.Model):
    """What one member bound did: −1, 0 or +1, as the G7/G20 Research Group scores, by the commitment's guideline."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="member_scores")
    country = models.CharField(max_length=3)
    value = models.SmallIntegerField(_("score"))
    reason = models.TextField(_("why"))
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="member_scores")
    on = models.DateField(_("as of"))
    state = models.CharField(_("state"), max_length=8, choices=ScoreState.choices, default=ScoreState.DRAFT)
    final_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MemberScoreQuerySet.as_manager()

    class Meta:
        ordering = ["country", "-on", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(value__in=(-1, 0, 1)), name="member_score_is_minus_one_to_one")]

    def __str__(self) -> str:
        return f"{self.country} {self.value:+d}"


class ScoreComment(models.Model):
    """What somebody concerned says of a score while it is open for comment."""

    completion_score = models.ForeignKey(CompletionScore, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    member_score = models.ForeignKey(MemberScore, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    answer = models.TextField(_("answer"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(completion_score__isnull=False) ^ models.Q(member_score__isnull=False), name="comment_is_on_one_score"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
