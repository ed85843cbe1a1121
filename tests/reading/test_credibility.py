"""Credibility: where a statement starts, what moves it, and that every move is explained."""

import itertools
from typing import get_args

import pytest

from kopri.reading.credibility import Grade, Known, credibility_of, for_whole_document
from kopri.reading.model import Mood, StatementType


def level(**known: object) -> int:
    return credibility_of(Known(**{"type": "figure", "mood": "reported", "grade": "B", **known})).level  # type: ignore[arg-type]


def codes(**known: object) -> list[str]:
    found = credibility_of(Known(**{"type": "figure", "mood": "reported", "grade": "B", **known}))  # type: ignore[arg-type]
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(("grade", "wanted"), [("A", 2), ("B", 2), ("C", 3), ("D", 4), ("E", 5), ("F", 6), (None, 6)])
def test_alone_a_statement_is_as_credible_as_its_publisher(grade, wanted):
    assert level(grade=grade) == wanted


def test_another_good_publisher_confirms():
    assert level(supported_by=("C",)) == 1
    assert level(grade="E", supported_by=("A",)) == 2
    assert level(grade=None, supported_by=("B",)) == 2


def test_poor_publishers_only_speak_for_it():
    assert level(grade="C", supported_by=("D", "E")) == 2
    assert level(supported_by=("D",)) == 2, "never confirmed by these alone"
    assert level(supported_by=("F",)) == 2, "nobody knows what F is worth"
    assert codes(supported_by=("F",)) == ["grade"]


def test_contradiction_by_an_equal_or_better_publisher_makes_it_doubtful():
    assert level(contradicted_by=("B",)) == 4
    assert level(grade="D", contradicted_by=("A",)) == 4
    assert level(contradicted_by=("B",), supported_by=("A", "C")) == 3
    assert level(contradicted_by=("B",), supported_by=("A",)) == 4


def test_contradiction_by_a_worse_publisher_takes_a_step():
    assert level(grade="A", contradicted_by=("D",)) == 3


def test_what_has_not_happened_yet_is_less_credible_but_a_plan_is_a_plan():
    assert level(mood="expected") == 3
    assert level(type="event", mood="planned") == 3
    assert level(type="commitment", mood="planned") == 2


def test_what_somebody_said_is_a_step_from_what_the_publisher_says():
    assert level(mood="quoted") == 3


def test_what_ought_to_be_is_neither_true_nor_false():
    assert level(type="commitment", mood="recommended", supported_by=("A",)) == 6
    assert codes(type="commitment", mood="recommended") == ["not_judged"]


def test_warnings_lower_or_cap():
    assert level(warnings=("BASIS_SHIFT",)) == 3
    assert level(warnings=("CHRONOLOGY",)) == 4
    assert level(warnings=("LLM_RESIDUE",), supported_by=("A",)) == 5
    assert level(grade=None, warnings=("LLM_RESIDUE",)) == 5
    assert level(warnings=("PAGE_FURNITURE",)) == 2
    assert codes(warnings=("PAGE_FURNITURE",)) == ["grade"]


def test_machine_made_text_taints_the_whole_document():
    assert for_whole_document("LLM_RESIDUE")
    assert not for_whole_document("CHRONOLOGY")


def test_every_combination_has_a_level_and_its_reasons():
    grades = (*get_args(Grade), None)
    others = ((), ("A",), ("D",), ("F",))
    for type_, mood, grade, support, against in itertools.product(get_args(StatementType), get_args(Mood), grades, others, others):
        found = credibility_of(Known(type_, mood, grade, support, against, ("CHRONOLOGY", "BASIS_SHIFT")))
        assert 1 <= found.level <= 6
        assert found.reasons


def test_support_never_harms_and_contradiction_never_helps():
    for grade, support in itertools.product((*get_args(Grade), None), get_args(Grade)):
        alone = level(grade=grade)
        assert level(grade=grade, supported_by=(support,)) <= alone
        if alone < 6:
            assert level(grade=grade, contradicted_by=(support,)) >= alone
