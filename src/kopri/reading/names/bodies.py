"""Organisations found by the form of their names, and forums, expos and summits with their editions."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kopri.lang.datafile import read_data
from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word

_GAP: Final = "[ \u00a0]"
_WORD: Final = r"(?:[^\W\d_a-zа-я][\w&.’'–-]{0,40}[\w&]|[A-Z])(?![\w&])"
_LINK: Final = rf"(?:{_GAP}(?:of|for|and|&|on|of the|for the|and the){_GAP}|{_GAP})"
_RUN: Final = re.compile(rf"(?<![\w@.-]){_WORD}(?:{_LINK}{_WORD}){{1,14}}")
_PIECE: Final = re.compile(rf"({_WORD})(?:{_GAP}(of|for|and|&|on|of the|for the|and the)(?={_GAP}))?")
_SPLIT: Final = re.compile(r"[ \u00a0]")
_ACRONYM_AFTER: Final = re.compile(r"[ \u00a0]\(([A-Z][A-Za-z&-]{1,11})\)")
_FULL_AFTER: Final = re.compile(rf"(?<![\w-])([A-Z][\w-]{0, 15}[A-Z][\w-]{0, 15})[ \u00a0]\(({_WORD}(?:{_LINK}{_WORD}){{2,12}})\)")
_DATELINE: Final = re.compile(
    r"(?:^|(?<=\s))[A-Z][\w. -]{2,24}, (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?) "
    r"\(([A-Z][\w .’'-]{1,30})\)[ \u00a0]?[-–—]"
)
_SITE: Final = re.compile(
    r"(?<![@/\w.-])([a-z][\w-]{2,30}\.(?:com|net|org|biz|info|news|kz|uz|kg|tj|tm|kr|co\.kr|go\.kr))(?![\w/@.-]*[/@\w])"
)
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS: Final = "January February March April May June July August September October November December"
_STOPS: Final = frozenset(re.split(" ", f"{_DAYS} {_MONTHS}"))


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation found by its form. `alias` is an acronym given with it."""

    span: Span
    name: str
    kind: str
    alias: Span | None = None


def bodies_by_form(text: str, headings: Sequence[Span]) -> list[Body]:
    """Organisations named by a head noun ("… University", "Ministry of …"), in a list of companies, in a dateline, or as a web site."""
    found = list(_by_head(text, headings))
    found += _expanded_acronyms(text)
    found += _companies(text)
    found += [Body(Span(*m.span(1)), m.group(1), "press") for m in _DATELINE.finditer(text)]
    found += [Body(Span(*m.span(1)), m.group(1), identity) for m in _SITE.finditer(text) if (identity := identity_of(text, m.end()))]
    return found


def inside(offset: int, places: Sequence[Span]) -> bool:
    """Whether `offset` lies in one of some places, which are in text order."""
    at = bisect_right(places, offset, key=lambda place: place.start) - 1
    return at >= 0 and offset < places[at].end


def kind_by_form(name: str) -> str:
    """The kind of organisation a name speaks of, "body" if it does not say."""
    words = re.split(r"[\s-]", name)
    heads = [w for w in words if w in _heads()]
    if not heads:
        return "body"
    first = _heads().get(words[0])
    kind = first or _heads()[heads[0] if {"of", "for", "on"} & set(words[words.index(heads[0]) :]) else heads[-1]]
    if kind == "centre":
        return next((k for k, marks in _kinds()["centres"].items() if set(marks) & set(words)), "centre")
    if kind == "agency" and {"News", "Press"} & set(words):
        return "press"
    return "university" if kind == "think_tank" and {"Technology", "Science"} <= set(words) else kind


def _by_head(text: str, headings: Sequence[Span]) -> Iterable[Body]:
    for run in _RUN.finditer(text):
        if _heads().keys().isdisjoint(_SPLIT.split(run.group())) or inside(run.start(), headings):
            continue
        pieces = [(m.group(1), m.group(2), m.start(1) + run.start(), m.end(1) + run.start()) for m in _PIECE.finditer(run.group())]
        at = 0
        while at < len(pieces):
            size, body = _name_from(text, pieces, at)
            if body:
                yield body
            at += size


