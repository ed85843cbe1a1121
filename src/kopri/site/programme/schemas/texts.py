# ruff: noqa: D102  a resolver is named after the field it fills
"""Adopted texts and their paragraphs as downloads give them."""

from typing import Any

from ninja import Schema

from kopri.site.programme.schemas.projects import texts, world_address
from kopri.site.record.schemas import ISO_DATE, ISO_LANGUAGE, described


class TextOut(Schema):
    """A text that is to be adopted or was."""

    reference: str = described("Permanent number of the text.")
    title: dict[str, str] = described("Title by language.", ISO_LANGUAGE)
    kind: str = described("joint statement, declaration, work plan …")
    date: str = described("When it was adopted, as precise as it is known.", ISO_DATE)
    state: str = described("draft, adopted, withdrawn.")
    edition: str = described("The edition of the forum it was adopted at.")
    languages: list[str] = described("Languages it is held in.", ISO_LANGUAGE)
    paragraphs: int = described("How many paragraphs it has.")
    without_owner: int = described("How many of them decide or promise, or were not judged yet, and are owned by nobody.")
    source: str = described("Where the facts are from.")
    invented: bool = described("True if it was made up for a demonstration.")
    address: str = described("Permanent address of its page.")

    @staticmethod
    def resolve_title(row: Any) -> dict[str, str]:
        return texts(row.title)

    @staticmethod
    def resolve_edition(row: Any) -> str:
        return str(row.edition or "")

    @staticmethod
    def resolve_languages(row: Any) -> list[str]:
        return [version.language for version in row.versions.all()]

    @staticmethod
    def resolve_paragraphs(row: Any) -> int:
        return int(row.coverage.total)

    @staticmethod
    def resolve_without_owner(row: Any) -> int:
        return int(row.coverage.without_owner)

    @staticmethod
    def resolve_address(row: Any) -> str:
        return world_address(row)


class ParagraphOut(Schema):
    """A paragraph of an adopted text."""

    number: str = described("Number in the text.")
    words: dict[str, str] = described("Words by language, as far as the rights of the documents allow.", ISO_LANGUAGE)
    effect: str = described("decides, promises, neither; empty if nobody has judged it.")
    reason: str = described("Why it does neither.")
    owned: bool = described("True if a decision, or a commitment with a lead body, rests on it.")
    commitments: list[str] = described("Addresses of the commitments that rest on it.")

    @staticmethod
    def resolve_words(row: Any) -> dict[str, str]:
        return {version.language: version.words for version in row.shown}

    @staticmethod
    def resolve_commitments(row: Any) -> list[str]:
        return [world_address(commitment) for commitment in row.followed]
