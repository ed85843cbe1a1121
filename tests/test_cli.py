"""`kopri read` as its contract says: forms, errors on one line, exit status 2, the rest of the folder goes on."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kopri.cli import main

RELEASE = (
    "Trade between Korea and Kazakhstan reached $5.01 billion in 2022, the ministry said.\r\nThe two sides agreed to expand cooperation.\n"
)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release with mixed line ends."""
    path = tmp_path / "release.txt"
    path.write_bytes(RELEASE.encode())
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Status, standard output, standard error."""
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def test_json_has_the_fixed_form(release, capsys):
    status, out, err = run(capsys, "read", release, "--format", "json")
    assert (status, err) == (0, "")
    (document,) = json.loads(out)["documents"]
    assert {"path", "sha256", "language", "kind", "published", "segments", "statements", "warnings"} <= set(document)
    assert {"value", "not_before", "not_after", "precision", "basis", "evidence"} <= set(document["published"])
    figure = next(s for s in document["statements"] if s["type"] == "figure")
    assert {"id", "type", "payload", "valid", "mood", "speaker", "evidence", "made_by", "confidence", "key"} <= set(figure)
    assert (figure["payload"]["value"], figure["payload"]["unit"]) == ("5010000000", "USD")
    assert {"id": "KAZ", "role": "of"} in figure["payload"]["parties"]


def test_every_span_is_exact(release, capsys):
    _, out, _ = run(capsys, "read", release, "--format", "json")
    text = release.read_bytes().decode()
    for statement in json.loads(out)["documents"][0]["statements"]:
        for span in statement["evidence"]:
            assert text[span["start"] : span["end"]] == span["exact"]
            assert text[: span["start"]].endswith(span["prefix"])
            assert text[span["end"] :].startswith(span["suffix"])


def test_same_input_same_bytes(release):
    command = [sys.executable, "-m", "kopri", "read", str(release), "--format", "json"]
    runs = [subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
    assert runs[0] == runs[1]


def test_table_is_for_people(release, capsys):
    _, out, _ = run(capsys, "read", release, "--format", "table")
    assert "bilateral trade: 5010000000 USD" in out


def test_text_is_saved_as_extracted(release, tmp_path, capsys):
    run(capsys, "read", release, "--format", "json", "--text-out", tmp_path / "texts")
    assert (tmp_path / "texts" / "release.txt.txt").read_bytes() == RELEASE.encode()


def test_a_bad_file_is_named_and_the_rest_goes_on(release, tmp_path, capsys):
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "empty.txt").write_bytes(b"")
    status, out, err = run(capsys, "read", tmp_path, "--format", "json")
    assert status == 2
    assert [Path(d["path"]).name for d in json.loads(out)["documents"]] == ["release.txt"]
    lines = err.splitlines()
    assert len(lines) == 2
    assert any("noise.txt" in line for line in lines)
    assert any("empty.txt" in line for line in lines)


@pytest.mark.parametrize("words", [["read"], ["read", "no/such/file.txt"]])
def test_errors_are_one_plain_line(words, capsys):
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_an_unknown_option_is_one_plain_line(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["read", "--colour", "red"])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_spans_of_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"It cost $94,000 in 2016.")))
    status, out, _ = run(capsys, "read", "--spans", "--language", "en", "--reference", "2016-11-07T00:00:00")
    money = next(s for s in json.loads(out) if s["unit"] == "USD")
    assert status == 0
    assert (money["exact"], money["value"]) == ("$94,000", "94000")


def test_spans_want_utf_8(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"caf\xe9")))
    status, _, err = run(capsys, "read", "--spans")
    assert status == 2
    assert "UTF-8" in err
