"""The pages that look across rooms, as their readers see them."""

import json
import re
from datetime import date

import pytest

from kopri.site.base.freshness import ANSWERS
from kopri.site.base.models import Forum
from kopri.site.record.kept import kept
from kopri.site.record.services.notes import write_note
from tests.site.conftest import signed_in
from tests.site.record.factories import (
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    FigureFactory,
    RelationFactory,
    TextWarningFactory,
    full_document,
)

pytestmark = pytest.mark.django_db

# Who is signed in asks for four more: the session, the person, the roles, the reports that wait.
MOST_QUERIES = {"visitor": 12, "officer": 16}
PAGES = ["/", "/countries/", "/countries/KAZ/", "/pairs/KAZ-KOR/", "/sectors/", "/sectors/energy/", "/sectors/education/"]


def text_of(page: bytes) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def fill(count: int) -> None:
    """`count` documents with everything, one of them doubtful, and a contradiction."""
    for year in range(2018, 2018 + count):
        document = full_document(published_from=date(year, 1, 1))
        FigureFactory.create(document=document, period=str(year))
        TextWarningFactory.create(document=document, severity="high", code="CHRONOLOGY")
        figures = list(document.statements.filter(type="figure"))
        RelationFactory.create(statements=figures)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("reader", ["visitor", "officer"])
def test_as_many_queries_for_three_as_for_one(path, reader, forum, request, django_assert_max_num_queries):
    client = signed_in(request.getfixturevalue(reader) if reader == "officer" else None)
    client.get(path)
    numbers = []
    for count in (1, 2):
        fill(count)
        ANSWERS.clear()
        for shared in ("/series/", "/pairs/TJK-UZB/", "/status/"):  # lists that are kept for all pages
            client.get(shared)
        with django_assert_max_num_queries(MOST_QUERIES[reader]) as asked:
            assert client.get(path).status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_home_opens_with_its_answer(client, forum):
    fill(1)
    page = text_of(client.get("/").content)
    assert "8 facts from 1 document" in page
    assert "8 facts await review by a person." in page
    assert "Sources disagree on 1 figure." in page
    assert "1 document is doubtful." in page


def test_home_says_who_promised_what_and_where_it_stands(client, forum):
    commitment = CommitmentFactory.create()
    page = client.get("/").content.decode()
    assert "Train 120 engineers" in page
    assert f"/s/{commitment.reference}/" in page
    assert "pledged" in text_of(page.encode())
    assert "The Daily Bridge" in page


def test_home_shows_the_doubtful_document_with_its_warning(client, forum):
    warning = TextWarningFactory.create(severity="high", code="LLM_RESIDUE", message="Words a machine leaves behind.")
    page = client.get("/").content.decode()
    assert f"/documents/{warning.document.reference}/" in page
    assert "Words a machine leaves behind." in page


def test_every_tile_leads_to_what_was_counted(client, forum, officer):
    fill(1)
    for browser in (client, signed_in(officer)):
        tiles = re.search(r'<div class="figures">(.*?)</div>', browser.get("/").content.decode(), re.DOTALL)
        addresses = re.findall(r'href="([^"]+)"', tiles[1])
        assert len(addresses) == 7
        assert all(browser.get(address.replace("&amp;", "&")).status_code == 200 for address in addresses)


def test_an_empty_home_teaches(client, forum, officer):
    assert "No document is public yet" in text_of(client.get("/").content)
    page = signed_in(officer).get("/").content.decode()
    assert "Put in the first document" in page
    assert 'href="/documents/add/"' in page


def test_home_without_a_forum(client, db):
    assert client.get("/").status_code == 200


