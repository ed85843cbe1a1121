"""A fact in one line of the reader's language."""

from datetime import date

import pytest
from django.utils import translation
from tests.site.record import factories as make

from kopri.site.record.wording import fact_text, held_text, parties_text, value_text

pytestmark = pytest.mark.django_db


def test_a_figure_names_measure_countries_period_and_value() -> None:
    assert fact_text(make.FigureFactory()) == "Trade, Kazakhstan – Korea, 2019: USD 4.22 billion"


def test_a_figure_without_period_leaves_it_out() -> None:
    assert fact_text(make.FigureFactory(period="", period_from=None, period_until=None)) == "Trade, Kazakhstan – Korea: USD 4.22 billion"


def test_a_flow_goes_from_one_country_to_the_other() -> None:
    assert parties_text([("KAZ", "to"), ("KOR", "from")]) == "Korea → Kazakhstan"


def test_a_value_is_never_rounded() -> None:
    assert value_text(make.FigureFactory(value="4224567890")) == "USD 4,224,567,890"


def test_digits_of_the_column_do_not_show() -> None:
    figure = make.FigureFactory(value="24", unit="person", measure="delegates")
    figure.refresh_from_db()
    assert value_text(figure) == "24 persons"


@pytest.mark.parametrize(
    ("qualifier", "stage", "said"),
    [
        ("exact", "actual", "USD 6 billion"),
        ("over", "actual", "over USD 6 billion"),
        ("up_to", "actual", "up to USD 6 billion"),
        ("about", "planned", "about USD 6 billion (planned)"),
    ],
)
def test_qualifier_and_stage_stand_with_the_value(qualifier: str, stage: str, said: str) -> None:
    assert value_text(make.FigureFactory(value="6000000000", qualifier=qualifier, stage=stage)) == said


def test_a_correction_holds_before_the_reading() -> None:
    figure = make.FigureFactory()
    figure.correction = {**figure.payload, "value": "4200000000"}
    assert "USD 4.2 billion" in fact_text(figure)


@pytest.mark.parametrize(
    ("factory", "said"),
    [
        (make.EventFactory, "Summit of Kazakhstan and Korea, Seoul, 4 March 2021"),
        (make.CommitmentFactory, "Korea → Kazakhstan: train 120 engineers (pledged, due 2023)"),
        (make.AgreementFactory, "Memorandum on Rare Metals, Kazakhstan – Korea"),
        (make.PostFactory, "Han Ji-won: Minister of Energy, Korea"),
        (make.OrganisationFactory, "Joint Energy Council, joint body"),
        (make.InitiativeFactory, "Smart farm pilot: Q3 2024 – Q2 2025"),
    ],
)
def test_every_type_has_its_wording(factory: type[make.StatementFactory], said: str) -> None:
    assert fact_text(factory()) == said


@pytest.mark.parametrize("language", ["ko", "ru", "kk", "uz", "ky", "tg", "tk"])
def test_every_language_gets_a_line_with_its_own_country_names(language: str) -> None:
    with translation.override(language):
        line = fact_text(make.FigureFactory())
    assert "2019" in line
    assert line != "Trade, Kazakhstan – Korea, 2019: USD 4.22 billion"


def test_a_planned_event_says_so() -> None:
    event = make.EventFactory(period="2026", period_from=date(2026, 1, 1))
    event.payload = {**event.payload, "status": "planned"}
    assert fact_text(event).endswith("2026, planned")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"start": "2019-03-20", "end": ""}, "since 20 March 2019"),
        ({"start": "2020-01", "end": "2022-05"}, "January 2020 – May 2022"),
        ({"start": "", "end": "2022"}, "until 2022"),
        ({"start": "", "end": ""}, ""),
    ],
)
def test_a_post_says_since_when_or_from_when_until_when(fields: dict[str, str], said: str) -> None:
    assert held_text(make.PostHeldFactory(**fields)) == said


def test_a_post_somebody_is_only_named_with_claims_no_term() -> None:
    assert held_text(make.PostHeldFactory(start="2021", source="", statement=make.PostFactory())) == "named with it: 2021"


def test_what_both_promise_each_other_names_them_once() -> None:
    commitment = make.CommitmentFactory()
    commitment.payload = {**commitment.payload, "who": ["KAZ", "KOR"], "to": ["KAZ", "KOR"], "due": None}
    assert fact_text(commitment) == "Kazakhstan, Korea: train 120 engineers (pledged)"
