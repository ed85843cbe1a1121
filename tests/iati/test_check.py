"""A check says everything that is wrong, where, and what to change."""

import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from kopri.cli import main
from kopri.iati.check import check_file
from kopri.iati.standard import codelist, mappings, schema
from kopri.iati.stream import UnreadableError
from tests.iati.samples import BRIDGE, PUBLISHED, SHARED, activities, needs_shared, write

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SCHEMA_TESTS = SHARED / "samples" / "schema-tests" / "tests"


def check(folder, *records, **keys):
    return check_file(write(folder, activities(*records, **keys)), now=NOW)


def other(record: str, number: int, *changes: tuple[str, str]) -> str:
    record = record.replace("2024001", f"202400{number}")
    for change in changes:
        assert change[0] in record
        record = record.replace(*change)
    return record


@pytest.mark.parametrize("version", ["2.02", "2.03"])
def test_a_good_file(tmp_path, version):
    report = check(tmp_path, BRIDGE, other(BRIDGE, 2), version=version)
    assert (report.valid, report.rules_ok, report.codes_ok, report.records) == (True, True, True, 2)
    assert report.rules == ()


def test_everything_is_said_at_once(tmp_path):
    """Three broken activities and a good one: each is named for what it broke."""
    report = check(
        tmp_path,
        other(BRIDGE, 1, ('<activity-status code="2"/>', "<status/>")),
        other(BRIDGE, 2, ('iso-date="2026-12-31"', 'iso-date="2023-12-31"'), ('code="KG"', 'code="kg"')),
        BRIDGE.replace("2024001", "2024003"),
        other(
            BRIDGE,
            4,
            ('percentage="39.50"', 'percentage="30"'),
            ('<transaction-type code="3"/>', '<transaction-type code="Disbursement"/>'),
        ),
    )
    (fault,) = report.schema
    assert fault.line == 11
    assert fault.message.startswith("<status> cannot stand here, where one of participating-org, other-identifier, activity-status")
    assert [(f.activity[-7:], f.id, f.severity, f.path) for f in report.rules] == [
        ("2024002", "11.1.2", "error", "/iati-activities/iati-activity[2]/activity-date[1]/@iso-date"),
        ("2024004", "2.1.2", "error", "/iati-activities/iati-activity[4]/sector[1]/@percentage"),
    ]
    assert "Here stands 2024-01-15+09:00, but line" in report.rules[0].message
    assert "60.50 + 30 = 90.50, not 100" in report.rules[1].message
    codes = [(f.activity[-7:], f.id, f.path.rsplit("/", 2)[-2:]) for f in report.codelists]
    assert codes[0] == ("2024002", "Country", ["recipient-country", "@code"])
    assert codes[1:] == [("2024004", "TransactionType", ["transaction-type", "@code"])] * 2
    assert report.codelists[0].message.endswith("write “KG”.")
    assert report.codelists[1].message.endswith("write “3” (Disbursement).")


def test_lines_are_those_of_the_file(tmp_path):
    path = write(tmp_path, activities(BRIDGE, "\n" * 30, other(BRIDGE, 2, ('code="KG"', 'code="QQ"'))))
    (finding,) = check_file(path, now=NOW).codelists
    assert 'code="QQ"' in path.read_text(encoding="utf-8").splitlines()[finding.line - 1]


def test_conditions_of_codelists(tmp_path):
    """A code of an own vocabulary is nobody else's business."""
    own = other(BRIDGE, 1, ('vocabulary="1" code="21020"', 'vocabulary="99" code="ROAD"'))
    assert check(tmp_path, own).codes_ok
    assert not check(tmp_path, other(BRIDGE, 1, ('vocabulary="1" code="21020"', 'vocabulary="1" code="ROAD"'))).codes_ok
    goal = other(BRIDGE, 1, ("<budget", '<tag vocabulary="2" code="18"><narrative>x</narrative></tag><budget'))
    assert [f.id for f in check(tmp_path, goal).codelists] == ["UNSDG-Goals"]


def test_language_and_version(tmp_path):
    report = check(tmp_path, other(BRIDGE, 1, ('xml:lang="en"', 'xml:lang="english"')), version="9.99")
    assert {f.id for f in report.codelists} == {"Language", "Version"}
    assert {f.activity for f in report.codelists if f.id == "Version"} == {""}


def test_old_version_is_named(tmp_path):
    assert any("older than 2.01" in fault.message for fault in check(tmp_path, BRIDGE, version="1.05").schema)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "lacks <iati-activity>"),
        ("stray" + BRIDGE, "Text stands directly in <iati-activities>"),
        (BRIDGE + "stray", "Text stands directly in <iati-activities>"),
        ('<x:y xmlns:x="https://example.org"/>' + BRIDGE, "cannot stand here"),
        (BRIDGE + "<own/>", "cannot stand here"),
    ],
)
def test_what_stands_between_the_activities(tmp_path, content, words):
    path = write(tmp_path, activities(content))
    report = check_file(path, now=NOW)
    assert any(words in fault.message for fault in report.schema), report.schema
    assert len(report.schema) == len(errors_of_the_whole(path))


def test_foreign_elements_below_the_activities_are_allowed(tmp_path):
    assert check(tmp_path, BRIDGE, '<x:y xmlns:x="https://example.org"/><!-- end -->').valid


