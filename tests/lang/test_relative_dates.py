"""Dates told from another date, counted in a period, or open to one side: their place, value and TIMEX3 form."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.dates import DateMention, find_dates, resolve, timex_of

TODAY = "2025-03-12"


def only(text: str, language: str = "en") -> DateMention:
    found = find_dates(text, language)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "exact", "timex"),
    [
        ("We meet three weeks from tomorrow.", "three weeks from tomorrow", "2025-04-03"),
        ("It broke two days before yesterday.", "two days before yesterday", "2025-03-09"),
        ("the day after tomorrow", "the day after tomorrow", "2025-03-14"),
        ("5 days before Christmas", "5 days before Christmas", "2024-12-20"),
        ("2 weeks after 9 May 2023", "2 weeks after 9 May 2023", "2023-05-23"),
        ("the week after next", "the week after next", "2025-W13"),
        ("Tuesday of last week", "Tuesday of last week", "2025-03-04"),
        ("the last week of May", "the last week of May", "XXXX-05-W05"),
        ("the second week of 2024", "the second week of 2024", "2024-W02"),
        ("the third Friday of June 2024", "the third Friday of June 2024", "2024-06-21"),
        ("the 9th day of next month", "the 9th day of next month", "2025-04-09"),
        ("the last day of this month", "the last day of this month", "2025-03-31"),
        ("the first six months of 2022", "the first six months of 2022", "(2022-01-01,2022-07-01,P6M)"),
        ("the last two weeks of this year", "the last two weeks of this year", "(2025-12-15,2025-12-29,P2W)"),
        ("this Friday (14 March)", "this Friday (14 March)", "XXXX-03-14"),
        ("the week of 17 March", "the week of 17 March", "XXXX-03-17"),
        ("from the end of April to the middle of July", "from the end of April to the middle of July", "(XXXX-05-01,XXXX-07-16,P2M)"),
        ("between now and 12 May", "between now and 12 May", "(2025-03-12,XXXX-05-12,P61D)"),
        ("from next Friday to 2 May 2025", "from next Friday to 2 May 2025", "(2025-03-21,2025-05-02,P42D)"),
        ("Nov-Feb 7th, 2022", "Nov-Feb 7th, 2022", "(2021-11-01,2022-02-07,P98D)"),
        ("10 days starting next Monday", "10 days starting next Monday", "(2025-03-17,2025-03-27,P10D)"),
        ("the rest of the month", "rest of the month", "(2025-03-12,2025-03-31,P19D)"),
        ("the last 3 quarters", "last 3 quarters", "(2024-04-01,2025-01-01,P9M)"),
        ("the next 3 business days", "next 3 business days", "(2025-03-13,2025-03-18,P3BD)"),
        ("the 19th century", "19th century", "(1800-01-01,1900-01-01,P100Y)"),
        ("FY 2023-24", "FY 2023-24", "(2023-01-01,2024-01-01,P1Y)"),
        ("Easter 2024", "Easter 2024", "2024-03-31"),
        ("the year to date", "year to date", "2025"),
        ("20th next month", "20th next month", "2025-04-20"),
        ("from 4 to 22 this month", "from 4 to 22 this month", "(2025-03-04,2025-03-22,P18D)"),
        ("Q3 of next year", "Q3 of next year", "(2026-07-01,2026-10-01,P3M)"),
        ("by the 15th.", "the 15th", "XXXX-XX-15"),
        ("the first 3 days of May", "the first 3 days of May", "(XXXX-05-01,XXXX-05-04,P3D)"),
        ("in the 70s", "70s", "(1970-01-01,1980-01-01,P10Y)"),
    ],
)
def test_english(text: str, exact: str, timex: str) -> None:
    found = only(text)
    assert (found.span.of(text), timex_of(found, TODAY)[1]) == (exact, timex)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("one and a half years", "P1.5Y"),
        ("two hours and a quarter", "PT2.25H"),
        ("half an hour", "PT0.5H"),
        ("2 years and 7 months", "P2Y7M"),
        ("3 hours 20 minutes", "PT3H20M"),
        ("more than 6 weeks", "P6W"),
        ("four working days", "P4BD"),
        ("½ hour", "PT0.5H"),
        ("5h", "PT5H"),
    ],
)
def test_english_durations(text: str, timex: str) -> None:
    found = only(text)
    assert (found.span.of(text), timex_of(found, None)) == (text, ("duration", timex))


@pytest.mark.parametrize(
    ("text", "bound", "start", "end"),
    [
        ("2012 or later", "since", "2012", None),
        ("later than 2012", "after", "2012", None),
        ("after the year 2012", "after", "2012", None),
        ("no later than June 2012", "before", None, "2012-06"),
        ("starting on 9 June 2012", "since", "2012-06-09", None),
        ("before the end of 2012", "before", None, "2012"),
        ("2012 or earlier", "until", None, "2012"),
    ],
)
def test_english_dates_open_to_one_side(text: str, bound: str, start: str | None, end: str | None) -> None:
    found = only(text)
    assert (found.bound, found.start, found.end, found.span.of(text)) == (bound, start, end, text)


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("ko", "올해 2분기", "2025-Q2", "2025-Q2"),
        ("ko", "지난해 상반기", "2024-H1", "2024-H1"),
        ("ko", "내년 7월", "2026-07", "2026-07"),
        ("ko", "올 하반기", "2025-H2", "2025-H2"),
        ("ko", "다음주", "2025-03-17", "2025-03-23"),
        ("ko", "이번 주말", "2025-03-15", "2025-03-16"),
        ("ko", "지난 25일", "2025-02-25", "2025-02-25"),
        ("ko", "오는 9월", "2025-09", "2025-09"),
        ("ko", "오는 15일", "2025-03-15", "2025-03-15"),
        ("ko", "지난 금요일", "2025-03-07", "2025-03-07"),
        ("ko", "내달 9일", "2025-04-09", "2025-04-09"),
        ("ko", "6월 셋째 주", "2025-06-16", "2025-06-22"),
        ("ko", "2024. 6. 3.(월) ~ 6. 7.(금)", "2024-06-03", "2024-06-07"),
        ("ko", "이번 달 둘째 주", "2025-03-10", "2025-03-16"),
        ("ko", "6월 3일과 5일 사이", "2025-06-03", "2025-06-05"),
        ("ko", "올해 두 번째 분기", "2025-Q2", "2025-Q2"),
        ("ko", "내년 어린이날", "2026-05-05", "2026-05-05"),
        ("ko", "올여름", "2025", "2025"),
        ("ko", "6월 첫 번째 금요일", "2025-06-06", "2025-06-06"),
        ("ko", "6월 3일, 4일", "2025-06-03", "2025-06-04"),
        ("ru", "в прошлом году", "2024", "2024"),
        ("ru", "сего года", "2025", "2025"),
        ("ru", "на прошлой неделе", "2025-03-03", "2025-03-09"),
        ("ru", "9 июня сего года", "2025-06-09", "2025-06-09"),
        ("ru", "во втором квартале прошлого года", "2024-Q2", "2024-Q2"),
        ("ru", "в первой половине 2024 года", "2024-H1", "2024-H1"),
        ("ru", "три года назад", "2022", "2022"),
        ("uz", "2024-yil 9-iyunda", "2024-06-09", "2024-06-09"),
        ("uz", "o'tgan yili", "2024", "2024"),
        ("kk", "2024 жылғы 9 маусымда", "2024-06-09", "2024-06-09"),
        ("kk", "былтыр", "2024", "2024"),
        ("ky", "2024-жылдын 9-июнунда", "2024-06-09", "2024-06-09"),
        ("ky", "быйыл", "2025", "2025"),
        ("tg", "9 июни соли 2024", "2024-06-09", "2024-06-09"),
        ("tk", "2024-nji ýylyň 9-njy iýunynda", "2024-06-09", "2024-06-09"),
    ],
)
def test_other_languages(language: str, text: str, start: str, end: str) -> None:
    found = resolve(only(text, language), TODAY)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("language", "text", "exact", "timex"),
    [
        ("ko", "4박5일 일정", "4박5일", "P5D"),
        ("ko", "2시간 30분", "2시간 30분", "PT2.5H"),
        ("ko", "2년 반 동안", "2년 반", "P2.5Y"),
        ("ko", "지난 3개월 동안", "지난 3개월", "(2024-12-12,2025-03-12,P3M)"),
        ("ko", "향후 4년간", "향후 4년", "(2025-03-13,2029-03-13,P4Y)"),
        ("ko", "21세기", "21세기", "(2000-01-01,2100-01-01,P100Y)"),
        ("ru", "за последние два года", "за последние два года", "(2023-03-12,2025-03-12,P2Y)"),
        ("ru", "через три недели", "через три недели", "2025-04-02"),
        ("ru", "осенью 2024 года", "осенью 2024 года", "2024-FA"),
    ],
)
def test_spells_in_other_languages(language: str, text: str, exact: str, timex: str) -> None:
    found = only(text, language)
    assert (found.span.of(text), timex_of(found, TODAY)[1]) == (exact, timex)


@pytest.mark.parametrize(
    "text",
    [
        "It took day after day.",
        "the end of the line",
        "between the 4th and 6th",
        "around the 7th",
        "week 00",
        "a new year of work",
        "in his 40s",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, "en") == []


WORDS = [
    "the",
    "a",
    "of",
    "in",
    "on",
    "to",
    "from",
    "between",
    "and",
    "last",
    "next",
    "this",
    "first",
    "second",
    "third",
    "week",
    "weeks",
    "month",
    "year",
    "day",
    "Friday",
    "May",
    "2021",
    "7",
    "30th",
    "5/12",
    "before",
    "after",
    "until",
    "since",
    "or",
    "later",
    "now",
    "half",
    "quarter",
    "rest",
    "weekend",
    "easter",
    "business",
    "3h",
    "½",
    "q1",
    "fy24",
    "(",
    ")",
    ",",
    "-",
    "/",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([None, "2024-02-29", "2021", "2023-05"]))
def test_any_words_of_time_are_read_in_order_and_without_harm(words: list[str], reference: str | None) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_dates(text, "en"):
        assert end <= mention.span.start <= mention.span.end <= len(text)
        end = mention.span.end
        resolve(mention, reference)
        timex_of(mention, reference)


@given(
    st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)), st.sampled_from(["uz", "kk", "ky", "tg", "tk", "ru", "ko"])
)
def test_iso_days_come_back_in_every_language(day: dt.date, language: str) -> None:
    assert only(f" {day} ", language).start == day.isoformat()


def test_a_date_far_from_any_trigger_is_read_where_it_stands() -> None:
    text = "a word " * 500 + "on 9 May 2022" + " a word" * 500
    assert [m.span.of(text) for m in find_dates(text, "en")] == ["9 May 2022"]
