"""Addresses of records of the programme."""

from typing import Any

from django.urls import NoReverseMatch, reverse

SLUGS = frozenset({"plan", "body"})
NAMES = {"adoptedtext": "text"}


def address(record: Any) -> str:
    """The page of a commitment, project, plan or edition; of a milestone that of what it belongs to. Empty if it has none."""
    noun = record._meta.model_name  # noqa: SLF001
    if noun == "milestone":
        return milestone_address(record)
    if noun == "planline":
        return f"{address(record.plan)}?version={record.plan.version}#line-{record.number}"
    if noun == "decision":
        return decision_address(record)
    name, key = NAMES.get(noun, noun), record.slug if noun in SLUGS else record.reference
    try:
        return reverse(f"programme:{name}", args=[key])
    except NoReverseMatch:
        return ""


def milestone_address(milestone: Any) -> str:
    """Where a milestone stands on the page of its whole."""
    whole = milestone.project or milestone.commitment
    if whole is not None:
        return f"{address(whole)}#m-{milestone.reference}"
    return address(milestone.line) if milestone.line else ""


def decision_address(decision: Any) -> str:
    """Where a decision stands on the page of its edition, or of the body whose session took it."""
    whole = decision.edition or (decision.session and (decision.session.edition or decision.session.body))
    return f"{address(whole)}#d-{decision.reference}" if whole else ""
