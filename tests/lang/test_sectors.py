"""A text's words say which sector it speaks of."""

import pytest

from kopri.lang.sectors import dac_prefix, find_sectors, sectors


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("build two solar power plants", "energy"),
        ("the railway corridor to the sea", "transport"),
        ("a hospital and vaccines for children", "health"),
        ("drip irrigation for farms", "agriculture"),
        ("student exchange between universities", "education"),
        ("관광 활성화 방안", "tourism"),
        ("산림 복원 사업", "forestry"),
        ("сотрудничество в области здравоохранения", "health"),
        ("развитие железных дорог", "transport"),
    ],
)
def test_the_first_sector_is_the_one_most_spoken_of(text, sector):
    assert find_sectors(text)[0] == sector


def test_sectors_are_ordered_by_how_much_is_said_of_them():
    assert find_sectors("gas, oil and a nuclear plant, later also schools") == ("energy", "education")


def test_a_word_inside_another_is_not_a_sector():
    assert find_sectors("the party started a debate") == ()


def test_every_sector_has_a_dac_code():
    assert all(dac_prefix(sector).isdigit() for sector in sectors())
