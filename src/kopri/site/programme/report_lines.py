"""What a report may say of a commitment or milestone, and what must stand beside it."""

from collections.abc import Mapping
from typing import Final, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kopri.site.programme.models import Commitment, Milestone, ReportLine
from kopri.site.programme.services.checking import check_date
from kopri.site.programme.transitions import STAFF, TABLES, Transition

TOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "commitment": ("identified", "accepted", "in_progress", "fulfilled", "partly_fulfilled"),
    "milestone": ("planned", "started", "done", "missed"),
}
# What a report gives besides the state, by the need of a transition.
GIVEN: Final[Mapping[str, str]] = {"evidence": "evidence_url", "actual": "actual", "reason": "text"}


def thing_of(line: ReportLine) -> Commitment | Milestone:
    """What a line is about."""
    return cast("Commitment | Milestone", line.commitment or line.milestone)


def noun_of(line: ReportLine) -> str:
    """Whether a line is about a commitment or a milestone."""
    return "commitment" if line.commitment_id else "milestone"


def way(noun: str, source: str, target: str) -> tuple[Transition, ...] | None:
    """The shortest way from one state to another over states that a report may tell of; None if there is none."""
    ways: list[tuple[Transition, ...]] = [()]
    seen = {source}
    while ways:
        walked = ways.pop(0)
        at = walked[-1].target if walked else source
        if at == target:
            return walked
        for step in TABLES[noun]:
            if step.source == at and step.target in TOLD[noun] and step.target not in seen and STAFF in step.roles:
                seen.add(step.target)
                ways.append((*walked, step))
    return None


def states_for(line: ReportLine) -> list[tuple[str, str]]:
    """The states a body may report, with their labels: the one it has, and those it can come to."""
    thing, noun = thing_of(line), noun_of(line)
    labels = dict(type(thing).State.choices)
    return [(state, str(labels[state])) for state in TOLD[noun] if way(noun, thing.state, state) is not None]


def check_line(line: ReportLine) -> None:
    """Check what a draft may hold.

    Raises:
        ValidationError: by field: a state that is none or cannot follow, a malformed date or address.
    """
    allowed = states_for(line)
    if line.state and line.state not in dict(allowed):
        raise ValidationError(
            {
                "state": _("“%(state)s” is no state it can have now. What may be reported: %(states)s.")
                % {"state": line.state, "states": ", ".join(label for _state, label in allowed) or _("nothing")}
            }
        )
    check_date("actual", line.actual)
    line.full_clean(exclude=["report", "commitment", "milestone"], validate_unique=False, validate_constraints=False)


def check_whole(line: ReportLine) -> None:
    """Check what a report that is sent must hold: what the states it tells of need.

    Raises:
        ValidationError: by field, as in `check_line`, and for each need that nothing fulfils.
    """
    check_line(line)
    steps = way(noun_of(line), thing_of(line).state, line.state) if line.state else ()
    needs = {need for step in steps or () for need in step.needs if need in GIVEN}
    if "evidence" in needs and thing_of(line).evidence.exists():
        needs.discard("evidence")
    missing = {GIVEN[need]: _words()[need] for need in sorted(needs) if not getattr(line, GIVEN[need]).strip()}
    if missing:
        raise ValidationError(missing)


def _words() -> dict[str, str]:
    return {
        "evidence": _("Give the address of evidence: a page or a document that shows it."),
        "actual": _("Say when it was done."),
        "reason": _("Say in words why it stands so."),
    }
