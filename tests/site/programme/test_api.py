"""The programme over the API: what everybody sees and no more, in a fixed number of queries."""

import pytest
from django.test import Client

from kopri.site.base.multilingual import Multilingual
from tests.site.programme import factories

pytestmark = pytest.mark.django_db

LISTS = ("commitments", "projects", "milestones", "editions", "bodies")


@pytest.fixture
def programme() -> None:
    """One of each, and one of each that only the desk sees."""
    for visibility in ("public", "desk"):
        factories.CommitmentFactory(visibility=visibility, title=Multilingual.of(en=f"{visibility} promise"))
        factories.ProjectFactory(visibility=visibility)
        factories.MilestoneFactory(visibility=visibility)
        factories.EditionFactory(visibility=visibility)


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_what_the_reader_sees(name, programme, client, officer):
    seen = client.get(f"/api/{name}").json()
    desk = Client()
    desk.force_login(officer)
    assert 0 < seen["count"] < desk.get(f"/api/{name}").json()["count"] or name == "bodies"


def test_a_commitment_says_how_it_stands_and_that_nothing_was_scored(client):
    commitment = factories.CommitmentFactory(due="2020-Q1", state="in_progress")
    found = client.get(f"/api/commitments/{commitment.reference}").json()
    assert (found["standing"], found["due"], found["completion"], found["members_scored"]) == ("overdue", "2020-Q1", None, 0)


def test_what_only_the_desk_sees_is_not_there(client):
    hidden = factories.CommitmentFactory(visibility="desk")
    assert client.get(f"/api/commitments/{hidden.reference}").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_does_not_grow(name, client, django_assert_max_num_queries):
    for _ in range(3):
        factories.CommitmentFactory()
        factories.MilestoneFactory()
        factories.EditionFactory()
    with django_assert_max_num_queries(12):
        assert client.get(f"/api/{name}").status_code == 200
