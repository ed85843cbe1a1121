"""Questions about imported files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopri.site.programme.querysets.ground import KeptQuerySet

if TYPE_CHECKING:
    from kopri.site.programme.models import ImportedFile  # noqa: F401


class ImportedFileQuerySet(KeptQuerySet["ImportedFile"]):
    """Questions about imported files."""
