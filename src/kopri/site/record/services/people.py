"""People and the posts they hold: from statements, and from the table of office-holders."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from kopri.lang.names import fold_name, same_person
from kopri.site.base.multilingual import Multilingual
from kopri.site.record.engine import Term, is_country
from kopri.site.record.models import Document, Person, PostHeld, Statement


def link_people(document: Document) -> None:
    """Bring the posts that rest on a document's statements up to date, and what search finds of those who lost theirs."""
    from kopri.site.record.search import index_people

    resting = PostHeld.objects.filter(statement__document=document)
    before = set(resting.values_list("person", flat=True))
    resting.delete()
    holding = {hold_post(statement).person_id for statement in document.statements.of_type("post").live()}
    index_people(Person.objects.filter(pk__in=before - holding))


def hold_post(statement: Statement) -> PostHeld:
    """The post a statement speaks of, held by the person it names."""
    fact = statement.fact
    organisation = fact["organisation"] or ""
    valid = fact.get("valid") or statement.valid
    return PostHeld.objects.create(
        person=person_named(fact["person"]),
        title=fact["post"][:300],
        organisation="" if is_country(organisation) else organisation[:200],
        country=organisation if is_country(organisation) else "",
        start=(valid.get("start") or "")[:10],
        end=(valid.get("end") or "")[:10],
        statement=statement,
    )


@transaction.atomic
def hold_known_posts(*, name: str, spellings: Sequence[str], terms: Sequence[Term], source: str) -> int:
    """The posts a table of office-holders gives a person, in the place of those it gave before; gives how many."""
    person = person_named(name)
    person.aliases = sorted({*person.aliases, *spellings} - {str(person.name)})
    person.save(update_fields=["aliases"])
    person.posts.filter(source=source).delete()
    PostHeld.objects.bulk_create(
        PostHeld(
            person=person,
            title=t.post,
            country=t.country or "",
            organisation=t.organisation or "",
            start=t.start or "",
            end=t.end or "",
            source=source,
        )
        for t in terms
    )
    return len(terms)


def person_named(name: str, language: str = "en") -> Person:
    """The person of this name in any spelling, made if there is none yet."""
    folded = fold_name(name)[:120]
    known = Person.objects.filter(folded=folded).first() or next(
        (p for p in Person.objects.all() if any(same_person(name, other) for other in [str(p.name), *p.aliases])), None
    )
    if known:
        if name not in known.aliases and name != str(known.name):
            known.aliases = sorted({*known.aliases, name})
            known.save(update_fields=["aliases"])
        return known
    return Person.objects.create(slug=free_slug(name), name=Multilingual.of(**{language: name}), folded=folded)


def free_slug(name: str) -> str:
    """An address for a person that nobody has yet."""
    wanted = slugify(name, allow_unicode=True)[:70] or "person"
    taken = set(Person.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
