"""Sums of money: original by currency and converted to US dollars, with the days of the rates; whether a project's balance is settled."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.models.money import Rate, Transaction
from kopri.site.programme.models.projects import Project

Amount = tuple[Any, ...]
USD: Final = "USD"
EXACT: Final = Decimal("0.0001")
OLDEST_RATE: Final = timedelta(days=366)
PROMISED: Final = (Transaction.Type.COMMITMENT,)
PAID: Final = (Transaction.Type.DISBURSEMENT, Transaction.Type.EXPENDITURE)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum: `original` by currency, `usd` converted, `rates` the first and last day of the rates used (none if all was in dollars)."""

    original: tuple[tuple[str, Decimal], ...]
    usd: Decimal
    rates: tuple[date, date] | None
    count: int

    def __bool__(self) -> bool:
        return self.count > 0


def convert(value: Decimal, currency: str, on: date) -> tuple[Decimal, Rate | None]:
    """An amount in US dollars, and the rate it was converted by: the newest on or before the value date, none for dollars.

    Raises:
        ValidationError: if there is no rate, or only one older than `OLDEST_RATE`.
    """
    if currency == USD:
        return value, None
    rate = Rate.objects.for_day(currency, on)
    if rate is None or rate.on < on - OLDEST_RATE:
        raise ValidationError(
            {
                "currency": _("There is no rate of %(currency)s for %(day)s: enter one with its source first.")
                % {"currency": currency, "day": fuzzy_date(on)}
            }
        )
    return (value * rate.usd).quantize(EXACT, ROUND_HALF_EVEN), rate


def total_of(rows: QuerySet[Any]) -> Total:
    """The sum of transactions or budgets. Summed here, not in the database: SQLite would add decimals as floats."""
    return _sum(rows.order_by().values_list("currency", "value", "usd", "rate__on"))


def totals_by_type(transactions: QuerySet[Transaction]) -> dict[str, Total]:
    """The sum of each kind of transaction there is, by its code, in the order of the codes."""
    by_type: dict[str, list[Amount]] = defaultdict(list)
    for kind, *amount in transactions.order_by().values_list("type", "currency", "value", "usd", "rate__on"):
        by_type[kind].append(tuple(amount))
    return {kind.value: _sum(by_type[kind.value]) for kind in Transaction.Type if kind.value in by_type}


def _sum(amounts: Iterable[Amount]) -> Total:
    by_currency: dict[str, Decimal] = defaultdict(Decimal)
    usd, days, count = Decimal(), set(), 0
    for currency, value, converted, day in amounts:
        by_currency[currency] += value
        usd, count = usd + converted, count + 1
        if day is not None:
            days.add(day)
    return Total(tuple(sorted(by_currency.items())), usd, (min(days), max(days)) if days else None, count)


def is_settled(project: Project) -> bool:
    """Whether all that was promised out is paid, in each currency, and something was. A refund or correction counts with its sign."""
    open_by_currency: dict[str, Decimal] = defaultdict(Decimal)
    paid = False
    for kind, currency, value in project.transactions.values_list("type", "currency", "value"):
        if kind in PROMISED:
            open_by_currency[currency] += value
        elif kind in PAID:
            open_by_currency[currency] -= value
            paid = True
    return paid and not any(open_by_currency.values())
