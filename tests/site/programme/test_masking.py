"""No log holds the token of a link."""

import logging

import pytest
from django.conf import settings
from django.urls import reverse

from kopri.site.programme.link_holder import new_token
from kopri.site.programme.masking import MaskTokens
from tests.site.programme.factories import ReportLinkFactory


def test_a_token_is_masked_in_what_the_site_logs():
    record = logging.LogRecord("kopri", logging.INFO, __file__, 1, "refused %s to %s", (f"/report/#{new_token()}", 7), None)
    assert MaskTokens().filter(record)
    assert record.getMessage() == "refused /report/#kr_… to 7"
    assert all("tokens" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


@pytest.mark.django_db
def test_opening_a_link_logs_nothing_of_it(client, caplog):
    token = new_token()
    ReportLinkFactory.create(token=token, expires="2020-01-01T00:00Z")
    with caplog.at_level(logging.DEBUG):
        client.post(reverse("programme:report_enter"), {"token": token})
    assert not [record for record in caplog.records if token in record.getMessage() and not record.name.startswith("django.db")]
