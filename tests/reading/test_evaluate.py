"""`kopri read --evaluate`: what counts as right, false, missed, and what nobody can say."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from kopri.cli import main
from kopri.reading.evaluate import CaseError, Evaluation, Tally, evaluate, evaluation_json, evaluation_table, parse_cases
from kopri.reading.evaluate.matching import same
from kopri.reading.load import Loaded
from kopri.reading.output import document_json
from kopri.reading.read import read_document

TEXT = (
    "Trade between Korea and Kazakhstan reached $5.01 billion in 2022.\n\n"
    "Korea and Kazakhstan agreed to build a hospital in Almaty by 2026.\n"
)


def as_read(text: str = TEXT) -> list[dict[str, Any]]:
    """What the engine reads, as labels: by these it is right in everything."""
    statements = document_json(read_document(Loaded("case", text, "txt")))["statements"]
    return [{name: s[name] for name in ("type", "payload", "valid", "evidence")} for s in statements]


def cases(**changes: Any) -> dict[str, Any]:
    labels = as_read()
    kinds = sorted({label["type"] for label in labels})
    case = {"id": "one", "text": TEXT, "language": "en", "complete": kinds, "statements": labels, "rejected": []}
    return {"format": "kopri-cases/1", "cases": [{**case, **changes}]}


def score(**changes: Any) -> Evaluation:
    return evaluate(parse_cases(cases(**changes)))


def figure(result: Evaluation) -> Tally:
    return result.tallies["figure", "en"]


def test_labels_that_are_what_was_read_are_all_right() -> None:
    result = score()
    assert result.misses == []
    assert all((t.precision, t.recall, t.f1) == (1, 1, 1) for t in result.tallies.values())
    assert all(good == all_ for t in result.tallies.values() for good, all_ in t.fields.values())


def test_a_label_nothing_was_read_for_is_missed() -> None:
    labels = as_read()
    wanted = copy.deepcopy(next(label for label in labels if label["type"] == "figure"))
    wanted["payload"]["value"] = "7"
    result = score(statements=[*labels, wanted])
    assert (figure(result).wanted, figure(result).found) == (2, 1)
    assert [m.kind for m in result.misses] == ["missed"]


def test_what_has_no_label_is_false_only_where_the_type_is_labelled_completely() -> None:
    labels = [label for label in as_read() if label["type"] != "figure"]
    assert figure(score(statements=labels)).false == 1
    partly = figure(score(statements=labels, complete=["commitment"]))
    assert (partly.false, partly.unlabelled, partly.precision, partly.recall) == (0, 1, None, None)


def test_what_a_person_rejected_is_false_even_in_a_partly_labelled_text() -> None:
    labels = as_read()
    rejected = [label for label in labels if label["type"] == "figure"]
    result = score(statements=[], rejected=rejected, complete=[])
    assert (figure(result).false, figure(result).precision) == (1, 0)


def test_a_wrong_field_leaves_the_statement_right() -> None:
    labels = as_read()
    for label in labels:
        if label["type"] == "figure":
            label["payload"]["qualifier"] = "about"
            label["valid"] = {"start": "2021", "end": "2021"}
    result = score(statements=labels)
    assert figure(result).right == 1
    assert figure(result).fields["qualifier"] == [0, 1]
    assert figure(result).fields["period"] == [0, 1]
    assert {m.kind for m in result.misses} == {"field"}


def test_fields_without_a_label_are_not_scored() -> None:
    labels = as_read()
    for label in labels:
        if label["type"] == "figure":
            label["payload"] = {name: label["payload"][name] for name in ("value", "unit", "surface")}
            del label["valid"]
    assert figure(score(statements=labels)).fields == {}


def test_labels_of_partly_labelled_texts_count_for_precision_and_not_for_recall() -> None:
    tally = figure(score(complete=[]))
    assert (tally.right, tally.precision, tally.recall, tally.f1) == (1, 1, None, None)


def test_a_case_without_its_text_is_read_from_a_text_at_hand_or_left_out() -> None:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    parsed = parse_cases(cases(text=None, sha256=sha256))
    assert evaluate(parsed).without_text == ["one"]
    result = evaluate(parsed, {sha256: TEXT})
    assert (result.cases, figure(result).right) == (1, 1)


def test_another_text_under_the_same_hash_is_refused() -> None:
    with pytest.raises(CaseError, match="sha256"):
        evaluate(parse_cases(cases(sha256="0" * 64)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"language": ""}, r"cases\[0\].language"),
        ({"text": None}, r"cases\[0\] has no text"),
        ({"complete": ["fact"]}, r"cases\[0\].complete names 'fact'"),
        ({"statements": [{"type": "fact"}]}, r"cases\[0\].statements\[0\].type"),
        ({"statements": [{"type": "figure", "payload": {"unit": "USD"}}]}, r"statements\[0\].payload has no 'value'"),
        ({"rejected": [{"type": "post", "payload": {"person": "A"}, "evidence": []}]}, r"rejected\[0\].evidence has no place"),
        ({"statements": [{"type": "post", "payload": {"person": "A"}, "evidence": [{"start": 3, "end": 3}]}]}, "start is not below end"),
        ({"statements": [{"type": "post", "payload": {"person": "A"}, "evidence": [{"start": 0, "end": 10**6}]}]}, "the text ends at"),
        ({"statements": [{"type": "post", "payload": {"person": "A"}, "evidence": [{"start": 0, "end": 5, "exact": "Tread"}]}]}, "'Trade'"),
    ],
)
def test_a_fault_is_named_with_its_place(change: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        parse_cases(cases(**change))


@pytest.mark.parametrize(
    ("found", "wanted", "agree"),
    [
        ("5010000000", "5.01E+9", True),
        ("Lee Jae-myung", "LEE JAE MYUNG", True),
        (["KOR", "KAZ"], ["KAZ", "KOR"], True),
        ([{"id": "KOR", "role": "from"}], [{"id": "KOR", "role": "to"}], False),
        (None, "", True),
        ("2024", None, False),
        ("KOR", ["KOR"], False),
    ],
)
def test_values_agree_whatever_their_writing(found: object, wanted: object, agree: bool) -> None:
    assert same(found, wanted) is agree


def test_json_has_null_and_the_table_a_dash_where_nothing_was_counted() -> None:
    result = score(complete=[], statements=[])
    assert evaluation_json(result)["scores"][0]["precision"] is None
    assert "–" in evaluation_table(result).splitlines()[1]


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases()), encoding="utf-8")
    assert main(["read", "--evaluate", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == 1
    path.write_text('{"format": "kopri-cases/1",', encoding="utf-8")
    assert main(["read", "--evaluate", str(path)]) == 2
    assert "line 1" in capsys.readouterr().err
    assert main(["read", "--evaluate", str(tmp_path / "absent.json")]) == 2
    assert "absent.json" in capsys.readouterr().err
