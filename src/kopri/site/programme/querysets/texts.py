"""Questions about adopted texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet

if TYPE_CHECKING:
    from kopri.site.programme.models import AdoptedText, Paragraph  # noqa: F401


class AdoptedTextQuerySet(KeptQuerySet["AdoptedText"]):
    """Questions about adopted texts."""


class ParagraphQuerySet(PartQuerySet["Paragraph"]):
    """Questions about paragraphs."""

    whole = "text"
