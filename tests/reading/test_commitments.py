"""Promises are read with who, what, strength and, if the text gives one, a due date; scenery, agendas and beliefs are not promises."""

import pytest
from tests.reading.pages import page_of, quotes

from kopri.reading.commitments import read_commitments
from kopri.reading.page import Page


def commitments(text: str, published: str | None = "2024-05-07"):
    return [s.payload for s in read_commitments(page_of(text, published))]


ONE = [
    ("Kazakhstan and Korea agreed to open a visa office.", "open a visa office", "agreed", ("KAZ", "KOR")),
    ("The ministers of Korea and Mongolia decided to set up a working group.", "set up a working group", "agreed", ("KOR", "MNG")),
    ("Kazakhstan will build three hospitals.", "build three hospitals", "planned", ("KAZ",)),
    ("POSCO plans to invest in a steel plant in Uzbekistan.", "invest in a steel plant in Uzbekistan", "planned", ("POSCO",)),
    ("Uzbekistan pledged to train 200 nurses.", "train 200 nurses", "pledged", ("UZB",)),
    ("Korea promised to supply vaccines to Tajikistan.", "supply vaccines to Tajikistan", "pledged", ("KOR",)),
    ("The World Bank is set to open a branch in Osh.", "open a branch in Osh", "planned", ("World Bank",)),
    ("Eastar Jet is expected to start flights to Jeju.", "start flights to Jeju", "planned", ("Eastar Jet",)),
    ("Turkmenistan intends to export electricity.", "export electricity", "planned", ("TKM",)),
    ("The Kyrgyz government will introduce electronic visas.", "introduce electronic visas", "planned", ("KGZ",)),
    ("Korea and Kazakhstan agreed on 2 May to exchange one lecturer a year.", "exchange one lecturer a year", "agreed", ("KOR", "KAZ")),
    ("Korea and Japan shall exchange lists of goods.", "exchange lists of goods", "agreed", ("KOR", "JPN")),
    ("Korea will accept 300 trainees.", "accept 300 trainees", "planned", ("KOR",)),
    ("Kazakhstan wants to sell 9,000 tonnes of beans.", "sell 9,000 tonnes of beans", "planned", ("KAZ",)),
    ("POSCO expects sales to reach 9 billion won.", "sales to reach 9 billion won", "planned", ("POSCO",)),
    ("Organisers expect visitors to number 9,000.", "visitors to number 9,000", "planned", ("Organisers",)),
    ("Mongolia expressed readiness to lend two trains.", "lend two trains", "pledged", ("MNG",)),
    ("KOTRA said it will answer by June.", "answer by June", "planned", ("Korea Trade-Investment Promotion Agency",)),
    ("Japan has allocated 9 billion yen for the bridge.", "9 billion yen for the bridge", "planned", ("JPN",)),
    ("Korea promised that 20 schools would be built in Osh.", "build 20 schools in Osh", "pledged", ("KOR",)),
    ("The presidents of Korea and Japan instructed their ministers to double the quota.", "double the quota", "agreed", ("KOR", "JPN")),
    ("The ferry to Korea is due to be finished in 2026.", "finish the ferry to Korea in 2026", "planned", ("KOR",)),
    ("KOTRA stands ready to lend 9 billion won.", "lend 9 billion won", "pledged", ("Korea Trade-Investment Promotion Agency",)),
    ("Under the deal, Kazakhstan supplies uranium.", "supplies uranium", "agreed", ("KAZ",)),
    ("Korea will be sending 15 engineers.", "sending 15 engineers", "planned", ("KOR",)),
    ("Japan offered to finance a school in Khujand.", "finance a school in Khujand", "pledged", ("JPN",)),
]


@pytest.mark.parametrize(("text", "what", "strength", "who"), ONE)
def test_one_promise(text, what, strength, who):
    (promise,) = commitments(text)
    assert (promise.what, promise.strength, promise.who) == (what, strength, who)


@pytest.mark.parametrize(
    "text",
    [
        "The expo will feature 250 booths.",
        "The forum will cover energy and water.",
        "Korea and Mongolia will discuss ways to expand trade.",
        "The session will take place in the afternoon.",
        "Visitors will enjoy music from Uzbekistan.",
        "This will help farmers in Tajikistan.",
        "Korea will be remembered as a friend.",
        "The company aims to enhance the competitiveness of farmers.",
        "The World Bank expects growth of 6 percent.",
        "Analysts expect profits of 9 billion won.",
        "Korea will face a dry summer.",
        "The five countries will celebrate 30 years of ties.",
        "These countries want to build a network.",
        "A meeting is planned for June.",
        "The bus will arrive at noon.",
        "Our core mission is to build ties.",
        "Three things should be done.",
        "The date is to be decided later.",
        "Flights to Korea started in March.",
        "The report suggests that trade with Korea grew.",
        "Trade between Korea and Kazakhstan is expected to grow.",
        "The ties between Korea and Mongolia will develop further.",
        "I believe the two countries will expand their cooperation.",
        "Kazakhstan will not build a new pipeline.",
        "Observers will be watching closely.",
        "Korea wants peace on the peninsula.",
        "What should Korea do?",
        "The report should interest readers.",
        "The ambassadors will hold comprehensive discussions.",
        "Uzbekistan opened three schools in 2019.",
        "It is necessary to search for new ways to strengthen ties.",
        "Sign up\nSubscribe\nWe will send you news.\nMenu",
    ],
)
def test_scenery_agendas_and_beliefs_are_no_promises(text):
    assert commitments(text) == []


