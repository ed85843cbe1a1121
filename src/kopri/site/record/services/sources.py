"""Services on sources."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.record.models import Reliability, Source
from kopri.site.record.tasks import enqueue_judging


@transaction.atomic
def add_source(
    *,
    slug: str,
    name: Multilingual,
    kind: str,
    by: Any,
    country: str = "",
    reliability: str = Reliability.F,
    homepage: str = "",
    invented: bool = False,
    note: str = "",
) -> Source:
    """A new publisher.

    Raises:
        PermissionDenied: if `by` may not manage sources.
        ValidationError: if a field is malformed or the slug is taken.
    """
    require(by, "record.manage_source")
    source = Source(
        slug=slug, name=name, kind=kind, country=country, reliability=reliability, homepage=homepage, invented=invented, note=note
    )
    check_name(name)
    source.full_clean()
    source.save()
    write_journal("source.added", source, by=by, reliability=reliability)
    return source


@transaction.atomic
def change_source(*, source: Source, by: Any, **changes: Any) -> Source:
    """Change fields of a source; its grade bears on how credible every statement in its documents is.

    Raises:
        PermissionDenied: if `by` may not manage sources.
        ValidationError: if a field is malformed.
    """
    require(by, "record.manage_source", source)
    before = source.reliability
    for field, value in changes.items():
        setattr(source, field, value)
    check_name(source.name)
    source.full_clean()
    source.save()
    write_journal("source.changed", source, by=by, fields=sorted(changes), before=before, after=source.reliability)
    if before != source.reliability:
        transaction.on_commit(lambda: enqueue_judging(source))
    return source


def check_name(name: Multilingual) -> None:
    """A source has a name in at least one language.

    Raises:
        ValidationError: if not.
    """
    if not str(name).strip():
        raise ValidationError({"name": _("A source needs a name: the publisher as it calls itself.")})
