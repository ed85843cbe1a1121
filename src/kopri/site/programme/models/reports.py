"""Reports of lead bodies on a period, and the links by which bodies without an account write them, and the reminders sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.programme.models.commitments import Commitment
from kopri.site.programme.models.ground import Kept, Visibility
from kopri.site.programme.models.projects import Milestone
from kopri.site.programme.querysets.reports import ReminderQuerySet, ReportLinkQuerySet, ReportQuerySet


class Report(Kept):
    """What one body says of its commitments for one period."""

    class State(models.TextChoices):
        """How far a report has come."""

        DUE = "due", _("due")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        VERIFIED = "verified", _("verified")
        PUBLISHED = "published", _("published")

    visibility = models.CharField(_("seen by"), max_length=10, choices=Visibility.choices, default=Visibility.DESK)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(_("period"), max_length=20, help_text="ISO, as 2026-Q3.")
    due_on = models.DateField(_("due on"))
    language = models.CharField(_("language"), max_length=8, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DUE, db_index=True)
    text = models.TextField(_("in general"), blank=True)
    returned_why = models.TextField(_("why it was returned"), blank=True)
    receipt = models.CharField(max_length=20, blank=True, help_text="The number the body was given when it sent the report.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    draft_saved_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "body_id"]
        constraints = [models.UniqueConstraint(fields=["body", "period"], name="one_report_of_a_body_and_period")]

    def __str__(self) -> str:
        return f"{self.body} {self.period}"


class ReportLine(models.Model):
    """What a report says of one commitment or milestone: its state as the body sees it, words, done on, a file or address."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.CASCADE, related_name="report_lines")
    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="report_lines")
    state = models.CharField(_("state"), max_length=18, blank=True)
    text = models.TextField(_("what was done"), blank=True)
    actual = models.CharField(_("done on"), max_length=20, blank=True)
    evidence_url = models.URLField(_("address of evidence"), max_length=500, blank=True)

    class Meta:
        ordering = ["report_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(commitment__isnull=False) ^ models.Q(milestone__isnull=False), name="report_line_on_one_thing"
            ),
            models.UniqueConstraint(fields=["report", "commitment"], name="one_line_for_each_commitment"),
            models.UniqueConstraint(fields=["report", "milestone"], name="one_line_for_each_milestone"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ReportLink(models.Model):
    """A way in to one report without an account. Only the hash of its token is kept; it expires and can be revoked."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField(_("sent to"), blank=True)
    passed_on_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="passed_on")
    expires = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.expires:%Y-%m-%d}"


class Reminder(models.Model):
    """A letter about a date that comes or has passed: one of each kind for each date of a thing, so that none is sent twice."""

    class Kind(models.TextChoices):
        """When it is sent, and to whom."""

        BEFORE = "before", _("before it is due")
        DUE = "due", _("on the day it is due")
        ESCALATED = "escalated", _("to the secretariat, some time after")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders")
    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    letters = models.PositiveSmallIntegerField(default=0, help_text="To how many addresses it went.")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(report__isnull=False) ^ models.Q(milestone__isnull=False), name="reminder_is_about_one_thing"
            ),
            models.UniqueConstraint(fields=["report", "kind", "due_on"], name="one_reminder_of_a_report_each"),
            models.UniqueConstraint(fields=["milestone", "kind", "due_on"], name="one_reminder_of_a_milestone_each"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
