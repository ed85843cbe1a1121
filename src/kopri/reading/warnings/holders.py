"""Who holds a post: two people at once, or one whose term is over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kopri.lang.dates.resolve import first_day, last_day
from kopri.lang.spans import Span
from kopri.reading.clues import find_clues, is_past
from kopri.reading.model import Statement, TextWarning
from kopri.reading.names.gazetteer import holders
from kopri.reading.page import Mention, Page
from kopri.reading.passages import TOLD
from kopri.reading.warnings.codes import pattern, warn


@dataclass(frozen=True, slots=True)
class InPost:
    """A person named with a post that one holds at a time. `countries` are those whose post it can be; `span` runs from post to name."""

    mention: Mention
    post: str
    countries: frozenset[str]
    span: Span
    family: str


def role_holder_conflict(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Two people in one post of one country, both spoken of as in office."""
    del statements
    named = [one for one in in_posts(page) if not _dated(page, one)]
    for at, one in enumerate(named):
        others = [o for o in named[at + 1 :] if o.post == one.post and o.countries & one.countries and _other_person(one, o)]
        if others:
            evidence = [_place(page, one), *(_place(page, o) for o in others[:3])]
            other = others[0]
            yield warn(
                "ROLE_HOLDER_CONFLICT",
                f"The text names two people as {one.post} of {next(iter(sorted(one.countries & other.countries)))}: "
                f"{one.mention.name} and {other.mention.name}.",
                evidence,
            )
            return


def role_date_mismatch(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A person spoken of as in office after the term was over, or before it began, by the document's date."""
    del statements
    reference = document_month(page)
    if reference is None:
        return
    first, last, evidence = reference
    known = {holder.id: holder for holder in holders()}
    told: set[str] = set()
    for one in in_posts(page):
        holder = known.get(one.mention.id or "")
        if holder is None or holder.id in told or _dated(page, one):
            continue
        terms = [t for t in holder.terms if t.post.casefold() == one.post.casefold()]
        over = terms and all(t.end and last_day(str(t.end)) < first for t in terms)
        early = terms and all(t.start and first_day(str(t.start)) > last for t in terms)
        if over or early:
            told.add(holder.id)
            when = f"until {terms[-1].end}" if over else f"only from {terms[0].start}"
            yield warn("ROLE_DATE_MISMATCH", f"{holder.name} was {one.post} {when}; the page is of {first[:7]}.", [one.span, *evidence])


def document_month(page: Page) -> tuple[str, str, tuple[Span, ...]] | None:
    """First and last day the page can be of, with what shows it: its date, else the month its calendar shows."""
    published = page.published
    if published.value:
        return first_day(published.not_before or published.value), last_day(published.not_after or published.value), published.evidence
    calendar = next((c for c in page.once(find_clues) if c.kind == "calendar" and c.before), None)
    return (f"{calendar.before[:7]}-01", calendar.before, calendar.spans) if calendar and calendar.before else None


def in_posts(page: Page) -> list[InPost]:
    """People directly after the name of a sole post, in the text itself."""
    found = []
    known = {holder.id: holder for holder in holders()}
    for mention in page.names:
        if mention.kind != "person":
            continue
        passage = page.passage_at(mention.span.start)
        if passage is None or page.segment_of(passage).kind not in TOLD:
            continue
        before = page.text[max(passage.span.start, mention.span.start - 50) : mention.span.start]
        post = pattern("sole_posts").search(before)
        if not post or pattern("no_longer").search(before):
            continue
        title = post.group("post").casefold()
        place = Span(mention.span.start - len(before) + post.start(), mention.span.end)
        family = mention.name.split()[-1] if mention.id not in known else known[mention.id or ""].family
        found.append(InPost(mention, title, _countries(page, mention, title, family, place), place, family))
    return found


def _countries(page: Page, mention: Mention, title: str, family: str, place: Span) -> frozenset[str]:
    nearby = page.within(page.names, Span(max(0, place.start - 25), place.end))
    said = {m.id for m in nearby if m.kind in {"country", "nationality"} and m.id and not page.text[m.span.end : place.start].strip(" ’'s")}
    if said:
        return frozenset(said)
    candidates = [h for h in holders() if (h.id == mention.id if mention.id else h.family == family)]
    return frozenset(t.country for h in candidates for t in h.terms if t.country and t.post.casefold() == title)


def _other_person(one: InPost, other: InPost) -> bool:
    if one.mention.id and other.mention.id:
        return one.mention.id != other.mention.id
    return one.family.casefold() != other.family.casefold()


def _dated(page: Page, one: InPost) -> bool:
    """Whether the sentence places the person in a time of its own ("President X's visit in 2024")."""
    passage = page.passage_at(one.mention.span.start)
    if passage is None:
        return True
    words = passage.span.of(page.text)
    return is_past(words) and any(d.start and d.precision != "none" for d in page.within(page.dates, passage.span))


def _place(page: Page, one: InPost) -> Span:
    passage = page.passage_at(one.mention.span.start)
    return passage.span if passage is not None and len(passage.span) < 200 else one.span
