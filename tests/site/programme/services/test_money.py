"""Services on money: no currency without a rate, no negative amount without a reason, nothing left behind."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.programme.models import Budget, Rate, Transaction
from kopri.site.programme.services.money import add_budget, add_rate, add_transaction, remove_budget, remove_transaction
from tests.site.programme.factories import BudgetFactory, PartnerFactory, ProjectFactory, RateFactory, TransactionFactory

MAY = date(2025, 5, 5)
WON = {"currency": "KRW", "on": MAY, "usd": Decimal("0.00072"), "source": "Bank of the country"}
PAID = {"kind": "3", "value": Decimal(1_000_000), "currency": "KRW", "date": MAY}
YEAR = {"value": Decimal(500), "currency": "USD", "start": date(2026, 1, 1), "end": date(2026, 12, 31)}


def test_add_rate_allowed(officer):
    assert add_rate(**WON, by=officer).usd == Decimal("0.00072")


def test_add_rate_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_rate(**WON, by=ministry)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"currency": "WON"}, "currency"), ({"currency": "USD"}, "currency"), ({"usd": Decimal(0)}, "usd"), ({"source": " "}, "source")],
)
def test_add_rate_invalid(officer, change, field):
    with pytest.raises(ValidationError) as refused:
        add_rate(**(WON | change), by=officer)
    assert field in refused.value.message_dict


def test_add_rate_invalid_twice_a_day(officer):
    add_rate(**WON, by=officer)
    with pytest.raises(ValidationError):
        add_rate(**WON, by=officer)
    assert Rate.objects.count() == 1


def test_add_rate_logged(officer, journal):
    add_rate(**WON, by=officer)
    assert journal() == [("rate.added", officer.pk)]


def test_add_transaction_allowed_and_converted_by_the_newest_rate_before(officer):
    RateFactory.create(on=date(2025, 1, 1), usd=Decimal("0.0007"))
    used = RateFactory.create(on=date(2025, 4, 1), usd=Decimal("0.00075"))
    RateFactory.create(on=date(2025, 6, 1), usd=Decimal("0.0008"))
    made = add_transaction(project=ProjectFactory.create(), **PAID, by=officer)
    made.refresh_from_db()
    assert (made.rate, made.usd, made.value_date) == (used, Decimal(750), MAY)


def test_add_transaction_allowed_in_dollars_without_a_rate(officer):
    made = add_transaction(project=ProjectFactory.create(), **(PAID | {"currency": "USD"}), by=officer)
    assert (made.rate, made.usd) == (None, made.value)


def test_add_transaction_allowed_negative_with_its_reason(officer):
    RateFactory.create()
    made = add_transaction(project=ProjectFactory.create(), **(PAID | {"value": Decimal(-4000)}), reason="Refund", by=officer)
    assert made.usd == Decimal(-3)


def test_add_transaction_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_transaction(project=ProjectFactory.create(), **PAID, by=ministry)


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({}, "currency", "no rate of KRW"),
        ({"currency": "won"}, "currency", "no currency"),
        ({"currency": "USD", "value": Decimal(-5)}, "reason", "negative"),
        ({"currency": "USD", "value": Decimal(0)}, "value", "Nothing"),
        ({"currency": "USD", "kind": "99"}, "type", "99"),
    ],
)
def test_add_transaction_invalid_leaves_nothing_behind(officer, change, field, says):
    with pytest.raises(ValidationError) as refused:
        add_transaction(project=ProjectFactory.create(), **(PAID | change), by=officer)
    assert says in " ".join(refused.value.message_dict[field])
    assert not Transaction.objects.exists()
    assert not JournalEntry.objects.exists()


def test_add_transaction_invalid_by_a_rate_of_years_ago(officer):
    RateFactory.create(on=date(2023, 1, 1))
    with pytest.raises(ValidationError):
        add_transaction(project=ProjectFactory.create(), **PAID, by=officer)


def test_add_transaction_invalid_from_a_partner_of_another_project(officer):
    with pytest.raises(ValidationError):
        add_transaction(project=ProjectFactory.create(), **(PAID | {"currency": "USD"}), provider=PartnerFactory.create(), by=officer)


def test_add_transaction_logged(officer, journal):
    add_transaction(project=ProjectFactory.create(), **(PAID | {"currency": "USD"}), by=officer)
    assert journal() == [("transaction.added", officer.pk)]


def test_remove_transaction_allowed_and_logged(officer):
    remove_transaction(transaction=TransactionFactory.create(), by=officer)
    assert not Transaction.objects.exists()
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.detail["currency"]) == ("transaction.removed", "USD")


def test_remove_transaction_refused_even_to_the_lead_body(ministry):
    project = ProjectFactory.create(lead=ministry.memberships.get().organisation)
    with pytest.raises(PermissionDenied):
        remove_transaction(transaction=TransactionFactory.create(project=project), by=ministry)


def test_add_budget_allowed(officer):
    assert add_budget(project=ProjectFactory.create(), **YEAR, by=officer).usd == 500


def test_add_budget_refused(stranger):
    with pytest.raises(PermissionDenied):
        add_budget(project=ProjectFactory.create(), **YEAR, by=stranger)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"end": date(2026, 1, 1)}, "end"),
        ({"end": date(2027, 6, 1)}, "end"),
        ({"value": Decimal(-1)}, "value"),
        ({"currency": "KZT"}, "currency"),
    ],
)
def test_add_budget_invalid(officer, change, field):
    with pytest.raises(ValidationError) as refused:
        add_budget(project=ProjectFactory.create(), **(YEAR | change), by=officer)
    assert field in refused.value.message_dict


def test_add_budget_invalid_twice_for_a_time(officer):
    project = BudgetFactory.create(start=date(2026, 6, 1), end=date(2027, 5, 1)).project
    with pytest.raises(ValidationError):
        add_budget(project=project, **YEAR, by=officer)


def test_add_budget_logged(officer, journal):
    add_budget(project=ProjectFactory.create(), **YEAR, by=officer)
    assert journal() == [("budget.added", officer.pk)]


def test_remove_budget_allowed_and_logged(officer, journal):
    remove_budget(budget=BudgetFactory.create(), by=officer)
    assert not Budget.objects.exists()
    assert journal() == [("budget.removed", officer.pk)]


def test_remove_budget_refused(stranger):
    with pytest.raises(PermissionDenied):
        remove_budget(budget=BudgetFactory.create(), by=stranger)
