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
    ],
)
def test_an_organisation_by_the_form_of_its_name(text, name, kind):
    (found,) = organisations(text)
    assert (found.name, found.kind) == (name, kind)


def test_an_acronym_is_another_name_of_the_same():
    (found,) = organisations("The Asian Tea Growers Association (ATGA) met in Osh. The ATGA has nine members.")
    assert (found.name, found.aliases) == ("Asian Tea Growers Association", ("ATGA",))


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
    ],
)
def test_no_organisation_is_named(text):
    assert organisations(text) == []


def test_an_empty_page_names_none():
    assert read_organisations(Page(text="", sha256="0", language="en")) == []
