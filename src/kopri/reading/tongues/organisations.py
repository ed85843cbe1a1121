"""Organisations of Korean and Russian pages, once each: by the nominative of the fullest name, with the other ways the page writes it."""

import re

from kopri.reading.model import Organisation, Statement
from kopri.reading.names.bodies import kind_by_form
from kopri.reading.names.gazetteer import known_organisation
from kopri.reading.page import Mention, Page
from kopri.reading.statements import make_statement

_TOLD = frozenset({"article", "caption", "table"})


def read_organisations(page: Page) -> list[Statement]:
    """The organisations named in the text of a page."""
    groups: dict[str, list[Mention]] = {}
    for mention in page.names:
        passage = page.passage_at(mention.span.start) if mention.kind == "organisation" else None
        if passage is not None and page.segment_of(passage).kind in _TOLD:
            groups.setdefault(mention.id or mention.name.casefold(), []).append(mention)
    return [_statement(page, mentions) for mentions in groups.values()]


def _statement(page: Page, mentions: list[Mention]) -> Statement:
    known = known_organisation(mentions[0].id) if mentions[0].id else None
    name = known.name if known else mentions[0].name
    written = dict.fromkeys(re.sub(r"\s+", " ", m.span.of(page.text)) for m in mentions)
    kind = known.kind if known else next((m.sort for m in mentions if m.sort), None) or kind_by_form(name)
    members = next((m.members for m in mentions if m.members), ())
    country = known.country if known else members[0] if len(members) == 1 else None
    payload = Organisation(name, kind, country, tuple(w for w in written if w.casefold() != name.casefold()))
    return make_statement(page, payload, [m.span for m in mentions], rule="organisation", confidence=0.9 if known else 0.7)
