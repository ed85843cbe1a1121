"""Figures in Korean text: what is counted, how surely, of whom and when. The sentences are invented."""

import pytest
from tests.reading.figure_pages import brief, figures, statements

FOUND = [
    ("우즈베키스탄 수출은 24억 달러였다.", [("2400000000", "USD", "exact")]),
    ("기금은 약 3억 5000만 유로 규모다.", [("350000000", "EUR", "about")]),
    ("은행은 중소기업에 최대 5000억 원을 빌려준다.", [("500000000000", "KRW", "up_to")]),
    ("공장 건설에 12억 달러 이상이 들었다.", [("1200000000", "USD", "at_least")]),
    ("투자액이 60억 달러를 넘었다.", [("6000000000", "USD", "over")]),
    ("교역액은 3억 달러에서 9억 달러로 늘었다.", [("300000000", "USD", "exact"), ("900000000", "USD", "exact")]),
    ("계약 규모는 8000만~9000만 달러다.", [("80000000", "USD", "exact"), ("90000000", "USD", "exact")]),
    ("보조금은 5~1,810만 달러다.", [("50000", "USD", "exact"), ("18100000", "USD", "exact")]),
    ("섬유가 수출의 18.5%를 차지했다.", [("18.5", "percent", "exact")]),
    ("수출이 6퍼센트 감소했다.", [("6", "percent", "exact")]),
    ("응답 기업의 3분의 1이 흑자를 냈다.", [("33.33", "percent", "exact")]),
    ("물동량이 5배로 늘었다.", [("5", "ratio", "exact")]),
    ("방문객이 3배 가까이 늘었다.", [("3", "ratio", "nearly")]),
    ("개막식에 대표 350여 명이 참석했다.", [("350", "person", "over")]),
    ("타슈켄트에는 한국 의료기업 60여 곳이 진출해 있다.", [("60", "company", "over")]),
    ("병원은 250개 병상을 갖췄고 의사 420명이 일한다.", [("250", "bed", "exact"), ("420", "person", "exact")]),
    ("항공사는 비슈케크 노선을 주 6회 운항한다.", [("6", "flight/week", "exact")]),
    ("박람회에는 12개국 45개 기업이 참가한다.", [("12", "country", "exact"), ("45", "company", "exact")]),
    ("최소 15개 도시가 참여했다.", [("15", "city", "at_least")]),
    ("현지에 사는 동포는 약 8만 명이다.", [("80000", "person", "about")]),
    ("축제에 수천 명이 모였다.", [("1000", "person", "at_least")]),
    ("발전소 용량은 300MW다.", [("300", "megawatt", "exact")]),
    ("제12차 비즈니스 포럼이 목요일에 열렸다.", [("12", "edition", "exact")]),
    ("두 나라는 수교 20주년을 맞았다.", [("20", "year", "exact")]),
    ("한국은 이 나라의 4대 투자국이다.", [("4", "rank", "up_to")]),
    ("편의점은 현재 31개인 점포를 200개로 늘릴 계획이다.", [("31", "store", "exact"), ("200", "store", "exact")]),
    ("관광객은 90일간 무비자로 머물 수 있다.", [("90", "day", "exact")]),
    ("양해각서 12건이 체결됐다.", [("12", "memorandum", "exact")]),
    ("지원자는 100명 미만이었다.", [("100", "person", "under")]),
]

NONE = [
    "두 나라 정상은 세 가지 안건을 논의했다.",
    "중앙아시아 5개국이 성명에 서명했다.",
    "회의는 2013년 10월 4일에 열린다.",
    "협정 제5조가 발효됐다.",
    "2025~2027년 행동계획이 채택됐다.",
    "코로나19가 덮친 해였다.",
    "회의는 10:30에 시작됐다.",
    "사업은 6개 분야에서 추진된다.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_value_unit_and_qualifier(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text, language="ko") == expected


@pytest.mark.parametrize("text", NONE)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert figures(text, language="ko") == []


MEASURED = [
    ("한국과 카자흐스탄의 교역액은 30억 달러였다.", "bilateral_trade"),
    ("한국의 수출은 8억 달러에 달했다.", "exports"),
    ("우즈베키스탄에서 들여온 수입은 9000만 달러였다.", "imports"),
    ("한국의 키르기스스탄 투자는 4000만 달러였다.", "investment_flow"),
    ("현지에서 활동하는 한국 기업은 120곳이다.", "companies_operating"),
    ("박람회에 120개사가 참가한다.", "companies_participating"),
    ("점포 31개를 운영한다.", "stores_operating"),
    ("수교 25주년을 맞았다.", "anniversary_of_diplomatic_relations"),
    ("회원은 7000명이다.", "members"),
]


@pytest.mark.parametrize(("text", "measure"), MEASURED)
def test_measure(text: str, measure: str) -> None:
    assert [s.payload.measure for s in statements(text, language="ko")] == [measure]  # type: ignore[union-attr]


def test_a_change_has_two_values_with_their_years() -> None:
    text = "양국 교역액은 2015년 12억 달러에서 2018년 29억 달러로 늘었다."
    assert [(brief(s)[0], s.valid.start) for s in statements(text, "2020-05-04", language="ko")] == [
        ("1200000000", "2015"),
        ("2900000000", "2018"),
    ]


def test_the_base_of_a_change_without_a_year_has_none() -> None:
    text = "한국의 대(對)카자흐스탄 투자는 300만 달러에서 2019년 4100만 달러로 뛰었다."
    found = statements(text, "2020-05-04", language="ko")
    assert [s.valid.start for s in found] == [None, "2019"]
    assert {(p.id, p.role) for p in found[1].payload.parties} == {("KOR", "from"), ("KAZ", "to")}  # type: ignore[union-attr]


def test_shops_open_and_shops_planned() -> None:
    found = statements("현재 31개인 점포를 200개로 늘릴 계획이다.", "2024-05-04", language="ko")
    assert [s.payload.measure for s in found] == ["stores_operating", "stores_planned"]  # type: ignore[union-attr]


def test_a_growth_is_a_change_and_a_share_is_none() -> None:
    found = statements("수출이 12% 증가했다. 면화의 비중은 30%다.", "2020-05-04", language="ko")
    assert [s.payload.kind for s in found] == ["change", "quantity"]  # type: ignore[union-attr]


def test_an_amount_goes_on_with_the_measure_before_it() -> None:
    found = statements("양국 교역액은 2019년 20억 달러였다. 2020년에는 15억 달러로 줄었다.", "2021-05-04", language="ko")
    assert [s.payload.measure for s in found] == ["bilateral_trade", "bilateral_trade"]  # type: ignore[union-attr]
