"""When a document was published: stated, inferred with its evidence, or null."""

import pytest
from opened_pages import page_of

from kopri.reading.published import infer

BODY = "The two delegations met in the morning and spoke about rail, grain and water in a good mood. " * 5


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Rail talks open\n2024-05-01 10:30\n{BODY}", "2024-05-01"),
        (f"Rail talks open\n{BODY}\n2024-05-01 10:30:11", "2024-05-01"),
        (f"Rail talks open\nPublished: 1 May 2024\n{BODY}", "2024-05-01"),
        (f"Rail talks open\n\nMay 1, 2024\n\n{BODY}", "2024-05-01"),
        (f"Rail talks open\nASTANA, May 1, 2024 (ABC) - {BODY}", "2024-05-01"),
    ],
)
def test_a_stated_date(text: str, day: str) -> None:
    published = page_of(text).published
    assert (published.value, published.basis, published.precision) == (day, "stated", "day")
    assert published.evidence


def test_a_date_known_from_outside_counts_first() -> None:
    assert page_of(f"Rail\n2024-05-01 10:30\n{BODY}", "2024-05-03").published.value == "2024-05-03"


def test_a_feed_page_dates_each_article_and_is_as_old_as_its_youngest() -> None:
    page = page_of(f"Rail talks open {BODY}2024-05-01 10:00:00 -\nGrain talks close {BODY}2024-05-02 11:30:00")
    assert [s.published.value for s in page.segments] == ["2024-05-01", "2024-05-02"]
    assert page.published.value == "2024-05-02"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("This year marks the 20th anniversary of diplomatic relations between Korea and Uzbekistan.", "2012"),
        ("The leaders congratulated each other on the 25th anniversary of Tajikistan's independence.", "2016"),
        ("Next year will be the 30th anniversary of diplomatic ties between Korea and Kyrgyzstan.", "2021"),
        ("Trade grew last year, 2018, by a tenth.", "2019"),
    ],
)
def test_a_year_inferred_from_one_sure_clue(text: str, year: str) -> None:
    published = page_of(f"{text} {BODY}").published
    assert (published.value, published.basis, published.precision) == (year, "inferred", "year")
    assert published.evidence


def test_a_known_edition_that_is_announced_comes_after_publication() -> None:
    announced = "The 11th Korea-Central Asia Cooperation Forum will be held in Seoul on November 6."
    published = page_of(f"{announced} President Moon Jae-in will send a message. {BODY}").published
    assert published.not_after == "2018-11-05"


def test_an_announced_day_narrows_the_year() -> None:
    text = f"This year marks the 20th anniversary of diplomatic relations between Korea and Uzbekistan. The fair will open on May 3. {BODY}"
    assert page_of(text).published.not_after == "2012-05-02"


def test_contradicting_clues_give_no_date() -> None:
    independence = "This year marks the 20th anniversary of Kazakhstan's independence."
    relations = "This year marks the 20th anniversary of diplomatic ties between Korea and Kazakhstan."
    assert page_of(f"{independence} {relations} {BODY}").published.value is None


def test_nothing_known_is_null() -> None:
    published = page_of(BODY).published
    assert (published.value, published.basis, published.evidence) == (None, None, ())


def test_a_calendar_widget_bounds_the_date_only_above() -> None:
    published = page_of(f"Rail talks\n{BODY}\n\nMay 2024\nMTWTFSS\n12345\n6789101112\n").published
    assert (published.value, published.not_after) == (None, "2024-05-31")


def test_a_holder_of_a_post_bounds_the_date_below() -> None:
    page = page_of(f"President Park Geun-hye opened the fair. {BODY}")
    assert infer(page).after == "2013-02-25"
    assert page.published.value is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"NEWS RELEASE\nRelease: 3 April 2024, after 10:00\n{BODY}", "2024-04-03"),
        (f"Rail talks open\nDate: 3 April 2024\n{BODY}", "2024-04-03"),
        (f"3 April 2024 · Rail · 4 min read\nRail talks open\n\n{BODY}", "2024-04-03"),
        (f"Economy | April 3, 2024 | 12 comments\nRail talks open\n\n{BODY}", "2024-04-03"),
        (f"Rail talks open\nSEOUL/ALMATY, April 3, 2024 (Wire) - {BODY}", "2024-04-03"),
    ],
)
def test_a_label_a_feed_line_or_a_dateline_of_two_cities_states_the_date(text: str, day: str) -> None:
    published = page_of(text).published
    assert (published.value, published.basis) == (day, "stated")


@pytest.mark.parametrize(
    "text",
    [
        f"Grain seminar\nDate: 3 April 2024\nVenue: Hall 2\n{BODY}",
        f"Grain fair\n3–5 April 2024 · Hall 2, Congress Centre\n{BODY}",
        f"The release of 3 April 2024 wheat stocks was delayed. {BODY}",
    ],
)
def test_the_day_of_a_gathering_is_no_stamp(text: str) -> None:
    assert page_of(text).published.basis != "stated"


def test_feed_lines_divide_a_page_into_articles_with_dates_of_their_own() -> None:
    page = page_of(f"9 May 2023 · Rail · 3 min read\nRail talks open\n\n{BODY}\n\n8 May 2023 · Grain\nGrain talks close\n\n{BODY}")
    assert [s.published.value for s in page.segments if s.kind == "article"] == ["2023-05-09", "2023-05-08"]


def test_a_dateline_without_a_year_takes_the_one_in_which_its_weekday_fits() -> None:
    told = "The mill opened on Friday, the owner said. It milled 40,000 tonnes in 2022."
    assert page_of(f"OSH, March 3 (Wire) - {told} {BODY}").published.value == "2023-03-03"
    assert page_of(f"OSH, March 8 (Wire) - {told} {BODY}").published.value is None


def test_an_announcement_of_this_years_fair_is_written_in_its_year() -> None:
    head = "GRAIN FAIR 2025\n3–5 June 2025 · Hall 2\n\n"
    assert page_of(f"{head}Organisers hope this year's fair will draw more guests. {BODY}").published.value == "2025"
    assert page_of(f"{head}Organisers hope the fair will draw more guests. {BODY}").published.value is None
