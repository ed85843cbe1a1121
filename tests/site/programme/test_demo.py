"""The demonstration's programme: whole, through the services, facts and inventions told apart."""

import pytest

from kopri.site.base.models import JournalEntry
from kopri.site.programme.demo import load_programme, steps
from kopri.site.programme.models import Commitment, Contact, Edition, Milestone, Plan, Project, Transaction
from kopri.site.record.demo import load_forum
from tests.architecture.repository import ROOT

DEMO = ROOT / "data" / "demo"


@pytest.fixture
def loaded(db, officer):
    """The whole programme, without documents."""
    load_forum(DEMO)
    return load_programme(DEMO, by=officer)


def test_it_is_as_large_as_promised(loaded):
    assert (Commitment.objects.count(), Project.objects.count(), Plan.objects.count()) == (40, 30, 1)
    assert Edition.objects.count() == 12
    assert Milestone.objects.count() > 40
    assert set(Transaction.objects.values_list("currency", flat=True)) >= {"KRW", "USD", "EUR", "KZT", "UZS", "KGS", "TJS", "TMT"}


def test_every_row_is_a_fact_with_its_source_or_marked_as_invented(loaded):
    for model in (Commitment, Project, Edition, Contact, Plan):
        assert all(bool(row.source) != row.invented for row in model.objects.all()), model


def test_states_of_every_kind_are_to_be_seen(loaded):
    assert set(Commitment.objects.values_list("state", flat=True)) == set(Commitment.State.values)
    assert set(Project.objects.values_list("state", flat=True)) == set(Project.State.values)


def test_a_second_time_changes_nothing(loaded, officer):
    before = JournalEntry.objects.count()
    assert load_programme(DEMO, by=officer) == []
    assert JournalEntry.objects.count() == before


def test_other_documents_get_the_facts_alone(db, officer):
    load_forum(DEMO)
    load_programme(DEMO, by=officer, inventions=False)
    assert Edition.objects.count() == 12
    assert not Commitment.objects.exists()


def test_the_way_to_a_state_goes_by_the_table():
    assert steps("project", "idea", "agreed") == ["screened", "endorsed", "appraised", "agreed"]
    assert steps("commitment", "identified", "lapsed") == ["lapsed"]
    with pytest.raises(ValueError, match="no way from closed to idea"):
        steps("project", "closed", "idea")
