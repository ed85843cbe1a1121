"""Questions about commitments, their evidence and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopri.site.programme.querysets.dated import DatedQuerySet
from kopri.site.programme.querysets.ground import KeptQuerySet, PartQuerySet

if TYPE_CHECKING:
    from kopri.site.programme.models import Commitment, CompletionScore, Evidence, MemberScore  # noqa: F401


class CommitmentQuerySet(DatedQuerySet["Commitment"]):
    """Questions about commitments."""

    owner = "lead"


class EvidenceQuerySet(KeptQuerySet["Evidence"]):
    """Questions about evidence."""


class CompletionScoreQuerySet(PartQuerySet["CompletionScore"]):
    """Questions about completion scores."""

    whole = "commitment"


class MemberScoreQuerySet(PartQuerySet["MemberScore"]):
    """Questions about member scores."""

    whole = "commitment"
