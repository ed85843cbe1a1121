"""People are read with the post in which they appear, once each, with the fullest mention as evidence."""

import pytest
from tests.reading.pages import page_of, quotes

from kopri.reading.page import Page
from kopri.reading.posts import read_posts


def posts(text: str):
    return [(s.payload.person, s.payload.post, s.payload.organisation) for s in read_posts(page_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakh President Kassym-Jomart Tokayev arrived.", ("Kassym-Jomart Tokayev", "President", "KAZ")),
        (
            "The delegation is led by First Vice Minister of Foreign Affairs Kim Kyou-hyun.",
            ("Kim Kyou-hyun", "First Vice Minister of Foreign Affairs", "KOR"),
        ),
        ("Han Mi-rae, the chairwoman of Hana Tea Association, spoke.", ("Han Mi-rae", "chairwoman", "Hana Tea Association")),
        ("Aibek Sultanov, Ambassador of Kyrgyzstan to Mongolia, agreed.", ("Aibek Sultanov", "Ambassador to Mongolia", "KGZ")),
        ("Minister of Health and Welfare Cho Da-eun answered.", ("Cho Da-eun", "Minister of Health and Welfare", None)),
        ("They honoured the independence fighter Yun Bong-gil.", ("Yun Bong-gil", "independence fighter", None)),
        ("Uzbek singers such as Sevara Nazarkhanova came.", ("Sevara Nazarkhanova", "singer", "UZB")),
        ("The Park Geun-hye government began it.", ("Park Geun-hye", "president", "KOR")),
    ],
)
def test_a_person_with_a_post(text, expected):
    assert posts(text) == [expected]


def test_the_writer_of_a_page_has_the_post_of_a_writer():
    assert posts("A long road\n\nBy Seo Ji-an\n\nThe road is long and goes to Osh.") == [("Seo Ji-an", "reporter", None)]


def test_somebody_described_beside_their_name_has_that_role():
    assert posts("The road is long.\n\nMira Castell\n\nA travel blogger who loves trains.") == [("Mira Castell", "travel blogger", None)]


def test_one_statement_a_person_with_the_fullest_mention():
    page = page_of("Tokayev spoke. Kazakh President Kassym-Jomart Tokayev thanked all. President Tokayev left.")
    (statement,) = read_posts(page)
    assert quotes(page, statement)[0] == "Kazakh President Kassym-Jomart Tokayev"


@pytest.mark.parametrize(
    "text", ["The president spoke.", "Park Street is long.", "Seoul National University is old.", "The Ministers of six countries met."]
)
def test_a_post_without_a_person_is_no_statement(text):
    assert posts(text) == []


def test_an_empty_page_has_no_posts():
    assert read_posts(Page(text="", sha256="0", language="en")) == []
