# ruff: noqa: D102  a resolver is named after the field it fills
"""Editions and bodies as downloads give them."""

from datetime import date
from typing import Any

from ninja import Schema

from kopri.site.programme.schemas.projects import texts, world_address
from kopri.site.record.schemas import ISO_COUNTRY, ISO_DATE, ISO_LANGUAGE, described


class EditionOut(Schema):
    """One holding of the forum."""

    reference: str = described("Permanent number of the edition.")
    body: str = described("The body that holds it.")
    number: int | None = described("Number; null if it has none.")
    level: str = described("summit, ministers, vice_ministers, officials, experts, business; empty if not said.")
    mode: str = described("in_person, online, mixed.")
    country: str = described("Host country.", ISO_COUNTRY)
    city: dict[str, str] = described("City by language.", ISO_LANGUAGE)
    planned: str = described("When it is planned for, as precise as it is known.", ISO_DATE)
    start: date | None = described("First day.", ISO_DATE)
    end: date | None = described("Last day.", ISO_DATE)
    outcome: str = described("Kind of statement adopted.")
    state: str = described("planned, called, prepared, held, closed, postponed, cancelled.")
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_body(row: Any) -> str:
        return str(row.body)

    @staticmethod
    def resolve_city(row: Any) -> dict[str, str]:
        return texts(row.city)

    @staticmethod
    def resolve_address(row: Any) -> str:
        return world_address(row)


class BodyOut(Schema):
    """A standing or temporary organ."""

    slug: str = described("Short name, as in the address of its page.")
    name: dict[str, str] = described("Name by language.", ISO_LANGUAGE)
    kind: str = described("forum, council, committee, secretariat, working_group, business_council.")
    parent: str = described("Short name of the body it is part of.")
    members: list[str] = described("Member countries.", ISO_COUNTRY)
    founded: str = described("When it was founded.", ISO_DATE)
    ended: str = described("When it ended.", ISO_DATE)
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_name(row: Any) -> dict[str, str]:
        return texts(row.name)

    @staticmethod
    def resolve_parent(row: Any) -> str:
        return row.parent.slug if row.parent else ""

    @staticmethod
    def resolve_address(row: Any) -> str:
        return world_address(row)
