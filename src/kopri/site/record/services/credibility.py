"""The credibility of statements, kept beside them: worked out anew whenever what it follows from changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from kopri.site.record import engine
from kopri.site.record.models import Document, Relation, Source, Statement, TextWarning
from kopri.site.record.querysets import StatementQuerySet

CHUNK: Final = 400
Voices = dict[str, dict[Any, str]]


def judge_document(document: Document) -> None:
    """All statements of a document."""
    judge(document.statements.all())


def judge_series(series: Iterable[str]) -> None:
    """All figures of some series."""
    wanted = list(filter(None, series))
    if wanted:
        judge(Statement.objects.filter(series__in=wanted))


def judge_source(source: Source) -> None:
    """All statements of a publisher, and those of others that they support or contradict."""
    own = Statement.objects.filter(document__source=source)
    judge(own)
    related = set(Relation.objects.filter(statements__in=own).values_list("series", flat=True))
    judge(Statement.objects.filter(series__in=related).exclude(document__source=source))


def judge_everything() -> int:
    """Every statement; gives how many there are."""
    judge(Statement.objects.all())
    return Statement.objects.count()


def judge(rows: StatementQuerySet) -> None:
    """Work out the credibility of some statements; only what changed is written."""
    keys = iter(rows.order_by("series", "pk").values_list("pk", flat=True))
    while chunk := list(islice(keys, CHUNK)):
        judge_chunk(chunk)


def judge_chunk(keys: list[int]) -> None:
    """The same for a few at a time."""
    rows = list(Statement.objects.filter(pk__in=keys).select_related("document__source").defer("document__text"))
    voices, warnings = voices_about(rows), warnings_on(rows)
    changed = []
    for row in rows:
        supports, contradicts = voices[row.pk]["supports"], voices[row.pk]["contradicts"]
        level, reasons = engine.credibility_of(row, list(supports.values()), list(contradicts.values()), warnings[row.pk])
        if (row.credibility, row.credibility_reasons) != (level, reasons):
            row.credibility, row.credibility_reasons = level, reasons
            changed.append(row)
    Statement.objects.bulk_update(changed, ["credibility", "credibility_reasons"])


def voices_about(rows: list[Statement]) -> dict[int, Voices]:
    """For each statement who supports and who contradicts it: grades by publisher, its own left out.

    Relations name neighbours only; statements that support each other, directly or through others, are one camp, and who contradicts
    one of a camp contradicts all of it. An unknown publisher counts by document.
    """
    links = Relation.statements.through.objects.filter(relation__series__in={row.series for row in rows if row.series})
    publishers: dict[int, tuple[Any, str]] = {}
    members: dict[tuple[int, str], list[int]] = defaultdict(list)
    document = "statement__document"
    columns = ("relation", "relation__kind", "statement", document, f"{document}__source", f"{document}__source__reliability")
    for relation, kind, statement, document_id, source, grade in links.values_list(*columns):
        members[relation, kind].append(statement)
        publishers[statement] = (source or f"document {document_id}", grade or "F")
    camps = camps_of([pair for (_, kind), pair in members.items() if kind == "supports"])
    against: dict[int, set[int]] = defaultdict(set)
    for (_, kind), pair in members.items():
        if kind == "contradicts":
            for one in pair:
                against[camps.get(one, one)] |= {camps.get(other, other) for other in pair} - {camps.get(one, one)}
    people: dict[int, list[int]] = defaultdict(list)
    for statement in publishers:
        people[camps.get(statement, statement)].append(statement)
    found = {}
    for row in rows:
        camp, own = camps.get(row.pk, row.pk), publishers.get(row.pk, ("", "F"))[0]
        opposed = [other for camp_ in against[camp] for other in people[camp_]]
        found[row.pk] = {
            kind: {publishers[other][0]: publishers[other][1] for other in others if publishers[other][0] != own}
            for kind, others in (("supports", people[camp]), ("contradicts", opposed))
        }
    return found


def camps_of(pairs: list[list[int]]) -> dict[int, int]:
    """For each statement in a pair the least of all that hang together with it."""
    camp: dict[int, int] = {}

    def root(one: int) -> int:
        while camp.setdefault(one, one) != one:
            one = camp[one]
        return one

    for pair in pairs:
        roots = sorted({root(one) for one in pair})
        for other in roots[1:]:
            camp[other] = roots[0]
    return {one: root(one) for one in camp}


def warnings_on(rows: list[Statement]) -> dict[int, list[str]]:
    """The codes of the warnings on each statement, and of those on its document that hold for all of it."""
    found: dict[int, list[str]] = defaultdict(list)
    named = TextWarning.statements.through.objects.filter(statement__in=[row.pk for row in rows])
    for statement, code in named.values_list("statement", "textwarning__code"):
        found[statement].append(code)
    whole = dict(documents_tainted({row.document_id for row in rows}))
    for row in rows:
        found[row.pk] += whole.get(row.document_id, [])
    return found


def documents_tainted(documents: set[int]) -> Iterator[tuple[int, list[str]]]:
    """The documents with warnings that hold for every statement, and these."""
    by_document = defaultdict(list)
    for document, code in TextWarning.objects.filter(document__in=documents).values_list("document", "code"):
        if engine.for_whole_document(code):
            by_document[document].append(code)
    yield from by_document.items()
