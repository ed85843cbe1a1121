"""Organisations found by the form of their names: a head noun, a ministry's field, an acronym in brackets, what is said of them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word
from kopri.reading.names.body import GAP, Body, Run, bare, body_words, heads, inside, kind_by_form, runs_in, words_of
from kopri.reading.names.companies import companies
from kopri.reading.names.gazetteer import titles

_NUMBERED: Final = re.compile(rf"{GAP}No\.{GAP}\d{{1,4}}")
_GAPS: Final = re.compile(r"[ \u00a0]")
_REACH: Final = 80
_POSSESSIVE: Final = re.compile(r"(?:’s|'s)$")
_ACRONYM_AFTER: Final = re.compile(r"[ \u00a0]\(([A-Z][A-Za-z&-]{1,11})\)")
_ACRONYM: Final = re.compile(r"\(([A-Z][A-Z&-]{1,10}[A-Z])\)")
_ACRONYM_BEFORE: Final = re.compile(r"(?<![\w-])([A-Z][\w-]{0,15}[A-Z][\w-]{0,15})[ \u00a0]$")
_AGENCY: Final = re.compile(r"\(([A-Z][\w .’'-]{1,30})\)[ \u00a0]?[-–—]")
_DATELINE: Final = re.compile(
    r"(?:^|(?<=\s))[A-Z][\w./ -]{2,24}, (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?) $"
)
_TOP_LEVEL: Final = (".com", ".net", ".org", ".biz", ".info", ".news", ".kz", ".uz", ".kg", ".tj", ".tm", ".kr")
_SITE: Final = re.compile(
    r"(?<![@/\w.-])([a-z][\w-]{2,30}\.(?:com|net|org|biz|info|news|kz|uz|kg|tj|tm|kr|co\.kr|go\.kr))(?![\w/@.-]*[/@\w])"
)
_PUBLISHED_ON: Final = re.compile(r"(?:released|published|posted|reported|according to)\s(?:on|by|in|at)?\s?$")
_OF: Final = ("of", "for", "on")
_LEGAL_TAIL: Final = re.compile(rf"(?:\.?,?{GAP}(?:Ltd|Inc|LLC))?\.?")


def bodies_by_form(
    text: str,
    headings: Sequence[Span],
    places: frozenset[str] = frozenset(),
    cues: Sequence[tuple[int, int]] = (),
    people: frozenset[str] = frozenset(),
) -> list[Body]:
    """Organisations named by their form or by what is said of them.

    Args:
        text: the page.
        headings: lines in which most words are capitalised, so that a capital means little.
        places: words of countries and cities, which alone are no organisation.
        cues: where words for companies stand ("firm", "carrier", "consortium").
        people: words of people's names.
    """
    runs = runs_in(text)
    found = [*_ministries(text), *_by_head(text, runs, headings, places), *_in_brackets(text, runs)]
    found += companies(text, runs, headings, places, cues, people=people)
    found += _by_what_is_said(text, runs, headings, places)
    if any(ending in text for ending in _TOP_LEVEL):
        found += [Body(Span(*m.span(1)), m.group(1), identity) for m in _SITE.finditer(text) if (identity := identity_of(text, m.end()))]
    return found


def _ministries(text: str) -> Iterator[Body]:
    """Ministries by what they are for: "Ministry of Trade, Industry and Energy", "Trade Ministry"."""
    at = text.find("Ministr")
    while at >= 0:
        named = _ministry_of().match(text, at)
        before = None if named else _ministry_after().search(text, max(0, at - _REACH), at)
        if named:
            yield Body(Span(*named.span()), _GAPS.sub(" ", named.group()), "ministry")
        elif before and text.startswith("Ministry", at):
            span = Span(before.start(), at + len("Ministry"))
            yield Body(span, _GAPS.sub(" ", span.of(text)), "ministry")
        at = text.find("Ministr", at + 1)


def _by_head(text: str, runs: Sequence[Run], headings: Sequence[Span], places: frozenset[str]) -> Iterator[Body]:
    for run in runs:
        if heads().keys().isdisjoint(map(bare, run.words)) or (inside(run.start, headings) and not _stands_alone(text, run)):
            continue
        pieces, at = run.pieces(text), 0
        while at < len(pieces):
            size, body = _name_from(text, pieces, at, places)
            if body:
                yield body
            at += size


def _stands_alone(text: str, run: Run) -> bool:
    """Whether a run of capitals in a heading is a name by itself: it fills its line, or follows "the"."""
    before = text[max(0, run.start - 5) : run.start]
    if before.endswith((" the ", "\u00a0the ")):
        return True
    opens = not before.rpartition("\n")[2].strip()
    return opens and text[run.end : run.end + 1] in ("", "\n", "\r")


def _name_from(text: str, pieces: list[tuple[str, str | None, int, int]], at: int, places: frozenset[str]) -> tuple[int, Body | None]:
    """One name within a run of capitalised words: the words up to the head noun, and what "of" or "for" adds to it."""
    head = at
    while head < len(pieces) and bare(pieces[head][0]) not in heads():
        word, link, *_ = pieces[head]
        if (link and link != "&") or word in words_of("stops") or word in words_of("not_inside"):
            return head - at + 1, None
        head += 1
    if head == len(pieces):
        return head - at, None
    head = _last_head(pieces, head)
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


def _last_head(pieces: list[tuple[str, str | None, int, int]], head: int) -> int:
    """The last head noun of words that follow each other without "of" or "and": "Korea Electronics Research (Institute)"."""
    at, last = head, head
    while at + 1 < len(pieces) and not pieces[at][1] and pieces[at + 1][0] not in words_of("stops") | words_of("not_inside"):
        at += 1
        last = at if pieces[at][0] in heads() else last
    return last


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
        if link == "on" and pieces[end][0] in words_of("on_fields"):
            end += 1
            continue
        if end == head and (link in ("and", "&", "and the", "on") or (link is None and following not in heads())):
            break
        if link in ("and the", "on") or (link in ("and", "&") and following.isupper() and len(following) > 1):
            break
        if link in ("and", "&") and end + 2 < len(pieces) and pieces[end + 2][0] in heads() and pieces[end + 1][1] is None:
            break
        end += 1
    return end


def _in_brackets(text: str, runs: Sequence[Run]) -> Iterator[Body]:
    """Names beside their acronym: "Karavan Trade House (KTH)", "KTH (Karavan Trade House)"; and the agency of a dateline."""
    by_end, by_start = {run.end: run for run in runs}, {run.start: run for run in runs}
    at = text.find("(")
    while at >= 0:
        acronym, spelt_out = _ACRONYM.match(text, at), by_start.get(at + 1)
        if acronym and at - 1 in by_end:
            yield from _spelt_out(text, by_end[at - 1], Span(*acronym.span(1)))
        elif (
            spelt_out
            and len(spelt_out.words) > 2
            and text.startswith(")", spelt_out.end)
            and not heads().keys().isdisjoint(spelt_out.words)
        ):
            before = _ACRONYM_BEFORE.search(text, max(0, at - 34), at)
            if before:
                span = Span(spelt_out.start, spelt_out.end)
                yield Body(span, span.of(text), kind_by_form(span.of(text)), Span(*before.span(1)))
        agency = _AGENCY.match(text, at)
        if agency and _DATELINE.search(text, max(0, at - _REACH), at):
            yield Body(Span(*agency.span(1)), agency.group(1), "press")
        at = text.find("(", at + 1)


def _spelt_out(text: str, run: Run, acronym: Span) -> Iterator[Body]:
    """The words before an acronym whose first letters it has."""
    if run.words[-1] in words_of("not_a_body") or run.words[-1] in heads():
        return
    pieces = run.pieces(text)
    for first in range(len(pieces) - 1):
        if _initials([p[0] for p in pieces[first:]]) == acronym.of(text):
            span = Span(pieces[first][2], run.end)
            yield Body(span, span.of(text), kind_by_form(span.of(text)), acronym)
            return


def _initials(words: Sequence[str]) -> str:
    return "".join(part[0] for word in words for part in re.split(r"[-–]", word) if part and part[0].isupper())


def _by_what_is_said(text: str, runs: Sequence[Run], headings: Sequence[Span], places: frozenset[str]) -> Iterator[Body]:
    """Names that show themselves as an organisation's: "according to the X", "a fellow at the X", "The X, set up in 2019, …"."""
    for run in runs:
        opens = run.words[0] == "The" and len(run.words) > 2
        if not (opens or text[max(0, run.start - 4) : run.start] in ("the ", "the\u00a0")) or inside(run.start, headings):
            continue
        start = run.start + len("The ") if opens else run.start
        first, last = run.words[opens], run.words[-1]
        if not {first, last}.isdisjoint(words_of("stops") | words_of("not_inside") | words_of("not_a_body")):
            continue
        if all(w in places or w in words_of("generic") for w in run.words[opens:]):
            continue
        if _said_after().match(text, run.end) or _said_before().search(text, max(0, run.start - _REACH), run.start):
            name = text[start : run.end].replace("\u00a0", " ")
            yield Body(Span(start, run.end), name, kind_by_form(name))


