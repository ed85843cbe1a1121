"""What only looks like a person, a body, an event or a promise in Korean and Russian text."""

import pytest
from tests.reading.opened_pages import page_of

from kopri.reading.read import read_statements


def kinds(text):
    return {s.type for s in read_statements(page_of(text + "\n", "2024-05-07"))}


NOBODY = [
    "전문가 대표와 기업인 대표들이 한자리에 모여 의견을 나누었다.",
    "우리 외교부 장관은 각국 장관들과 인사를 나누었다.",
    "전기차 시장은 해마다 커지고 있다.",
    "주요국 대사들이 이날 회의장을 찾았다고 한다.",
    "Президент страны и министры обсудили вопросы развития.",
    "Во главе с министром делегация прибыла позже остальных.",
    "Директор не назвал причин такого решения вчера вечером.",
]
NO_BODY = [
    "시중은행과 현지 병원, 여러 대학이 함께 참여했다고 한다.",
    "양국 정부와 기업, 연구소가 힘을 모아야 할 때는 지났다.",
    "도로 건설과 저비용 항공이 발전을 이끌었다는 평가가 많다.",
    "Банк выдаёт кредиты, а компания строит дома по всей стране.",
    "Эта корпорация и крупнейший университет региона не ответили.",
    "Казахстанская компания получила награду на выставке весной.",
]
NO_EVENT = [
    "포럼을 해마다 정기적으로 열어야 한다는 의견이 많다.",
    "회담을 제안할 가능성도 있다고 전문가들은 내다봤다.",
    "관광객들이 이 도시를 자주 찾는다고 한다.",
    "Необходимо регулярно проводить встречи экспертов двух стран.",
    "Форум может стать площадкой для диалога, считают эксперты.",
    "Как правило, заседания проходят спокойно и без споров.",
]
NO_PROMISE = [
    "회의에는 대표 다섯 명이 참석할 예정이다.",
    "정부는 이 문제를 지원하지 않기로 한 적이 없다고 설명했다.",
    "이번 행사는 내년 봄에 열릴 예정이다.",
    "Делегация планирует обсудить вопросы торговли и транспорта.",
    "Компания не намерена строить завод в этой области страны.",
    "Неясно, кто должен платить за ремонт старых насосов и труб.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_post_without_a_name_names_nobody(text):
    assert "post" not in kinds(text)


@pytest.mark.parametrize("text", NO_BODY)
def test_common_nouns_are_no_organisations(text):
    assert "organisation" not in kinds(text.replace("외교부", ""))


@pytest.mark.parametrize("text", NO_EVENT)
def test_general_talk_is_no_event(text):
    assert "event" not in kinds(text)


@pytest.mark.parametrize("text", NO_PROMISE)
def test_what_happens_anyway_or_is_denied_is_no_promise(text):
    assert "commitment" not in kinds(text)
