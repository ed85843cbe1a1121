"""What changed, as an Atom feed: documents read and published, statements confirmed, corrected and rejected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kopri.site.base.models import Forum, JournalEntry
from kopri.site.record import wording
from kopri.site.record.models import Document, State, Statement

LENGTH: Final = 100
EPOCH: Final = "2026"
ON_DOCUMENTS: Final = ("document.published", "document.read")
ON_STATEMENTS: Final = ("statement.accepted", "statement.corrected", "statement.rejected", "statement.undone")
NOT_IN_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), " ")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: `number` never changes, so that a reader of feeds knows it again."""

    number: int
    at: datetime
    title: str
    summary: str
    path: str
    category: str


def changes(limit: int = LENGTH) -> list[Change]:
    """What changed in the public record, newest first."""
    entries = list(JournalEntry.objects.filter(verb__in=ON_DOCUMENTS + ON_STATEMENTS).order_by("-id")[:limit])
    documents = (
        Document.objects.visible_to(AnonymousUser()).select_related("source").defer("text").in_bulk(_ids(entries, "record.document"))
    )
    open_statements = Statement.objects.filter(document__visibility="public").with_source().defer("document__text")
    statements = open_statements.in_bulk(_ids(entries, "record.statement"))
    return list(_changes(entries, documents, statements))


def _ids(entries: list[JournalEntry], target: str) -> list[int]:
    return [int(entry.target_id) for entry in entries if entry.target == target]


def _changes(entries: list[JournalEntry], documents: dict[int, Document], statements: dict[int, Statement]) -> Iterator[Change]:
    for entry in entries:
        number = int(entry.target_id)
        if entry.target == "record.document" and number in documents:
            yield _document_change(entry, documents[number])
        elif entry.target == "record.statement" and number in statements:
            yield _statement_change(entry, statements[number])


def _document_change(entry: JournalEntry, document: Document) -> Change:
    path = reverse("record:document", args=[document.reference])
    if entry.verb == "document.read":
        count = int(entry.detail.get("statements", 0))
        found = ngettext("%(count)d statement was found in it.", "%(count)d statements were found in it.", count) % {"count": count}
        return Change(entry.pk, entry.at, _("Read: %(title)s") % {"title": document.title}, found, path, "document")
    said = _("Now open to everybody. Publisher: %(source)s.") % {"source": document.source or _("unknown")}
    return Change(entry.pk, entry.at, _("Published: %(title)s") % {"title": document.title}, said, path, "document")


def _statement_change(entry: JournalEntry, statement: Statement) -> Change:
    path = reverse("record:statement", args=[statement.reference])
    title = statement.document.title
    if entry.verb == "statement.rejected" or statement.state in {State.REJECTED, State.WITHDRAWN}:
        said = _("A person found that the document does not say this, or a newer reading no longer finds it. It is no longer shown.")
        return Change(entry.pk, entry.at, _("Taken out: a statement in “%(title)s”") % {"title": title}, said, path, "rejected")
    names = {
        "statement.accepted": _("Confirmed: %(fact)s"),
        "statement.corrected": _("Corrected: %(fact)s"),
        "statement.undone": _("Decision taken back: %(fact)s"),
    }
    fact = names[entry.verb] % {"fact": wording.fact_text(statement)}
    said = _("“%(quote)s” – %(title)s") % {"quote": statement.quote, "title": title}
    return Change(entry.pk, entry.at, fact, said, path, entry.verb.partition(".")[2])


def atom(found: list[Change]) -> str:
    """The changes as Atom (RFC 4287)."""
    site = settings.SITE_URL.rstrip("/")
    forum = str(Forum.objects.first() or "") or "kopri"
    feed: Any = Atom1Feed(
        title=clean(_("%(forum)s: what changed in the record") % {"forum": forum}),
        link=site + reverse("record:statements"),
        description="",
        language=get_language() or "en",
        subtitle=clean(_("Documents read and published, statements confirmed, corrected and taken out.")),
        author_name=clean(forum),
        feed_url=site + reverse("record:feed"),
        feed_guid=tag("changes"),
    )
    for change in found:
        feed.add_item(
            title=clean(change.title),
            link=site + change.path,
            description=clean(change.summary),
            unique_id=tag(f"journal/{change.number}"),
            updateddate=change.at,
            categories=[change.category],
        )
    return str(feed.writeString("utf-8"))


def tag(name: str) -> str:
    """A name that stays, even if the site moves (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{EPOCH}:record/{name}"


def clean(text: str) -> str:
    """Text without the characters that XML cannot carry."""
    return text.translate(NOT_IN_XML)
