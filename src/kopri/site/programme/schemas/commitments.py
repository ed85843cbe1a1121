# ruff: noqa: D102  a resolver is named after the field it fills
"""Commitments as downloads and the API give them."""

from datetime import date
from typing import Any

from ninja import Schema

from kopri.site.accounts.querysets import today
from kopri.site.programme.schemas.projects import texts, world_address
from kopri.site.programme.scoring import latest_scores, member_sum
from kopri.site.programme.standing import standing_of
from kopri.site.record.schemas import ISO_COUNTRY, ISO_DATE, ISO_LANGUAGE, address_of, described

OGP = "OGP IRM completion"
TORONTO = "G7/G20 Research Group"


class CommitmentOut(Schema):
    """A promise followed to its end."""

    reference: str = described("Permanent number of the commitment.")
    title: dict[str, str] = described("Title by language.", ISO_LANGUAGE)
    text: dict[str, str] = described("What was promised, by language.", ISO_LANGUAGE)
    state: str = described("identified, accepted, in_progress, fulfilled, partly_fulfilled, lapsed, superseded, withdrawn.")
    standing: str = described("How it stands on the day of the download: overdue, due_soon, stalled, open, undated, done, ended.")
    members: list[str] = described("Member countries bound.", ISO_COUNTRY)
    towards: list[str] = described("Countries it was promised to.", ISO_COUNTRY)
    lead: str = described("Lead body; empty where nobody answers for it.")
    sectors: list[str] = described("Sectors.")
    strength: str = described("planned, pledged, agreed.")
    due: str = described("When it is due, as precise as was agreed: 2026-Q3 is a quarter.", ISO_DATE)
    due_basis: str = described("agreed or suggested; a suggested date never counts as overdue.")
    due_baseline: str = described("What was first agreed.", ISO_DATE)
    edition: str = described("The edition of the forum it was made at.")
    statements: list[str] = described("Addresses of the statements it rests on.")
    completion: str | None = described("Final score of completion; null if it was not scored.", OGP)
    completion_on: date | None = described("The day that score tells of.", ISO_DATE)
    members_scored: int = described("How many members have a final score.", TORONTO)
    members_bound: int = described("How many members are bound.")
    member_scores: dict[str, int] = described("Final score of each member scored: −1, 0, +1.", TORONTO)
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_title(row: Any) -> dict[str, str]:
        return texts(row.title)

    @staticmethod
    def resolve_text(row: Any) -> dict[str, str]:
        return texts(row.text)

    @staticmethod
    def resolve_standing(row: Any) -> str:
        return str(getattr(row, "standing", None) or standing_of(row, today()).value)

    @staticmethod
    def resolve_lead(row: Any) -> str:
        return str(row.lead or "")

    @staticmethod
    def resolve_edition(row: Any) -> str:
        return str(row.edition or "")

    @staticmethod
    def resolve_statements(row: Any) -> list[str]:
        return [address_of("statement", statement.reference) for statement in row.grounds]

    @staticmethod
    def resolve_members_scored(row: Any) -> int:
        return member_sum(row.members, row.final_members).scored

    @staticmethod
    def resolve_members_bound(row: Any) -> int:
        return len(row.members)

    @staticmethod
    def resolve_member_scores(row: Any) -> dict[str, int]:
        return {code: score.value for code, score in latest_scores(row.members, row.final_members).items()}

    @staticmethod
    def resolve_address(row: Any) -> str:
        return world_address(row)
