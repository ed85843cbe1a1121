"""What changed between two files is said in words; layout is no change."""

import json

import pytest

from kopri.cli import main
from kopri.iati.compare import compare
from kopri.iati.read import read_dataset
from tests.iati.samples import BRIDGE, activities, write


def differences(folder, old: str, new: str):
    return compare(read_dataset(write(folder, old, "old.xml")), read_dataset(write(folder, new, "new.xml")))


def changes(folder, *change: tuple[str, str]) -> tuple[str, ...]:
    """The changes of the one activity that changed."""
    new = BRIDGE
    for one in change:
        assert one[0] in new
        new = new.replace(*one)
    (difference,) = differences(folder, activities(BRIDGE), activities(new))
    assert (difference.what, difference.activity) == ("changed", "KR-GOV-010-KR-GOV-051-2024001")
    return difference.changes


def test_the_same_file_has_not_changed(tmp_path):
    assert differences(tmp_path, activities(BRIDGE), activities(BRIDGE)) == ()


def test_layout_and_order_of_attributes_are_no_change(tmp_path):
    other = BRIDGE.replace("\n    <", "\n\t<").replace('iso-date="2024-02-01" type="2"', 'type="2" iso-date="2024-02-01"')
    assert other != BRIDGE
    assert differences(tmp_path, activities(BRIDGE), activities(other)) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((">700000000.00<", ">700000000<"), "transaction (Disbursement, 2024-05-20) › value: from “700000000.00” to “700000000”"),
        (('iso-date="2026-12-31"', 'iso-date="2027-12-31"'), "date (Planned End), iso-date: from “2026-12-31” to “2027-12-31”"),
        (('<activity-status code="2"/>', '<activity-status code="4"/>'), "status (Closed), code: from “2” to “4”"),
        (('code="21020" percentage="60.50"', 'code="21020" percentage="61"'), "sector (Road transport), percentage: from “60.50” to “61”"),
        (
            ("Road safety in Kyrgyzstan", "Safe roads"),
            "title › text (en): from “Road safety in Kyrgyzstan” to “Safe roads”",
        ),
        (('<actual value="38"/>', '<actual value="41"/>'), "actual, value: from “38” to “41”"),
        (('hierarchy="1"', 'hierarchy="2"'), "level in the hierarchy: from “1” to “2”"),
        (("<budget type", "<!-- draft --><budget type"), "added the comment “draft”"),
        (('<recipient-country code="KG" percentage="100.0"/>', ""), "removed recipient country (Kyrgyzstan)"),
    ],
)
def test_a_change_in_words(tmp_path, change, words):
    (said,) = changes(tmp_path, change)
    assert said.endswith(words)


def test_every_change_is_said(tmp_path):
    assert len(changes(tmp_path, (">700000000.00<", ">1<"), ('<actual value="38"/>', ""), ("First tranche", "Second tranche"))) == 3


def test_new_and_gone(tmp_path):
    other = BRIDGE.replace("2024001", "2024002")
    found = differences(tmp_path, activities(BRIDGE), activities(other))
    assert [(one.what, one.activity[-7:]) for one in found] == [("added", "2024002"), ("removed", "2024001")]


def test_the_file_itself(tmp_path):
    (one,) = differences(tmp_path, activities(BRIDGE), activities(BRIDGE, version="2.02"))
    assert (one.activity, one.changes) == ("", ("version: from “2.03” to “2.02”",))


def test_at_the_command_line(tmp_path, capsys):
    old, new = write(tmp_path, activities(BRIDGE), "old.xml"), write(tmp_path, activities(BRIDGE.replace("38", "40")), "new.xml")
    assert main(["iati", "compare", str(old), str(new), "--format", "table"]) == 0
    assert "actual, value: from “38” to “40”" in capsys.readouterr().out
    assert main(["iati", "compare", str(old), str(old), "--format", "table"]) == 0
    assert capsys.readouterr().out == "nothing changed\n"
    assert main(["iati", "compare", str(old), str(new), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["activities"][0]["what"] == "changed"
    assert main(["iati", "compare", str(old), str(tmp_path / "none.xml")]) == 2
    assert "none.xml: No such file" in capsys.readouterr().err
