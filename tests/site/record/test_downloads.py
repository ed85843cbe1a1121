"""Lists as files: complete, no more than the reader may see, harmless in a spreadsheet."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from tests.site.record import factories as make

from kopri.site.record.downloads import cell

LISTS = ("/statements/", "/series/", "/contradictions/", "/warnings/", "/people/", "/sources/")


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        ("-5.25", "-5.25"),
        ("+7", "+7"),
        (["a", "b"], "a; b"),
        ([[1, 2]], "[[1, 2]]"),
        ({"en": "x"}, '{"en": "x"}'),
    ],
)
def test_values_as_cells(value: Any, shown: str) -> None:
    assert cell(value) == shown


@pytest.mark.django_db
@pytest.mark.parametrize("path", LISTS)
def test_every_list_comes_as_csv_and_json_with_the_same_rows(client: Client, path: str) -> None:
    one, other = make.FigureFactory(), make.FigureFactory(value="4300000000")
    make.RelationFactory(statements=[one, other])
    make.TextWarningFactory(document=one.document, statements=[one])
    make.PostHeldFactory()
    as_csv = list(csv.DictReader(io.StringIO(body(client.get(path, {"format": "csv"})))))
    response = client.get(path, {"format": "json"})
    as_json = json.loads(body(response))
    assert as_csv
    assert len(as_csv) == len(as_json["items"])
    assert list(as_csv[0]) == list(as_json["items"][0])
    assert as_json["licence"] == "CC-BY-4.0"
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.django_db
def test_an_empty_list_is_a_valid_file(client: Client) -> None:
    assert json.loads(body(client.get("/statements/", {"format": "json"})))["items"] == []


@pytest.mark.django_db
def test_the_file_has_what_the_page_was_narrowed_to(client: Client) -> None:
    make.FigureFactory()
    make.CommitmentFactory()
    rows = json.loads(body(client.get("/statements/", {"format": "json", "type": "commitment"})))["items"]
    assert [row["type"] for row in rows] == ["commitment"]


@pytest.mark.django_db
def test_a_file_never_has_what_the_reader_may_not_see(client: Client) -> None:
    make.FigureFactory(document__visibility="desk")
    make.FigureFactory(state="rejected")
    make.FigureFactory(state="withdrawn")
    assert json.loads(body(client.get("/statements/", {"format": "json"})))["items"] == []
    assert json.loads(body(client.get("/series/", {"format": "json"})))["items"] == []


@pytest.mark.django_db
def test_values_are_plain_decimals(client: Client) -> None:
    make.FigureFactory(value="4220000000")
    row = json.loads(body(client.get("/statements/", {"format": "json"})))["items"][0]
    assert row["value"] == "4220000000"
    assert row["says"] == "Trade, Kazakhstan – Korea, 2019: USD 4.22 billion"


@pytest.mark.django_db
def test_the_words_around_a_number_are_not_given_away(client: Client) -> None:
    make.FigureFactory()
    row = json.loads(body(client.get("/statements/", {"format": "json"})))["items"][0]
    assert set(row["fact"]["surface"]) == {"start", "end", "exact"}