def test_home_shows_how_far_the_reading_is(client, forum):
    DocumentFactory.create()
    waiting = DocumentFactory.create(state="queued")
    page = client.get("/").content.decode()
    assert "1 document is being read" in text_of(page.encode())
    assert 'href="/">Look again' in page
    fragment = client.get("/", headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content
    assert 'value="1" max="2"' in fragment.content.decode()
    assert "HX-Refresh" not in fragment
    waiting.state = "read"
    waiting.save()
    assert client.get("/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_the_desk_finds_its_work_on_the_home_page(client, forum, officer, stranger):
    FigureFactory.create()
    assert "Your work today" in text_of(signed_in(officer).get("/").content)
    assert "Your work today" not in text_of(signed_in(stranger).get("/").content)
    assert "Your work today" not in text_of(client.get("/").content)


def test_what_is_hidden_shows_on_no_page(client, forum):
    document = full_document(visibility="desk", title="A secret draft")
    fact = document.statements.get(type="commitment").payload
    CommitmentFactory.create(document=document, payload={**fact, "what": "keep it quiet"})
    for path in PAGES:
        page = client.get(path).content.decode()
        assert "A secret draft" not in page
        assert "quiet" not in page


def test_counts_of_the_desk_are_not_kept_for_the_public(client, forum, officer):
    FigureFactory.create(document__visibility="desk")
    assert "1 fact" in text_of(signed_in(officer).get("/").content)
    assert "1 fact" not in text_of(client.get("/").content)


def test_an_answer_is_kept_until_something_happens(officer):
    document = DocumentFactory.create()
    write_note(document=document, text="First.", by=officer)
    answers = iter(range(9))
    assert kept("n", officer, lambda: next(answers)) == kept("n", officer, lambda: next(answers)) == 0
    write_note(document=document, text="Second.", by=officer)
    assert kept("n", officer, lambda: next(answers)) == 1


def test_country_names_what_is_said_of_it(client, forum):
    fill(1)
    page = text_of(client.get("/countries/KAZ/").content)
    assert "Kazakhstan: 5 facts from 1 document" in page
    assert "Most often named with it: Korea." in page
    assert "Last contact on record: summit, Seoul, 4 March 2021" in page
    assert "Train 120 engineers" in page


def test_a_country_nobody_speaks_of_teaches(client, forum):
    assert "No document read so far speaks of France" in text_of(client.get("/countries/FRA/").content)


@pytest.mark.parametrize("path", ["/countries/XXX/", "/pairs/KAZ-KAZ/", "/pairs/KAZ-XXX/", "/sectors/no-such/", "/countries/kaz/"])
def test_what_is_no_country_or_sector_is_not_found(client, forum, path):
    assert client.get(path).status_code == 404


def test_a_pair_has_one_address(client, forum):
    response = client.get("/pairs/KOR-KAZ/")
    assert (response.status_code, response["Location"]) == (301, "/pairs/KAZ-KOR/")


def test_a_pair_tells_its_sides_apart(client, forum):
    fact = CommitmentFactory.create().payload
    CommitmentFactory.create(payload={**fact, "who": ["KAZ", "KOR"], "to": [], "what": "build a railway"})
    CommitmentFactory.create(payload={**fact, "who": ["KAZ"], "to": ["KOR"], "what": "supply uranium"})
    page = text_of(client.get("/pairs/KAZ-KOR/").content)
    assert page.index("Both together") < page.index("Build a railway") < page.index("Supply uranium") < page.index("Train 120 engineers")


def test_an_event_told_twice_stands_once_with_both_sources(client, forum):
    for _ in range(2):
        EventFactory.create()
    page = client.get("/countries/KAZ/").content.decode()
    contacts = page[page.index('id="contacts"') :]
    assert contacts.count("<li>") == 1
    assert contacts.count("The Daily Bridge") == 2


def test_an_area_of_the_forum_takes_in_the_sectors_of_its_codes(client, forum):
    CommitmentFactory.create(sector="energy")
    CommitmentFactory.create(sector="education")
    assert "Energy: 1 fact from 1 document" in text_of(client.get("/sectors/energy/").content)
    page = text_of(client.get("/sectors/").content)
    assert "1 area of cooperation" in page
    assert "Education" in page


def test_sector_names_follow_the_reader(client, forum):
    client.cookies["django_language"] = "ko"
    assert "에너지" in client.get("/sectors/").content.decode()


def test_the_forum_may_be_any(client, db):
    Forum.objects.create(name={"en": "Andes Forum"}, short_name={"en": "Andes"}, home="PER", members=["PER", "BOL"], areas=[], editions=[])
    FigureFactory.create(parties=[("PER", "of"), ("BOL", "of")])
    assert "Bolivia" in client.get("/countries/").content.decode()
    assert "1 fact from 1 document" in text_of(client.get("/pairs/BOL-PER/").content)


def test_the_tiles_of_a_pair_and_an_area_lead_to_just_what_they_count(client, forum):
    forum.areas = [{"slug": "learning", "name": {"en": "Learning"}, "crs_prefixes": ["111", "16061"]}]
    forum.save()
    for sector in ("education", "culture", "energy"):
        CommitmentFactory.create(sector=sector)
    CommitmentFactory.create(sector="education", parties=[("UZB", "of")])
    for page, counted in {"/pairs/KAZ-KOR/": 3, "/sectors/learning/": 3}.items():
        tile = re.search(r'<a href="([^"]+)"><b>(\d+)</b>', client.get(page).content.decode())
        listed = client.get(tile[1].replace("&amp;", "&") + "&format=json")
        assert int(tile[2]) == counted
        assert len(json.loads(b"".join(listed.streaming_content))) == counted
