"""Every operation of the API answers any request as its OpenAPI document says, and never with a server error."""

import re
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings

from kopri.site.wsgi import application
from tests.site.programme import factories as programme
from tests.site.record import factories as make

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture
def record(db: None) -> Iterator[None]:
    """Something of each kind, in a connection that stays open between requests, as it does for Django's own test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    one, other = make.FigureFactory(), make.FigureFactory(value="4300000000")
    make.RelationFactory(statements=[one, other])
    make.TextWarningFactory(document=one.document, statements=[one])
    make.PostHeldFactory()
    make.full_document()
    programme.MilestoneFactory()
    programme.CommitmentFactory()
    programme.EditionFactory()
    programme.ContactFactory()
    yield
    for signal in signals:
        signal.connect(close_old_connections)


RECORD = "documents|statements|series|contradictions|warnings|sources|people"
PROGRAMME = "commitments|projects|milestones|editions|bodies|contacts|texts"
EXAMINED = f"^/api/({RECORD}|{PROGRAMME})"


def test_every_list_has_rows_to_examine(record: None, client: Client) -> None:
    """A contract that is only ever asked for empty lists would be kept by anything."""
    paths = [path for path in client.get("/api/openapi.json").json()["paths"] if re.match(EXAMINED, path)]
    lists = [path for path in paths if "{" not in path]
    assert {path.split("/")[2] for path in paths} == {*RECORD.split("|"), *PROGRAMME.split("|")}
    for path in lists:
        answer = client.get(path)
        assert (answer.status_code, answer.json()["count"] > 0) == (200, True), path


@schema.include(path_regex=EXAMINED).parametrize()
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_word(case: schemathesis.Case, record: None) -> None:
    response = case.call_and_validate(headers={"Accept-Encoding": "identity"})
    assert response.status_code < 500
