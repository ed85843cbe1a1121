"""Which endpoint is asked: off by default, and nothing that would send texts where they should not go."""

from pathlib import Path

import pytest

from kopri.llm.endpoint import EndpointError, endpoint_from

NAMED = {"KOPRI_LLM_URL": "https://models.example.org/v1", "KOPRI_LLM_MODEL": "m-1", "KOPRI_LLM_KEY": "sk-secret"}


def test_without_an_address_there_is_none():
    assert endpoint_from({}) is None
    assert endpoint_from({"KOPRI_LLM_KEY": "sk-secret"}) is None


@pytest.mark.parametrize(
    ("base", "kind", "url"),
    [
        ("https://models.example.org/v1", "openai", "https://models.example.org/v1/chat/completions"),
        ("https://models.example.org/v1/", "openai", "https://models.example.org/v1/chat/completions"),
        ("https://models.example.org/v1/chat/completions", "openai", "https://models.example.org/v1/chat/completions"),
        ("http://localhost:11434/v1", "openai", "http://localhost:11434/v1/chat/completions"),
        ("https://models.example.org", "anthropic", "https://models.example.org/v1/messages"),
        ("https://models.example.org/v1", "anthropic", "https://models.example.org/v1/messages"),
    ],
)
def test_the_address_of_the_call(base, kind, url):
    endpoint = endpoint_from({**NAMED, "KOPRI_LLM_URL": base, "KOPRI_LLM_KIND": kind})
    assert endpoint is not None
    assert endpoint.url == url


def test_only_open_and_licensed_public_texts_are_sent_unless_the_operator_says_so():
    endpoint = endpoint_from(NAMED)
    assert endpoint is not None
    assert (endpoint.rights, endpoint.desk) == ({"open", "licensed"}, False)
    wider = endpoint_from({**NAMED, "KOPRI_LLM_RIGHTS": "open,quote", "KOPRI_LLM_DESK": "yes"})
    assert wider is not None
    assert (wider.rights, wider.desk) == ({"open", "quote"}, True)


def test_the_key_may_stand_in_a_file_and_is_never_shown(tmp_path: Path):
    path = tmp_path / "key"
    path.write_text("sk-in-a-file\n", encoding="utf-8")
    named = {name: value for name, value in NAMED.items() if name != "KOPRI_LLM_KEY"}
    endpoint = endpoint_from({**named, "KOPRI_LLM_KEY_FILE": str(path)})
    assert endpoint is not None
    assert endpoint.key == "sk-in-a-file"
    assert "sk-in" not in repr(endpoint)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"KOPRI_LLM_MODEL": ""}, "KOPRI_LLM_MODEL is not set"),
        ({"KOPRI_LLM_KIND": "other"}, "use openai or anthropic"),
        ({"KOPRI_LLM_URL": "http://models.example.org/v1"}, "unencrypted"),
        ({"KOPRI_LLM_URL": "ftp://models.example.org"}, "no plain http"),
        ({"KOPRI_LLM_URL": "https://me:secret@models.example.org"}, "no plain http"),
        ({"KOPRI_LLM_TIMEOUT": "soon"}, "no number of seconds"),
        ({"KOPRI_LLM_TIMEOUT": "0"}, "more than 0"),
        ({"KOPRI_LLM_RIGHTS": "open,all"}, "KOPRI_LLM_RIGHTS names 'all'"),
        ({"KOPRI_LLM_DESK": "perhaps"}, "neither yes nor no"),
        ({"KOPRI_LLM_KEY": "two words"}, "no key"),
        ({"KOPRI_LLM_KEY": "", "KOPRI_LLM_KEY_FILE": "/nowhere/at/all"}, "KOPRI_LLM_KEY_FILE"),
    ],
)
def test_a_wrong_setting_is_named(change, says):
    with pytest.raises(EndpointError, match=says) as caught:
        endpoint_from({**NAMED, **change})
    assert "secret" not in str(caught.value)
