"""The taggers of the extras only add names, only where nothing is named, and only when asked for."""

import pytest

from kopri.cli import main
from kopri.lang.spans import Span
from kopri.reading.load import Loaded
from kopri.reading.page import Mention
from kopri.reading.read import read_document
from kopri.reading.tongues import taggers

TEXT = "Министр транспорта Ерлан Садыков посетил фабрику Жетысу Текстиль в городе.\n"
LOADED = Loaded(path="text.txt", text=TEXT, format="txt", published="2024-05-07")


def names(document):
    return {s.payload.name for s in document.statements if s.type == "organisation"}


@pytest.fixture
def tagger(monkeypatch):
    at = TEXT.index("Жетысу")
    person = TEXT.index("Ерлан")
    found = [
        Mention(Span(at, at + 15), "organisation", "Жетысу Текстиль"),
        Mention(Span(person, person + 13), "organisation", "Ерлан Садыков"),
    ]
    monkeypatch.setattr(taggers, "available", lambda: ("ru",))
    monkeypatch.setattr(taggers, "_russian", lambda _text: iter(found))


def test_what_a_tagger_finds_is_added_where_nothing_is_named(tagger):
    assert names(read_document(LOADED, tagged=True)) == {"Жетысу Текстиль"}


def test_without_asking_nothing_changes(tagger):
    assert names(read_document(LOADED)) == set()


def test_a_missing_package_is_named_with_its_extra(monkeypatch):
    monkeypatch.setattr(taggers, "available", lambda: ())
    with pytest.raises(taggers.ExtraMissingError, match=r"natasha is not installed.*kopri\[ru\]"):
        read_document(LOADED, tagged=True)


def test_the_command_line_says_it_in_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(taggers, "available", lambda: ())
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(path), "--tagged-names", "--format", "json"]) == 2
    assert "kopri[ru]" in capsys.readouterr().err


def test_texts_in_other_languages_need_no_tagger(monkeypatch):
    monkeypatch.setattr(taggers, "available", lambda: ())
    english = Loaded(path="text.txt", text="The minister opened the factory on Monday in the city.\n", format="txt")
    assert read_document(english, tagged=True).language == "en"
