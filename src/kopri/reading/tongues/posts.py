"""Posts in Korean and Russian pages: each person once, with the fullest mention."""

from kopri.lang.names import fold_name
from kopri.reading.model import Post, Statement, Validity
from kopri.reading.names.gazetteer import Term, holder
from kopri.reading.page import Mention, Page
from kopri.reading.statements import make_statement
from kopri.reading.tongues.found import Appearance
from kopri.reading.tongues.names import appearances_of


def read_posts(page: Page) -> list[Statement]:
    """One statement for each person of a page who is named with a post, or whom the gazetteer knows."""
    best: dict[str, Appearance] = {}
    for one in page.once(_appearances):
        key = one.id or fold_name(one.name)
        if (one.full or one.id) and (key not in best or _weight(one) > _weight(best[key])):
            best[key] = one
    known = {m.id: m for m in reversed(page.names) if m.kind == "person" and m.id and m.id not in best}
    found = [_statement(page, one) for one in best.values()] + [_known(page, m) for m in known.values()]
    return sorted(found, key=lambda s: s.evidence[0].start)


def _appearances(page: Page) -> tuple[Appearance, ...]:
    told = [s.span for s in page.segments if s.kind in ("article", "caption", "table")]
    return tuple(a for a in appearances_of(page) if any(s.contains(a.at) for s in told))


def _weight(one: Appearance) -> tuple[bool, bool, int]:
    return (one.full, one.organisation is not None, len(one.post))


def _statement(page: Page, one: Appearance) -> Statement:
    """The post as of the day of writing."""
    passage = page.passage_at(one.span.start)
    published = page.published_of(passage) if passage else page.published
    valid = (
        Validity(published.value, published.value, published.precision, "inferred", published.evidence) if published.value else Validity()
    )
    term = _last_term(one.id)
    organisation = one.organisation or ((term.country or term.organisation) if term else None)
    return make_statement(page, Post(one.name, one.post, organisation), [one.span], rule="post", valid=valid, confidence=0.8)


def _known(page: Page, mention: Mention) -> Statement:
    term = _last_term(mention.id)
    post = Post(mention.name, term.post if term else "", (term.country or term.organisation) if term else None)
    return make_statement(page, post, [mention.span], rule="post_known", confidence=0.4)


def _last_term(key: str | None) -> Term | None:
    known = holder(key) if key else None
    return known.terms[-1] if known else None
