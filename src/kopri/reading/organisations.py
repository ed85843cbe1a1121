"""Organisations a page names, once each, with kind, country and the other names it uses."""

import re
from collections.abc import Iterable

from kopri.lang.spans import Span
from kopri.reading.model import Organisation, Statement
from kopri.reading.names.bodies import identity_of, kind_by_form
from kopri.reading.names.gazetteer import known_organisation
from kopri.reading.page import Mention, Page
from kopri.reading.statements import make_statement

_TOLD = frozenset({"article", "caption"})
_MINISTRY = re.compile(r"^(?P<field>\w+) Ministry$")


def read_organisations(page: Page) -> list[Statement]:
    """The organisations named in the text of a page, by the fullest name it uses.

    A page's furniture counts only where it says what the publisher is.
    """
    groups: dict[str, list[Mention]] = {}
    for mention in page.names:
        if mention.kind == "organisation" and _counts(page, mention):
            groups.setdefault(_key(mention), []).append(mention)
    return [_statement(page, mentions) for mentions in groups.values()]


def _counts(page: Page, mention: Mention) -> bool:
    passage = page.passage_at(mention.span.start)
    if passage is None:
        return False
    if page.segment_of(passage).kind in _TOLD:
        return True
    return identity_of(page.text, mention.span.end) is not None


def _key(mention: Mention) -> str:
    """One key for all names of an organisation; "Foreign Ministry" is the Ministry of Foreign Affairs."""
    ministry = _MINISTRY.match(mention.name)
    if ministry:
        field = "Foreign Affairs" if ministry.group("field") == "Foreign" else ministry.group("field")
        return f"Ministry of {field}".lower()
    return mention.name.lower().removeprefix("the ")


def _statement(page: Page, mentions: list[Mention]) -> Statement:
    first = next((m for m in mentions if m.id), mentions[0])
    known = known_organisation(first.id) if first.id else None
    written = list(dict.fromkeys(_flat(m.span.of(page.text)) for m in mentions))
    name = max(written, key=len)
    if known and ((name.lower() not in known.name.lower() and known.name in written) or not name.isascii()):
        name = known.name
    others = [*written, *([known.name] if known else [])]
    aliases = tuple(dict.fromkeys(w for w in others if w.lower() != name.lower()))
    kind = known.kind if known else _kind(page, mentions, name)
    country = known.country if known else _country(first)
    payload = Organisation(name, kind, country, aliases)
    return make_statement(page, payload, list(_spans(mentions)), rule="organisation", confidence=0.9 if known else 0.7)


def _kind(page: Page, mentions: Iterable[Mention], name: str) -> str:
    identity = next((kind for m in mentions if (kind := identity_of(page.text, m.span.end))), None)
    return identity or next((m.sort for m in mentions if m.sort), None) or kind_by_form(name)


def _country(mention: Mention) -> str | None:
    return mention.members[0] if len(mention.members) == 1 else None


def _flat(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def _spans(mentions: list[Mention]) -> Iterable[Span]:
    return (m.span for m in mentions)
