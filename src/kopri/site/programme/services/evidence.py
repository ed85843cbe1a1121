"""Services on evidence."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.models import Evidence
from kopri.site.programme.services.checking import check_sourced

LARGEST: Final = 20 * 1024 * 1024

# How files of each kind begin; text has no sign of its own, it must read as UTF-8.
ZIP: Final = b"PK\x03\x04"
BEGINS: Final[Mapping[str, bytes]] = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "docx": ZIP,
    "xlsx": ZIP,
    "pptx": ZIP,
    "odt": ZIP,
    "ods": ZIP,
    "hwpx": ZIP,
    "txt": b"",
    "csv": b"",
}


@transaction.atomic
def add_evidence(*, title: str, by: Any, content: bytes | None = None, file_name: str = "", **fields: Any) -> Evidence:
    """Something that shows how far a commitment, milestone or project has come: an address, a statement, or a file kept with its hash.

    Raises:
        PermissionDenied: if `by` may not move what it is for.
        ValidationError: if it is for nothing, is nowhere, or the file is empty, too large or not of its kind.
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
    ending = file_name.rpartition(".")[2].lower()
    if not _is_of_kind(content, ending):
        kinds = ", ".join(BEGINS)
        raise ValidationError({"file": _("This is no file of a kind that is kept here (%(kinds)s).") % {"kinds": kinds}})
    evidence.sha256 = hashlib.sha256(content).hexdigest()
    evidence.file = ContentFile(content, name=f"{evidence.sha256[:24]}.{ending}")


def _is_of_kind(content: bytes, ending: str) -> bool:
    """Whether a file begins as one with its ending does."""
    sign = BEGINS.get(ending)
    if sign is None or not content.startswith(sign):
        return False
    if sign:
        return True
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
