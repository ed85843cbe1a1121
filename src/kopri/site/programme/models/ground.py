"""What records of the programme have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.record.models import new_reference


class Visibility(models.TextChoices):
    """Who sees a record."""

    DESK = "desk", _("the secretariat, the committee and the bodies concerned")
    PUBLIC = "public", _("everybody")


class Kept(models.Model):
    """A record with a permanent address. `source` says where a fact is from; `invented` marks what was made up for the demonstration."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    visibility = models.CharField(_("seen by"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC)
    source = models.CharField(_("source"), max_length=500, blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        abstract = True


class DueBasis(models.TextChoices):
    """Whether the parties agreed on a date. Only an agreed one can be overdue."""

    AGREED = "agreed", _("agreed")
    SUGGESTED = "suggested", _("suggested")


class Due(models.Model):
    """When something is due: an ISO date cut to its precision ("2026-10-20", "2026-10", "2026-Q3", "2026-H1", "2026").

    `due_from` and `due_until` are the first and last day it covers; `due_baseline` is what was first agreed.
    """

    due = models.CharField(_("due"), max_length=20, blank=True)
    due_basis = models.CharField(_("basis of the date"), max_length=10, choices=DueBasis.choices, blank=True)
    due_from = models.DateField(null=True, blank=True, editable=False)
    due_until = models.DateField(null=True, blank=True, editable=False, db_index=True)
    due_baseline = models.CharField(max_length=20, blank=True, editable=False)

    class Meta:
        abstract = True
