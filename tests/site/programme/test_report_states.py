"""The life of a report at random: only what the table allows happens, and the register moves at verification alone."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kopri.site.accounts.models import Role
from kopri.site.programme.link_holder import LinkHolder
from kopri.site.programme.models import Evidence, Report
from kopri.site.programme.report_lines import way
from kopri.site.programme.services.reports import publish_report, return_report, save_draft, submit_report, verify_report
from kopri.site.programme.transitions import following
from tests.site.conftest import make_organisation, make_person
from tests.site.programme.factories import ReportLineFactory, ReportLinkFactory

NUMBERS = count()
STATES = st.sampled_from(["", "accepted", "in_progress", "fulfilled", "partly_fulfilled", "superseded", "done"])


class ReportLife(RuleBasedStateMachine):
    """A report of one line, written by link and looked at by the desk, in any order."""

    @initialize()
    def begin(self) -> None:
        """A commitment in progress, a report that is due, a link, somebody of the secretariat."""
        self.officer = make_person(f"desk{next(NUMBERS)}", Role.SECRETARIAT, make_organisation("Secretariat"))
        self.line = ReportLineFactory.create()
        self.holder = LinkHolder(ReportLinkFactory.create(report=self.line.report))
        self.receipts: list[str] = []

    def report(self) -> Report:
        """The row as it stands."""
        return Report.objects.get(pk=self.line.report_id)

    def attempt(self, act: Callable[[], Any], target: str) -> None:
        """Act; a refusal leaves state and commitment as they were, and what was done was in the table."""
        before, stood = self.report().state, self.stands()
        try:
            act()
        except ValidationError:
            assert (self.report().state, self.stands()) == (before, stood)
        else:
            assert target in following("report", before)
            assert target == "verified" or self.stands() == stood

    def stands(self) -> str:
        """The state of the commitment in the register."""
        self.line.commitment.refresh_from_db()
        return str(self.line.commitment.state)

    @rule(state=STATES, text=st.sampled_from(["", "Words"]), url=st.sampled_from(["", "https://example.org/a"]))
    def write(self, state: str, text: str, url: str) -> None:
        """Keep a draft: only while it is not sent, and only with a state the commitment can come to."""
        words = {"state": state, "text": text, "evidence_url": url}
        before, stood = self.report().state, self.stands()
        try:
            save_draft(report=self.report(), text=text, lines={self.line.pk: words}, by=self.holder)
        except ValidationError:
            assert before not in {"due", "returned"} or way("commitment", stood, state) is None
        else:
            assert before in {"due", "returned"}
        assert (self.report().state, self.stands()) == (before, stood)

    @rule()
    def send(self) -> None:
        """Send it."""
        self.attempt(lambda: self.receipts.append(submit_report(report=self.report(), by=self.holder).receipt), "submitted")

    @rule(reason=st.sampled_from(["", "Which?"]))
    def give_back(self, reason: str) -> None:
        """Return it."""
        self.attempt(lambda: return_report(report=self.report(), reason=reason, by=self.officer), "returned")

    @rule()
    def verify(self) -> None:
        """Verify it."""
        self.attempt(lambda: verify_report(report=self.report(), by=self.officer), "verified")

    @rule()
    def publish(self) -> None:
        """Publish it."""
        self.attempt(lambda: publish_report(report=self.report(), by=self.officer), "published")

    @precondition(lambda self: hasattr(self, "receipts"))
    @invariant()
    def it_holds_together(self) -> None:
        """Each sending has its own receipt; everybody sees published ones alone; fulfilled has its evidence."""
        report = self.report()
        assert len(set(self.receipts)) == len(self.receipts)
        assert (report.visibility == "public") == (report.state == "published")
        assert self.stands() != "fulfilled" or Evidence.objects.filter(commitment=self.line.commitment).exists()


@pytest.mark.django_db
class TestReportLife(ReportLife.TestCase):  # type: ignore[name-defined,misc]
    """The life of a report."""

    settings = settings(max_examples=15, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
