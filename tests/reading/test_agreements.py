"""Agreements, programmes, policies and relations are read by name, each once."""

import pytest
from tests.reading.pages import page_of

from kopri.reading.agreements import read_agreements
from kopri.reading.page import Page


def agreements(text: str):
    return [s.payload for s in read_agreements(page_of(text))]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Uzbekistan joined the Treaty on the Protection of Wetlands in 1998.", "treaty", "Treaty on the Protection of Wetlands"),
        ("Korea and Mongolia signed an Energy Action Plan for 2024-2026.", "action plan", "Energy Action Plan for 2024-2026"),
        ("The New Steppe Policy is a policy of the Korean government.", "policy", "New Steppe Policy"),
        ("A programme called Green Bridge has run since 2015.", "programme", "Green Bridge"),
        ("The two countries raised their relations to a strategic partnership with Korea.", "relation", "strategic partnership"),
        ("China’s “Road and Rail” initiative reaches Osh.", "initiative", "Road and Rail"),
        ("The ministers signed a memorandum of understanding on tea.", "mou", "memorandum of understanding on tea"),
        ("In a joint statement, the presidents of Korea and Uzbekistan thanked the hosts.", "joint statement", "joint statement"),
        ("The expo ended with MOUs worth USD 3 million.", "mou", "MOUs"),
        ("Holders of the Lake Visa pay less.", "visa scheme", "Lake Visa"),
        ("The Korea–Kyrgyzstan Air Services Agreement of 1996 will be replaced.", "agreement", "Korea–Kyrgyzstan Air Services Agreement"),
        ("Article 12 of the Treaty of 1997 applies.", "treaty", "Treaty of 1997"),
        ("They adopted the Ashgabat Declaration on Tea.", "joint statement", "Ashgabat Declaration on Tea"),
        ("Three firms signed letters of intent.", "letter of intent", "letters of intent"),
        ("The ministries of Korea and Japan concluded three loan agreements.", "agreement", "loan agreements"),
        ("The visa waiver agreement entered into force.", "agreement", "visa waiver agreement"),
        ("The firm signed a contract worth $40 million.", "agreement", "contract"),
        ("A protocol on customs data was initialled.", "treaty", "protocol on customs data"),
        ("An MOU was exchanged.", "mou", "MOU"),
        ("Kazakhstan's Bright Road policy is known.", "policy", "Bright Road policy"),
        ("The roadmap for tea was approved in May.", "action plan", "roadmap for tea"),
        ("They came under the Bean Permit System.", "programme", "Bean Permit System"),
    ],
)
def test_an_agreement_by_its_name(text, kind, name):
    assert [(a.kind, a.name) for a in agreements(text)] == [(kind, name)]


def test_parties_and_date_come_from_the_sentence():
    (found,) = agreements("Korea and Kazakhstan signed a free trade agreement in May 2023.")
    assert set(found.parties) == {"KOR", "KAZ"}
    assert found.date == "2023-05"


def test_documents_in_a_list_of_what_was_signed_are_each_an_agreement():
    found = agreements(
        "Korea and Tajikistan agreed. The following documents were signed:\nAgreement on Mutual Legal Assistance in Bean Matters;\n"
        "Programme of Cooperation in Culture for 2024–2027;\n\nPlan your visit."
    )
    assert [(a.kind, a.name) for a in found] == [
        ("agreement", "Agreement on Mutual Legal Assistance in Bean Matters"),
        ("programme", "Programme of Cooperation in Culture for 2024–2027"),
    ]
    assert all(set(a.parties) == {"KOR", "TJK"} for a in found)


def test_the_same_agreement_is_read_once():
    assert len(agreements("Korea has a New Steppe Policy. The New Steppe Policy reaches far.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They want bilateral trade agreements some day.",
        "The policy of the bank is strict.",
        "No agreement was reached.",
        "He signed the guest book.",
        "They agreed that it was cold.",
        "The deal of the day was cheap.",
        "Any agreement would be welcome.",
        "The plan was dropped.",
        "A good plan needs time.",
        "Action Items\nBilateral trade agreements",
    ],
)
def test_general_talk_of_agreements_is_none(text):
    assert agreements(text) == []


def test_an_empty_page_has_none():
    assert read_agreements(Page(text="", sha256="0", language="en")) == []
