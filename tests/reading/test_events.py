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
    ("The Sixth Meeting of the Talas Water Council was held in Osh on 3 May 2024.", "meeting", "2024-05-03", "held"),
    ("They will hold the first session of the water group in Osh in June.", "session", "2024-06", "planned"),
    ("A third round of talks took place on 2 May.", "talks", "2024-05-02", "held"),
    ("The Eighth Meeting will be hosted by Mongolia.", "meeting", None, "planned"),
    ("Minister Rosa Lind met Foreign Minister Cho Hyun on Monday.", "meeting", "2024-05-06", "held"),
    ("Minister Rosa Lind will receive a Turkmen delegation on June 3.", "meeting", "2024-06-03", "planned"),
    ("The council will meet again in Osh next year.", "meeting", "2025", "planned"),
    ("Rosa Lind, mayor of Osh, and a delegation of six farmers will visit Busan on June 17.", "visit", "2024-06-17", "planned"),
    (
        "President Aida Lind of the Kyrgyz Republic paid a three-day state visit to Seoul from 2 to 4 May 2024.",
        "state_visit",
        "2024-05-02",
        "held",
    ),
    ("The EU–Mongolia summit of 3–4 April 2024 made a long list.", "summit", "2024-04-03", "held"),
    ("Negotiations between the two airlines began in March.", "talks", "2024-03", "held"),
    ("The two presidents spoke by phone on Sunday.", "talks", "2024-05-05", "held"),
    ("A seminar on smart farming was held in Osh on Monday.", "side_event", "2024-05-06", "held"),
    ("Last year's fair was held in Daegu.", "expo", "2023", "held"),
    ("Three firms signed letters of intent on 3 May.", "signing", "2024-05-03", "held"),
    ("The guild expects to sign a framework agreement in June.", "signing", "2024-06", "planned"),
    ("Done at Osh on 3 May 2024 in two copies.", "signing", "2024-05-03", "held"),
    ("They welcomed the opening in March of the Skills Centre in Osh.", "opening", "2024-03", "held"),
    ("A ward of 30 beds opened at City Hospital in Osh on Monday.", "opening", "2024-05-06", "held"),
    ("The mayor will go there in October to open a reading room.", "opening", "2024-10", "planned"),
    ("A research alliance of 12 schools was launched on 2 May.", "launch", "2024-05-02", "held"),
    ("The inaugural flight leaves Osh on 9 June.", "launch", "2024-06-09", "planned"),
    ("Construction will begin in 2025.", "launch", "2025", "planned"),
    ("A second campus is planned for 2026.", "launch", "2026", "planned"),
    ("The trainees received their certificates on 3 May.", "ceremony", "2024-05-03", "held"),
    ("The firm broke ground on a mill on 3 May.", "ceremony", "2024-05-03", "held"),
    ("Korea and Uzbekistan established diplomatic relations on 29 January 1992.", "founding", "1992-01-29", "held"),
    ("He spoke to Osh Herald in his office.", "interview", "2024-05-07", "held"),
    ("Ambassador Li Na spoke of it in an interview with AJP on May 3.", "interview", "2024-05-03", "held"),
]


@pytest.mark.parametrize(("text", "category", "when", "status"), ONE)
def test_one_sentence_one_event(text, category, when, status):
    (event,) = events(text)
    assert (event.payload.category, event.valid.start, event.payload.status) == (category, when, status)


PLAIN = [
    ("The trade fair closes its doors on Sunday.", "expo"),
    ("People of nine ministries sat around one table in Osh on 3 May.", "meeting"),
    ("Kim and Saparov shook hands on it in Almaty last Thursday.", "signing"),
    ("The ferry made its maiden crossing on 2 May.", "launch"),
    ("The jury named the winners on 30 April in Daegu.", "ceremony"),
    ("The clinic saw its first patients on 1 April.", "opening"),
    ("Lind spent three days in Ashgabat in March.", "visit"),
    ("Parliament gave its consent on 9 April.", "session"),
    ("Handover to the ministry on 2 April.", "ceremony"),
    ("The delegation was welcomed in Osh on 2 May.", None),
]


@pytest.mark.parametrize(("text", "category"), PLAIN)
def test_plain_words_beside_a_date_tell_an_event(text, category):
    assert [e.payload.category for e in events(text)] == ([category] if category else [])


@pytest.mark.parametrize(
    "text",
    [
        "Trade came to USD 2 billion in March.",
        "Exports began to fall in March.",
        "Every May the fair brings guests.",
        "Offers are due by 30 June, when the meeting room is free.",
        "Visitors have met here since March.",
        "The rules introduced this year are new.",
    ],
)
def test_figures_habits_and_bounds_are_no_events(text):
    assert events(text) == []


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
        "Tourists visit Samarkand in spring.",
        "Visitors met old friends.",
        "The fair price was paid.",
        "He opened the door in the morning.",
        "The review, opened in 2017, goes on.",
        "Talks are cheap and meetings are many.",
        "The forum is a useful platform.",
        "The two airlines are rivals since June.",
        "Relations were good in 1992.",
        "A first meeting can be hard.",
        "The president invited him to visit Tajikistan.",
        "About 2,300 consultations have been held since January.",
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


def test_talks_of_two_countries_are_named_after_them_and_list_them():
    (talks,) = events("Korean Foreign Minister Cho Hyun held talks with Mongolian Foreign Minister Bat Lind in Osh on 3 May.")
    assert {"KOR", "MNG"} <= set(talks.payload.participants)


def test_a_president_brings_the_country_into_a_summit():
    (summit,) = events("President Yoon Suk Yeol and President Sadyr Japarov spoke at the summit in Bishkek on 3 May.")
    assert {"KOR", "KGZ"} <= set(summit.payload.participants)
    assert summit.payload.name == "Summit between Korea and Kyrgyzstan in Bishkek"


def test_names_are_titles_with_the_edition_and_nothing_hanging():
    (forum,) = events("The 17th Korea-Central Asia Cooperation Forum was held in Seoul on 4 November 2024.", published="2024-11-05")
    assert forum.payload.name == "17th Korea–Central Asia Cooperation Forum"
    (visit,) = events("During his visit to Osh on 3 May, Rosa Lind, mayor of Daegu, spoke.")
    assert visit.payload.name == "Visit of Rosa Lind to Osh"


def test_the_title_of_minutes_has_its_day_in_the_line_below():
    (meeting,) = events("AGREED MINUTES\nof the Sixth Meeting of the Talas Water Council\nOsh, 17–18 November 2022\n", published=None)
    assert (meeting.payload.category, meeting.payload.edition, meeting.valid.start) == ("meeting", 6, "2022-11-17")


def test_lines_of_a_programme_are_events():
    found = events("Programme\n10:30 Opening ceremony, Main Stage (17 September)\n14:00 Bean Seminar, Room 205\n16:00 Tea\n")
    assert [(e.payload.category, e.payload.name) for e in found] == [("ceremony", "Opening ceremony"), ("side_event", "Bean Seminar")]


def test_the_last_line_of_a_joint_statement_dates_it():
    (statement,) = events("JOINT STATEMENT\n\nThe sides are friends.\n\nDone at Osh on 3 May 2024 in two copies.", published=None)
    assert (statement.payload.category, statement.valid.start) == ("joint_statement", "2024-05-03")


def test_an_empty_page_has_no_events():
    assert read_events(Page(text="", sha256="0", language="en")) == []
