"""Two versions of a plan beside each other: lines that came, went, or changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kopri.site.base.wording import fuzzy_date


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line by its number: how it was and how it is (None: it was not there), and what changed in words."""

    number: str
    before: Any
    after: Any
    words: tuple[str, ...]


def compare(before: Iterable[Any], after: Iterable[Any]) -> list[LineChange]:
    """What changed from one version's lines to another's, in the order of the later one; lines that are gone at the end."""
    old, new = {line.number: line for line in before}, {line.number: line for line in after}
    found = []
    for number, line in new.items():
        if number not in old:
            found.append(LineChange(number, None, line, (_("added"),)))
        elif words := _changes(old[number], line):
            found.append(LineChange(number, old[number], line, words))
    return [*found, *(LineChange(n, line, None, (_("taken out"),)) for n, line in old.items() if n not in new)]


def _changes(before: Any, after: Any) -> tuple[str, ...]:
    words = []
    if before.due != after.due:
        dates = {"before": fuzzy_date(before.due) or _("no date"), "after": fuzzy_date(after.due) or _("no date")}
        words.append(_("due %(after)s instead of %(before)s") % dates)
    if before.lead_id != after.lead_id:
        words.append(
            _("led by %(after)s instead of %(before)s") % {"before": before.lead or _("nobody"), "after": after.lead or _("nobody")}
        )
    if before.title != after.title:
        words.append(_("called “%(title)s” before") % {"title": before.title})
    return tuple(words)
