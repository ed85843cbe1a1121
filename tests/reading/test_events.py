"""Events are read with class, place, people, status and time; general talk of meetings is not an event."""

import pytest
from tests.reading.pages import page_of

from kopri.reading.events import read_events
from kopri.reading.page import Page


def events(text: str, published: str | None = "2024-05-07"):
    return read_events(page_of(text, published))


ONE = [
    ("President Sadyr Japarov visited Busan in March 2022.", "visit", "2022-03", "held"),
    ("Prime Minister Han Duck-soo’s visit to Tashkent in 2023 was short.", "visit", "2023", "held"),
    ("Kyrgyz President Sadyr Japarov is on a three-day state visit to Mongolia.", "state_visit", "2024-05-07", "held"),
    ("The visit of President Emomali Rahmon to Incheon took place in 2015.", "visit", "2015", "held"),
    ("The two leaders met the press after their summit in Dushanbe on 3 May 2024.", "summit", "2024-05-03", "held"),
    ("The 12th Korea-Central Asia Cooperation Forum was held in Nur-Sultan on October 16, 2019.", "forum", "2019-10-16", "held"),
    ("A second business forum will take place in Osh in June 2024.", "forum", "2024-06", "planned"),
    ("The tea council was established in March 2011.", "founding", "2011-03", "held"),
    ("Uzbekistan joined the World Tea Organization in 1998.", "accession", "1998", "held"),
    ("Mongolia became a member of the Steppe Water Council in May 2003.", "accession", "2003-05", "held"),
    ("Next year marks the 20th anniversary of the treaty.", "anniversary", "2025", "planned"),
    ("A memorandum on water was signed in Bishkek on 3 May 2021.", "signing", "2021-05-03", "held"),
    ("The opening ceremony of the Silk Library will be held in Almaty on May 12.", "opening", "2024-05-12", "planned"),
    ("On June 1, Air Samruk will launch three flights a week to Jeju.", "launch", "2024-06-01", "planned"),
    ("The meeting, planned for June, was postponed.", "meeting", "2024-06", "postponed"),
    ("They held a press conference at Akorda.", "press_conference", "2024-05-07", "held"),
    ("Ministers adopted a joint declaration in Samarkand on 4 April 2024.", "joint_statement", "2024-04-04", "held"),
    ("Thousands of families were deported to Siberia in 1941.", "historical", "1941", "held"),
    ("Foreign Minister Cho Hyun will travel to Astana on May 20.", "visit", "2024-05-20", "planned"),
    ("KOTRA opened a tea training center in Fergana on May 3.", "opening", "2024-05-03", "held"),
    ("They spoke of the first Korea-Mongolia summit, planned for 2026.", "summit", "2026", "planned"),
    ("The Ministers of Foreign Affairs of Korea and Japan met in Osaka on 1 March 2023.", "meeting", "2023-03-01", "held"),
    ("Ambassador Li Na spoke of it in an interview with AJP on May 3.", "interview", "2024-05-03", "held"),
]


@pytest.mark.parametrize(("text", "category", "when", "status"), ONE)
def test_one_sentence_one_event(text, category, when, status):
    (event,) = events(text)
    assert (event.payload.category, event.valid.start, event.payload.status) == (category, when, status)


@pytest.mark.parametrize(
    "text",
    [
        "Regular summits between heads of state are necessary.",
        "Trade with Korea reached $2 billion in 2019.",
        "Virtual meetings can save money and time.",
        "The agency should hold a forum every year.",
        "Travellers need no visa for a visit of up to 30 days.",
        "He stressed the importance of meetings and talks for Uzbekistan.",
        "The economy grew by 5 percent in 2023.",
        "In 2022 the company had 40 shops in Almaty.",
        "We need to regularise contacts between officials in Seoul and Astana.",
        "The summit-level format has its supporters.",
        "The signing of agreements is never the end of the work.",
        "About 300 people visit the website each day.",
        "Menu\nHome\nSign in\nAdvertisement",
    ],
)
def test_general_talk_and_figures_are_no_events(text):
    assert events(text) == []


def test_repeated_mentions_are_one_event_with_all_its_passages():
    page = page_of(
        "Kyrgyz President Sadyr Japarov visited Busan in March 2022. Many still speak of it. "
        "President Japarov’s visit to Busan brought two contracts."
    )
    (visit,) = read_events(page)
    assert visit.valid.start == "2022-03"
    assert len({page.passage_at(span.start).span for span in visit.evidence}) == 2


def test_an_expo_in_two_places_is_two_events():
    found = events("This year, the 2024 Asia Tea Expo will take place in Daegu in May and Ulsan in September.")
    assert [(e.payload.category, e.payload.place, e.valid.start) for e in found] == [
        ("expo", "Daegu", "2024-05"),
        ("expo", "Ulsan", "2024-09"),
    ]


def test_two_visitors_are_two_visits():
    found = events("There were also visits by the Minister of Health and the Minister of Culture of Tajikistan in 2019.")
    assert [e.payload.category for e in found] == ["visit", "visit"]
    assert {e.valid.start for e in found} == {"2019"}


def test_a_forum_carries_its_edition_members_and_place():
    (forum,) = events("The Seventh Korea–Central Asia Cooperation Forum was held in Bishkek, Kyrgyzstan, on October 4, 2013.")
    assert forum.payload.edition == 7
    assert set(forum.payload.participants) == {"KOR", "KAZ", "UZB", "KGZ", "TJK", "TKM"}
    assert forum.payload.place == "Bishkek, Kyrgyzstan"
    assert forum.payload.plover == "CONSULT"


def test_an_event_without_a_date_in_an_undated_text_has_no_time():
    (talks,) = events("During recent talks with officials from Tajikistan, the envoy praised the port.", published=None)
    assert talks.valid.start is None
    assert talks.confidence < 0.5


def test_a_session_takes_the_day_of_the_forum_it_is_part_of():
    found = events(
        "The 5th Korea-Central Asia Cooperation Forum will be held in Osh on June 3, 2024. "
        "The heads of delegation will hold a special session on tea."
    )
    assert [(e.payload.category, e.valid.start, e.valid.basis) for e in found] == [
        ("forum", "2024-06-03", "stated"),
        ("session", "2024-06-03", "inferred"),
    ]


def test_an_empty_page_has_no_events():
    assert read_events(Page(text="", sha256="0", language="en")) == []
