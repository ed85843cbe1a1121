"""Figures: what is counted, how surely, of whom and when. The sentences are invented."""

import pytest
from tests.reading.figure_pages import brief, figures, only, statements

FOUND = [
    # money
    ("Exports to Uzbekistan came to $2.4 billion in 2022.", [("2400000000", "USD", "exact")]),
    ("The fund holds about 350 million euros.", [("350000000", "EUR", "about")]),
    ("The bank will lend up to 500 billion won to small firms.", [("500000000000", "KRW", "up_to")]),
    ("The plant cost more than USD 1.2 billion.", [("1200000000", "USD", "over")]),
    ("Tariffs cost exporters an estimated 40 million tenge a month.", [("40000000", "KZT", "about")]),
    (
        "Trade grew from $310 million to nearly $1 billion within a decade.",
        [("310000000", "USD", "exact"), ("1000000000", "USD", "nearly")],
    ),
    ("Contracts worth $80–90 million were signed at the fair.", [("80000000", "USD", "exact"), ("90000000", "USD", "exact")]),
    ("The builder won a $1.7 billion contract.", [("1700000000", "USD", "exact")]),
    ("Uzbekistan set aside 2 trillion som for roads.", [("2000000000000", "UZS", "exact")]),
    # shares and changes
    ("Textiles made up 18.5 percent of shipments.", [("18.5", "percent", "exact")]),
    ("Exports fell by at least 6% last year.", [("6", "percent", "at_least")]),
    ("Less than a third of the firms answered.", [("33.33", "percent", "under")]),
    ("More than half of the visitors came from Almaty.", [("50", "percent", "over")]),
    ("Nearly three-quarters of graduates found work.", [("75", "percent", "nearly")]),
    ("Seventy percent of the respondents agreed.", [("70", "percent", "exact")]),
    ("Growth is forecast at 4 to 5 percent.", [("4", "percent", "exact"), ("5", "percent", "exact")]),
    # n-fold
    ("Freight volume has grown fivefold since 2010.", [("5", "ratio", "exact")]),
    ("Visitor numbers almost doubled in 2023.", [("2", "ratio", "nearly")]),
    ("The new line carries three times more cargo than the old one.", [("3", "ratio", "exact")]),
    ("Imports increased by 2.5 times.", [("2.5", "ratio", "exact")]),
    # counts with nouns beyond a list
    ("Some 350 representatives attended the opening.", [("350", "person", "about")]),
    ("The ministry offered 2,000 internships.", [("2000", "internship", "exact")]),
    ("More than 60 Korean medical companies work in Tashkent.", [("60", "company", "over")]),
    ("The hospital has 250 beds and employs 420 doctors.", [("250", "bed", "exact"), ("420", "person", "exact")]),
    ("The airline operates six weekly flights to Bishkek.", [("6", "flight/week", "exact")]),
    ("The carrier flies to Osh with four flights a week.", [("4", "flight/week", "exact")]),
    ("The park will host 45 exhibitors from 12 countries.", [("45", "company", "exact"), ("12", "country", "exact")]),
    ("At least 15 cities joined the network.", [("15", "city", "at_least")]),
    ("A 20-member delegation arrived on Monday.", [("20", "person", "exact")]),
    ("Tens of thousands of visitors came to the fair.", [("10000", "person", "at_least")]),
    ("The number of students rose to 3,400 in 2021.", [("3400", "person", "exact")]),
    ("The reactor has a capacity of 300 megawatts.", [("300", "megawatt", "exact")]),
    ("A 120-kilometer road links both towns.", [("120", "kilometer", "exact")]),
    ("Of the 500 applicants, 41 of these women passed.", [("500", "person", "exact"), ("41", "person", "exact")]),
    ("The number of weekly flights will grow from nine to 14.", [("9", "flight/week", "exact"), ("14", "flight/week", "exact")]),
    ("About 900 doctors applied, of whom 310 passed.", [("900", "person", "about"), ("310", "person", "exact")]),
    ("There are around 80,000 Koreans in the valley. Of them 4,000 farm.", [("80000", "person", "about")]),
    ("The shop double as a museum.", []),
    ("The country looks back on half a century of peace.", []),
    ("The Daily Digest 12 lists events.", []),
    # ranks, editions, anniversaries, durations
    ("Korea is the second-largest buyer of the country's uranium.", [("2", "rank", "exact")]),
    ("The republic is among the top 10 largest exporters of cotton.", [("10", "rank", "up_to")]),
    ("The city ranked fifth in the survey.", [("5", "rank", "exact")]),
    ("The 12th Business Forum opened on Thursday.", [("12", "edition", "exact")]),
    ("They met on the margins of the 78th session of the UN General Assembly.", [("78", "edition", "exact")]),
    ("The two nations mark the 20th anniversary of their embassy.", [("20", "year", "exact")]),
    ("The envoy begins a three-day visit on Monday.", [("3", "day", "exact")]),
    ("Citizens may stay for up to 60 days without a visa.", [("60", "day", "up_to")]),
    ("The average wait is about 14 months.", [("14", "month", "about")]),
]

