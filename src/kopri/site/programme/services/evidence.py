"""Services on evidence."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.models import Evidence
from kopri.site.programme.services.checking import check_sourced

LARGEST = 20 * 1024 * 1024


@transaction.atomic
def add_evidence(*, title: str, by: Any, content: bytes | None = None, file_name: str = "", **fields: Any) -> Evidence:
    """Something that shows how far a commitment, milestone or project has come: an address, a statement, or a file kept with its hash.

    Raises:
        PermissionDenied: if `by` may not move what it is for.
        ValidationError: if it is for nothing, is nowhere, or the file is too large.
    """
    evidence = Evidence(title=title, **fields)
    target = evidence.commitment or evidence.milestone or evidence.project
    require(by, "programme.add_evidence", target)
    if target is None:
        raise ValidationError({"commitment": _("Evidence is for a commitment, a milestone or a project.")})
    if not evidence.url and evidence.statement is None and content is None:
        raise ValidationError({"url": _("Give an address, a statement of the record, or a file.")})
    check_sourced(evidence)
    if content is not None:
        _keep_file(evidence, content, file_name)
    evidence.full_clean()
    evidence.save()
    write_journal("evidence.added", evidence, by=by, of=target._meta.label_lower, of_id=target.pk)  # noqa: SLF001
    return evidence


def _keep_file(evidence: Evidence, content: bytes, file_name: str) -> None:
    if len(content) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 20 MB.")})
    if not content:
        raise ValidationError({"file": _("The file is empty.")})
    evidence.sha256 = hashlib.sha256(content).hexdigest()
    evidence.file = ContentFile(content, name=file_name or evidence.sha256[:12])
