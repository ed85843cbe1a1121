"""One call: in both forms, bounded in time and size, with a reason for each way it can fail, and no secret in any."""

import time

import pytest

from kopri.llm.client import AnswerError, ask
from kopri.llm.endpoint import Endpoint, endpoint_from
from tests.llm.fake_server import MODEL, fake_server

KEY = "sk-very-secret"


def endpoint(base: str, kind: str = "openai", timeout: str = "0.5") -> Endpoint:
    found = endpoint_from(
        {
            "KOPRI_LLM_URL": base,
            "KOPRI_LLM_KIND": kind,
            "KOPRI_LLM_MODEL": "fake-model",
            "KOPRI_LLM_KEY": KEY,
            "KOPRI_LLM_TIMEOUT": timeout,
        }
    )
    assert found is not None
    return found


def test_openai_form():
    with fake_server("hello") as server:
        answer = ask(endpoint(server.base), "be brief", "who?")
        path, headers, body = server.asked[0]
    assert (answer.text, answer.model) == ("hello", MODEL)
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert [m["role"] for m in body["messages"]] == ["system", "user"]


def test_anthropic_form():
    with fake_server("hello") as server:
        answer = ask(endpoint(server.base, "anthropic"), "be brief", "who?")
        path, headers, body = server.asked[0]
    assert (answer.text, answer.model) == ("hello", MODEL)
    assert path == "/v1/messages"
    assert (headers["x-api-key"], body["system"]) == (KEY, "be brief")
    assert "anthropic-version" in headers


@pytest.mark.parametrize(
    ("step", "reason", "again"),
    [
        ("!stall", "timeout", True),
        ("!drip", "timeout", True),
        ("!close", "closed", True),
        ("!cut", "closed", True),
        ("!flood", "too_long", False),
        ("!redirect", "http_error", False),
        (401, "key_refused", False),
        (403, "key_refused", False),
        (404, "http_error", False),
        (429, "too_many_requests", True),
        (500, "server_error", True),
        (503, "server_error", True),
        (b"<html>busy</html>", "no_json", False),
        (b"\xff\xfe", "no_json", False),
        (b"[" * 100_000, "no_json", False),
        (b"{}", "no_text", False),
        (b'{"choices": []}', "no_text", False),
        (b'{"choices": [{"message": {"content": null}}]}', "no_text", False),
        (b'{"choices": [{"message": {"content": "  "}}]}', "no_text", False),
        (b'"words"', "no_text", False),
    ],
)
def test_each_failure_has_its_reason_and_takes_no_longer_than_allowed(step, reason, again):
    begin = time.monotonic()
    with fake_server(step) as server, pytest.raises(AnswerError) as caught:
        ask(endpoint(server.base), "system", "a private text")
    assert (caught.value.reason, caught.value.again) == (reason, again)
    assert time.monotonic() - begin < 4
    told = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert KEY not in told
    assert "private" not in told


def test_nobody_there():
    with fake_server("hello") as server:
        base = server.base
    with pytest.raises(AnswerError) as caught:
        ask(endpoint(base), "system", "user")
    assert caught.value.reason == "no_connection"
