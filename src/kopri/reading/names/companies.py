"""Companies: in a list of companies, by a noun of trade that ends the name, by what the text says they are."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word
from kopri.reading.names.body import GAP, Body, body_words, inside, words_of

_PART: Final = r"[A-Z][\w&.’-]{0,30}[\w&]"
_NAME: Final = rf"{_PART}(?:{GAP}(?:{_PART}|[A-Z])){{0,3}}(?:,?{GAP}(?:Co|Ltd|Inc|Corp|LLC)\.?)?"
_ITEM: Final = re.compile(rf"{_NAME}|[A-Z]{{2,6}}")
_POSSESSIVE: Final = re.compile(r"(?:’s|'s)$")
_LEADING: Final = re.compile(r"^(?:The|A|An|Both|And|But|In|At|While|When|For|Now|Meanwhile) ")


def companies(text: str, headings: Sequence[Span], places: frozenset[str]) -> list[Body]:
    """Companies a text names. `headings` are lines in which a capital means little; `places` words of countries and cities."""
    found = [
        body
        for pattern in (_listed(), _told())
        for match in pattern.finditer(text)
        for group in ("list", "more", "owner", "apposed")
        if match.groupdict().get(group)
        for body in _items(text, *match.span(group), places, several=group == "more")
    ]
    return found + [b for b in _by_trade(text, places) if not inside(b.span.start, headings)]


def _items(text: str, start: int, end: int, places: frozenset[str], *, several: bool) -> Iterator[Body]:
    parts = list(_ITEM.finditer(text, start, end))
    if several and len(parts) < 2:
        return
    for part in parts:
        name = _POSSESSIVE.sub("", _LEADING.sub("", part.group()))
        if _is_name(name, places):
            begin = part.start() + part.group().index(name)
            yield Body(Span(begin, begin + len(name)), name.replace("\u00a0", " "), "company")


def _is_name(name: str, places: frozenset[str]) -> bool:
    words = name.split()
    return (
        len(name) > 1
        and name not in words_of("not_companies")
        and words[0] not in words_of("stops")
        and not all(w in places for w in words)
        and words_of("not_inside").isdisjoint(words)
    )


def _by_trade(text: str, places: frozenset[str]) -> Iterator[Body]:
    """A noun of trade after a word that has no other use: "Baram Air"."""
    for match in _trade().finditer(text):
        words = match.group().split()
        first = _POSSESSIVE.sub("", words[0])
        if words[0] != first and first in places and len(words) > 2:
            words, first = words[1:], words[1]
        if first in places or not all(w not in words_of("not_before_trade") for w in words[:-1]) or not _is_name(first, places):
            continue
        if first in words_of("generic") or first in words_of("trades"):
            continue
        following = text[match.end() : match.end() + 16].lstrip(" ").partition(" ")[0].strip(".,;:")
        if following in words_of("not_after_trade"):
            continue
        start = match.end() - len(" ".join(words))
        yield Body(Span(start, match.end()), text[start : match.end()].replace("\u00a0", " "), "company")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@.&-])(?:[A-Z][\w’'-]{{2,20}}{GAP}){{1,2}}(?:{any_word(body_words()['trades'])})(?![\w-]|{GAP}[A-Z])")


@cache
def _listed() -> re.Pattern[str]:
    item = rf"(?:{_NAME})"
    more = rf"{item}(?:,{GAP}{item}){{0,9}}(?:,?{GAP}and{GAP}{item})?"
    many, one, groups = (any_word(body_words()[key]) for key in ("company_lists", "company_single", "company_groups"))
    lead = rf"\b(?:{many})\b[^.;:()]{{0,80}}?\b(?:including|such as|like|namely) (?:[a-z]{{1,20}} ){{0,3}}?(?:including|such as|like )?"
    return re.compile(
        rf"(?:{lead}|\b(?:{one}) )(?P<list>{more})"
        rf"|\b(?:{many})(?:{GAP}[–—-]{GAP}|:{GAP}|{GAP}\(|,{GAP}|{GAP})(?P<more>{more})"
        rf"|\b(?:{groups})(?:,)?{GAP}(?:of|between|led by|in){GAP}(?P<owner>{more})"
    )


@cache
def _told() -> re.Pattern[str]:
    one, verbs = any_word(body_words()["company_single"]), any_word(body_words()["shares_verbs"])
    return re.compile(
        rf"(?<![\w@.&-])(?P<apposed>{_NAME})(?:,{GAP}(?:an?|the|one{GAP}of(?:{GAP}the)?){GAP}(?:[\w’'-]{{1,24}}{GAP}){{0,5}}?(?:{one})\b"
        rf"|(?:’s|'s)?{GAP}shares{GAP}(?:{verbs})\b)"
    )
