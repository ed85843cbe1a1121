"""Services on the results framework: what was not measured is not zero."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.services.results import add_indicator, add_period, add_result, move_period
from tests.site.programme.factories import IndicatorFactory, PeriodFactory, ProjectFactory, ResultFactory

TITLE = Multilingual.of(en="Pumps at work")
YEAR = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}


def test_add_result_allowed(officer):
    assert add_result(project=ProjectFactory.create(), kind="2", title=TITLE, by=officer).type == "2"


def test_add_result_refused(stranger):
    with pytest.raises(PermissionDenied):
        add_result(project=ProjectFactory.create(), kind="1", title=TITLE, by=stranger)


@pytest.mark.parametrize("fields", [{"kind": "1", "title": Multilingual()}, {"kind": "8", "title": TITLE}])
def test_add_result_invalid(officer, fields):
    with pytest.raises(ValidationError):
        add_result(project=ProjectFactory.create(), by=officer, **fields)


def test_add_result_logged(officer, journal):
    add_result(project=ProjectFactory.create(), kind="1", title=TITLE, by=officer)
    assert journal() == [("result.added", officer.pk)]


def test_add_indicator_allowed_with_a_baseline_of_zero(officer):
    made = add_indicator(result=ResultFactory.create(), title=TITLE, baseline=Decimal(0), baseline_year=2024, by=officer)
    assert made.baseline == 0


def test_add_indicator_refused(stranger):
    with pytest.raises(PermissionDenied):
        add_indicator(result=ResultFactory.create(), title=TITLE, by=stranger)


def test_add_indicator_invalid_baseline_of_no_year(officer):
    with pytest.raises(ValidationError) as refused:
        add_indicator(result=ResultFactory.create(), title=TITLE, baseline=Decimal(3), by=officer)
    assert "baseline_year" in refused.value.message_dict


def test_add_indicator_logged(officer, journal):
    add_indicator(result=ResultFactory.create(), title=TITLE, by=officer)
    assert journal() == [("indicator.added", officer.pk)]


def test_add_period_allowed(officer):
    period = add_period(indicator=IndicatorFactory.create(), **YEAR, target=Decimal(40), by=officer)
    assert (period.target, period.actual) == (40, None)


def test_add_period_refused(stranger):
    with pytest.raises(PermissionDenied):
        add_period(indicator=IndicatorFactory.create(), **YEAR, target=None, by=stranger)


def test_add_period_invalid(officer):
    with pytest.raises(ValidationError):
        add_period(indicator=IndicatorFactory.create(), start=YEAR["end"], end=YEAR["start"], target=None, by=officer)


def test_add_period_invalid_twice(officer):
    indicator = IndicatorFactory.create()
    add_period(indicator=indicator, **YEAR, target=None, by=officer)
    with pytest.raises(ValidationError):
        add_period(indicator=indicator, **YEAR, target=None, by=officer)


def test_add_period_logged(officer, journal):
    add_period(indicator=IndicatorFactory.create(), **YEAR, target=None, by=officer)
    assert journal() == [("period.added", officer.pk)]


def test_move_period_allowed_and_zero_is_a_value(officer):
    period = move_period(period=PeriodFactory.create(), state="submitted", actual=Decimal(0), by=officer)
    period = move_period(period=period, state="approved", by=officer)
    period.refresh_from_db()
    assert (period.state, period.actual) == ("approved", 0)


def test_move_period_refused_to_approve_its_own(ministry):
    project = ProjectFactory.create(lead=ministry.memberships.get().organisation)
    period = PeriodFactory.create(indicator__result__project=project)
    period = move_period(period=period, state="submitted", actual=Decimal(3), by=ministry)
    with pytest.raises(PermissionDenied):
        move_period(period=period, state="approved", by=ministry)


@pytest.mark.parametrize(
    ("state", "target", "field"), [("draft", "submitted", "actual"), ("submitted", "returned", "reason"), ("draft", "approved", "state")]
)
def test_move_period_invalid(officer, state, target, field):
    with pytest.raises(ValidationError) as refused:
        move_period(period=PeriodFactory.create(state=state), state=target, by=officer)
    assert field in refused.value.message_dict


def test_move_period_logged(officer, journal):
    move_period(period=PeriodFactory.create(), state="submitted", actual=Decimal(5), by=officer)
    assert journal() == [("period.moved", officer.pk)]
