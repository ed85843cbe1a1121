"""Which state may follow which, who may bring it about, and whether evidence is needed: one table for each record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

STAFF: Final = "staff"
COMMITTEE: Final = "committee"
LEAD: Final = "lead"
LINK: Final = "link"


@dataclass(frozen=True, slots=True)
class Transition:
    """From one state to another. `roles` are those who may; `needs` names what must be there: evidence, reason, successor, lead, due …"""

    source: str
    target: str
    roles: tuple[str, ...] = (STAFF,)
    needs: tuple[str, ...] = ()


def table(*rows: tuple[str, str, str, str]) -> tuple[Transition, ...]:
    """Rows of (from, to, roles, needs), words separated by spaces; several states in one cell too."""
    return tuple(
        Transition(source, target, tuple(roles.split()), tuple(needs.split()))
        for sources, targets, roles, needs in rows
        for source in sources.split()
        for target in targets.split()
    )


TABLES: Final[Mapping[str, tuple[Transition, ...]]] = {
    "edition": table(
        ("planned", "called", "staff", ""),
        ("called", "prepared", "staff", ""),
        ("called prepared", "held", "staff", "dates"),
        ("held", "closed", "staff", ""),
        ("planned called prepared", "postponed cancelled", "staff committee", "reason"),
        ("postponed", "planned called", "staff", ""),
    ),
    "session": table(
        ("scheduled", "held", "staff", ""),
        ("held", "minutes_agreed", "staff", "minutes agreement"),
        ("scheduled", "cancelled", "staff", "reason"),
    ),
    "decision": table(
        ("proposed", "adopted", "staff committee", ""),
        ("proposed adopted", "withdrawn", "staff committee", "reason"),
    ),
    "adoptedtext": table(
        ("draft", "adopted", "staff", ""),
        ("draft adopted", "withdrawn", "staff", "reason"),
    ),
    "commitment": table(
        ("identified", "accepted", "staff lead", "lead"),
        ("accepted", "in_progress", "staff lead", ""),
        ("accepted in_progress", "fulfilled", "staff", "evidence"),
        ("accepted in_progress", "partly_fulfilled", "staff", "evidence reason"),
        ("identified accepted in_progress partly_fulfilled", "lapsed", "staff committee", "reason"),
        ("identified accepted in_progress partly_fulfilled", "superseded", "staff committee", "successor"),
        ("identified accepted in_progress", "withdrawn", "staff committee", "reason"),
        ("partly_fulfilled lapsed", "in_progress", "staff committee", "reason"),
    ),
    "plan": table(
        ("draft", "adopted", "staff committee", "lines"),
        ("adopted", "amended", "staff committee", "successor"),
        ("adopted amended", "closed", "staff committee", ""),
    ),
    "project": table(
        ("idea", "screened", "staff", ""),
        ("screened", "endorsed", "staff committee", ""),
        ("endorsed", "appraised", "staff", ""),
        ("appraised", "agreed", "staff", "partner"),
        ("agreed", "implementing", "staff lead", "start"),
        ("implementing", "finalising", "staff lead", "end"),
        ("finalising", "closed", "staff", "evidence balance"),
        ("screened", "idea", "staff", "reason"),
        ("agreed implementing", "suspended", "staff committee", "reason"),
        ("suspended", "agreed implementing", "staff committee", "resumed"),
        ("idea screened endorsed appraised agreed implementing suspended", "cancelled", "staff committee", "reason"),
    ),
    "milestone": table(
        ("planned", "started", "staff lead", ""),
        ("planned started", "done", "staff lead", "actual"),
        ("planned started", "missed dropped", "staff", "reason"),
        ("missed", "started", "staff", "reason"),
        ("done", "started", "staff", "reason"),
    ),
    "indicatorperiod": table(
        ("draft returned", "submitted", "staff lead", "actual"),
        ("submitted", "approved", "staff", ""),
        ("submitted approved", "returned", "staff", "reason"),
    ),
    "report": table(
        ("due returned", "submitted", "staff lead link", ""),
        ("submitted", "returned", "staff", "reason"),
        ("submitted", "verified", "staff", ""),
        ("verified", "published", "staff", ""),
        ("verified", "returned", "staff", "reason"),
    ),
    "score": table(
        ("draft", "comment", "staff", "reason"),
        ("comment", "final", "staff", "evidence"),
        ("comment", "draft", "staff", ""),
    ),
}


def transition(kind: str, source: str, target: str) -> Transition:
    """The row of a table.

    Raises:
        ValidationError: if there is none; the message names the states that may follow.
    """
    found = next((t for t in TABLES[kind] if t.source == source and t.target == target), None)
    if found is None:
        raise ValidationError(
            {
                "state": _("From “%(source)s” it cannot become “%(target)s”. What may follow: %(next)s.")
                % {"source": source, "target": target, "next": ", ".join(following(kind, source)) or _("nothing")}
            }
        )
    return found


def following(kind: str, source: str) -> tuple[str, ...]:
    """The states that may follow one."""
    return tuple(t.target for t in TABLES[kind] if t.source == source)


def require_given(found: Transition, given: Mapping[str, Any]) -> None:
    """Check that what a transition needs is there: `given` maps each need to what fulfils it, empty if nothing does.

    Raises:
        ValidationError: naming everything that is missing.
    """
    missing = {need: NEEDS[need]() for need in found.needs if not given.get(need)}
    if missing:
        raise ValidationError({need: [words] for need, words in missing.items()})


NEEDS: Final[Mapping[str, Any]] = {
    "actual": lambda: _("Say when it was done, or give the actual value."),
    "agreement": lambda: _("Every member country must have agreed to the minutes."),
    "balance": lambda: _("A project is closed only when its balance is settled: what was paid in and out must be recorded."),
    "dates": lambda: _("Give the first day on which it was held."),
    "end": lambda: _("Give the actual end."),
    "evidence": lambda: _("Add evidence first: a document, a statement or an address."),
    "lead": lambda: _("Name the lead body first."),
    "lines": lambda: _("A plan without lines cannot be adopted."),
    "minutes": lambda: _("Write the minutes first."),
    "partner": lambda: _("Name at least one funding or implementing partner."),
    "reason": lambda: _("Give the reason."),
    "resumed": lambda: _("A suspended project goes back to the state it had."),
    "start": lambda: _("Give the actual start."),
    "successor": lambda: _("Name what takes its place."),
}
