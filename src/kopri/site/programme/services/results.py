"""Services on the results framework: result, indicator, period; the actual value from draft to approved."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.models import Indicator, IndicatorPeriod, Project, Result
from kopri.site.programme.services.moving import check_move


@transaction.atomic
def add_result(*, project: Project, kind: str, title: Multilingual, by: Any, order: int = 0) -> Result:
    """What a project is to bring about, by IATI ResultType.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if it has no title or the kind is unknown.
    """
    require(by, "programme.change_project", project)
    _check_title(title)
    result = Result(project=project, type=kind, title=title, order=order)
    result.full_clean()
    result.save()
    write_journal("result.added", result, by=by, project=project.pk, type=kind)
    return result


@transaction.atomic
def add_indicator(*, result: Result, title: Multilingual, by: Any, **fields: Any) -> Indicator:
    """What is measured: `measure`, `unit`, `ascending`, `baseline`, `baseline_year`, `order`.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if it has no title, or a baseline without its year.
    """
    require(by, "programme.change_project", result.project)
    _check_title(title)
    indicator = Indicator(result=result, title=title, **fields)
    if indicator.baseline is not None and indicator.baseline_year is None:
        raise ValidationError({"baseline_year": _("Of which year is the baseline?")})
    indicator.full_clean()
    indicator.save()
    write_journal("indicator.added", indicator, by=by, project=result.project_id)
    return indicator


@transaction.atomic
def add_period(*, indicator: Indicator, start: date, end: date, target: Decimal | None, by: Any) -> IndicatorPeriod:
    """A time for which there is a target.

    Raises:
        PermissionDenied: if `by` may not change the project.
        ValidationError: if the period is turned round or there already.
    """
    require(by, "programme.change_project", indicator.result.project)
    if end <= start:
        raise ValidationError({"end": _("The period ends before it begins.")})
    period = IndicatorPeriod(indicator=indicator, start=start, end=end, target=target)
    period.full_clean()
    period.save()
    write_journal("period.added", period, by=by, project=indicator.result.project_id)
    return period


@transaction.atomic
def move_period(
    *, period: IndicatorPeriod, state: str, by: Any, actual: Decimal | None = None, reason: str = "", split: Any = None
) -> IndicatorPeriod:
    """Submit an actual value, approve it or send it back.

    Args:
        period: the period.
        state: the one it is to have.
        by: who acts.
        actual: the value, asked for when it is submitted.
        reason: why it is returned.
        split: its disaggregation, as the model has it.

    Raises:
        PermissionDenied: if `by` has none of the transition's roles.
        ValidationError: if the table has no such transition, or something it needs is missing; zero is a value.
    """
    require(by, "programme.change_project", period.indicator.result.project)
    value = actual if actual is not None else period.actual
    check_move("indicatorperiod", period, state, by=by, given={"actual": value is not None, "reason": reason.strip()})
    before = period.state
    period.state, period.actual = state, value
    period.comment = reason.strip() or period.comment
    if split is not None:
        period.split = split
    period.full_clean()
    period.save()
    write_journal("period.moved", period, by=by, before=before, after=state, actual=str(value) if value is not None else None)
    return period


def _check_title(title: Multilingual) -> None:
    if not str(title).strip():
        raise ValidationError({"title": _("It needs a title in at least one language.")})
