"""Companies: in a list of companies, by a noun of trade that ends the name, by what the text says they are."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word
from kopri.reading.names.body import GAP, Body, Run, bare, body_words, inside, kind_by_form, words_of

_PART: Final = r"[A-Z][\w&.’-]{0,30}[\w&]"
_NAME: Final = rf"{_PART}(?:{GAP}(?:{_PART}|[A-Z])){{0,3}}(?:,?{GAP}(?:Co|Ltd|Inc|Corp|LLC)\.?)?"
_ITEM: Final = re.compile(rf"{_NAME}|[A-Z]{{2,6}}")
_REACH: Final = 120
_APPOSED: Final = re.compile(
    rf"(?<![\w@.&-])(?P<name>{_NAME}),{GAP}(?:an?|the|one{GAP}of(?:{GAP}the)?){GAP}(?:[\w’'-]{{1,24}}{GAP}){{0,5}}?$"
)
_SHARES_OF: Final = re.compile(rf"(?<![\w@.&-])(?P<name>{_NAME})(?:’s|'s)?{GAP}\Z")
_AFTER_LINK: Final = re.compile(rf"({GAP}at{GAP}|{GAP}of{GAP}|-based{GAP}|:{GAP})(?P<name>{_NAME})")
_ROLE: Final = 30
_WORDS: Final = 3
_POSSESSIVE: Final = re.compile(r"(?:’s|'s)$")
_LEADING: Final = re.compile(r"^(?:The|A|An|Both|And|But|In|At|While|When|For|Now|Meanwhile) ")


def companies(
    text: str,
    runs: Sequence[Run],
    headings: Sequence[Span],
    places: frozenset[str],
    cues: Sequence[tuple[int, int]],
    *,
    people: frozenset[str] = frozenset(),
) -> list[Body]:
    """Companies a text names.

    Args:
        text: the page.
        runs: its runs of capitalised words.
        headings: lines in which a capital means little.
        places: words of countries and cities.
        cues: where words for companies stand.
        people: words of people's names.
    """
    found: list[Body] = []
    for start, end in cues:
        listed = _listed().match(text, start)
        if listed:
            for group in ("list", "more", "owner"):
                if listed.group(group):
                    found += _items(text, *listed.span(group), places, several=group == "more")
        told = _SHARES_OF.search(text, max(0, start - _REACH), start) if text[start:end] == "shares" else None
        if told is None or not _shares().match(text, start):
            told = _APPOSED.search(text, max(0, start - _REACH), start) if text[start:end] in _single() else None
        if told:
            found += _items(text, *told.span("name"), places, several=False)
    found += _beside_role(text, places)
    found += [b for b in _by_deed(text, runs, places | people) if not inside(b.span.start, headings)]
    return found + [b for b in _by_trade(text, runs, places) if not inside(b.span.start, headings)]


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
        and words[0] not in words_of("stops") | words_of("determiners")
        and not all(w in places for w in words)
        and words_of("not_inside").isdisjoint(words)
    )


def _beside_role(text: str, places: frozenset[str]) -> Iterator[Body]:
    """What somebody works for, what is based in a city, whose picture it is: "head of sales at X", "Osh-based X", "Photo: X"."""
    for match in _AFTER_LINK.finditer(text):
        link = match.group(1).strip(" \u00a0-:") or ":"
        if not _before_link(link).search(text, max(0, match.start() - _ROLE), match.start()):
            continue
        name = _POSSESSIVE.sub("", match.group("name"))
        words = name.split()
        if _is_name(name, places) and words[0] not in words_of("generic") and not words_of("not_a_body") & set(words):
            kind = kind_by_form(name)
            start = match.start("name")
            yield Body(Span(start, start + len(name)), name.replace("\u00a0", " "), "company" if kind == "body" else kind)


def _by_deed(text: str, runs: Sequence[Run], known: frozenset[str]) -> Iterator[Body]:
    """What does as companies do: "Daewon Pump employs 90 people". `known`: words of places and people."""
    others = known | words_of("stops") | words_of("determiners") | words_of("not_inside") | words_of("not_a_body") | words_of("generic")
    for run in runs:
        if len(run.words) <= _WORDS and others.isdisjoint(run.words) and _deed().match(text, run.end):
            yield Body(Span(run.start, run.end), text[run.start : run.end].replace("\u00a0", " "), "company")


def _by_trade(text: str, runs: Sequence[Run], places: frozenset[str]) -> Iterator[Body]:
    """A noun of trade after a word that has no other use: "Baram Air"."""
    for run in runs:
        if words_of("trades").isdisjoint(map(bare, run.words)):
            continue
        pieces = run.pieces(text)
        for at in range(1, len(pieces)):
            ends = at + 1 == len(pieces) or pieces[at][1]
            if bare(pieces[at][0]) in words_of("trades") and ends and not pieces[at - 1][1]:
                body = _ending_at(text, pieces, at, places)
                if body:
                    yield body


def _ending_at(text: str, pieces: Sequence[tuple[str, str | None, int, int]], at: int, places: frozenset[str]) -> Body | None:
    first = at - 1
    if first and not pieces[first - 1][1] and len(pieces[first - 1][0]) > 2:
        first -= 1
    owner = _POSSESSIVE.sub("", pieces[first][0])
    if owner != pieces[first][0] and owner in places and first < at - 1:
        first += 1
    words = [p[0] for p in pieces[first : at + 1]]
    opening = _POSSESSIVE.sub("", words[0])
    if opening in places or opening in words_of("generic") or opening in words_of("trades") or not _is_name(opening, places):
        return None
    following = text[pieces[at][3] : pieces[at][3] + 16].lstrip(" ").partition(" ")[0].strip(".,;:")
    if (
        not words_of("not_before_trade").isdisjoint(words[:-1])
        or following in words_of("not_after_trade")
        or opening in words_of("determiners")
    ):
        return None
    span = Span(pieces[first][2], pieces[at][3] - len(pieces[at][0]) + len(bare(pieces[at][0])))
    return Body(span, span.of(text).replace("\u00a0", " "), "company")


@cache
def _before_link(link: str) -> re.Pattern[str]:
    """What stands before "at", "of", "-based" or ":" where an organisation follows."""
    if link == "based":
        return re.compile(r"(?<![\w-])[A-Z][a-z]{2,20}\Z")
    return re.compile(rf"\b(?:{any_word(body_words()[{'at': 'roles_at', 'of': 'roles_of'}.get(link, 'source_marks')])})\Z")


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"{GAP}(?:{any_word(body_words()['company_deeds'])})\b")


@cache
def _single() -> frozenset[str]:
    return frozenset(body_words()["company_single"])


@cache
def _listed() -> re.Pattern[str]:
    item = rf"(?:{_NAME})"
    more = rf"{item}(?:,{GAP}{item}){{0,9}}(?:,?{GAP}and{GAP}{item})?"
    many, one, groups = (any_word(body_words()[key]) for key in ("company_lists", "company_single", "company_groups"))
    lead = rf"(?:{many})\b[^.;:()]{{0,80}}?\b(?:including|such as|like|namely) (?:[a-z]{{1,20}} ){{0,3}}?(?:including|such as|like )?"
    return re.compile(
        rf"(?:{lead}|(?:{one}) )(?P<list>{more})"
        rf"|(?:{many})(?:{GAP}[–—-]{GAP}|:{GAP}|{GAP}\(|,{GAP}|{GAP})(?P<more>{more})"
        rf"|(?:{groups})(?:,)?{GAP}(?:of|between|led by|in){GAP}(?P<owner>{more})"
    )


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"shares{GAP}(?:{any_word(body_words()['shares_verbs'])})\b")
