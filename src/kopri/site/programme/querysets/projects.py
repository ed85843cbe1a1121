"""Questions about projects and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopri.site.programme.querysets.ground import KeptQuerySet

if TYPE_CHECKING:
    from kopri.site.programme.models import Milestone, Project  # noqa: F401


class ProjectQuerySet(KeptQuerySet["Project"]):
    """Questions about projects."""

    owner = "lead"


class MilestoneQuerySet(KeptQuerySet["Milestone"]):
    """Questions about milestones."""