def test_required_attribute_of_the_root(tmp_path):
    path = write(tmp_path, f"<iati-activities>{BRIDGE}</iati-activities>")
    (fault,) = check_file(path, now=NOW).schema
    assert fault.message == "<iati-activities> lacks the attribute @version: add it."


def test_json_has_the_fixed_form(tmp_path, capsys):
    bad = write(
        tmp_path,
        activities(
            other(
                BRIDGE,
                2,
                ('code="KG"', 'code="QQ"'),
                ("<title>\n      <narrative>키", "<titel>\n      <narrative>키"),
                ("</title>\n    <description", "</titel>\n    <description"),
            )
        ),
    )
    assert main(["iati", "check", str(bad), "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert list(file) == ["path", "valid", "rules_ok", "codes_ok", "schema", "rules", "codelists"]
    assert (file["path"], file["valid"], file["codes_ok"]) == (str(bad), False, False)
    assert set(file["schema"][0]) == {"line", "message"}
    assert set(file["codelists"][0]) == {"id", "severity", "activity", "line", "path", "message"}


def test_table_is_for_people(tmp_path, capsys):
    good = write(tmp_path, activities(BRIDGE))
    assert main(["iati", "check", str(good), "--format", "table"]) == 0
    assert "1 activity, version 2.03: schema ok, rules ok, codes ok" in capsys.readouterr().out


def test_an_unreadable_file_does_not_stop_the_next(tmp_path, capsys):
    good, bad = write(tmp_path, activities(BRIDGE)), write(tmp_path, "<iati-activities><iati", "bad.xml")
    assert main(["iati", "check", str(bad), str(good), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert [file["path"] for file in json.loads(out)["files"]] == [str(good)]
    assert err.count("\n") == 1
    assert "bad.xml: line 1: not well-formed XML" in err


BOMB = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]>"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not well-formed"),
        ("<html/>", "the root is <html>"),
        ("<!DOCTYPE a><iati-activities version='2.03'/>", "document type declaration"),
        (
            BOMB + "<iati-activities version='2.03'><iati-activity>&a11;</iati-activity></iati-activities>",
            "document type declaration|entity",
        ),
        (BOMB + "<iati-activities version='&a11;'><iati-activity/></iati-activities>", "entity|entities"),
        (
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><iati-activities><iati-activity>&x;</iati-activity></iati-activities>",
            "document type",
        ),
        ("<iati-activities><iati-activity>&nbsp;</iati-activity></iati-activities>", "Entity 'nbsp' not defined"),
        ("<iati-activities>" + "<a>" * 400 + "</a>" * 400 + "</iati-activities>", "line 1"),
    ],
)
def test_what_is_refused_says_why(tmp_path, text, reason):
    path = write(tmp_path, text)
    with pytest.raises(UnreadableError, match=reason) as caught:
        check_file(path, now=NOW)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert "root:" not in str(caught.value)


def test_a_file_above_one_gigabyte_is_refused(tmp_path):
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(1_000_000_001)
    with pytest.raises(UnreadableError, match=r"1\.0 GB"):
        check_file(path, now=NOW)


def test_a_missing_file(tmp_path):
    with pytest.raises(UnreadableError, match="No such file"):
        check_file(tmp_path / "none.xml", now=NOW)


def test_all_mappings_lead_to_a_list_with_codes():
    assert len(mappings()) == 124
    assert all(codelist(mapping.codelist).names for mapping in mappings())


def errors_of_the_whole(path):
    """What the validator says of the file in one piece."""
    root = etree.parse(path).getroot()
    validator = schema("2.03", "activities" if root.tag == "iati-activities" else "organisations")
    validator.validate(root.getroottree())
    return list(validator.error_log)


@needs_shared
def test_verdicts_of_the_schema_cases():
    """Every case of the official schema tests whose root is that of an IATI file; the errors are as many as those of the whole file."""
    seen = 0
    for path in sorted(SCHEMA_TESTS.rglob("*.xml")):
        if "registry-tests" in path.parts or etree.parse(path).getroot().tag not in ("iati-activities", "iati-organisations"):
            continue
        report = check_file(path, now=NOW)
        assert report.valid is ("should-pass" in path.parts), path
        assert len(report.schema) == len(errors_of_the_whole(path)), path
        seen += 1
    assert seen == 680


@needs_shared
@pytest.mark.parametrize(
    ("name", "errors", "warnings"),
    [
        ("activity-standard-example-annotated.xml", 6, 2),
        ("acfspain-ph.xml", 6, 6),
        ("CAF-ActivityFile-2025-10-10.xml", 0, 478),
        ("iati-activities-am-armenia.xml", 0, 0),
        ("worldbank-sv.xml", 17, 179),
        ("who-arg.xml", 0, 137),
    ],
)
def test_rules_on_published_files(name, errors, warnings):
    """As many as an independent trial of the same rules found on the same files."""
    report = check_file(next(path for path in PUBLISHED if path.name == name), now=datetime(2026, 11, 21, tzinfo=UTC))
    found = [finding.severity for finding in report.rules]
    assert (found.count("error"), found.count("warning")) == (errors, warnings)
    assert report.valid
