"""Each warning where it belongs, with the spans that prove it, and silence where it does not."""

import pytest
from opened_pages import page_of

from kopri.reading.load import Loaded
from kopri.reading.model import TextWarning
from kopri.reading.read import read_document
from kopri.reading.warnings.codes import severities

BODY = "The two delegations met in the morning and spoke about rail, grain and water in a good mood. " * 4


def warnings_of(text: str) -> dict[str, TextWarning]:
    return {w.code: w for w in read_document(Loaded("test.txt", text, "txt")).warnings}


def proof(text: str, code: str) -> list[str]:
    found = warnings_of(text)
    assert code in found, sorted(found)
    return [span.of(text) for span in found[code].evidence]


DOUBTFUL = [
    ("ROLE_HOLDER_CONFLICT", f"President Lee hails ties\n\nPresident Yoon Suk Yeol praises the ties with the region. {BODY}", "Yoon"),
    ("ROLE_DATE_MISMATCH", f"President Park Geun-hye greets guests\n2024-05-01 10:00\n{BODY}", "President Park Geun-hye"),
    ("LLM_RESIDUE", f"{BODY}\nCertainly! Here is the revised version of your article:\n{BODY}", "Certainly!"),
    ("AGGREGATOR_BOILERPLATE", f"{BODY}\nThis page is an automatic aggregator.", "automatic aggregator"),
    ("PAGE_FURNITURE", f"Home\nSearch\nLogin\nADVERTISEMENT\n{BODY}", "ADVERTISEMENT"),
    ("UNOFFICIAL_TRANSLATION", f"{BODY}\n* unofficial translation", "unofficial translation"),
    ("SOURCE_NOT_LINKED", f"{BODY}\nIn each item the hyperlink to the primary source is given.", "hyperlink"),
    ("AUTHOR_UNFIT", f"{BODY}\n\nMia Stone\n\nA podcast host who loves travel.", "podcast host"),
    ("BYLINE_MISMATCH", f"Journalist\nMia Stone\nqwertz99@example.org\n{BODY}", "qwertz99@example.org"),
    ("MULTI_ARTICLE_PAGE", f"Rail opens {BODY}2024-05-01 10:00:00 -\nGrain closes {BODY}2024-05-02 11:30:00", "2024-05-01 10:00:00"),
    (
        "OFF_TOPIC_SEGMENT",
        f"Korea and Kazakhstan meet {BODY}2024-05-01 10:00:00 -\nSchools in Korea open {BODY}2024-05-02 11:30:00",
        "Schools in Korea",
    ),
    (
        "DUPLICATE_TEXT",
        f"{BODY}\n"
        + "The ministers will meet again in autumn in the capital of the neighbour. They spoke of grain and of rail at length, and agreed. "
        * 2,
        "grain and of rail",
    ),
    ("COLLAPSED_TABLE", f"{BODY}\n\nStepStart DateEnd Date\nSurveyQ1 2030Q2 2030\nTrainingQ3 2030Q4 2030\n", "StepStart DateEnd Date"),
    ("TRUNCATED_TABLE", f"{BODY}\n\nStepStart DateEnd Date\nSurveyQ1 2030Q2 2030\nTrainingQ3 2030\n", "TrainingQ3 2030"),
    (
        "CHRONOLOGY",
        f"Months before the opening of the port in May 2004, the line was built and trains ran in July 2006. {BODY}",
        "July 2006",
    ),
    ("CHRONOLOGY", f"The fair opened on Monday, May 1, 2024. {BODY}", "Monday, May 1, 2024"),
    (
        "CHRONOLOGY",
        f"He arrived on Monday. On Tuesday they said the gift was handed over two days earlier during the visit. {BODY}",
        "two days earlier",
    ),
    (
        "PROPOSAL_IN_THE_PAST",
        (
            f"Rail\n2024-05-01 10:00\n{BODY}\n\nThe proposed timeline of the initiative:\n\n"
            "InitiativeStart DateEnd Date\nSurveyQ1 2020Q2 2020\nTrainingQ3 2020Q4 2020\n"
        ),
        "SurveyQ1 2020Q2 2020",
    ),
    ("YEAR_NOT_STATED", f"The fair will open on October 4. {BODY}", "October 4"),
    (
        "MISSING_BASE_PERIOD",
        f"Korea's investment in Kazakhstan rose from $7 million to $74 million in 2020. {BODY}",
        "from $7 million to $74 million",
    ),
    ("UNDATED_VAGUE_EVENT", f"He praised recent talks with officials from both sides. {BODY}", "recent talks with officials"),
    (
        "BASIS_SHIFT",
        f"In 2023, women accounted for 28 percent. In 2015, about 5 percent of women took the course. {BODY}",
        "5 percent of women",
    ),
    (
        "ARITHMETIC",
        f"Trade between Korea and Kazakhstan was $9 billion in 2019, nearly triple the $1.5 billion in 2017. {BODY}",
        "$9 billion",
    ),
    (
        "ARITHMETIC_LOOSE",
        f"Trade between Korea and Kazakhstan was $2.7 billion in 2019, nearly triple the $1 billion in 2017. {BODY}",
        "$2.7 billion",
    ),
    ("ARITHMETIC", f"The five countries – Kazakhstan, Uzbekistan, Tajikistan and Turkmenistan – sent ministers. {BODY}", "five countries"),
    (
        "ARITHMETIC",
        f"Rail\n2020-05-01 10:00\nThis year marks the 30th anniversary of diplomatic relations between Korea and Uzbekistan. {BODY}",
        "30th anniversary",
    ),
    (
        "OPINION",
        f"{BODY} In my view this can be done. " + "I believe that the state should pay. We must train engineers. " * 3,
        "In my view",
    ),
    ("COUNTRY_NAME_VARIANT", f"The forum will meet in Bishkek, Kyrgyz, in spring. {BODY}", "Kyrgyz"),
]


