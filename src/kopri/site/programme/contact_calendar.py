"""When countries met last, how long ago that is, and what is agreed next: for each pair, from its contacts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Classes of event at which countries meet, and what sort of contact each is.
MEETS: Final = {
    "state_visit": "state_visit",
    "visit": "visit",
    "summit": "summit",
    "talks": "talks",
    "meeting": "talks",
    "session": "talks",
    "forum": "talks",
    "signing": "talks",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Contacts of some countries: the last one held, days since its last day, the next one agreed, and those agreed whose day is over."""

    last: Any
    days: int | None
    following: Any
    unconfirmed: tuple[Any, ...]
    held: int

    @property
    def since(self) -> str:
        """How long ago the last one was, in words."""
        return ago(self.days) if self.days is not None else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries, in alphabetical order of their codes, and what is told of them."""

    one: str
    other: str
    told: Told


def told_of(contacts: Iterable[Any], today: date) -> Told:
    """What there is to tell of some contacts on a day."""
    rows = list(contacts)
    held = [c for c in rows if c.state == "held" and c.date_from and c.date_from <= today]
    last = max(held, key=lambda c: (c.date_until, c.date_from), default=None)
    agreed = sorted((c for c in rows if c.state == "agreed" and c.date_until), key=lambda c: (c.date_until, c.date_from))
    following = next((c for c in agreed if c.date_until >= today), None)
    over = tuple(c for c in agreed if c.date_until < today)
    days = max(0, (today - last.date_until).days) if last is not None else None
    return Told(last, days, following, over, len(held))


def pairs_of(contacts: Sequence[Any], today: date, members: Sequence[str] = (), home: str = "") -> list[Pair]:
    """Each pair that met or is to meet, and each of `home` with the other members; longest silence first, never met on top."""
    found: dict[tuple[str, str], list[Any]] = {ordered(home, code): [] for code in members if home and code != home}
    for contact in contacts:
        for one, other in combinations(sorted(set(contact.countries)), 2):
            found.setdefault((one, other), []).append(contact)
    pairs = [Pair(one, other, told_of(rows, today)) for (one, other), rows in found.items()]
    return sorted(pairs, key=lambda p: (p.told.days is not None, -(p.told.days or 0), p.one, p.other))


def ordered(one: str, other: str) -> tuple[str, str]:
    """Two codes in alphabetical order."""
    return (one, other) if one < other else (other, one)


def ago(days: int) -> str:
    """A number of days in the largest unit that fits: "3 years", "5 months", "12 days"."""
    if days >= 730:
        return ngettext("%(count)d year ago", "%(count)d years ago", days // 365) % {"count": days // 365}
    if days >= 60:
        return ngettext("%(count)d month ago", "%(count)d months ago", days // 30) % {"count": days // 30}
    return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days} if days else _("today")
