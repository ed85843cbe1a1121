"""What the standard knows is readable by name; coverage counts it."""

import json
from decimal import Decimal

import pytest

from kopri.cli import main
from kopri.iati import typed
from kopri.iati.coverage import coverage_of, standard_elements
from kopri.iati.model import Element, element
from kopri.iati.read import read_dataset
from tests.iati.samples import BRIDGE, activities, write


@pytest.fixture
def bridge(tmp_path) -> Element:
    return read_dataset(write(tmp_path, activities(BRIDGE))).records[0]


def test_texts_have_the_language_of_their_record(bridge):
    assert typed.titles(bridge) == (("ko", "키르기스스탄 도로 안전 개선"), ("en", "Road safety in Kyrgyzstan"))
    assert typed.descriptions(bridge) == (("1", (("en", "Safer crossings & better signs"),)),)


def test_dates_keep_what_is_written(bridge):
    first = typed.dates(bridge)[0]
    assert (first.type, first.written) == ("1", "2024-01-15+09:00")
    assert first.moment is not None
    assert first.moment.isoformat() == "2024-01-15T00:00:00+09:00"


def test_money_is_decimal_and_keeps_what_is_written(bridge):
    tranche, back = typed.transactions(bridge)
    assert (tranche.type, tranche.date, tranche.descriptions) == ("3", "2024-05-20", (("en", "First tranche"),))
    assert tranche.amount == typed.Amount("700000000.00", Decimal("700000000.00"), "KRW", "2024-05-20")
    assert tranche.receiver is not None
    assert tranche.receiver.ref == "KG-GOV-1"
    assert back.amount == typed.Amount("-12500.125", Decimal("-12500.125"), "KRW", "2024-09-02")
    (budget,) = typed.budgets(bridge)
    assert (budget.start, budget.end, budget.amount and budget.amount.value) == ("2024-01-01", "2024-12-31", Decimal(1500000000))


def test_shares(bridge):
    assert [(s.code, s.percentage) for s in typed.sectors(bridge)] == [("21020", Decimal("60.50")), ("21010", Decimal("39.50"))]
    assert [(c.code, c.percentage) for c in typed.countries(bridge)] == [("KG", Decimal("100.0"))]


def test_organisations_and_status(bridge):
    reporting = typed.reporting_organisation(bridge)
    assert reporting is not None
    assert (reporting.ref, reporting.names) == ("KR-GOV-010", (("ko", "국무조정실"),))
    assert [(o.ref, o.role) for o in typed.participants(bridge)] == [("KR-GOV-051", "3")]
    assert typed.status(bridge) == "2"


def test_results(bridge):
    ((indicator,),) = [result.indicators for result in typed.results(bridge)]
    assert indicator.titles == (("en", "Number of crossings"),)
    assert indicator.baselines[0].number == Decimal(0)
    (period,) = indicator.periods
    assert (period.start, period.targets[0].number, period.actuals[0].written) == ("2024-01-01", Decimal(40), "38")


def test_what_is_missing_or_damaged_is_none():
    record = element("iati-activity", element("transaction", element("value", "12,000")))
    (transaction,) = typed.transactions(record)
    assert transaction.amount == typed.Amount("12,000", None, None, None)
    assert (typed.titles(record), typed.status(record), typed.reporting_organisation(record)) == ((), None, None)


def test_thirty_nine_elements():
    assert len(standard_elements("activities")) == 39


def test_coverage_counts_what_says_something(bridge):
    covered = coverage_of(bridge)
    assert len(covered.filled) == 16
    assert {"title", "transaction", "@default-currency"} <= set(covered.filled)
    assert {"location", "@humanitarian"} <= set(covered.empty)
    hollow = element("iati-activity", element("title", element("narrative", " ")), element("tag", element("narrative", "x")))
    assert coverage_of(hollow).filled == ("tag",)


def test_coverage_at_the_command_line(tmp_path, capsys):
    path = write(tmp_path, activities(BRIDGE))
    assert main(["iati", "coverage", str(path), "--format", "table"]) == 0
    assert " 16 of 39  KR-GOV-010-KR-GOV-051-2024001  lacks other-identifier" in capsys.readouterr().out
    assert main(["iati", "coverage", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["activities"][0]["of"] == 39
