# ruff: noqa: D102  a resolver is named after the field it fills
"""Reports as downloads give them."""

from datetime import date
from typing import Any

from ninja import Schema

from kopri.site.programme.schemas.projects import world_address
from kopri.site.record.schemas import ISO_DATE, described


class ReportOut(Schema):
    """What one body says of its commitments for one period."""

    reference: str = described("Permanent number of the report.")
    body: str = described("The body that reports.")
    period: str = described("The period: 2026-Q3 is a quarter.", ISO_DATE)
    due_on: date = described("The day it is due.", ISO_DATE)
    state: str = described("due, submitted, returned, verified, published.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_body(report: Any) -> str:
        return str(report.body)

    @staticmethod
    def resolve_address(report: Any) -> str:
        return world_address(report)
