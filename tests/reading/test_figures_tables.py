"""Figures in tables: unit, measure, parties and period come from head, row and caption. The tables are invented."""

import pytest
from opened_pages import page_of

from kopri.reading.figures import read_figures
from kopri.reading.model import Figure, Statement
from kopri.reading.statements import decimal_text

HEAD = "Trade of Korea and Georgia, 2023\n\nBoth countries traded more.\n\n"


def cells(text: str) -> list[Statement]:
    return [s for s in read_figures(page_of(text)) if s.made_by.startswith("rule:figure_table_cell")]


def brief(statement: Statement) -> tuple[str, str, str | None, str | None]:
    figure = statement.payload
    assert isinstance(figure, Figure)
    return decimal_text(figure.value), figure.unit, figure.subject, statement.valid.end


def test_columns_of_years_under_a_caption_with_its_unit() -> None:
    rows = "Goods | 2022 | 2023 | Change, %\nTea | 4.5 | 6.0 | +33.3\nCars | 90.1 | 80.2 | -11.0\n"
    found = cells(HEAD + "Table 1. Exports to Georgia, USD million\n\n" + rows)
    assert [brief(s) for s in found] == [
        ("4500000", "USD", "Tea", "2022"),
        ("6000000", "USD", "Tea", "2023"),
        ("33.3", "percent", "Tea", "2023"),
        ("90100000", "USD", "Cars", "2022"),
        ("80200000", "USD", "Cars", "2023"),
        ("-11", "percent", "Cars", "2023"),
    ]
    first, _, change = (s.payload for s in found[:3])
    assert isinstance(first, Figure)
    assert isinstance(change, Figure)
    assert (first.measure, {p.id for p in first.parties}) == ("exports", {"KOR", "GEO"})
    assert (change.kind, found[2].valid.start) == ("change", "2022")


def test_rows_of_countries_and_years() -> None:
    found = cells(HEAD + "Table 2. Foreign students in Korea, persons\n\nCountry | 2022 | 2023\nGeorgia | 120 | 140\nArmenia | 80 | 95\n")
    assert [brief(s) for s in found] == [
        ("120", "person", "Georgia", "2022"),
        ("140", "person", "Georgia", "2023"),
        ("80", "person", "Armenia", "2022"),
        ("95", "person", "Armenia", "2023"),
    ]


def test_rows_of_years_and_columns_of_what_is_counted() -> None:
    found = cells(HEAD + "Year\tCompanies\tVisitors\tTrade, USD thousand\n2021\t14\t900\t4 100\n2022\t17\t1 200\t5 350\n")
    assert [(*brief(s)[:2], s.valid.start) for s in found] == [
        ("14", "company", "2021"),
        ("900", "person", "2021"),
        ("4100000", "USD", "2021"),
        ("17", "company", "2022"),
        ("1200", "person", "2022"),
        ("5350000", "USD", "2022"),
    ]


def test_flights_a_week() -> None:
    found = cells(HEAD + "Flight plan\n\nRoute | Aircraft | Seats | Weekly | From\nICN–TBS | A321 | 188 | 2 | 29 Apr 2024\n")
    assert [brief(s)[:2] for s in found] == [("188", "seat"), ("2", "flight/week")]
    assert all(not s.payload.parties for s in found if isinstance(s.payload, Figure))


@pytest.mark.parametrize(
    "table",
    [
        # numbers of which nothing says what they count
        "Name | Score | Grade\nAida | 4.5 | 3\nMeerim | 3.9 | 2\n",
        # numbers that only name: ranks, codes, rooms, dates
        "No. | City | Date\n1 | Osh | 3 May 2020\n2 | Batumi | 4 May 2021\n",
        "Goods | HS code | Note\nTea | 0902 | duty free\nCars | 8703 | quota\n",
        # plans are initiatives
        "Initiative | Start | End\nSurvey of 40 roads | 2024 | 2026\nTraining | 2025 | 2027\n",
    ],
)
def test_tables_without_figures(table: str) -> None:
    assert cells(HEAD + table) == []


def test_the_surface_is_the_number_and_the_evidence_the_row() -> None:
    text = HEAD + "Goods | 2023, USD million | Note\nTea | 6.0 | new\nCars | 80.2 | used\n"
    first = cells(text)[0]
    assert isinstance(first.payload, Figure)
    assert (first.payload.surface.of(text), first.evidence[0].of(text)) == ("6.0", "Tea | 6.0 | new")
