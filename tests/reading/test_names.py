"""Names are found by gazetteer and grammar, do not overlap, and short references carry the full name."""

import itertools

import pytest
from tests.reading.pages import page_of

from kopri.reading.names import cities, edition_of, find_names, forums, holders, organisations
from kopri.reading.page import Page


def names(text: str, kind: str):
    page = page_of(text)
    return [(m.span.of(text), m.name) for m in page.names if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Minister of Health and Welfare Cho Da-eun spoke.", "Cho Da-eun"),
        ("PARK Harin is a researcher.", "Park Harin"),
        ("Aibek Sultanov, Ambassador of Kyrgyzstan, spoke.", "Aibek Sultanov"),
        ("Its chairman, Jang Seo-yun, agreed.", "Jang Seo-yun"),
        ("Director Maria Lopez agreed.", "Maria Lopez"),
        ("President Emomali Rahmon spoke.", "Emomali Rahmon"),
        ("윤석열 대통령은 말했다.", "Yoon Suk Yeol"),
        ("Президент Шавкат Мирзиёев прибыл.", "Shavkat Mirziyoyev"),
    ],
)
def test_a_person_is_found(text, person):
    assert [name for _, name in names(text, "person")] == [person]


@pytest.mark.parametrize(
    "text", ["The Park was closed.", "Hong Kong is far.", "New President Elected Monday", "The Minister of Energy came.", "Moon landing"]
)
def test_words_that_look_like_people(text):
    assert names(text, "person") == []


def test_a_family_name_alone_is_the_person_named_in_full():
    found = names("Park Jong-bum spoke in Vienna. Park left. Central Park is green.", "person")
    assert found == [("Park Jong-bum", "Park Jong-bum"), ("Park", "Park Jong-bum")]


def test_a_title_with_a_family_name_takes_the_full_name_of_the_article():
    found = names("President Yoon Suk Yeol came. President Yoon stayed.", "person")
    assert [name for _, name in found] == ["Yoon Suk Yeol", "Yoon Suk Yeol"]


def test_a_name_may_run_over_the_end_of_a_line():
    text = (
        "Who opens a door abroad for a small firm that has never sold anything there?\n"
        "People who live there could, and the World Federation of Overseas\n"
        "Korean Traders Associations brings the two together, as it has done for many\n"
        "years in many cities of the world.\n"
    )
    assert [name for _, name in names(text, "organisation")] == ["World-OKTA"]


def test_mentions_are_in_order_and_never_overlap():
    page = page_of("The Kazakhstan-Korea Commission for Cultural Cooperation met in Almaty, Kazakhstan, with Kazakh President Tokayev.")
    spans = [m.span for m in page.names]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_an_organisation_knows_the_countries_in_its_name():
    page = page_of("The Kazakhstan-Korea Commission for Cultural Cooperation met.")
    (commission,) = [m for m in page.names if m.kind == "organisation"]
    assert set(commission.members) == {"KAZ", "KOR"}


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("the Seventh Korea-Central Asia Cooperation Forum", 7),
        ("the 17th Korea–Central Asia Cooperation Forum", 17),
        ("제17차 한-중앙아 협력포럼", 17),
        ("the Korea-Central Asia Cooperation Forum", None),
    ],
)
def test_the_edition_of_a_forum_stands_before_its_name(text, edition):
    (forum,) = [m for m in page_of(text).names if m.kind == "forum"]
    assert forum.id == "korea-central-asia-cooperation-forum"
    assert edition_of(text, forum.span.start) == edition


def test_a_short_name_of_a_forum_counts_only_beside_its_full_name():
    both = names("The Korea-Central Asia Cooperation Forum is held. The Cooperation Forum ends.", "forum")
    assert {name for _, name in both} == {"Korea–Central Asia Cooperation Forum"}


def test_the_gazetteer_holds_together():
    known = {c.id for c in cities()}
    for forum in forums():
        numbers = [e.number for e in forum.editions]
        assert numbers == sorted(set(numbers))
        assert all(e.city is None or e.city in known for e in forum.editions)
    ids = [h.id for h in holders()]
    assert len(ids) == len(set(ids))
    for holder in holders():
        for term in holder.terms:
            assert term.start is None or term.end is None or term.start <= term.end, holder.id
    assert len({o.id for o in organisations()}) == len(organisations())


def test_presidents_of_one_country_do_not_overlap():
    terms = [(t.country, t.start, t.end or "9999") for h in holders() for t in h.terms if t.post == "president"]
    for country in {c for c, *_ in terms}:
        ordered = sorted((start, end) for c, start, end in terms if c == country)
        assert all(end <= later for (_, end), (later, _) in itertools.pairwise(ordered)), country


def test_an_empty_page_has_no_names():
    assert find_names(Page(text="", sha256="0", language="en")) == ()
