"""`kopri read --why`: the rule, the sentence with its parts, and where each field comes from."""

import json
from pathlib import Path

import pytest
from tests.architecture.repository import ROOT, SOURCE

from kopri.cli import main
from kopri.reading.datafiles import load_data
from kopri.reading.load import Loaded
from kopri.reading.model import Document, Statement
from kopri.reading.read import read_documents
from kopri.reading.why import NotOneError, Trace, Why, choose, explain, rule_of, why_json, why_table
from kopri.reading.why.output import marked

TRADE = (
    "SEOUL, May 7, 2024 (Test Wire) - Korea and Kazakhstan met again.\n\n"
    "Trade between the two countries reached nearly $5.01 billion in 2022, the ministry said.\n\n"
    "The two sides agreed to build a hospital in Almaty by 2026.\n"
)


def why_of(text: str, kind: str, at: int = 0, *others: str) -> Why:
    """Why the first (or another) statement of a type was read."""
    loaded = [Loaded(f"{n}.txt", one, "txt") for n, one in enumerate((text, *others))]
    reading = read_documents(loaded)
    statement = [s for s in reading.documents[0].statements if s.type == kind][at]
    return explain(reading.documents[0], statement, loaded[0], reading.across)


def field(why: Why, name: str) -> Trace:
    return next(t for t in why.fields if t.field == name)


def test_a_figure_names_the_words_of_each_field() -> None:
    why = why_of(TRADE, "figure")
    text = why.document.text
    assert [s.of(text) for s in field(why, "value").spans] == ["$5.01 billion"]
    assert "“nearly”" in field(why, "qualifier").how
    assert field(why, "measure").spans[0].of(text).startswith("Trade")
    assert "“2022”" in why.date.how or "“in 2022”" in why.date.how
    assert why.date.how.startswith("stated")


def test_a_country_the_sentence_does_not_name_is_said_to_stand_further_up() -> None:
    parties = [t for t in why_of(TRADE, "figure").fields if t.field == "party"]
    assert {t.value for t in parties} == {"KOR", "KAZ"}
    assert all("further up" in t.how for t in parties)


def test_a_date_from_the_dateline_is_told_from_one_in_the_sentence() -> None:
    why = why_of(
        "SEOUL, May 7, 2024 (Test Wire) - Korea opened 40 shops in Kazakhstan.\n\nKazakhstan has 12 Korean schools.\n", "figure", 1
    )
    assert "the date of the article" in why.date.how
    assert why.date.how.startswith("inferred")


def test_a_commitment_names_the_words_that_made_it_one() -> None:
    why = why_of(TRADE, "commitment")
    strength = field(why, "strength")
    assert strength.spans[0].of(why.document.text).strip() == "agreed to"
    assert why.rule.words == ("src/kopri/reading/data/commitments.yaml",)


def test_the_sentence_is_shown_with_the_found_parts_marked() -> None:
    why = why_of(TRADE, "figure")
    line = marked(why, why.sentences[0])
    assert "⟦$5.01 billion⟧" in line
    assert line.replace("⟦", "").replace("⟧", "") == why.sentences[0].of(why.document.text)


def test_every_place_of_every_demonstration_statement_lies_in_its_text() -> None:
    """For each type in each language the answer can be written, as JSON and for a person, and its places are real."""
    for path in sorted((ROOT / "data" / "demo" / "documents").glob("*.txt"))[:6]:
        loaded = Loaded(path.name, path.read_bytes().decode(), "txt")
        reading = read_documents([loaded])
        document = reading.documents[0]
        for statement in document.statements[::7]:
            why = explain(document, statement, loaded, reading.across)
            assert why_table(why)
            for trace in (*why.fields, why.date):
                assert trace.how
                assert all(s.end <= len(loaded.text) for s in trace.spans)
            assert json.loads(json.dumps(why_json(why)))["statement"]["id"] == statement.id


def test_what_another_document_says_is_told() -> None:
    other = "SEOUL, May 9, 2024 (Other Wire) - Trade between Korea and Kazakhstan reached $5.01 billion in 2022, officials said.\n"
    why = why_of("Trade between Korea and Kazakhstan reached $5.01 billion in 2022.\n", "figure", 0, other)
    assert [r.relation for r in why.relations] == ["supports"]
    assert "other documents" in why_table(why)


def documents(*texts: str) -> tuple[Document, ...]:
    return read_documents([Loaded(f"{n}.txt", t, "txt") for n, t in enumerate(texts)]).documents


def test_a_statement_is_chosen_by_the_beginning_of_its_id() -> None:
    found = documents(TRADE)
    wanted: Statement = found[0].statements[0]
    assert choose(found, wanted.id[:12])[1] is wanted
    assert choose(found, f"{found[0].sha256[:10]}/{wanted.id}")[1] is wanted


@pytest.mark.parametrize("asked", ["zz", "", "0000/"])
def test_a_name_that_fits_none_is_refused(asked: str) -> None:
    with pytest.raises(NotOneError, match="no statement begins"):
        choose(documents(TRADE), asked)


def test_a_name_that_fits_several_lists_them() -> None:
    years = "\n\n".join(f"Trade between Korea and Kazakhstan reached ${n} million in {2000 + n}." for n in range(3, 21))
    found = documents(years)
    beginnings = [s.id[0] for s in found[0].statements]
    assert len(beginnings) > 16, "more than there are hexadecimal digits"
    with pytest.raises(NotOneError, match="give more of the id"):
        choose(found, max(beginnings, key=beginnings.count))


def test_the_data_files_of_the_rules_exist() -> None:
    for rule in load_data("rules")["rules"].values():
        for path in (*rule["words"], *rule.get("ko", ()), *rule.get("ru", ())):
            assert (SOURCE / path).exists(), path


def test_the_rule_is_found_by_the_longest_beginning_of_its_name() -> None:
    assert rule_of("rule:post_known/1", "en").words == ("src/kopri/reading/data/holders.yaml",)
    assert rule_of("rule:post/1", "en").name == "post"
    assert "src/kopri/reading/figures/data/ko.yaml" in rule_of("rule:figure_quantity/1", "ko").words


def test_the_command_line_tells_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "release.txt"
    path.write_text(TRADE, encoding="utf-8")
    wanted = documents(TRADE)[0].statements[0].id
    assert main(["read", "--why", wanted[:9], str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["statement"]["id"] == wanted
    assert main(["read", "--why", wanted, str(path), "--format", "table"]) == 0
    assert "read by the rule" in capsys.readouterr().out
    assert main(["read", "--why", "nothing", str(path)]) == 2
    assert "no statement begins" in capsys.readouterr().err