def identity_of(text: str, end: int) -> str | None:
    """What a web site is said to be right after its name, or "press" where something was released or published on it."""
    after = text[end : end + 60]
    said = re.match(r" is (?:an?|the) ([\w -]{3,50})", after)
    if said:
        return next((kind for kind, words in body_words()["identities"].items() if any(w in said.group(1) for w in words)), None)
    before = text[max(0, end - 60) : end].rpartition(" ")[0] + " "
    return "press" if _PUBLISHED_ON.search(before) else None


@cache
def _field() -> str:
    return f"(?:{any_word(titles()['portfolios'])})(?![\\w-])"


@cache
def _ministry_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?:Ministry|Ministries){GAP}(?:of|for){GAP}(?:the{GAP})?{_field()}"
        rf"(?:(?:,{GAP}|,?{GAP}and{GAP}(?:the{GAP})?|{GAP}&{GAP}|{GAP}of{GAP}|{GAP}){_field()}(?!{GAP}(?:Minister|Ministry))){{0,8}}"
    )


@cache
def _ministry_after() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_field()}{GAP}(?:and{GAP})?){{1,3}}\Z")


@cache
def _said_before() -> re.Pattern[str]:
    roles = any_word({word.lower() for word in [*titles()["posts"], *titles()["roles"]]})
    others = "[Rr]esearchers|[Aa]nalysts|[Ee]xperts|[Ee]conomists|[Oo]fficials"
    return re.compile(rf"\b(?:[Aa]ccording{GAP}to|(?:{roles}|{others}){GAP}(?:at|with)){GAP}the{GAP}\Z")


@cache
def _said_after() -> re.Pattern[str]:
    says, origin = any_word(body_words()["body_says"]), any_word(body_words()["body_origin"])
    return re.compile(rf"{GAP}(?:{says})\b|,{GAP}(?:{origin}){GAP}")


__all__ = ["Body", "bodies_by_form", "identity_of", "inside", "kind_by_form"]
