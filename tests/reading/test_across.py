"""What documents say of each other."""

import pytest

from kopri.reading.load import Loaded
from kopri.reading.model import Reading
from kopri.reading.read import read_documents

STAMP = "2024-05-01 10:00\n"
BODY = "The two delegations met in the morning and spoke about rail, grain and water in a good mood. " * 2


def read(*texts: str) -> Reading:
    return read_documents([Loaded(f"{number}.txt", text, "txt") for number, text in enumerate(texts)])


def trade(amount: str, year: str = "2020") -> str:
    return f"Rail\n{STAMP}Trade between Korea and Kazakhstan was {amount} in {year}."


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("$4.22 billion", "$4.42 billion", "contradicts"),
        ("$4.22 billion", "$4.22 billion", "supports"),
        ("about $4.2 billion", "$4.22 billion", "supports"),
        ("more than $4 billion", "$4.22 billion", "compatible"),
        ("more than $5 billion", "$4.22 billion", "contradicts"),
    ],
)
def test_one_measure_pair_and_period(one: str, other: str, relation: str) -> None:
    reading = read(trade(one), trade(other))
    assert [r.relation for r in reading.across] == [relation]
    assert len(reading.across[0].statements) == 2
    assert reading.across[0].why


def test_a_contradiction_warns_in_both_documents() -> None:
    reading = read(trade("$4.22 billion"), trade("$4.42 billion"))
    for document in reading.documents:
        warning = next(w for w in document.warnings if w.code == "CROSS_DOC_FIGURE")
        assert warning.severity == "medium"
        assert "billion" in warning.evidence[0].of(document.text)


def test_another_year_or_pair_is_no_contradiction() -> None:
    assert read(trade("$4.22 billion"), trade("$3.09 billion", "2021")).across == ()
    assert read(trade("$4.22 billion"), trade("$3.09 billion").replace("Kazakhstan", "Uzbekistan")).across == ()


def test_a_document_that_holds_both_values_contradicts_neither() -> None:
    both = f"{trade('$4.22 billion')} Trade between Korea and Kazakhstan was $4.42 billion in 2020."
    assert [r.relation for r in read(trade("$4.22 billion"), both).across] == ["supports"]


def test_a_level_at_another_time_is_compatible() -> None:
    one = "Rail\n2021-05-01 10:00\nMore than 100,000 ethnic Koreans live in Kazakhstan."
    other = "Rail\n2024-05-01 10:00\nAround 120,000 ethnic Koreans live in Kazakhstan."
    reading = read(one, other)
    assert [r.relation for r in reading.across] == ["compatible"]
    assert "dates differ" in reading.across[0].why


def test_a_level_and_a_movement_are_compatible() -> None:
    level = f"Rail\n{STAMP}Korea has invested a cumulative $6 billion in Kazakhstan."
    move = f"Rail\n{STAMP}Korea's investment in Kazakhstan was $74 million in 2020."
    assert [r.relation for r in read(level, move).across] == ["compatible"]


def test_a_shortened_copy_is_a_duplicate_and_no_second_voice() -> None:
    long = trade("$4.22 billion") + " " + " ".join(f"Sentence number {n} tells of things that no other sentence tells." for n in range(40))
    relations = read(long, long[: len(long) * 2 // 3]).across
    assert [r.relation for r in relations] == ["duplicate"]
    assert "nearly one text" in relations[0].why


def test_different_texts_are_no_duplicates() -> None:
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    one = " ".join(words[(n * 7) % 10] + str(n) for n in range(200))
    other = " ".join(words[(n * 3) % 10] + str(n + 1000) for n in range(200))
    assert read(one, other).across == ()


def test_documents_of_one_kind_in_great_number_stay_fast() -> None:
    reading = read(*(trade(f"$4.{n:02} billion") for n in range(60)))
    assert len([r for r in reading.across if r.relation == "contradicts"]) <= 20