SILENT = [
    "The two countries agreed to meet again.",
    "The Action Plan 2026–2030 was adopted on 14 May 2025.",
    "First of all, the minister thanked his hosts.",
    "The First Deputy Minister opened the talks.",
    "The pandemic of COVID-19 slowed the rollout of 5G.",
    "It was a track 2 dialogue under Article 7 of the treaty.",
    "In the first half of the 1990s both sides opened embassies.",
    "The meeting begins at 10:30 on Friday, October 4.",
    "The second generation of traders has grown up abroad.",
    "Call +82-2-2100-7100 for details.",
    "3. The Ministry will prepare the agenda.",
    "The Fourth Industrial Revolution changes trade.",
    "The 2024 Silk Road Expo takes place in Samarkand.",
    "Uzbekistan is one of the most important partners in the region.",
    "The 21st century belongs to Asia.",
    "They discussed the 4.0 era of smart factories.",
    "On the one hand, exports grew; on the other, imports did too.",
    "The three leaders signed a declaration.",
    "The Group of Seven and the G20 will meet in 2026.",
    "Resolution 1540 was mentioned.",
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND)
def test_value_unit_and_qualifier(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(sentence, "2025-06-12") == expected


@pytest.mark.parametrize("sentence", SILENT)
def test_no_figure_in_names_dates_labels_and_small_talk(sentence: str) -> None:
    assert figures(sentence, "2025-06-12") == []


@pytest.mark.parametrize("kind", ["furniture", "boilerplate"])
def test_nothing_is_read_from_what_the_document_does_not_say_itself(kind: str) -> None:
    assert figures("We had 4,500 readers last week.", kind=kind) == []


def test_the_surface_is_the_number_with_its_currency_or_percent_word() -> None:
    text = "Sales reached USD 12 million, up 9 percent, in 14 stores."
    places = [s.payload.surface.of(text) for s in statements(text)]  # type: ignore[union-attr]
    assert places == ["USD 12 million", "9 percent", "14"]


def test_the_sentence_is_the_evidence() -> None:
    text = "Talks went well. The mill employs 90 people. They parted."
    statement, _ = only(text)
    assert [e.of(text) for e in statement.evidence] == ["The mill employs 90 people."]


def test_money_flows_from_one_country_to_another() -> None:
    _, figure = only("Investment from Korea into Uzbekistan stood at $40 million in 2023.")
    assert {(p.id, p.role) for p in figure.parties} == {("KOR", "from"), ("UZB", "to")}
    assert figure.measure == "investment_flow"


def test_investment_so_far_is_a_stock() -> None:
    _, figure = only("Korean companies have invested more than $7 billion in Kazakhstan.")
    assert (figure.measure, figure.aspect) == ("investment_stock", "stock")


def test_trade_between_two_countries_has_their_names_and_year() -> None:
    statement, figure = only("Trade between Korea and Tajikistan reached $24 million in 2021.")
    assert figure.measure == "bilateral_trade"
    assert {p.id for p in figure.parties} == {"KOR", "TJK"}
    assert (statement.valid.start, statement.valid.end, statement.valid.basis) == ("2021", "2021", "stated")
    assert statement.key == "bilateral_trade|KOR,TJK||USD|2021"


def test_a_number_of_the_sentence_before_keeps_its_measure_and_countries() -> None:
    text = "Trade between Korea and Kyrgyzstan was $112 million in 2018. The figure fell to $80 million in 2020."
    first, second = statements(text)
    assert second.payload.measure == first.payload.measure == "bilateral_trade"  # type: ignore[union-attr]
    assert {p.id for p in second.payload.parties} == {"KOR", "KGZ"}  # type: ignore[union-attr]
    assert second.valid.start == "2020"


def test_the_base_of_a_change_without_a_year_has_no_period() -> None:
    base, result = statements("Korea's investment in Uzbekistan rose from $5 million to $61 million in 2019.", "2020-03-01")
    assert base.valid.start is None
    assert result.valid.start == "2019"


def test_last_year_is_counted_from_the_article() -> None:
    statement, _ = only("The plant made 12,000 cars last year.", "2024-05-06")
    assert statement.valid.start == "2023"


def test_without_any_date_the_article_gives_the_year_as_inferred() -> None:
    statement, _ = only("The chamber has 640 member companies.", "2024-05-06")
    assert (statement.valid.start, statement.valid.basis) == ("2024", "inferred")


def test_without_any_date_at_all_there_is_no_period() -> None:
    statement, _ = only("The chamber has 640 member companies.")
    assert statement.valid.start is None


def test_a_change_runs_between_the_year_and_the_one_before() -> None:
    statement, figure = only("In 2022, output rose 7.5 percent from the previous year.")
    assert figure.kind == "change"
    assert (statement.valid.start, statement.valid.end) == ("2021", "2022")


def test_a_change_against_a_named_year_runs_from_it() -> None:
    text = "Trade between Korea and Uzbekistan came to $2.3 billion in 2022, an increase of 24 percent compared to 2020."
    assert (statements(text)[1].valid.start, statements(text)[1].valid.end) == ("2020", "2022")


def test_a_year_earlier_is_the_year_before_the_one_named() -> None:
    now, before = statements("In 2023, 32,000 tourists came, up from 13,000 a year earlier.")
    assert (now.valid.start, before.valid.start) == ("2023", "2022")


def test_who_is_quoted() -> None:
    text = "“We now have 30 partner schools,” Ambassador Lee Min-ho said."
    statement, _ = only(text, "2025-01-01")
    assert statement.mood == "quoted"


def test_what_is_planned_is_not_actual() -> None:
    statement, figure = only("The chain plans to open 60 stores by 2028.", "2025-01-01")
    assert (figure.measure, figure.stage, statement.mood) == ("stores_planned", "planned", "planned")


def test_the_same_page_gives_the_same_statements() -> None:
    text = "Some 90 firms and 12,000 visitors came; sales reached $3.5 million."
    assert statements(text) == statements(text)
    assert len({s.id for s in statements(text)}) == 3


def test_long_lines_of_figures_take_no_long_time() -> None:
    assert len(figures("1 " * 20_000)) == 0
    assert brief(statements("The mill employs 90 people. " * 50)[-1]) == ("90", "person", "exact")
