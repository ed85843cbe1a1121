"""Method, data dictionary, feed and linked data."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime
from tests.site.conftest import signed_in
from tests.site.record import factories as make

from kopri.site.accounts.models import User
from kopri.site.base.journal import write_journal
from kopri.site.record import schemas
from kopri.site.record.services.documents import publish_document
from kopri.site.record.services.review import accept_statement, reject_statement
from kopri.site.record.views.open_data import tables
from kopri.site.record.warning_codes import CODES

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMAS = [
    value
    for value in vars(schemas).values()
    if isinstance(value, type) and issubclass(value, schemas.Schema) and value is not schemas.Schema
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__name__)
def test_every_field_of_the_api_has_a_meaning(schema: type[schemas.Schema]) -> None:
    silent = [name for name, field in schema.model_fields.items() if not (field.description or "").strip()]
    assert not silent, f"{schema.__name__}: say in schemas.py what {', '.join(silent)} mean"


def test_the_dictionary_has_every_schema_but_the_one_that_adds_a_text() -> None:
    assert {table.schema for table in tables()} == set(SCHEMAS) - {schemas.DocumentTextOut}


def test_the_dictionary_shows_field_type_meaning_and_standard(client: Client) -> None:
    html = client.get("/data/").content.decode()
    assert "<code>confidence</code>" in html
    assert "How sure the machine is, 0 to 1." in html
    assert "ISO 3166-1 alpha-3" in html
    assert "https://creativecommons.org/licenses/by/4.0/" in html


def test_every_download_of_the_dictionary_answers(client: Client) -> None:
    for table in tables():
        for _label, url in table.files:
            assert client.get(url).status_code == 200, url


def test_the_method_explains_every_warning(client: Client) -> None:
    html = client.get("/method/").content.decode()
    for code in CODES:
        assert f'id="{code.code}"' in html


def test_every_warning_of_the_engine_has_a_name_and_a_meaning() -> None:
    yaml = pytest.importorskip("yaml")
    from importlib.resources import files

    severities = yaml.safe_load(files("kopri.reading").joinpath("data/warnings.yaml").read_text(encoding="utf-8"))["severities"]
    known = {code.code: code.severity for code in CODES}
    named = severities if isinstance(next(iter(severities.values())), str) else {c: s for s, codes in severities.items() for c in codes}
    assert {code: known.get(code) for code in named} == named


# The feed


def entries(client: Client) -> list[ET.Element]:
    response = client.get("/feed.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def test_the_feed_tells_what_was_published_confirmed_and_taken_out(client: Client, editor: User, forum: Any) -> None:
    document = make.DocumentFactory(visibility="desk", title="A desk's document")
    publish_document(document=document, visibility="public", by=editor)
    accept_statement(statement=make.FigureFactory(document=document), by=editor)
    reject_statement(statement=make.CommitmentFactory(document=document), by=editor)
    titles = [entry.findtext(f"{ATOM}title") for entry in entries(client)]
    assert titles == [
        "Taken out: a statement in “A desk's document”",
        "Confirmed: Trade, Kazakhstan – Korea, 2019: USD 4.22 billion",
        "Published: A desk's document",
    ]


def test_the_feed_is_valid_atom_with_names_that_stay(client: Client, editor: User, forum: Any, settings: Any) -> None:
    accept_statement(statement=make.FigureFactory(), by=editor)
    before = [entry.findtext(f"{ATOM}id") for entry in entries(client)]
    root = ET.fromstring(client.get("/feed.atom").content)
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert (element.findtext(f"{ATOM}id") or "").startswith("tag:localhost,2026:record/")
        assert element.findtext(f"{ATOM}title")
        assert parse_datetime(element.findtext(f"{ATOM}updated") or "") is not None
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Forum of the Two Rivers"
    accept_statement(statement=make.FigureFactory(), by=editor)
    assert [entry.findtext(f"{ATOM}id") for entry in entries(client)][1:] == before


def test_the_feed_keeps_silent_about_what_is_the_desks(client: Client, editor: User) -> None:
    accept_statement(statement=make.FigureFactory(document__visibility="desk"), by=editor)
    write_journal("document.read", make.DocumentFactory(visibility="desk"), by=None, statements=1)
    assert entries(client) == []
    assert entries(signed_in(editor)) == []


def test_the_feed_names_nobody(client: Client, editor: User) -> None:
    accept_statement(statement=make.FigureFactory(), by=editor)
    assert editor.name not in client.get("/feed.atom").content.decode()


def test_the_feed_survives_characters_that_xml_cannot_carry(client: Client, editor: User) -> None:
    document = make.DocumentFactory(visibility="desk", title="Bell\x07 <b>&")
    publish_document(document=document, visibility="public", by=editor)
    assert entries(client)[0].findtext(f"{ATOM}title") == "Published: Bell  <b>&"


def test_an_unchanged_feed_is_not_sent_twice(client: Client, editor: User) -> None:
    accept_statement(statement=make.FigureFactory(), by=editor)
    mark = client.get("/feed.atom")["ETag"]
    assert client.get("/feed.atom", headers={"If-None-Match": mark}).status_code == 304
    accept_statement(statement=make.FigureFactory(), by=editor)
    assert client.get("/feed.atom", headers={"If-None-Match": mark}).status_code == 200


# Linked data


def linked(client: Client, document: Any) -> dict[str, Any]:
    response = client.get(f"/documents/{document.reference}.jsonld")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/ld+json")
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_each_statement_is_an_annotation_with_place_words_and_provenance(client: Client) -> None:
    document = make.full_document(rights="open")
    data = linked(client, document)
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert data["@context"][1]["prov"] == "http://www.w3.org/ns/prov#"
    assert data["type"] == "AnnotationPage"
    assert len(data["items"]) == 7
    terms = data["@context"][1]
    for item in data["items"]:
        assert item["type"][0] == "Annotation"
        assert item["id"].startswith("http://localhost:8000/s/")
        assert item["wasGeneratedBy"] == data["activity"]["id"]
        assert item["wasDerivedFrom"] == data["source"]["id"]
        assert item["wasAttributedTo"]["type"] == "prov:SoftwareAgent"
        assert {"wasGeneratedBy", "wasDerivedFrom", "wasAttributedTo"} <= set(terms)
        for target in item["target"]:
            assert target["source"] == data["source"]["id"]
            position, quote = target["selector"]
            assert position["type"] == "TextPositionSelector"
            assert quote["type"] == "TextQuoteSelector"
            assert document.text[position["start"] : position["end"]] == quote["exact"]
            assert document.text[: position["start"]].endswith(quote["prefix"])
            assert document.text[position["end"] :].startswith(quote["suffix"])


def test_the_text_names_its_origin_and_the_reading_what_it_used(client: Client) -> None:
    document = make.full_document()
    data = linked(client, document)
    assert data["source"]["wasDerivedFrom"] == document.url
    assert data["source"]["sha256"] == document.sha256
    assert data["activity"]["type"] == "prov:Activity"
    assert data["activity"]["used"] == data["source"]["id"]


def test_a_quote_only_document_gives_no_words_around_its_quotes(client: Client) -> None:
    data = linked(client, make.full_document(rights="quote"))
    for item in data["items"]:
        assert "surface" not in item["body"]["fact"] or "prefix" not in item["body"]["fact"]["surface"]
        for target in item["target"]:
            assert set(target["selector"][1]) == {"type", "exact"}


def test_what_a_person_confirmed_is_attributed_to_the_desk_by_no_name(client: Client, editor: User) -> None:
    statement = make.FigureFactory(state="accepted", decided_by=editor)
    data = linked(client, statement.document)
    assert data["items"][0]["wasAttributedTo"]["type"] == "prov:Agent"
    assert editor.name not in json.dumps(data)


def test_linked_data_obey_what_the_reader_may_see(client: Client) -> None:
    rejected = make.FigureFactory(state="rejected")
    assert linked(client, rejected.document)["items"] == []
    assert client.get(f"/documents/{make.DocumentFactory(visibility='desk').reference}.jsonld").status_code == 404
