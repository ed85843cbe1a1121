"""Organisations found by the form of their names: a head noun, a ministry's field, an acronym in brackets, what is said of them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word
from kopri.reading.names.body import GAP, LINK, WORD, Body, body_words, heads, inside, kind_by_form, words_of
from kopri.reading.names.companies import companies
from kopri.reading.names.gazetteer import titles

_RUN: Final = re.compile(rf"(?<![\w@.-]){WORD}(?:{LINK}{WORD}){{1,14}}")
_PIECE: Final = re.compile(rf"({WORD})(?:{GAP}(of the|for the|and the|of|for|and|&|on)(?={GAP}))?")
_SPLIT: Final = re.compile(r"[ \u00a0]")
_NUMBERED: Final = re.compile(rf"{GAP}No\.{GAP}\d{{1,4}}")
_POSSESSIVE: Final = re.compile(r"(?:’s|'s)$")
_ACRONYM_AFTER: Final = re.compile(r"[ \u00a0]\(([A-Z][A-Za-z&-]{1,11})\)")
_ACRONYM: Final = re.compile(rf"(?<![\w@.-])({WORD}(?:{LINK}{WORD}){{1,9}})[ \u00a0]\(([A-Z][A-Z&-]{{1,10}}[A-Z])\)")
_FULL_AFTER: Final = re.compile(rf"(?<![\w-])([A-Z][\w-]{{0,15}}[A-Z][\w-]{{0,15}})[ \u00a0]\(({WORD}(?:{LINK}{WORD}){{2,12}})\)")
_DATELINE: Final = re.compile(
    r"(?:^|(?<=\s))[A-Z][\w./ -]{2,24}, (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?) "
    r"\(([A-Z][\w .’'-]{1,30})\)[ \u00a0]?[-–—]"
)
_SITE: Final = re.compile(
    r"(?<![@/\w.-])([a-z][\w-]{2,30}\.(?:com|net|org|biz|info|news|kz|uz|kg|tj|tm|kr|co\.kr|go\.kr))(?![\w/@.-]*[/@\w])"
)
_PUBLISHED_ON: Final = re.compile(r"(?:released|published|posted|reported|according to)\s(?:on|by|in|at)?\s?$")
_OF: Final = ("of", "for", "on")
_LEGAL_TAIL: Final = re.compile(rf"(?:\.?,?{GAP}(?:Ltd|Inc|LLC))?\.?")


def bodies_by_form(text: str, headings: Sequence[Span], places: frozenset[str] = frozenset()) -> list[Body]:
    """Organisations named by their form or by what is said of them.

    Args:
        text: the page.
        headings: lines in which most words are capitalised, so that a capital means little.
        places: words of countries and cities, which alone are no organisation.
    """
    found = [*_ministries(text), *_by_head(text, headings, places), *_by_acronym(text)]
    found += companies(text, headings, places)
    found += _by_what_is_said(text, headings, places)
    found += [Body(Span(*m.span(1)), m.group(1), "press") for m in _DATELINE.finditer(text)]
    found += [Body(Span(*m.span(1)), m.group(1), identity) for m in _SITE.finditer(text) if (identity := identity_of(text, m.end()))]
    return found


def _ministries(text: str) -> Iterator[Body]:
    """Ministries by what they are for: "Ministry of Trade, Industry and Energy", "Trade Ministry"."""
    if "Ministr" in text:
        for match in _ministry().finditer(text):
            yield Body(Span(*match.span()), _SPLIT.sub(" ", match.group()), "ministry")


def _by_head(text: str, headings: Sequence[Span], places: frozenset[str]) -> Iterator[Body]:
    for run in _RUN.finditer(text):
        if heads().keys().isdisjoint(_SPLIT.split(run.group())) or (inside(run.start(), headings) and not _stands_alone(text, run)):
            continue
        pieces = [(m.group(1), m.group(2), m.start(1) + run.start(), m.end(1) + run.start()) for m in _PIECE.finditer(run.group())]
        at = 0
        while at < len(pieces):
            size, body = _name_from(text, pieces, at, places)
            if body:
                yield body
            at += size


def _stands_alone(text: str, run: re.Match[str]) -> bool:
    """Whether a run of capitals in a heading is a name by itself: it fills its line, or follows "the"."""
    before = text[max(0, run.start() - 5) : run.start()]
    if before.endswith((" the ", "\u00a0the ")):
        return True
    opens = not before.rpartition("\n")[2].strip()
    return opens and text[run.end() : run.end() + 1] in ("", "\n", "\r")


def _name_from(text: str, pieces: list[tuple[str, str | None, int, int]], at: int, places: frozenset[str]) -> tuple[int, Body | None]:
    """One name within a run of capitalised words: the words up to the head noun, and what "of" or "for" adds to it."""
    head = at
    while head < len(pieces) and pieces[head][0] not in heads():
        word, link, *_ = pieces[head]
        if (link and link != "&") or word in words_of("stops") or word in words_of("not_inside"):
            return head - at + 1, None
        head += 1
    if head == len(pieces):
        return head - at, None
    before = pieces[at - 1] if at else None
    part_of = before and (before[1] or "") in _OF and before[0] in words_of("whole")
    if part_of and not (at == 1 and _opens_sentence(text, pieces[0][2])):
        return head - at + 1, None
    end = _last_of_name(pieces, head)
    start = at
    while start < head and (pieces[start][0] in words_of("determiners") or _owner(pieces[start][0], places)):
        start += 1
    consumed = end - at + 1
    numbered = _NUMBERED.match(text, pieces[end][3])
    if start == end or (end == head and not numbered and all(p[0] in words_of("generic") for p in pieces[start:head])):
        return consumed, None
    if pieces[head][0] == "Government" and pieces[head - 1][0] not in words_of("local"):
        return consumed, None
    span = Span(pieces[start][2], pieces[end][3])
    name = _POSSESSIVE.sub("", span.of(text)).rstrip("’'")
    span = Span(span.start, span.start + len(name))
    if numbered:
        span = Span(span.start, numbered.end())
        name = span.of(text)
    elif pieces[end][0] in words_of("legal") and (tail := _LEGAL_TAIL.match(text, span.end)):
        span = Span(span.start, tail.end())
        name = span.of(text)
    acronym = _ACRONYM_AFTER.match(text, span.end)
    return consumed, Body(span, name.replace("\u00a0", " "), kind_by_form(name), Span(*acronym.span(1)) if acronym else None)


def _owner(word: str, places: frozenset[str]) -> bool:
    """Whether a word is a country or city in the genitive: "Korea’s (Saebom Foundation)"."""
    return word.endswith(("’s", "'s")) and word[:-2] in places


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a word is capitalised only because a sentence begins with it."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n\r“”"'


def _last_of_name(pieces: list[tuple[str, str | None, int, int]], head: int) -> int:
    end = head
    while end + 1 < len(pieces):
        link, following = pieces[end][1], pieces[end + 1][0]
        if following in words_of("stops") or following in words_of("not_inside") or pieces[end][0].endswith(("’s", "'s")):
            break
        if end == head and (link in ("and", "&", "and the", "on") or (link is None and following not in heads())):
            break
        if link in ("and the", "on"):
            break
        if link in ("and", "&") and end + 2 < len(pieces) and pieces[end + 2][0] in heads() and pieces[end + 1][1] is None:
            break
        end += 1
    return end


def _by_acronym(text: str) -> Iterator[Body]:
    """Names beside their acronym: "Karavan Trade House (KTH)", "KTH (Karavan Trade House)"."""
    if "(" not in text:
        return
    for match in _FULL_AFTER.finditer(text):
        if any(word in heads() for word in match.group(2).split()):
            yield Body(Span(*match.span(2)), match.group(2), kind_by_form(match.group(2)), Span(*match.span(1)))
    for match in _ACRONYM.finditer(text):
        words = _SPLIT.split(match.group(1))
        if words[-1] in words_of("not_a_body") or words[-1] in heads():
            continue
        capitals = [w for w in words if w[0].isupper()]
        for first in range(len(capitals) - 1):
            if _initials(capitals[first:]) == match.group(2):
                start = match.end(1) - len(match.group(1)[match.group(1).index(capitals[first]) :])
                name = text[start : match.end(1)]
                yield Body(Span(start, match.end(1)), name, kind_by_form(name), Span(*match.span(2)))
                break


def _initials(words: Sequence[str]) -> str:
    return "".join(part[0] for word in words for part in re.split(r"[-–]", word) if part and part[0].isupper())


def _by_what_is_said(text: str, headings: Sequence[Span], places: frozenset[str]) -> Iterator[Body]:
    """Names that show themselves as an organisation's: "according to the X", "a fellow at the X", "The X, set up in 2019, …"."""
    for match in _said().finditer(text):
        group = "after" if match.group("after") else "subject"
        name = match.group(group)
        words = _SPLIT.split(name)
        if (
            len(words) < 2
            or inside(match.start(), headings)
            or not {words[0], words[-1]}.isdisjoint(words_of("stops") | words_of("not_inside") | words_of("not_a_body"))
            or all(w in places or w in words_of("generic") for w in words)
        ):
            continue
        yield Body(Span(*match.span(group)), name.replace("\u00a0", " "), kind_by_form(name))


