"""Organisations are read once each, with their kind, country and other names."""

import pytest
from tests.reading.pages import page_of

from kopri.reading.organisations import read_organisations
from kopri.reading.page import Page


def organisations(text: str):
    return [s.payload for s in read_organisations(page_of(text))]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Ministry of Water and Forestry agreed.", "Ministry of Water and Forestry", "ministry"),
        ("Students of Talas Polytechnic University came.", "Talas Polytechnic University", "university"),
        ("The Silk Road Development Bank pays.", "Silk Road Development Bank", "bank"),
        ("It was shown at the Osh Drama Theatre.", "Osh Drama Theatre", "culture"),
        ("The Kyrgyz-Korean Commission for Trade met.", "Kyrgyz-Korean Commission for Trade", "commission"),
        ("Many companies, including Samruk Tea, are active.", "Samruk Tea", "company"),
        ("The Bukchon Institute for Eurasian Affairs reported it.", "Bukchon Institute for Eurasian Affairs", "think_tank"),
        ("SEOUL, May 3 (Silla Wire) - Rain fell.", "Silla Wire", "press"),
        ("SEOUL/OSH, May 3 (Silla Wire) -- Rain fell.", "Silla Wire", "press"),
        ("The Ministry of Land, Water and Forestry agreed.", "Ministry of Land, Water and Forestry", "ministry"),
        ("Prices fell, the Energy Ministry said.", "Energy Ministry", "ministry"),
        ("The Talas Bean Growers' Guild met.", "Talas Bean Growers' Guild", "association"),
        ("It opened at Regional Hospital No. 3 in Osh.", "Regional Hospital No. 3", "hospital"),
        ("They met in May of the Korea–Kyrgyz Skills Centre.", "Korea–Kyrgyz Skills Centre", "centre"),
        ("They gave it to Talas Metropolitan Government.", "Talas Metropolitan Government", "government"),
        ("The Talas Bean Window, set up in 2019, lends.", "Talas Bean Window", "body"),
        ("She is a fellow at the Osh Forum for Mountain Studies.", "Osh Forum for Mountain Studies", "body"),
        ("The Talas Transit House (TTH) is new.", "Talas Transit House", "body"),
        ("At the Third Meeting of the Joint Bean Council they spoke.", "Joint Bean Council", "association"),
        ("The kiln was built by Daruk Feed Co., which is old.", "Daruk Feed Co.", "company"),
        ("Daruk Feed Co., Ltd. paid.", "Daruk Feed Co., Ltd.", "company"),
        ("Guests came with Daruk Mobility on Monday.", "Daruk Mobility", "company"),
        ("Daruk, a Korean builder, won.", "Daruk", "company"),
        ("Daruk Pump employs 90 people.", "Daruk Pump", "company"),
        ("“More,” said Rosa Lind, head of exports at Sarbon.", "Sarbon", "company"),
        ("Osh-based Sarbon hired 200 people.", "Sarbon", "company"),
        ("Photo: Dala Press", "Dala Press", "press"),
        ("The charity Talas Bridge sent blankets.", "Talas Bridge", "company"),
        ("Daruk Pharm's new drug sells well.", "Daruk Pharm", "company"),
        ("Daruk shares closed higher.", "Daruk", "company"),
    ],
)
def test_an_organisation_by_the_form_of_its_name(text, name, kind):
    (found,) = organisations(text)
    assert (found.name, found.kind) == (name, kind)


def test_an_acronym_is_another_name_of_the_same():
    (found,) = organisations("The Asian Tea Growers Association (ATGA) met in Osh. The ATGA has nine members.")
    assert (found.name, found.aliases) == ("Asian Tea Growers Association", ("ATGA",))


def test_companies_of_a_list_are_each_named():
    found = [o.name for o in organisations("Three firms – Daruk Beans, Sarbon and Osh Tea – signed. A consortium of Altyn and Kumush won.")]
    assert found == ["Daruk Beans", "Sarbon", "Osh Tea", "Altyn", "Kumush"]


def test_a_company_called_by_its_first_word_is_the_same():
    (found,) = organisations("Daruk Shipyards won the order. Its rival was late. Daruk will build two tankers.")
    assert (found.name, found.aliases) == ("Daruk Shipyards", ("Daruk",))


def test_a_name_is_found_again_wherever_it_stands():
    page = page_of("Daruk Rail, the Osh maker of trams, won. Rain fell. Daruk Rail employs nine people.")
    (found,) = read_organisations(page)
    assert [page.text[e.start : e.end] for e in found.evidence] == ["Daruk Rail", "Daruk Rail"]


def test_a_name_with_several_head_nouns_is_one():
    (found,) = organisations("It is run by the Talas Electronics Research Institute (TERI).")
    assert (found.name, found.aliases) == ("Talas Electronics Research Institute", ("TERI",))


def test_the_country_before_a_name_is_its_country():
    (found,) = organisations("Money came from Uzbekistan's Bean Growers Foundation.")
    assert (found.name, found.country) == ("Bean Growers Foundation", "UZB")


def test_what_is_known_carries_its_country():
    found = {o.name: o.country for o in organisations("Samsung and KOTRA signed with the Uzbekistan Airways office.")}
    assert found["Samsung"] == "KOR"
    assert found["Uzbekistan Airways"] == "UZB"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry agreed.",
        "They work in companies, including small ones.",
        "Korea and Kazakhstan agreed.",
        "Home\nMenu\nSearch",
        "The Clean Energy project and the Kambar Energy project begin.",
        "The Silk Road, founded in antiquity, is long.",
        "A Free Bean Agreement (FBA) was not discussed.",
        "They Agreed to Build Bean Processing Centre",
        "The firms: prices rose.",
        "A joint venture of Korea and Kazakhstan.",
        "According to the President, rain fell.",
        "The Kyrgyz Government agreed.",
        "The head of division at Seoul spoke.",
        "Mayor Rosa Lind exports beans.",
        "The Joint Committee and the Organizing Committee met.",
    ],
)
def test_no_organisation_is_named(text):
    assert organisations(text) == []


def test_an_empty_page_names_none():
    assert read_organisations(Page(text="", sha256="0", language="en")) == []
