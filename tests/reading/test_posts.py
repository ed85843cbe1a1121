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


@pytest.mark.parametrize(
    ("text", "person", "post", "organisation"),
    [
        ("Kenya's ambassador in Seoul, Rosa Mwangi, came.", "Rosa Mwangi", "ambassador", "KEN"),
        ("The rector, Dr. Gu Won-mo, smiled.", "Gu Won-mo", "rector", None),
        (
            "“They ask,” says Rosa Lind, who runs the placement desk at the Osh Skills Centre.",
            "Rosa Lind",
            "head of placement desk",
            "Osh Skills Centre",
        ),
        (
            "Rosa Lind is a senior fellow at the Osh Forum for Mountain Studies.",
            "Rosa Lind",
            "senior fellow",
            "Osh Forum for Mountain Studies",
        ),
        ("Head of division Lim Su-an spoke.", "Lim Su-an", "Head of division", None),
        ("Union leader Rosa Lind spoke.", "Rosa Lind", "Union leader", None),
        ("Mayor Nurlan Osmanov announced it.", "Nurlan Osmanov", "Mayor", None),
        (
            "Uzbekistan's First Deputy Minister of Mining Industry Timur Sobirov came.",
            "Timur Sobirov",
            "First Deputy Minister of Mining Industry",
            "UZB",
        ),
        ("Foreign Minister Aida Lind (Kyrgyz Republic) spoke.", "Aida Lind", "Foreign Minister", "KGZ"),
        ("President of the Republic of Korea Gu Min-ho spoke.", "Gu Min-ho", "President", "KOR"),
        ("Professor Rosa Lind of Talas State University spoke.", "Rosa Lind", "Professor", "Talas State University"),
    ],
)
def test_titles_and_roles_in_all_their_places(text, person, post, organisation):
    (found,) = [s.payload for s in read_posts(page_of(text))]
    assert (found.person, found.post, found.organisation) == (person, post, organisation)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Gu Su-ha, director of the Talas Foundation since 2021, spoke.", "2021", None),
        ("Rosa Lind, chairwoman of the Osh Chamber of Commerce from 2015 to 2019, wrote.", "2015", "2019"),
        ("Rosa Lind took office as Minister of Digital Development in May 2022.", "2022-05", None),
        ("Former President Rosa Lind spoke.", None, None),
    ],
)
def test_a_term_that_the_text_gives_is_the_time_of_the_post(text, start, end):
    (found,) = read_posts(page_of(text))
    assert (found.valid.start, found.valid.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The minister of health, South Korea, and Japan agreed.",
        "The director of the plant, Daruk Beans, said so.",
        "Central Asia, who leads the world in cotton, sells.",
        "The company is a leader in Asia.",
    ],
)
def test_what_is_no_person_holds_no_post(text):
    assert read_posts(page_of(text)) == []
