"""Numbers and dates in Korean and Russian text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.dates import find_dates, resolve, timex_of
from kopri.lang.numbers import find_numbers


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("ko", "3억 2,500만 명", "325000000", None),
        ("ko", "18.4억 달러", "1840000000", "USD"),
        ("ko", "72억5000만 원", "7250000000", "KRW"),
        ("ko", "1조 2천억 원", "1200000000000", "KRW"),
        ("ko", "12.5%", "12.5", "percent"),
        ("ko", "이십만 달러", "200000", "USD"),
        ("ko", "90일간", "90", "day"),
        ("ko", "3천 2백 40만 유로", "32400000", "EUR"),
        ("ko", "27달러 60센트", "27.6", "USD"),
        ("ko", "팔분의 삼", "0.375", None),
        ("ko", "이십오 명", "25", None),
        ("ko", "서른여섯 곳", "36", None),
        ("ko", "두 나라", "2", None),
        ("ko", "2.5배", "2.5", None),
        ("ko", "수천 명", "1000", None),
        ("ko", "70~80퍼센트", "70", "percent"),
        ("ko", "4~5억 달러", "400000000", "USD"),
        ("ru", "2,75 млрд долларов", "2750000000", "USD"),
        ("ru", "12 000 тенге", "12000", "KZT"),
        ("ru", "6 тысяч 420", "6420", None),
        ("ru", "около 140 тыс. человек", "140000", None),
        ("ru", "18,5 процента", "18.5", "percent"),
        ("ru", "тридцать два", "32", None),
        ("ru", "втрое", "3", None),
        ("ru", "пять лет", "5", "year"),
    ],
)
def test_value_and_unit(language: str, text: str, value: str, unit: str | None) -> None:
    found = find_numbers(text, language)[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("language", "text", "reference", "start", "end"),
    [
        ("ko", "2024년 3월 9일", None, "2024-03-09", "2024-03-09"),
        ("ko", "’22년 5월", None, "2022-05", "2022-05"),
        ("ko", "2026~2030년", None, "2026", "2030"),
        ("ko", "2024년 2분기", None, "2024-Q2", "2024-Q2"),
        ("ko", "지난해", "2024-03-09", "2023", "2023"),
        ("ko", "10월 4일", "2013", "2013-10-04", "2013-10-04"),
        ("ko", "2023년 11월부터 2월까지", None, "2023-11", "2024-02"),
        ("ko", "4월에서 2022년 8월까지", None, "2022-04", "2022-08"),
        ("ko", "다음 주 목요일", "2024-03-06", "2024-03-14", "2024-03-14"),
        ("ko", "2022년 6월 초", None, "2022-06", "2022-06"),
        ("ru", "9 марта 2024 года", None, "2024-03-09", "2024-03-09"),
        ("ru", "в марте 2024 года", None, "2024-03", "2024-03"),
        ("ru", "на 2026–2030 годы", None, "2026", "2030"),
        ("ru", "в 2019-м", None, "2019", "2019"),
        ("ru", "в прошлом году", "2024-03-09", "2023", "2023"),
        ("ru", "5 мая прошлого года", "2024", "2023-05-05", "2023-05-05"),
        ("ru", "в I полугодии 2023 года", None, "2023-H1", "2023-H1"),
        ("ru", "16–17 сентября", "2026", "2026-09-16", "2026-09-17"),
    ],
)
def test_dates(language: str, text: str, reference: str | None, start: str, end: str) -> None:
    found = resolve(find_dates(text, language)[0], reference)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "이것은 사실이다. 구조와 조건"),
        ("ko", "이 회사는 일을 한다. 만일 천사라면"),
        ("ko", "한국과 네덜란드"),
        ("ru", "Один из партнёров сказал это."),
    ],
)
def test_words_that_only_look_like_numbers(language: str, text: str) -> None:
    assert find_numbers(text, language) == []


@given(st.text(alphabet="12억만조천 백이십년월일.,%-года млн", max_size=60), st.sampled_from(["ko", "ru"]))
def test_places_lie_in_the_text(text: str, language: str) -> None:
    assert all(n.span.contains(n.digits) and n.span.end <= len(text) for n in find_numbers(text, language))
    assert all(d.span.end <= len(text) for d in find_dates(text, language))


@pytest.mark.parametrize(
    ("text", "timex"),
    [("3주 동안", "P3W"), ("이틀 후", "2024-03-08"), ("지난 4년", "(2020-03-06,2024-03-06,P4Y)"), ("열흘 동안", "P10D")],
)
def test_spells_of_time(text: str, timex: str) -> None:
    assert timex_of(find_dates(text, "ko")[0], "2024-03-06")[1] == timex
