"""Services on money: rates with their source, transactions and budgets of projects."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.models import Budget, Project, Rate, Transaction
from kopri.site.programme.money import USD, convert
from kopri.site.record.forms.fields import CURRENCIES


@transaction.atomic
def add_rate(*, currency: str, on: date, usd: Decimal, source: str, by: Any) -> Rate:
    """What one unit of a currency was worth in US dollars on a day.

    Raises:
        PermissionDenied: if `by` may not enter rates.
        ValidationError: if the currency is unknown, the rate not positive, the source missing, or the day has one already.
    """
    require(by, "programme.manage_rates")
    _check_currency(currency)
    if currency == USD:
        raise ValidationError({"currency": _("The US dollar needs no rate.")})
    if usd <= 0:
        raise ValidationError({"usd": _("A rate is more than nothing.")})
    if not source.strip():
        raise ValidationError({"source": _("Say where the rate is from: a central bank, a gazette.")})
    rate = Rate(currency=currency, on=on, usd=usd, source=source.strip())
    rate.full_clean()
    rate.save()
    write_journal("rate.added", rate, by=by, currency=currency, on=on.isoformat())
    return rate


@transaction.atomic
def add_transaction(
    *, project: Project, kind: str, value: Decimal, currency: str, date: date, by: Any, value_date: date | None = None, **fields: Any
) -> Transaction:
    """Record a movement of money, converted by the newest rate on or before its value date.

    Args:
        project: whose money it is.
        kind: IATI TransactionType.
        value: in `currency`; negative only with a `reason`.
        currency: ISO 4217.
        date: of the movement.
        by: who acts.
        value_date: by whose rate it is converted; `date` if it is not given.
        fields: `provider`, `receiver`, `description`, `reason`, `source`.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if there is no rate, a negative amount has no reason, or a field is malformed.
    """
    require(by, "programme.change_project", project)
    made = Transaction(project=project, type=kind, value=value, currency=currency, date=date, value_date=value_date or date, **fields)
    if value == 0:
        raise ValidationError({"value": _("Nothing was moved: leave it out.")})
    if value < 0 and not made.reason.strip():
        raise ValidationError({"reason": _("A negative amount is a refund or a correction: say which, and why.")})
    strangers = [p for p in (made.provider, made.receiver) if p is not None and p.project_id != project.pk]
    if strangers:
        raise ValidationError({"provider": _("“%(name)s” is no partner of this project.") % {"name": strangers[0]}})
    _convert(made)
    made.full_clean()
    made.save()
    write_journal("transaction.added", made, by=by, project=project.pk, type=kind, value=str(value), currency=currency)
    return made


@transaction.atomic
def remove_transaction(*, transaction: Transaction, by: Any) -> None:
    """Take out a transaction entered by mistake; the journal keeps that it was there.

    Raises:
        PermissionDenied: if `by` may not manage projects.
    """
    require(by, "programme.manage_projects", transaction.project)
    detail = {"transaction": transaction.pk, "type": transaction.type, "value": str(transaction.value), "currency": transaction.currency}
    project = transaction.project
    transaction.delete()
    write_journal("transaction.removed", project, by=by, **detail)


@transaction.atomic
def add_budget(*, project: Project, value: Decimal, currency: str, start: date, end: date, by: Any, **fields: Any) -> Budget:
    """Plan money for a period of at most a year; `type`, `value_date`, `source` if they are known.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if there is no rate, the period is longer than a year or turned round, or it covers one there is already.
    """
    require(by, "programme.change_project", project)
    fields["value_date"] = fields.get("value_date") or start
    made = Budget(project=project, value=value, currency=currency, start=start, end=end, **fields)
    if end <= start:
        raise ValidationError({"end": _("The period ends before it begins.")})
    if (end - start).days > 366:
        raise ValidationError({"end": _("A budget covers a year at most: split it.")})
    if value < 0:
        raise ValidationError({"value": _("A budget is not negative.")})
    if project.budgets.filter(type=made.type, start__lte=end, end__gte=start).exists():
        raise ValidationError({"start": _("There is a budget of this kind for a part of this period already.")})
    _convert(made)
    made.full_clean()
    made.save()
    write_journal("budget.added", made, by=by, project=project.pk, value=str(value), currency=currency)
    return made


@transaction.atomic
def remove_budget(*, budget: Budget, by: Any) -> None:
    """Take out a budget.

    Raises:
        PermissionDenied: if `by` may not change the project.
    """
    require(by, "programme.change_project", budget.project)
    project, number = budget.project, budget.pk
    budget.delete()
    write_journal("budget.removed", project, by=by, budget=number)


def _convert(made: Transaction | Budget) -> None:
    _check_currency(made.currency)
    made.usd, made.rate = convert(made.value, made.currency, made.value_date)


def _check_currency(currency: str) -> None:
    if currency not in CURRENCIES:
        raise ValidationError(
            {"currency": _("“%(code)s” is no currency: write its three letters, such as KRW or KZT.") % {"code": currency}}
        )
