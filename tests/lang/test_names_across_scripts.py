"""One person under the spellings of three scripts, and two people who only sound alike."""

import pytest

from kopri.lang.names import kontsevich, same_person

ONE = [
    ("이재명", "Ли Чжэ Мён", "Lee Jae-myung"),
    ("조태열", "Чо Тхэ Ёль", "Cho Tae-yul"),
    ("박근혜", "Пак Кын Хе", "Park Geun-hye"),
    ("탁정훈", "Тхак Чон Хун", "Tak Jung-hoon"),
    ("카심조마르트 토카예프", "Касым-Жомарт Токаев", "Kassym-Jomart Tokayev"),
    ("샤브카트 미르지요예프", "Шавкат Мирзиёев", "Shavkat Mirziyoyev"),
    ("사디르 자파로프", "Садыр Жапаров", "Sadyr Japarov"),
    ("에모말리 라흐몬", "Эмомали Рахмон", "Emomali Rahmon"),
    ("세르다르 베르디무하메도프", "Сердар Бердымухамедов", "Serdar Berdimuhamedov"),
]


@pytest.mark.parametrize(("hangul", "cyrillic", "latin"), ONE)
def test_a_person_is_the_same_in_three_scripts(hangul, cyrillic, latin):
    assert same_person(hangul, cyrillic)
    assert same_person(hangul, latin)
    assert same_person(cyrillic, latin)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("이재명", "Ли Чже Хён"),
        ("김민수", "Ким Мин Сон"),
        ("사디르 자파로프", "Серик Жапаров"),
        ("토카예프", "Tokayev"),
        ("구르반 아나예프", "Бердымухамедов"),
    ],
)
def test_names_that_only_resemble_each_other_are_two_people_and_a_family_name_alone_is_nobody(one, other):
    assert not same_person(one, other)


@pytest.mark.parametrize(
    ("hangul", "russian"),
    [("이재명", "Ли Чжэ Мён"), ("김규현", "Ким Гю Хён"), ("박근혜", "Пак Кын Хе"), ("최상목", "Чхве Сан Мок"), ("한덕수", "Хан Док Су")],
)
def test_korean_names_are_written_in_russian_by_kontsevichs_system(hangul, russian):
    assert kontsevich(hangul) == russian
