"""What of the programme can be found: commitments, editions, adopted texts, contacts. Each public one, and for the desk the others too."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kopri.lang import countries
from kopri.site.base import registry, search_index
from kopri.site.base.search_index import Findable
from kopri.site.programme.links import address
from kopri.site.programme.models import AdoptedText, Commitment, Contact, Edition

LANGUAGES = ("en", "ko", "ru", "kk", "uz", "ky", "tg", "tk")


def entry_of(record: Any) -> Findable:
    """A record as it is found: by its words in every language and by the names of its countries."""
    kind = record._meta.model_name  # noqa: SLF001
    texts = [getattr(record, name, None) for name in ("title", "text", "theme", "city")]
    words = [version.text for text in texts if text for version in text.versions.values()]
    named = [*getattr(record, "members", []), *getattr(record, "towards", []), *getattr(record, "countries", [])]
    names = dict.fromkeys(countries.name(code, language) for code in named for language in LANGUAGES if countries.is_country(code))
    return Findable(
        kind=kind,
        target_id=str(record.pk),
        url=address(record),
        title=str(record)[:300],
        text=" ".join([*words, *names, record.reference]),
        snippet=" ".join(words)[:500],
        audience="public" if record.visibility == "public" else "staff",
        weight=1.3,
    )


def index_record(record: Any) -> None:
    """Bring the index up to date with a record; one that is hidden now is found by the desk alone."""
    entry = entry_of(record)
    other = "staff" if entry.audience == "public" else "public"
    search_index.remove_entry(entry.kind, entry.target_id, audience=other)
    search_index.index_entry(entry)


def entries(model: Any) -> Any:
    """All records of a noun, for a rebuild of the index."""

    def found() -> Iterator[Findable]:
        rows = model.objects.select_related("body") if model is Edition else model.objects.all()
        return (entry_of(row) for row in rows.iterator(chunk_size=500))

    return found


def register() -> None:
    """Put the sources on their shelf."""
    for kind, label, model in (
        ("commitment", _("Commitments"), Commitment),
        ("edition", _("Editions"), Edition),
        ("adoptedtext", _("Adopted texts"), AdoptedText),
        ("contact", _("Contacts"), Contact),
    ):
        registry.search_sources.add(registry.SearchSource(kind, label, entries(model)))
