"""Countries are found by any of their names, in eight languages, and told from nationalities and regions."""

import pytest

from kopri.lang.countries import LANGUAGES, countries, find_countries, is_variant, name, region_members


def found(text):
    return [(m.span.of(text), m.kind, m.id) for m in find_countries(text)]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "id_"),
    [
        ("Delegates of the Republic of Korea arrived.", "Republic of Korea", "country", "KOR"),
        ("Trade with Korea grew.", "Korea", "country", "KOR"),
        ("ROK officials spoke.", "ROK", "country", "KOR"),
        ("The DPRK was absent.", "DPRK", "country", "PRK"),
        ("North Korea was absent.", "North Korea", "country", "PRK"),
        ("South Korean firms", "South Korean", "nationality", "KOR"),
        ("a Kazakhstani bank", "Kazakhstani", "nationality", "KAZ"),
        ("The Kyrgyz Republic hosts it.", "Kyrgyz Republic", "country", "KGZ"),
        ("the Kyrgyz government", "Kyrgyz", "nationality", "KGZ"),
        ("Mongolia’s railways", "Mongolia", "country", "MNG"),
        ("a firm from Viet Nam", "Viet Nam", "country", "VNM"),
        ("북한은 불참했다", "북한", "country", "PRK"),
        ("우즈베키스탄에서 열린", "우즈베키스탄", "country", "UZB"),
        ("в Республике Корея", "Республике Корея", "country", "KOR"),
        ("с Республикой Казахстан", "Республикой Казахстан", "country", "KAZ"),
        ("южнокорейские компании", "южнокорейские", "nationality", "KOR"),
        ("Қазақстанның экономикасы", "Қазақстан", "country", "KAZ"),
        ("Oʻzbekistonda ochildi", "Oʻzbekiston", "country", "UZB"),
        ("Кыргызстандын өкмөтү", "Кыргызстан", "country", "KGZ"),
        ("Ҷумҳурии Корея", "Ҷумҳурии Корея", "country", "KOR"),
        ("Türkmenistanda geçirildi", "Türkmenistan", "country", "TKM"),
    ],
)
def test_a_name_is_found_in_its_language(text, surface, kind, id_):
    assert found(text) == [(surface, kind, id_)]


def test_a_region_stands_for_its_members():
    (mention,) = find_countries("the five Central Asian countries")
    assert (mention.kind, mention.id) == ("region", "central-asia")
    assert region_members("central-asia") == ("KAZ", "KGZ", "TJK", "TKM", "UZB")


def test_an_adjective_in_the_place_of_a_country_is_a_variant_name():
    text = "Uzbekistan, Kyrgyz, Turkmenistan and Tajikistan met in Osh, Kyrgyz, on Monday; the host Kyrgyz was glad."
    mentions = [m for m in find_countries(text) if m.id == "KGZ"]
    assert [(m.kind, m.variant) for m in mentions] == [("country", True)] * 3
    assert is_variant("Kyrgyz", "KGZ")
    assert not is_variant("Kyrgyzstan", "KGZ")


@pytest.mark.parametrize(
    "text",
    [
        "He speaks Russian, Kazakh, and English.",
        "Korean and Kyrgyz officials",
        "the Uzbek side",
        "a Tajik-owned mill",
    ],
)
def test_an_adjective_stays_an_adjective(text):
    assert {m.kind for m in find_countries(text)} == {"nationality"}


@pytest.mark.parametrize(
    "text", ["Koreanova", "이 수단은", "Jordan Miller spoke", "a New Jersey firm", "Того не знал", "한국어 교육", "Sokorea"]
)
def test_words_that_only_look_like_a_country_are_left(text):
    assert found(text) == []


def test_every_country_has_a_name_in_every_language_and_is_found_by_its_english_name():
    assert len(countries()) > 240
    skipped = {"JEY", "TCD"}
    for alpha3 in countries():
        assert all(name(alpha3, language) for language in LANGUAGES)
        assert alpha3 in skipped or [i for _, _, i in found(f"in {name(alpha3)}, today")] == [alpha3], alpha3


def test_a_state_that_is_no_more_is_known():
    assert found("in the Soviet Union") == [("Soviet Union", "country", "SUN")]
    assert name("SUN", "ru") == "СССР"
    assert name("KOR") == "Korea"
    assert name("KOR", "ko") == "대한민국"
