"""Reading tables: columns and dates by their words, in three languages; what is not understood is said."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from kopri.site.programme.tables import MOST_ROWS, Row, date_of, read_table


def workbook(*rows: list[object]) -> bytes:
    """An XLSX file of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2026-Q3", "2026-Q3", "2026-Q3"),
        ("Q3 2026", "2026-Q3", "2026-Q3"),
        ("3Q 2026", "2026-Q3", "2026-Q3"),
        ("2026.3Q", "2026-Q3", "2026-Q3"),
        ("2026년 3분기", "2026-Q3", "2026-Q3"),
        ("III квартал 2026 г.", "2026-Q3", "2026-Q3"),
        ("2-й кв. 2026", "2026-Q2", "2026-Q2"),
        ("Q4 2025 – Q2 2026", "2025-Q4", "2026-Q2"),
        ("2025년 1분기 ~ 2026년 2분기", "2025-Q1", "2026-Q2"),
        ("October 2026", "2026-10", "2026-10"),
        ("31.12.2026", "2026-12-31", "2026-12-31"),
        ("2026년 하반기", "2026-H2", "2026-H2"),
        (2026, "2026", "2026"),
        (datetime(2026, 5, 4, 10, 30), "2026-05-04", "2026-05-04"),  # noqa: DTZ001  as a workbook holds it
        (date(2026, 5, 4), "2026-05-04", "2026-05-04"),
        (None, "", ""),
    ],
)
def test_date_keeps_its_precision(cell, first, last):
    assert date_of(cell) == (first, last, "")


@pytest.mark.parametrize("cell", ["to be decided", "ongoing", "추후 결정"])
def test_what_is_no_date_is_said(cell):
    assert date_of(cell) == ("", "", cell)


def test_a_sheet_with_a_title_above_its_head():
    data = workbook(
        ["Work plan of the secretariat"],
        [],
        ["No.", "Milestone", "Lead", "Start", "Due"],
        [1, "Hub opens", "MoT", "Q1 2026", "Q4 2026"],
        [2, "Study", "MoT", None, "soon"],
    )
    assert read_table("plan.xlsx", data) == [Row("Hub opens", "2026-Q1", "2026-Q4", "", "1"), Row("Study", "", "", "soon", "2")]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("과제명,추진시기\n스마트팜 시범,2025년 1분기 ~ 2026년 2분기\n", Row("스마트팜 시범", "2025-Q1", "2026-Q2")),
        ("Мероприятие;Срок\nОткрытие центра;IV квартал 2026 г.\n", Row("Открытие центра", "", "2026-Q4")),
        ("Project\tEnd\nRail hub\t2026\n", Row("Rail hub", "", "2026")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_in_three_languages(text, row, encoding):
    assert read_table("plan.csv", text.encode(encoding)) == [row]


@pytest.mark.parametrize(("text", "encoding"), [("과제명,기한\n농장,2026\n", "cp949"), ("Название;Срок\nФерма;2026\n", "cp1251")])
def test_csv_of_an_older_office(text, encoding):
    assert read_table("plan.csv", text.encode(encoding))[0].due == "2026"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.pdf", b"%PDF", ".xlsx or .csv"),
        ("plan.xlsx", b"no archive", "no workbook"),
        ("plan.csv", b"a,b\n1,2\n", "head"),
        ("plan.csv", b"Milestone,Due\n" + b"Step,2026\n" * (MOST_ROWS + 1), "at most"),
        ("plan.csv", b"x" * (6 * 1024 * 1024), "larger"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name, data, says):
    with pytest.raises(ValidationError) as refused:
        read_table(name, data)
    assert says in " ".join(refused.value.message_dict["file"])
