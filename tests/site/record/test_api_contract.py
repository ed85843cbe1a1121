"""Every operation of the API answers any request as its OpenAPI document says, and never with a server error."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from tests.site.record import factories as make

from kopri.site.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture
def record(db: None) -> None:
    """Something of each kind."""
    one, other = make.FigureFactory(), make.FigureFactory(value="4300000000")
    make.RelationFactory(statements=[one, other])
    make.TextWarningFactory(document=one.document, statements=[one])
    make.PostHeldFactory()
    make.full_document()


@schema.include(path_regex="^/api/(documents|statements|series|contradictions|warnings|sources|people)").parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_its_word(case: schemathesis.Case, record: None) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
