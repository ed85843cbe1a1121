"""What of the record can be found: documents, statements, people, sources. The public finds what it may see, the desk the whole text."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kopri.lang import countries
from kopri.site.base import registry, search_index
from kopri.site.base.models import SearchEntry
from kopri.site.base.search_index import Findable, in_chunks
from kopri.site.record.models import Document, Person, Source, Statement, Visibility

PUBLIC: Final = "public"
STAFF: Final = "staff"
LEFT_OUT: Final = " […] "


def index_document(document: Document) -> None:
    """Bring the index up to date with a document, its statements, its source and the people it names; what is gone is taken out."""
    statements = list(document.statements.live().select_related("document").prefetch_related("parties"))
    found = [*document_entries(document, statements), *(statement_entry(row) for row in statements)]
    index_people(Person.objects.filter(posts__statement__document=document).distinct())
    search_index.index_entries([*found, *source_entries(Source.objects.filter(documents=document))])
    wanted = {(item.kind, item.target_id, item.audience) for item in found}
    ids = [str(pk) for pk in document.statements.values_list("pk", flat=True)]
    drop_others(Q(kind="document", target_id=str(document.pk)) | Q(kind="statement", target_id__in=ids), wanted)


def index_statement(statement: Statement) -> None:
    """Bring the index up to date with one statement: a rejected one can no longer be found."""
    row = Statement.objects.live().select_related("document").prefetch_related("parties").filter(pk=statement.pk).first()
    wanted = set()
    if row is not None:
        entry = statement_entry(row)
        search_index.index_entry(entry)
        wanted = {(entry.kind, entry.target_id, entry.audience)}
    drop_others(Q(kind="statement", target_id=str(statement.pk)), wanted)
    index_people(Person.objects.filter(posts__statement=statement).distinct())


def index_people(people: Iterable[Person]) -> None:
    """Bring the index up to date with people: who holds no post any more can no longer be found, who is hidden only by the desk."""
    ids = [person.pk for person in people]
    entries = list(people_entries(Person.objects.filter(pk__in=ids).prefetch_related("posts")))
    search_index.index_entries(entries)
    wanted = {(entry.kind, entry.target_id, entry.audience) for entry in entries}
    drop_others(Q(kind="person", target_id__in=[str(pk) for pk in ids]), wanted)


def drop_others(which: Q, wanted: set[tuple[str, str, str]]) -> None:
    """Take out of the index the entries of `which` that are not in `wanted`."""
    for kind, target_id, audience in SearchEntry.objects.filter(which).values_list("kind", "target_id", "audience"):
        if (kind, target_id, audience) not in wanted:
            search_index.remove_entry(kind, target_id, audience=audience)


def rebuild() -> int:
    """Index the whole record anew, with all else that can be found; gives how many entries there are."""
    return search_index.rebuild()


# ── what is found ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def document_entries(document: Document, statements: Iterable[Statement]) -> Iterator[Findable]:
    """For the public the whole text where its rights allow it, else the passages quoted; for the desk the whole text in any case."""
    is_public = document.visibility == Visibility.PUBLIC
    if is_public:
        yield document_entry(document, document.text if document.shows_text else passages(statements), PUBLIC)
    if not (is_public and document.shows_text):
        yield document_entry(document, document.text, STAFF)


def document_entry(document: Document, text: str, audience: str) -> Findable:
    """A document as one audience finds it."""
    return Findable(
        kind="document",
        target_id=str(document.pk),
        url=reverse("record:document", args=[document.reference]),
        title=document.title,
        text=text,
        snippet=text,
        language=document.language,
        audience=audience,
        weight=1.2,
        at=published_at(document),
    )


def passages(statements: Iterable[Statement]) -> str:
    """The passages statements stand in, in their order, each once."""
    return LEFT_OUT.join(dict.fromkeys(row.quote for row in sorted(statements, key=lambda row: row.start)))


def statement_entry(statement: Statement) -> Findable:
    """A statement, found by its quote, its fact, and the names of its countries in every language of the site."""
    names = [name for party in statement.parties.all() for name in country_names(party.country)]
    return Findable(
        kind="statement",
        target_id=str(statement.pk),
        url=reverse("record:statement", args=[statement.reference]),
        title=statement.summary,
        text=" ".join([statement.quote, statement.speaker, *dict.fromkeys(names)]),
        snippet=statement.quote,
        language=statement.document.language,
        audience=PUBLIC if statement.document.visibility == Visibility.PUBLIC else STAFF,
        at=published_at(statement.document),
    )


def people_entries(people: Iterable[Person]) -> Iterator[Findable]:
    """People with their posts; one whose post rests on hidden statements only is found by the desk alone, one without a post by nobody."""
    rows = [person for person in people if person.posts.all()]
    public = set(Person.objects.visible_to(AnonymousUser()).filter(pk__in=[p.pk for p in rows]).values_list("pk", flat=True))
    for person in rows:
        posts = [", ".join(filter(None, [post.title, post.organisation, post.country])) for post in person.posts.all()]
        yield Findable(
            kind="person",
            target_id=str(person.pk),
            url=reverse("record:person", args=[person.slug]),
            title=str(person.name),
            text=" ".join([*texts_of(person), *person.aliases, *posts]),
            snippet="; ".join(dict.fromkeys(posts)),
            audience=PUBLIC if person.pk in public else STAFF,
        )


def source_entries(sources: Iterable[Source]) -> Iterator[Findable]:
    """Publishers; one without a public document is found by the desk alone."""
    rows = list(sources)
    public = set(Source.objects.visible_to(AnonymousUser()).filter(pk__in=[s.pk for s in rows]).values_list("pk", flat=True))
    for source in rows:
        yield Findable(
            kind="source",
            target_id=str(source.pk),
            url=reverse("record:source", args=[source.slug]),
            title=str(source.name),
            text=" ".join([*texts_of(source), source.kind, source.homepage, *country_names(source.country)]),
            snippet=source.note,
            audience=PUBLIC if source.pk in public else STAFF,
        )


def texts_of(thing: Person | Source) -> list[str]:
    """A name in all its language versions."""
    return [version.text for version in thing.name.versions.values()]


def country_names(code: str) -> list[str]:
    """A country in every language of the site; nothing for what is no country."""
    return [countries.name(code, language) for language in countries.LANGUAGES] if countries.is_country(code) else []


def published_at(document: Document) -> datetime | None:
    """The day of publication, for recency."""
    return datetime.combine(document.published_from, time(), UTC) if document.published_from else None


# ── everything, for a rebuild ────────────────────────────────────────────────────────────────────────────────────────────────


def all_documents() -> Iterator[Findable]:
    """Every document that was read."""
    for document in in_chunks(Document.objects.filter(read_at__isnull=False)):
        yield from document_entries(document, document.statements.live().only("start", "quote", "document_id"))


def all_statements() -> Iterator[Findable]:
    """Every live statement."""
    rows = Statement.objects.live().select_related("document").defer("document__text", "document__segments").prefetch_related("parties")
    return (statement_entry(row) for row in in_chunks(rows))


def all_people() -> Iterator[Findable]:
    """Everybody."""
    return people_entries(Person.objects.prefetch_related("posts"))


def all_sources() -> Iterator[Findable]:
    """Every publisher."""
    return source_entries(Source.objects.all())


def register() -> None:
    """Tell the one search what the record has to find."""
    registry.search_sources.add(registry.SearchSource("document", _("Documents"), all_documents))
    registry.search_sources.add(registry.SearchSource("statement", _("Facts"), all_statements))
    registry.search_sources.add(registry.SearchSource("person", _("People"), all_people))
    registry.search_sources.add(registry.SearchSource("source", _("Sources"), all_sources))
