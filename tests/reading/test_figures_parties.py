"""Whose a figure is, in English. The texts are invented."""

import pytest
from opened_pages import page_of

from kopri.reading.figures import read_figures
from kopri.reading.model import Figure

PAIR = "Korea and Georgia sign trade deal\n\n"
FORUM = "Korea–Central Asia forum meets in Osh\n\n"


def parties(text: str) -> list[str]:
    """The countries of each figure, sorted, in text order."""
    figures = [s.payload for s in read_figures(page_of(text)) if isinstance(s.payload, Figure)]
    return [" ".join(sorted(p.id for p in f.parties)) for f in sorted(figures, key=lambda f: f.surface.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the clause
        ("Georgia has 40 dams, and Armenia has 30 dams.", ["GEO", "ARM"]),
        (PAIR + "The two countries opened 12 offices.", ["GEO KOR"]),
        (PAIR + "The Sides agreed to open 12 offices.", ["GEO KOR"]),
        (FORUM + "The region holds 30 percent of the ore.", ["KAZ KGZ TJK TKM UZB"]),
        # what was said before, in the same paragraph
        ("Korea bought grain from Georgia. It paid $40 million.", ["GEO KOR"]),
        ("Georgia has many rivers. Its dams yield 9 TWh a year.", ["GEO"]),
        ("Georgia has many rivers. Barely 4 percent of the country's water is used.", ["GEO"]),
        # the money of a country speaks of it
        (PAIR + "The mayor added 70 million won.", ["KOR"]),
        (PAIR + "The firm lost 60 billion won ($43 million).", ["KOR", "KOR"]),
        # the other side of what crosses a border
        (PAIR + "Georgia will receive a loan of $80 million.", ["GEO KOR"]),
        (PAIR + "Korea will accept 300 trainees.", ["GEO KOR"]),
        (FORUM + "Korea will invite 90 nurses and grant them visas.", ["KAZ KGZ KOR TJK TKM UZB"]),
        ("Mongolia's harvest\n\nMongolia reaped wheat. China bought 900 tonnes.", ["CHN MNG"]),
        ("Mongolia's harvest\n\nMongolia reaped wheat. Half of it goes to Japan and China.", ["CHN JPN MNG"]),
        # lists
        ("Buyers: 90 guests (Georgia 40, Armenia 35, others 15)", ["ARM GEO", "GEO", "ARM", ""]),
        (
            "Georgia's trade\n\nGeorgia sells to China (40 percent), Russia (22 percent) and Japan (9 percent).",
            ["CHN GEO", "GEO RUS", "GEO JPN"],
        ),
        # a company's home, told beside its name
        ("Mirae Motors of Gwangju will show five vans. Mirae Motors employs 900 people.", ["KOR", "KOR"]),
        # two countries set against each other
        ("A kilo costs $4 in Georgia, against $9 in Korea.", ["GEO", "KOR"]),
    ],
)
def test_parties(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # passed through, compared with, outdone, or only the source
        (PAIR + "Some 900 passengers flew between the two countries via Almaty or Istanbul.", ["GEO KOR"]),
        (PAIR + "Georgia has more dams than Armenia: 40 dams.", ["GEO"]),
        ("Georgia's dams\n\nGeorgia is the second-largest user after China and Japan.", ["GEO"]),
        ("Georgia's dams\n\nGeorgia has 40 dams, according to the Korean embassy.", ["GEO"]),
        (PAIR + "The Georgian minister said Korea had 40 dams.", ["KOR"]),
        # a foreign country's own doings stay its own
        ("Mongolia's harvest\n\nMongolia reaped wheat. China has 900 mills.", ["CHN"]),
        ("Goods from Mongolia to Port Malu take 40 days.", ["MNG"]),
        # giving up, orders of a ruler: nothing crosses a border
        (PAIR + "Georgia gave up 40 ships.", ["GEO"]),
        (PAIR + "Georgia moved 400 people on the orders of a prince.", ["GEO"]),
        # people by descent are not of the country they are named for
        ("There are 80,000 ethnic Koreans in Georgia.", ["GEO"]),
        ("There are 80,000 Koreans studying in Georgia.", ["GEO KOR"]),
        # an age is a person's
        (PAIR + "The teacher, 47, lives by the sea.", [""]),
    ],
)
def test_countries_that_are_no_parties(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


def test_a_state_that_is_no_more_is_no_party() -> None:
    assert parties("The Soviet Union moved 90,000 families.") == [""]


def test_an_interviewed_ambassador_speaks_of_his_own_country() -> None:
    text = (
        "Talking to the envoy\n\nGeorgia's ambassador came to Korea in May.\n\nQ. What do you plan?\n"
        "A. Our plan is to build 40 dams.\n\nQ. And Korean firms?\nA. About three dozen.\n"
    )
    assert parties(text) == ["GEO", "GEO KOR"] or parties(text) == ["GEO", "KOR"]


def test_a_closing_section_on_a_company_is_of_the_country_it_writes_from() -> None:
    text = (
        "Incheon, 3 May 2024\n\nSori Air flies to Tbilisi\n\nSori Air will fly from Korea to Georgia.\n\n"
        "About Sori Air\nIt has 30 aircraft and 900 staff.\n"
    )
    assert parties(text)[-2:] == ["KOR", "KOR"]


def test_a_publisher_named_for_a_region_makes_no_article_about_it() -> None:
    text = "Central Asia Monitor | Latest | Topics | Log in\n\nOsh orders buses from Gwangju\n\nThe contract is worth $9 million.\n"
    assert parties(text) == ["KGZ KOR"]