def identity_of(text: str, end: int) -> str | None:
    """What a web site is said to be right after its name, or "press" where something was released or published on it."""
    after = text[end : end + 60]
    said = re.match(r" is (?:an?|the) ([\w -]{3,50})", after)
    if said:
        return next((kind for kind, words in body_words()["identities"].items() if any(w in said.group(1) for w in words)), None)
    before = text[max(0, end - 60) : end].rpartition(" ")[0] + " "
    return "press" if _PUBLISHED_ON.search(before) else None


@cache
def _ministry() -> re.Pattern[str]:
    field = f"(?:{any_word(titles()['portfolios'])})(?![\\w-])"
    return re.compile(
        rf"\b(?:Ministry|Ministries){GAP}(?:of|for){GAP}(?:the{GAP})?{field}"
        rf"(?:(?:,{GAP}|,?{GAP}and{GAP}(?:the{GAP})?|{GAP}&{GAP}|{GAP}of{GAP}|{GAP}){field}(?!{GAP}(?:Minister|Ministry))){{0,8}}"
        rf"|\b(?:{field}{GAP}(?:and{GAP})?){{1,3}}Ministry\b"
    )


@cache
def _said() -> re.Pattern[str]:
    run = rf"{WORD}(?:{LINK}{WORD}){{1,7}}"
    roles = any_word({word.lower() for word in [*titles()["posts"], *titles()["roles"]]})
    says, origin = any_word(body_words()["body_says"]), any_word(body_words()["body_origin"])
    return re.compile(
        rf"\b(?:[Aa]ccording{GAP}to|(?:{roles}|[Rr]esearchers|[Aa]nalysts|[Ee]xperts|[Ee]conomists|[Oo]fficials){GAP}(?:at|with)){GAP}the{GAP}"
        rf"(?P<after>{run})|\b[Tt]he{GAP}(?P<subject>{run})(?={GAP}(?:{says})\b|,{GAP}(?:{origin}){GAP})"
    )


__all__ = ["Body", "bodies_by_form", "identity_of", "inside", "kind_by_form"]
