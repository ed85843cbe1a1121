"""Russian names in any case, and back to the nominative. Names are invented."""

import pytest

from kopri.lang.russian import adjective, in_nominative, person_forms


@pytest.mark.parametrize(
    ("said", "case", "named"),
    [
        ("Бахрома Юлдошева", "genitive", "Бахром Юлдошев"),
        ("Айгерим Сериковой", "genitive", "Айгерим Серикова"),
        ("Динары Омуровой", "genitive", "Динара Омурова"),
        ("Сергею Цою", "dative", "Сергей Цой"),
        ("Игорем Полянским", "instrumental", "Игорь Полянский"),
        ("Мурзали Беков", "nominative", "Мурзали Беков"),
        ("Мурзали Бековым", "instrumental", "Мурзали Беков"),
        ("Ли Сан Хуном", "instrumental", "Ли Сан Хун"),
    ],
)
def test_a_persons_name_is_given_in_the_nominative(said, case, named):
    assert " ".join(in_nominative(said.split(), case)) == named


def test_a_name_is_found_in_every_case():
    assert {"Юлдошева", "Юлдошеву", "Юлдошевым", "Юлдошеве"} <= set(person_forms("Юлдошев"))
    assert "Омуровой" in person_forms("Омурова")
    assert person_forms("Ли Сан Хун")[1] == "Ли Сан Хуна"


@pytest.mark.parametrize(
    ("said", "gender", "named"),
    [
        ("Сырдарьинского", "masculine", "Сырдарьинский"),
        ("водной", "feminine", "водная"),
        ("национального", "masculine", "национальный"),
        ("внешнего", "masculine", "внешний"),
        ("узбекско-корейским", "neuter", "узбекско-корейское"),
    ],
)
def test_an_adjective_is_given_in_the_nominative(said, gender, named):
    assert adjective(said, gender) == named