def _name_from(text: str, pieces: list[tuple[str, str | None, int, int]], at: int) -> tuple[int, Body | None]:
    """One name within a run of capitalised words: the words up to the head noun, and what "of" or "for" adds to it."""
    head = at
    while head < len(pieces) and pieces[head][0] not in _heads():
        word, link, *_ = pieces[head]
        if link or word in _STOPS or word in _not_inside():
            return head - at + 1, None
        head += 1
    if head == len(pieces):
        return head - at, None
    if (
        at
        and (pieces[at - 1][1] or "") in ("of", "for", "on", "of the", "for the")
        and not (at == 1 and _opens_sentence(text, pieces[0][2]))
    ):
        return head - at + 1, None
    end = _last_of_name(pieces, head)
    start = at
    while start < head and pieces[start][0] in _generic():
        start += 1
    consumed = end - at + 1
    if start == end or (start == head and end == head):
        return consumed, None
    span = Span(pieces[start][2], pieces[end][3])
    name = re.sub(r"(?:’s|'s)$", "", span.of(text))
    acronym = _ACRONYM_AFTER.match(text, span.end)
    alias = Span(*acronym.span(1)) if acronym else None
    return consumed, Body(Span(span.start, span.start + len(name)), name.replace("\u00a0", " "), kind_by_form(name), alias)


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a word is capitalised only because a sentence begins with it."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n\r“”"'


def _last_of_name(pieces: list[tuple[str, str | None, int, int]], head: int) -> int:
    end = head
    while end + 1 < len(pieces):
        link, following = pieces[end][1], pieces[end + 1][0]
        if following in _STOPS or following in _not_inside() or pieces[end][0].endswith(("’s", "'s")):
            break
        if end == head and (link in ("and", "&", "and the", "on") or (link is None and following not in _heads())):
            break
        if link in ("and the", "on"):
            break
        if link in ("and", "&") and end + 2 < len(pieces) and pieces[end + 2][0] in _heads() and pieces[end + 1][1] is None:
            break
        end += 1
    return end


def _expanded_acronyms(text: str) -> Iterable[Body]:
    for match in _FULL_AFTER.finditer(text):
        if any(word in _heads() for word in match.group(2).split()):
            yield Body(Span(*match.span(2)), match.group(2), kind_by_form(match.group(2)), Span(*match.span(1)))


def _companies(text: str) -> Iterable[Body]:
    item = r"(?:[A-Z][\w&.-]{0,30}[\w&](?: [A-Z][\w&-]{0,30}[\w&]){0,2}|[A-Z]{2,6})"
    for match in _company_pattern().finditer(text):
        for part in re.finditer(item, match.group("list")):
            name = re.sub(r"^(?:The|A) ", "", part.group())
            if name in _kinds()["not_companies"] or name in _STOPS or len(name) < 2:
                continue
            start = match.start("list") + part.end() - len(name)
            yield Body(Span(start, start + len(name)), name, "company")


def identity_of(text: str, end: int) -> str | None:
    """What a web site is said to be right after its name, or "press" where something was released or published on it."""
    after = text[end : end + 60]
    said = re.match(r" is (?:an?|the) ([\w -]{3,50})", after)
    if said:
        return next((kind for kind, words in _kinds()["identities"].items() if any(w in said.group(1) for w in words)), None)
    return (
        "press"
        if re.search(
            r"(?:released|published|posted|reported|according to)\s(?:on|by|in|at)?\s?$",
            text[max(0, end - 60) : end].rpartition(" ")[0] + " ",
        )
        else None
    )


@cache
def _kinds() -> dict[str, Any]:
    return read_data("kopri.reading", "organisation_kinds.yaml")


@cache
def _heads() -> dict[str, str]:
    return {word: kind for kind, words in _kinds()["heads"].items() for word in words}


@cache
def _not_inside() -> frozenset[str]:
    return frozenset(_kinds()["not_inside"])


@cache
def _generic() -> frozenset[str]:
    return frozenset(_kinds()["generic"])


@cache
def _company_pattern() -> re.Pattern[str]:
    item = r"[A-Z][\w&.-]{0,30}[\w&](?: [A-Z][\w&-]{0,30}[\w&]){0,2}"
    listed = rf"(?P<list>{item}(?:, {item}){{0,9}}(?:,? and {item})?)"
    many, one = any_word(_kinds()["company_lists"]), any_word(_kinds()["company_single"])
    lead = rf"\b(?:{many})\b[^.;:()]{{0,80}}?\b(?:including|such as|like|namely) (?:[a-z]{{1,20}} ){{0,3}}?(?:including|such as|like )?"
    return re.compile(rf"(?:{lead}|\b(?:{one}) ){listed}")
