"""Money of projects: dated rates, transactions, budgets."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.models.projects import Project, ProjectPartner
from kopri.site.programme.querysets.money import BudgetQuerySet, RateQuerySet, TransactionQuerySet


def amount_field(label: Any, *, editable: bool = True) -> "models.DecimalField[Any, Any]":
    """A column of money: 16 digits before the point, 4 after."""
    return models.DecimalField(label, max_digits=20, decimal_places=4, editable=editable)


class Rate(models.Model):
    """What one unit of a currency was worth in US dollars on a day, and who says so."""

    currency = models.CharField(_("currency"), max_length=3)
    on = models.DateField(_("day"))
    usd = models.DecimalField(_("US dollars for one unit"), max_digits=20, decimal_places=12)
    source = models.CharField(_("source"), max_length=300)

    objects = RateQuerySet.as_manager()

    class Meta:
        ordering = ["currency", "-on"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "on"], name="one_rate_a_day"),
            models.CheckConstraint(condition=models.Q(usd__gt=0), name="rate_is_positive"),
            models.CheckConstraint(condition=~models.Q(source=""), name="rate_has_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.on}"


class Money(models.Model):
    """An amount as agreed or paid. `usd` is converted by `rate`; in US dollars no rate is needed."""

    value = amount_field(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    value_date = models.DateField(_("value date"))
    rate = models.ForeignKey(Rate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    usd = amount_field(_("in US dollars"), editable=False)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=models.Q(currency="USD") | models.Q(rate__isnull=False), name="%(class)s_has_its_rate")
        ]


class Transaction(Money):
    """A movement of money of a project, by IATI TransactionType. Negative only with a reason (a refund, a correction)."""

    class Type(models.TextChoices):
        """IATI TransactionType, those a forum's projects use."""

        INCOMING_FUNDS = "1", _("incoming funds")
        COMMITMENT = "2", _("outgoing commitment")
        DISBURSEMENT = "3", _("disbursement")
        EXPENDITURE = "4", _("expenditure")
        INTEREST = "5", _("interest payment")
        LOAN_REPAYMENT = "6", _("loan repayment")
        REIMBURSEMENT = "7", _("reimbursement")
        INCOMING_COMMITMENT = "11", _("incoming commitment")
        PLEDGE = "12", _("outgoing pledge")
        INCOMING_PLEDGE = "13", _("incoming pledge")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="transactions")
    type = models.CharField(_("kind"), max_length=2, choices=Type.choices)
    date = models.DateField(_("date"))
    provider = models.ForeignKey(ProjectPartner, null=True, blank=True, on_delete=models.PROTECT, related_name="paid")
    receiver = models.ForeignKey(ProjectPartner, null=True, blank=True, on_delete=models.PROTECT, related_name="received")
    description = models.CharField(_("what for"), max_length=300, blank=True)
    reason = models.CharField(_("why negative"), max_length=300, blank=True)

    objects = TransactionQuerySet.as_manager()

    class Meta(Money.Meta):
        ordering = ["project_id", "date", "id"]
        constraints = [
            *Money.Meta.constraints,
            models.CheckConstraint(condition=models.Q(value__gte=0) | ~models.Q(reason=""), name="negative_money_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.value} {self.currency}"


class Budget(Money):
    """Money planned for a period of at most a year."""

    class Type(models.TextChoices):
        """IATI BudgetType."""

        ORIGINAL = "1", _("original")
        REVISED = "2", _("revised")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="budgets")
    type = models.CharField(_("kind"), max_length=1, choices=Type.choices, default=Type.ORIGINAL)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))

    objects = BudgetQuerySet.as_manager()

    class Meta(Money.Meta):
        ordering = ["project_id", "start", "id"]
        constraints = [
            *Money.Meta.constraints,
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="budget_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y} {self.value} {self.currency}"
