"""Series: the answer in words, what contradicts, what is drawn. Values are never averaged."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.site.record import factories as make

from kopri.site.record.models import Relation, Statement
from kopri.site.record.series import Series, answer, build_series, chart_lines, disputes, draw, lead

pytestmark = pytest.mark.django_db
SLUG = "bilateral-trade-usd-kaz-kor"


def figure(year: str, value: str, **fields: Any) -> Statement:
    return make.FigureFactory(period=year, value=value, **fields)


def series() -> Series:
    rows = Statement.objects.of_type("figure").filter(series=SLUG).with_source()
    built = build_series(SLUG, rows, list(Relation.objects.filter(series=SLUG).with_statements()))
    assert built is not None
    return built


def test_no_figures_make_no_series() -> None:
    assert build_series(SLUG, []) is None


def test_the_answer_compares_with_the_period_before() -> None:
    figure("2020", "3090000000")
    figure("2019", "4220000000")
    assert answer(series()) == "Trade, Kazakhstan – Korea: USD 3.09 billion in 2020, down from USD 4.22 billion in 2019"


def test_a_single_value_is_the_answer() -> None:
    figure("2020", "3090000000")
    assert answer(series()) == "Trade, Kazakhstan – Korea: USD 3.09 billion in 2020"


def test_two_values_of_a_period_are_both_said_and_never_averaged() -> None:
    figure("2020", "3000000000")
    figure("2020", "3200000000")
    said = answer(series())
    assert "USD 3 billion or USD 3.2 billion in 2020" in said
    assert "3.1" not in said


def test_where_the_spans_overlap_neither_up_nor_down_is_claimed() -> None:
    figure("2019", "3100000000")
    figure("2020", "3000000000")
    figure("2020", "3200000000")
    assert "after USD 3.1 billion in 2019" in answer(series())


def test_plans_do_not_answer_for_what_was() -> None:
    figure("2020", "3000000000")
    figure("2025", "9000000000", stage="planned")
    assert answer(series()).endswith("USD 3 billion in 2020")


def test_a_copy_is_no_voice_of_its_own() -> None:
    original = figure("2020", "3000000000")
    copy = make.DocumentFactory(duplicate_of=original.document)
    figure("2020", "3300000000", document=copy)
    built = series()
    assert answer(built).endswith("USD 3 billion in 2020")
    assert [value.is_copy for value in built.values] == [False, True]
    assert [len(line.points) for line in chart_lines(built)] == [1]


def test_values_without_a_period_stand_last_and_are_not_drawn() -> None:
    figure("", "6000000000", period_from=None, period_until=None)
    figure("2020", "3000000000")
    built = series()
    assert [period.iso for period in built.periods] == ["2020", ""]
    assert built.periods[-1].shown == "period not stated"
    assert sum(len(line.points) for line in chart_lines(built)) == 1


def test_a_series_without_any_period_is_still_said() -> None:
    figure("", "6000000000", qualifier="over", period_from=None, period_until=None)
    built = series()
    assert answer(built) == "Trade, Kazakhstan – Korea: over USD 6 billion"
    assert draw(built) is None


def test_values_of_several_years_are_in_the_table_only() -> None:
    figure("2020", "3000000000")
    figure("2015/2019", "9000000000", period_from=date(2015, 1, 1), period_until=date(2019, 12, 31))
    picture = draw(series())
    assert picture is not None
    assert "1 value of no single year is in the table only." in picture.caption


def test_contradiction_is_told_apart_from_compatible() -> None:
    one, other, third = figure("2020", "3000000000"), figure("2020", "3200000000"), figure("2020", "2900000000", qualifier="over")
    make.RelationFactory(series=SLUG, statements=[one, other], why="Two values for one year.")
    make.RelationFactory(series=SLUG, kind="compatible", statements=[one, third], why="The lower bound holds.")
    built = series()
    assert [period.iso for period in built.disputed] == ["2020"]
    assert "Sources disagree on 2020" in lead(built)
    dispute = disputes(built)[0]
    assert {side.shown for side in dispute.sides} == {"USD 3 billion", "USD 3.2 billion"}
    told = "USD 3 billion (2020) and USD 3.2 billion (2020): two values for one thing, the same countries and the same time."
    assert dispute.whys == (told,)


def test_each_source_has_its_own_line_and_plans_one_apart() -> None:
    first = figure("2019", "1000000000")
    figure("2020", "2000000000", document=first.document)
    figure("2021", "5000000000", document=first.document, stage="planned")
    figure("2020", "2100000000")
    lines = {line.label: [(point.year, point.value) for point in line.points] for line in chart_lines(series())}
    name = str(first.document.source)
    assert lines[name] == [(2019, Decimal(1000000000)), (2020, Decimal(2000000000))]
    assert lines[f"{name} (planned)"] == [(2021, Decimal(5000000000))]
    assert len(lines) == 3


def test_the_picture_leads_to_the_row_of_each_value() -> None:
    value = figure("2020", "3000000000")
    picture = draw(series())
    assert picture is not None
    assert f'href="#{value.reference}"' in picture.svg


def test_what_a_document_says_twice_is_one_value_with_two_places() -> None:
    first = figure("2020", "3000000000")
    second = figure("2020", "3000000000", document=first.document)
    figure("2020", "3000000000")
    built = series()
    assert [len(value.again) for value in built.values] == [1, 0]
    assert built.values[0].again == (second,)