def test_items_under_a_promising_lead_are_each_a_promise():
    found = commitments(
        "Korea and Mongolia agreed to:\n(a) open a rail line by 2027;\n(b) set up a fund of USD 9 million;\n"
        "(c) train 40 nurses.\n\nRain fell."
    )
    assert [(p.what, p.strength, p.who) for p in found] == [
        ("open a rail line by 2027", "agreed", ("KOR", "MNG")),
        ("set up a fund of USD 9 million", "agreed", ("KOR", "MNG")),
        ("train 40 nurses", "agreed", ("KOR", "MNG")),
    ]


def test_a_noun_stands_for_the_organisation_named_before():
    found = commitments("Talas Bean University opened. The university will also put all its lectures on line.")
    assert [(p.who, p.what) for p in found] == [(("Talas Bean University",), "put all its lectures on line")]


def test_who_answers_in_an_interview_is_who_promises():
    found = commitments("Rosa Lind, mayor of Osh, met us.\n\nQ. What next?\nA. We have offered the school 900 books.\n")
    assert [(p.who, p.strength) for p in found] == [(("Rosa Lind",), "pledged")]


def test_a_president_commits_the_country():
    found = commitments("Aida Lind, President of the Kyrgyz Republic, came. President Lind invited Korean companies to bid for hospitals.")
    assert [p.who for p in found] == [("KGZ",)]


def test_it_stands_for_the_company_before_but_not_for_an_event():
    (found,) = commitments("Daruk Shipyards, founded in 1977, is large. It expects orders to exceed 9 billion won.")
    assert found.who == ("Daruk Shipyards",)
    assert commitments("The Talas Foundation held a fair. It will offer a wide range of teas.") == []


def test_a_city_stands_for_its_government_in_advice():
    (advice,) = commitments("OPINION\n\nThe road ahead\n\nBy Kim Ha-na\n\nFirst, Seoul should appoint an envoy for water.")
    assert (advice.what, advice.strength, advice.to) == ("appoint an envoy for water", "recommended", ("KOR",))


def test_coordinated_promises_are_separate():
    found = commitments("The two presidents of Korea and Kazakhstan agreed to open a railway line, lower tariffs and train engineers.")
    assert [p.what for p in found] == ["open a railway line", "lower tariffs", "train engineers"]
    assert found[0].sector == "transport"


def test_nouns_that_look_like_verbs_are_not_promises_of_their_own():
    (promise,) = commitments("Korea and Kazakhstan agreed to expand trade and exchange of students.")
    assert promise.what == "expand trade and exchange of students"


def test_a_due_date_is_kept_as_given():
    (by_year,) = commitments("Kazakhstan will build three hospitals in Shymkent by 2027.")
    assert by_year.due == "2027"
    (on_day,) = commitments("On June 1, Eastar Jet will launch two flights per week to Jeju.")
    assert on_day.due == "2024-06-01"
    (none,) = commitments("CU plans to open 40 stores in the coming years.") or (None,)
    assert none is None or none.due is None


def test_a_pronoun_stands_for_whoever_was_named_before():
    found = commitments("The presidents of Korea and Kazakhstan met on Monday. They agreed to widen the programme.")
    assert [(p.who, p.to) for p in found] == [(("KOR", "KAZ"), ("KOR", "KAZ"))]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Korea should create a joint fund.", "create a joint fund"),
        ("We need to simplify customs for small firms.", "simplify customs for small firms"),
        ("It is necessary to train specialists.", "train specialists"),
        ("It is time for Korea to open an office in Osh.", "open an office in Osh"),
        ("A standing committee should be established under the Forum.", "establish a standing committee under the Forum"),
    ],
)
def test_an_opinion_recommends_and_never_promises(text, what):
    (advice,) = commitments(f"OPINION\n\nThe road ahead\n\nBy Kim Ha-na\n\n{text}")
    assert (advice.what, advice.strength) == (what, "recommended")


def test_an_invitation_is_a_pledge_of_the_one_who_invites():
    found = commitments("The two agreed to widen cooperation in health, with Kazakhstan inviting Korean companies to bid for hospitals.")
    invitation = found[-1]
    assert (invitation.who, invitation.strength) == (("KAZ",), "pledged")
    assert invitation.what == "invite Korean companies to bid for hospitals"
    assert "KOR" in invitation.to


def test_what_is_quoted_has_its_speaker():
    page = page_of('Park Jong-bum, the chairman of World-OKTA, spoke in Vienna. "We will continue to strengthen the network," Park said.')
    (promise,) = read_commitments(page)
    assert (promise.speaker, promise.payload.strength) == ("Park Jong-bum", "pledged")
    assert quotes(page, promise)[0].startswith("We will continue")


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        (
            "They spoke of the first water summit, which Tashkent plans to host in 2027.",
            "host the first water summit in 2027",
            ("UZB",),
        ),
        ("The Mongolian president said the government would build a road to Khovd.", "build a road to Khovd", ("MNG",)),
        ("SEOUL, May 3 (Yonhap) - Korea agreed with Japan to lower tariffs, the ministry said.", "lower tariffs", ("KOR", "JPN")),
        ("SEOUL, May 3 (Yonhap) - Korea and Japan agreed to lower tariffs, the ministry said.", "lower tariffs", ("KOR", "JPN")),
    ],
)
def test_promises_in_relative_clauses_and_reports(text, what, who):
    assert [(p.what, p.who) for p in commitments(text)] == [(what, who)]


def test_advice_has_the_one_who_gives_it():
    (advice,) = commitments("Kim Dae-ho, a professor at Talas University, said the government should repair the roads.")
    assert (advice.who, advice.what, advice.strength) == (("Kim Dae-ho",), "have the government repair the roads", "recommended")


def test_an_empty_page_has_no_promises():
    assert read_commitments(Page(text="", sha256="0", language="en")) == []
