# ruff: noqa: D102  a resolver is named after the field it fills
"""Projects, milestones and plan lines as downloads and the API give them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from ninja import Schema

from kopri.site.programme.links import address
from kopri.site.record.schemas import ISO_COUNTRY, ISO_DATE, ISO_LANGUAGE, described

IATI = "IATI 2.03"


class ShareOut(Schema):
    """A country or sector with its share."""

    of: str = described("Country (ISO 3166-1 alpha-3) or sector.")
    share: str | None = described("Percent; null where shares were not given.")


class ProjectOut(Schema):
    """A cooperation project."""

    reference: str = described("Permanent number of the project.")
    iati_identifier: str = described("Identifier under which it is published.", IATI)
    title: dict[str, str] = described("Title by language.", ISO_LANGUAGE)
    kind: str = described("investment, technical, training, exchange, research, policy.")
    state: str = described("State in its life cycle: idea … closed, suspended, cancelled.")
    standing: str = described("How it stands on the day of the download: overdue, due_soon, stalled, open, undated, done, ended.")
    lead: str = described("Lead body; empty where nobody leads.")
    countries: list[ShareOut] = described("Countries it works in, with shares.")
    sectors: list[ShareOut] = described("Sectors, with shares.")
    planned_start: str = described("Planned start, as precise as it is known.", ISO_DATE)
    planned_end: str = described("Planned end, as precise as it is known.", ISO_DATE)
    actual_start: date | None = described("Actual start.", ISO_DATE)
    actual_end: date | None = described("Actual end.", ISO_DATE)
    late_milestones: int = described("How many of its open milestones are overdue.")
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_title(project: Any) -> dict[str, str]:
        return texts(project.title)

    @staticmethod
    def resolve_lead(project: Any) -> str:
        return str(project.lead or "")

    @staticmethod
    def resolve_countries(project: Any) -> list[dict[str, Any]]:
        return [{"of": row.country, "share": plain(row.share)} for row in project.countries.all()]

    @staticmethod
    def resolve_sectors(project: Any) -> list[dict[str, Any]]:
        return [{"of": row.sector, "share": plain(row.share)} for row in project.sectors.all()]

    @staticmethod
    def resolve_address(project: Any) -> str:
        return world_address(project)


class MilestoneOut(Schema):
    """A dated step."""

    reference: str = described("Permanent number of the milestone.")
    title: dict[str, str] = described("Title by language.", ISO_LANGUAGE)
    of: str = described("Title of the project, plan line or commitment it belongs to.")
    lead: str = described("Who leads what it belongs to.")
    start: str = described("When it begins.", ISO_DATE)
    due: str = described("When it is due, as precise as was agreed: 2026-Q3 is a quarter.", ISO_DATE)
    due_basis: str = described("agreed or suggested; a suggested date never counts as overdue.")
    due_baseline: str = described("What was first agreed.", ISO_DATE)
    actual: str = described("When it was done.", ISO_DATE)
    state: str = described("planned, started, done, missed, dropped.")
    standing: str = described("How it stands on the day of the download.")
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Address of the page it stands on.")

    @staticmethod
    def resolve_title(milestone: Any) -> dict[str, str]:
        return texts(milestone.title)

    @staticmethod
    def resolve_of(milestone: Any) -> str:
        return str(whole_of(milestone))

    @staticmethod
    def resolve_lead(milestone: Any) -> str:
        return str(whole_of(milestone).lead or "")

    @staticmethod
    def resolve_address(milestone: Any) -> str:
        return world_address(milestone)


class PlanLineOut(Schema):
    """A line of a plan."""

    number: str = described("Number of the line, kept over versions.")
    title: dict[str, str] = described("Title by language.", ISO_LANGUAGE)
    sector: str = described("Sector.")
    lead: str = described("Lead body.")
    due: str = described("When it is due.", ISO_DATE)
    due_basis: str = described("agreed or suggested.")
    outcome: dict[str, str] = described("Expected outcome by language.", ISO_LANGUAGE)
    commitments: list[str] = described("References of the commitments it carries out.")
    projects: list[str] = described("References of its projects.")

    @staticmethod
    def resolve_title(line: Any) -> dict[str, str]:
        return texts(line.title)

    @staticmethod
    def resolve_outcome(line: Any) -> dict[str, str]:
        return texts(line.outcome)

    @staticmethod
    def resolve_lead(line: Any) -> str:
        return str(line.lead or "")

    @staticmethod
    def resolve_commitments(line: Any) -> list[str]:
        return [commitment.reference for commitment in line.commitments.all()]

    @staticmethod
    def resolve_projects(line: Any) -> list[str]:
        return [project.reference for project in line.projects.all()]


class CellOut(Schema):
    """A cell of the portfolio: a country and a sector."""

    country: str = described("Country.", ISO_COUNTRY)
    sector: str = described("Sector.")
    projects: int = described("Open projects that work there.")
    overdue: int = described("Of these, overdue.")


def texts(text: Any) -> dict[str, str]:
    """A text by language as plain words."""
    return {language: version.text for language, version in text.versions.items()}


def plain(value: Decimal | None) -> str | None:
    """A decimal as written, without zeros that say nothing."""
    return None if value is None else f"{value.normalize():f}"


def whole_of(milestone: Any) -> Any:
    """What a milestone belongs to."""
    return milestone.project or milestone.line or milestone.commitment


def world_address(record: Any) -> str:
    """An address as the world sees it."""
    return settings.SITE_URL.rstrip("/") + address(record)
