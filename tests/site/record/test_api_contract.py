"""Every operation of the API answers any request as its OpenAPI document says, and never with a server error."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from tests.site.record import factories as make

from kopri.site.wsgi import application

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
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schema.include(path_regex="^/api/(documents|statements|series|contradictions|warnings|sources|people)").parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_word(case: schemathesis.Case, record: None) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
