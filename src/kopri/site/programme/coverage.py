"""How much of an adopted text is followed: "11 of 34 paragraphs have no owner"."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Coverage:
    """Paragraphs of a text by what they do; `without_owner` decide or promise, or nobody has judged them, and nobody answers for them."""

    total: int
    decides: int
    promises: int
    neither: int
    unsaid: int
    without_owner: int


def coverage_of(paragraphs: Iterable[Any]) -> Coverage:
    """Count paragraphs, each with `effect` and `owned`."""
    rows = list(paragraphs)
    by_effect = Counter(row.effect for row in rows)
    alone = sum(1 for row in rows if row.effect != "neither" and not row.owned)
    return Coverage(len(rows), by_effect["decides"], by_effect["promises"], by_effect["neither"], by_effect[""], alone)


def coverage_words(found: Coverage) -> str:
    """In words: "11 of 34 paragraphs have no owner"."""
    words = {"alone": found.without_owner, "total": found.total}
    if not found.total:
        return _("It has no paragraphs yet")
    if not found.without_owner:
        return (
            ngettext(
                "Its one paragraph has an owner or needs none", "Each of its %(total)d paragraphs has an owner or needs none", found.total
            )
            % words
        )
    return (
        ngettext("%(alone)d of %(total)d paragraphs has no owner", "%(alone)d of %(total)d paragraphs have no owner", found.without_owner)
        % words
    )
