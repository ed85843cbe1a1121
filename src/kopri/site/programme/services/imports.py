"""Services on IATI files: into the database to the last fact, and out again."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme import engine
from kopri.site.programme.models import ImportedFile, ImportedRecord

Progress = Callable[[int, int], None]
AT_ONCE = 200


@transaction.atomic
def import_file(*, path: Path, by: Any, name: str = "", progress: Progress | None = None) -> ImportedFile:
    """Take a file in: all of it or nothing. A record at fault is kept in quarantine, the rest goes on.

    Args:
        path: an IATI activity or organisation file.
        name: what it is called; default: its file name.
        progress: called with bytes read and bytes in all.

    Raises:
        PermissionDenied: if `by` may not import files.
        ValidationError: if it cannot be read as IATI, or was imported already.
    """
    require(by, "programme.import_files")
    try:
        digest = _digest(path)
        _check_new(digest)
        faults = _faults(engine.check(path))
        pieces = engine.pieces_of(path, progress)
        head = next(pieces)
        file = ImportedFile.objects.create(
            name=name or path.name, kind=head.kind, version=head.version, sha256=digest, head=head.xml, by=by
        )
        file.tail = _keep(file, pieces, faults)
    except (engine.UnreadableError, OSError) as error:
        raise ValidationError({"file": str(error)}) from error
    file.save(update_fields=["tail"])
    quarantined = file.records.exclude(problem="").count()
    write_journal("file.imported", file, by=by, records=file.records.count(), quarantined=quarantined)
    return file


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_new(digest: str) -> None:
    known = ImportedFile.objects.filter(sha256=digest).first()
    if known is not None:
        raise ValidationError({"file": _("This file was imported already, as “%(name)s”.") % {"name": known.name}})


def _keep(file: ImportedFile, pieces: Iterator[engine.FilePiece], faults: dict[int, str]) -> str:
    """Store the records; gives what stands after the last one."""
    tail: list[str] = []
    seen: Counter[str] = Counter()
    rows = _rows(file, pieces, faults, seen, tail)
    while batch := list(islice(rows, AT_ONCE)):
        ImportedRecord.objects.bulk_create(batch)
    return "".join(tail)


def _rows(
    file: ImportedFile, pieces: Iterable[engine.FilePiece], faults: dict[int, str], seen: Counter[str], tail: list[str]
) -> Iterator[ImportedRecord]:
    position = 0
    for piece in pieces:
        if piece.part == "tail":
            tail.append(piece.xml)
            continue
        position += 1
        identifier = piece.identifier
        seen[identifier] += 1
        problem = faults.get(position) or _identity(identifier, seen[identifier])
        yield ImportedRecord(
            file=file, position=position, identifier=identifier[:200], title=piece.title[:500], xml=piece.xml, problem=problem[:500]
        )


def _identity(identifier: str, times: int) -> str:
    if not identifier:
        return _("It has no identifier: write one in iati-identifier.")
    return _("Another record of this file has the same identifier.") if times > 1 else ""


def _faults(report: engine.Report) -> dict[int, str]:
    """The first schema fault of each record, by its position among the records."""
    found: dict[int, str] = {}
    for fault in report.schema:
        if fault.record:
            found.setdefault(fault.record, _("line %(line)d: %(message)s") % {"line": fault.line, "message": fault.message})
    return found


def write_file(file: ImportedFile, out: Path) -> None:
    """Write an imported file again, in its own version, the same facts in the same order; it appears only when it is whole."""
    beside = out.with_name(f"{out.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as target:
            target.write(file.head)
            for xml in file.records.order_by("position").values_list("xml", flat=True).iterator(chunk_size=AT_ONCE):
                target.write(xml)
            target.write(file.tail)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
