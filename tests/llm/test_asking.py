"""A whole document: pieces that fail are counted, the rest goes on; the command line."""

import json
from pathlib import Path

import pytest

from kopri.cli import main
from kopri.llm.asking import propose
from kopri.reading.load import Loaded
from kopri.reading.read import open_page, read_document
from tests.llm.fake_server import MODEL, fake_server
from tests.llm.test_client import endpoint

TEXT = "The canteen in Seoul served about 4,300 dumplings on 7 May 2024.\n"
GOOD = {
    "type": "organisation",
    "quote": "The canteen in Seoul",
    "payload": {"name": "canteen", "kind": "company", "country": "KOR"},
}
LIE = {**GOOD, "quote": "The canteen in Almaty"}


def proposed(server, text: str = TEXT):
    loaded = Loaded("t.txt", text, "txt")
    return propose(endpoint(server.base), open_page(loaded), read_document(loaded), lambda _: None)


def test_what_is_borne_out_is_kept_and_the_rest_counted():
    with fake_server([GOOD, LIE, LIE]) as server:
        found = proposed(server)
    assert [s.made_by for s in found.kept] == [f"model:{MODEL}/1"]
    assert (found.dropped, found.failed, found.asked, found.unsent) == ({"quote_not_in_text": 2}, {}, 1, 0)


def test_a_busy_server_is_asked_again_three_times_at_most():
    with fake_server(429, 500, [GOOD]) as server:
        assert len(proposed(server).kept) == 1
        assert len(server.asked) == 3
    with fake_server(429) as server:
        assert proposed(server).failed == {"too_many_requests": 1}
        assert len(server.asked) == 3


def test_a_piece_without_an_answer_does_not_stop_the_others():
    text = TEXT + "Nothing happened here.\n" * 1000
    with fake_server("rubbish", b"<html>", [GOOD]) as server:
        found = proposed(server, text)
    assert found.failed == {"bad_answer": 1, "no_json": 1}
    assert found.asked == 3
    assert len(found.kept) == 1


def test_after_a_refused_key_nothing_more_is_sent():
    with fake_server(401) as server:
        found = proposed(server, TEXT * 1000)
        assert len(server.asked) == 1
    assert found.failed == {"key_refused": 1}


@pytest.fixture
def settings_of_command(monkeypatch: pytest.MonkeyPatch):
    def use(base: str) -> None:
        monkeypatch.setenv("KOPRI_LLM_URL", base)
        monkeypatch.setenv("KOPRI_LLM_MODEL", "fake-model")

    monkeypatch.delenv("KOPRI_LLM_URL", raising=False)
    return use


def test_the_command_adds_what_is_kept(settings_of_command, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "t.txt"
    path.write_text(TEXT, encoding="utf-8")
    with fake_server([GOOD, LIE]) as server:
        settings_of_command(server.base)
        assert main(["read", "--propose", str(path), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    made_by = {s["made_by"] for s in json.loads(out)["documents"][0]["statements"]}
    assert f"model:{MODEL}/1" in made_by
    assert "1 proposals of fake-model-2026-11-01 kept" in err
    assert "quote not in text 1" in err


def test_without_an_endpoint_the_command_says_what_to_set(settings_of_command, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "t.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["read", "--propose", str(path)]) == 2
    assert "KOPRI_LLM_URL" in capsys.readouterr().err