@pytest.mark.parametrize(("code", "text", "shown"), DOUBTFUL)
def test_a_warning_shows_its_proof(code: str, text: str, shown: str) -> None:
    assert any(shown in place for place in proof(text, code))


SOUND = [
    ("ROLE_HOLDER_CONFLICT", "President Moon Jae-in and Kazakh President Kassym-Jomart Tokayev met in Seoul. "),
    ("ROLE_HOLDER_CONFLICT", "President Yoon Suk Yeol met former President Park Geun-hye. "),
    ("BYLINE_MISMATCH", "Journalist\nMia Stone\nmstone@example.org\n"),
    ("CHRONOLOGY", "Before the opening of the port in May 2004, the line was built in July 2003. "),
    ("CHRONOLOGY", "The committee had three items before it: the work of 2024 and the plan for 2025. "),
    ("CHRONOLOGY", "The fair opened on Wednesday, May 1, 2024. "),
    ("ARITHMETIC", "Trade between Korea and Kazakhstan was $3 billion in 2019, triple the $1 billion in 2017. "),
    ("ARITHMETIC", "The five countries – Kazakhstan, Uzbekistan, Kyrgyzstan, Tajikistan and Turkmenistan – sent ministers. "),
    ("YEAR_NOT_STATED", "Rail\n2024-05-01 10:00\nThe fair will open on October 4. "),
    ("MISSING_BASE_PERIOD", "Trade rose from $7 million in 2019 to $74 million in 2020. "),
    ("COUNTRY_NAME_VARIANT", "The Kyrgyz Republic and the Kyrgyz people welcome guests. "),
    ("OPINION", "The minister said: “We should build it. We must train engineers.” "),
    ("UNDATED_VAGUE_EVENT", "On May 4, 2024 he held talks with officials in Astana. "),
    ("PAGE_FURNITURE", "By Mia Stone\n"),
]


@pytest.mark.parametrize(("code", "opening"), SOUND)
def test_silence_where_nothing_is_wrong(code: str, opening: str) -> None:
    assert code not in warnings_of(f"{opening}{BODY}")


def test_a_long_text_without_facts_is_told() -> None:
    empty = "The partners stressed their strong will to deepen dynamic cooperation in many promising fields of mutual interest. "
    assert "LOW_FACT_DENSITY" in warnings_of(empty * 25)
    assert "LOW_FACT_DENSITY" not in warnings_of("Trade between Korea and Kazakhstan was $3 billion in 2019. " * 60)


def test_levels_are_not_movements() -> None:
    text = f"Korea has invested a cumulative $6 billion in Kazakhstan. Korea's investment in Kazakhstan was $74 million in 2020. {BODY}"
    assert warnings_of(text)["STOCK_VS_FLOW"].severity == "low"


def test_every_code_has_a_severity_and_a_place_in_the_text() -> None:
    for code, text, _ in DOUBTFUL:
        warning = warnings_of(text)[code]
        assert warning.severity in {"low", "medium", "high"}
        assert all(0 <= span.start < span.end <= len(text) for span in warning.evidence)
        assert warning.message
    assert len(severities()) == 27


def test_a_page_without_text_has_no_warnings() -> None:
    assert read_document(Loaded("test.txt", "…", "txt")).warnings == ()
    assert page_of("…").published.value is None
