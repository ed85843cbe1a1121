"""Rows of tables become initiatives, each once."""

from opened_pages import page_of

from kopri.reading.initiatives import read_initiatives
from kopri.reading.model import Initiative

GLUED = "The plan has these steps:\n\nInitiativeStart DateEnd Date\nSurvey of roadsQ1 2030Q2 2030\nTraining of staffQ3 2030Ongoing\n"
PARTED = "Project\tPeriod\tLead body\nSurvey of roads\tMarch 2030 – June 2031\tMinistry A\n\n"


def rows(text: str) -> list[Initiative]:
    return [s.payload for s in read_initiatives(page_of(text)) if isinstance(s.payload, Initiative)]


def test_cells_that_ran_together_are_cut_as_the_header_says() -> None:
    found = rows(GLUED)
    assert [(r.name, r.start, r.end) for r in found] == [
        ("Survey of roads", "2030-Q1", "2030-Q2"),
        ("Training of staff", "2030-Q3", "ongoing"),
    ]
    assert found[0].cells == {"Initiative": "Survey of roads", "Start Date": "Q1 2030", "End Date": "Q2 2030"}
    assert found[0].table == "The plan has these steps"


def test_one_column_may_hold_both_dates() -> None:
    assert [(r.name, r.start, r.end) for r in rows(PARTED)] == [("Survey of roads", "2030-03", "2031-06")]


def test_pipes_part_cells_too() -> None:
    assert [r.name for r in rows("| Measure | Start |\n|---|---|\n| Survey | 2030 |\n| Training | 2031 |\n")] == ["Survey", "Training"]


def test_a_table_given_twice_and_cut_off_gives_each_row_once_and_whole() -> None:
    twice = f"{GLUED}\nThe plan has these steps:\n\nInitiativeStart DateEnd Date\nSurvey of roadsQ1 2030Q2 2030\nTraining of staffQ3 2030\n"
    assert [(r.name, r.end) for r in rows(twice)] == [("Survey of roads", "2030-Q2"), ("Training of staff", "ongoing")]


def test_a_table_of_figures_lists_no_initiatives() -> None:
    assert rows("Year\tTrade, $ bn\n2020\t3.1\n2021\t4.2\n") == []


def test_the_quote_of_a_row_is_the_row() -> None:
    page = page_of(GLUED)
    assert [s.evidence[0].of(page.text) for s in read_initiatives(page)] == [
        "Survey of roadsQ1 2030Q2 2030",
        "Training of staffQ3 2030Ongoing",
    ]
