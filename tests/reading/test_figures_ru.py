"""Figures in Russian text: what is counted, how surely, of whom and when. The sentences are invented."""

import pytest
from tests.reading.figure_pages import brief, figures, statements

FOUND = [
    ("Экспорт в Узбекистан составил 2,4 млрд долларов.", [("2400000000", "USD", "exact")]),
    ("Фонд располагает примерно 350 млн евро.", [("350000000", "EUR", "about")]),
    ("Банк выделит до 500 млрд вон малым предприятиям.", [("500000000000", "KRW", "up_to")]),
    ("Завод обошёлся более чем в $1,2 млрд.", [("1200000000", "USD", "over")]),
    ("Доход вырос до 12 000 тенге.", [("12000", "KZT", "exact")]),
    ("Товарооборот увеличился с 310 млн до 970 млн долларов.", [("310000000", "USD", "exact"), ("970000000", "USD", "exact")]),
    ("На текстиль пришлось 18,5 % поставок.", [("18.5", "percent", "exact")]),
    ("Поставки выросли не менее чем на 6 процентов.", [("6", "percent", "at_least")]),
    ("Рост составит 4–5 %.", [("4", "percent", "exact"), ("5", "percent", "exact")]),
    ("Перевозки выросли втрое.", [("3", "ratio", "exact")]),
    ("Импорт увеличился в 2,5 раза.", [("2.5", "ratio", "exact")]),
    ("На открытие приехали около 350 представителей.", [("350", "person", "about")]),
    ("В Ташкенте работают свыше 60 корейских медицинских компаний.", [("60", "company", "over")]),
    ("В больнице 250 коек и 420 врачей.", [("250", "bed", "exact"), ("420", "person", "exact")]),
    ("Авиакомпания выполняет шесть рейсов в неделю в Бишкек.", [("6", "flight/week", "exact")]),
    ("В парке разместятся 45 компаний из 12 стран.", [("45", "company", "exact"), ("12", "country", "exact")]),
    ("К сети присоединились не менее 15 городов.", [("15", "city", "at_least")]),
    ("В долине живут 80 тыс. человек.", [("80000", "person", "exact")]),
    ("Выставку посетили 4 тысячи 315 человек.", [("4315", "person", "exact")]),
    ("Мощность станции — 300 МВт.", [("300", "megawatt", "exact")]),
    ("12-й деловой форум открылся в четверг.", [("12", "edition", "exact")]),
    ("Восьмой форум прошёл в Алматы.", [("8", "edition", "exact")]),
    ("Страны отметили 20-летие дипломатических отношений.", [("20", "year", "exact")]),
    ("Корея — третий по величине инвестор Казахстана.", [("3", "rank", "exact")]),
    ("Обучение продлится 18 месяцев.", [("18", "month", "exact")]),
    ("Посадили 1\u202f250\u00a0га леса.", [("1250", "hectare", "exact")]),
]

NONE = [
    "Две стороны обсудили три темы.",
    "Пять стран региона подписали заявление.",
    "Встреча состоится 4 октября 2013 года.",
    "План действий на 2025–2027 годы утверждён.",
    "Заседание началось в 10:30.",
    "Первый заместитель министра возглавит делегацию.",
    "Статья 5 договора вступила в силу.",
    "Один из участников задал вопрос.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_value_unit_and_qualifier(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text, language="ru") == expected


@pytest.mark.parametrize("text", NONE)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert figures(text, language="ru") == []


MEASURED = [
    ("Взаимный товарооборот Кореи и Казахстана составил 3 млрд долларов.", "bilateral_trade"),
    ("Экспорт Кореи достиг 800 млн долларов.", "exports"),
    ("Импорт из Узбекистана составил 90 млн долларов.", "imports"),
    ("Корейские инвестиции в Киргизию составили 40 млн долларов.", "investment_flow"),
    ("В стране работает 120 корейских компаний.", "companies_operating"),
    ("В выставке примут участие 120 компаний.", "companies_participating"),
    ("Сеть насчитывает 31 магазин.", "stores_operating"),
    ("Ожидается приезд 150 делегатов.", "delegates"),
    ("Стороны отметили 25-летие дипломатических отношений.", "anniversary_of_diplomatic_relations"),
]


@pytest.mark.parametrize(("text", "measure"), MEASURED)
def test_measure(text: str, measure: str) -> None:
    assert [s.payload.measure for s in statements(text, language="ru")] == [measure]  # type: ignore[union-attr]


def test_a_change_has_two_values_with_their_years() -> None:
    found = statements("Товарооборот вырос с 1,2 млрд долларов в 2015 году до 2,9 млрд в 2018-м.", "2020-05-04", language="ru")
    assert [(brief(s)[0], s.valid.start) for s in found] == [("1200000000", "2015"), ("2900000000", "2018")]


def test_direction_of_an_investment() -> None:
    (found,) = statements("Инвестиции Кореи в Казахстан составили 74 млн долларов в 2020 году.", language="ru")
    assert {(p.id, p.role) for p in found.payload.parties} == {("KOR", "from"), ("KAZ", "to")}  # type: ignore[union-attr]


def test_a_growth_is_a_change_and_a_share_is_none() -> None:
    found = statements("Экспорт вырос на 12 %. Доля хлопка — 30 %.", "2020-05-04", language="ru")
    assert [s.payload.kind for s in found] == ["change", "quantity"]  # type: ignore[union-attr]


def test_what_is_expected_is_not_reported() -> None:
    (found,) = statements("Ожидается, что приедут около 600 человек.", "2026-02-13", language="ru")
    assert found.mood in ("expected", "planned")
