"""When an English figure holds. The texts are invented."""

import pytest
from tests.reading.figure_pages import statements


def periods(text: str, published: str | None = None) -> list[tuple[str | None, str | None]]:
    return [(s.valid.start, s.valid.end) for s in statements(text, published)]


def years(text: str, published: str | None = None) -> list[str]:
    return [f"{(a or '')[:4]}-{(b or '')[:4]}" if a != b else (a or "")[:4] for a, b in periods(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the year told of is carried on by sentences that go on telling of it
        ("Trade came to $90 million in 2021. Ore made up 40 percent of that.", ["2021", "2021"]),
        ("Exports grew 9 percent in 2021.\n\nShipments reached 400 tonnes.", ["2021", "2021"]),
        # a date belongs to the figure it stands beside
        ("The school had 310 pupils, against 95 in 2011.", ["2024", "2011"]),
        ("Turnover in 2022 was $31 m (2021: $28 m; +11 %).", ["2022", "2021", "2021-2022"]),
        ("About 420 people came, twice as many as in 2019.", ["2024", "2024"]),
        ("It had 356 firms since the meeting of 2019.", ["2024"]),
        # what lies ahead, or holds now, is not of the year told of before
        ("Trade came to $90 million in 2021; it will reach 400 tonnes.", ["2021", "2024"]),
        ("Trade came to $90 million in 2021. The chamber has 40 members.", ["2021", "2024"]),
        # a deed of the day is not of the year told of before
        ("Trade came to $90 million in 2021. They signed 14 agreements.", ["2021", "2024"]),
        # the day of saying is not the day of what is said
        ("Exports rose 4 percent in 2022, the office announced today.", ["2022"]),
        ("Exports rose 14% from a year earlier, the office said on Monday.", ["2023-2024"]),
    ],
)
def test_years(text: str, expected: list[str]) -> None:
    assert years(text, "2024-05-06") == expected


def test_the_year_of_an_undated_article_is_that_of_the_days_it_names() -> None:
    assert years("They met on 3 May 2019. The chamber has 40 members.") == ["2019"]
    assert years("They met on 3 May 2019 and on 4 June 2021. The chamber has 40 members.") == [""]


def test_a_change_over_part_of_a_year_runs_from_that_part_of_the_year_before() -> None:
    text = "In January–September 2023 sales rose by 8 percent compared to the same period of 2022."
    assert periods(text) == [("2022-01", "2023-09")]
