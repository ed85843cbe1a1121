# ruff: noqa: D102  a resolver is named after the field it fills
"""Contacts between countries as downloads give them."""

from typing import Any

from ninja import Schema

from kopri.site.programme.schemas.projects import texts, world_address
from kopri.site.record.schemas import ISO_COUNTRY, ISO_DATE, ISO_LANGUAGE, described


class ContactOut(Schema):
    """A high-level contact of two or more countries."""

    reference: str = described("Permanent number of the contact.")
    title: dict[str, str] = described("Title by language.", ISO_LANGUAGE)
    kind: str = described("state_visit, visit, summit, talks, call, consultation, commission.")
    level: str = described("summit, ministers, vice_ministers, officials, experts, business; empty if not said.")
    countries: list[str] = described("Who met.", ISO_COUNTRY)
    date: str = described("When, as precise as it is known.", ISO_DATE)
    place: str = described("Where.")
    mode: str = described("in_person, online, mixed.")
    state: str = described("agreed, held, postponed, cancelled.")
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_title(row: Any) -> dict[str, str]:
        return texts(row.title)

    @staticmethod
    def resolve_address(row: Any) -> str:
        return world_address(row)
