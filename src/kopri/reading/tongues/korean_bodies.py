"""Organisations in Korean text, by the last word of their names, by ministries' names, and where a company is said to be one."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import ahocorasick

from kopri.lang.spans import Span
from kopri.reading.page import Mention
from kopri.reading.tongues.found import Body
from kopri.reading.tongues.lexicon import word_pattern, word_set, words

_INSIDE: Final = re.compile(r"[가-힣A-Za-z0-9·ㆍ‧&.]")
_WORD_BEFORE: Final = re.compile(r"(?P<word>[가-힣A-Za-z0-9·ㆍ‧–—-]{1,20})[ \u00a0]$")
_CASE: Final = re.compile(r"[가-힣]{2,}(?:은|는|이|가|을|를|의|에|와|과|에서|으로|로|에게|등|및|며|고|한|할|된|인|했다|하는)$")
_MINISTRY: Final = re.compile(
    r"\s(?P<name>[가-힣·]{3,14}부)(?<!정부)(?<!내부)(?<!본부)(?<!지부)(?<!동부)(?<!서부)(?<!남부)(?<!북부)(?<!중부)(?<!일부)(?<!간부)(?<!외부)"
)
_FARTHEST: Final = 4
_LONGEST: Final = 45
_LEAST: Final = 3
_UNSURE_STEM: Final = 2


def find_bodies(text: str, known: Sequence[Mention]) -> list[Body]:
    """Organisations named by their form.

    Args:
        text: the page.
        known: names of the gazetteer, in text order; an organisation is of the countries in its name or right before it.
    """
    places = [m for m in known if m.kind in ("country", "region", "city")]
    found = [b for b in (_headed(text, hit, places) for hit in heads_in(text)) if b]
    found += _ministries(text, places)
    found += [b for m in places if m.kind == "country" and (b := ministry_after(text, m))]
    found += _companies(text)
    return found


def heads_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Each last word of an organisation's name that ends a word: start, end, word and kind; the longest at each end."""
    best: dict[int, tuple[int, int, str, str]] = {}
    for last, (word, kind) in _automaton().iter(text):
        end = last + 1
        if ends_word(text, end) and (end not in best or len(word) > len(best[end][2])):
            best[end] = (end - len(word), end, word, kind)
    yield from best.values()


def ends_word(text: str, end: int) -> bool:
    """Whether a word may end here: nothing, or only particles, follows in Hangul."""
    following = text[end : end + 1]
    if not "가" <= following <= "힣":
        return True
    return _particle().match(text, end) is not None


def word_start(text: str, at: int) -> int:
    """Where the word begins in which `at` stands."""
    while at and _INSIDE.match(text[at - 1]):
        at -= 1
    while at < len(text) and text[at] in "·ㆍ‧.":
        at += 1
    return at


def _headed(text: str, hit: tuple[int, int, str, str], places: Sequence[Mention]) -> Body | None:
    start, end, head, kind = hit
    begin = word_start(text, start)
    word = text[begin:end]
    if word in word_set("ko", "generic") or (kind == "company" and start - begin < _UNSURE_STEM):
        wider = _with_words_before(text, begin, word, places)
        if wider is None:
            return None
        begin = wider
    elif kind in ("secretariat", "commission", "association"):
        wider = _with_words_before(text, begin, word, places)
        begin = begin if wider is None else wider
    name = text[begin:end]
    if len(name) <= max(_LEAST, len(head)) or not any("가" <= c <= "힣" for c in name):
        return None
    return Body(Span(begin, end), re.sub(r"\s+", " ", name), kind, _countries(text, begin, end, places))


def _with_words_before(text: str, begin: int, word: str, places: Sequence[Mention]) -> int | None:
    """Where a name begins whose last word is generic: at a country, or a pair of them, up to four words before; None if there is none."""
    at = begin
    for _ in range(_FARTHEST):
        before = _WORD_BEFORE.search(text, max(0, at - 24), at)
        if before is None:
            return None
        start = before.start("word")
        said = before.group("word")
        pair = _pair().search(text, max(0, start - 2), before.end("word"))
        if pair and pair.end() <= before.end("word"):
            return pair.start() if before.end("word") - pair.end() <= 2 else start
        if any(start <= m.span.start < before.end("word") and m.kind == "country" and m.span.end == before.end("word") for m in places):
            joined = _pair().search(text, max(0, start - 10), before.end("word"))
            return joined.start() if joined and joined.end() == before.end("word") else start
        if _CASE.fullmatch(said) or len(text[start:begin]) + len(word) > _LONGEST:
            return None
        if said.endswith(("연합", "세계", "국제")):
            return start
        at = start
    return None


def _ministries(text: str, places: Sequence[Mention]) -> Iterator[Body]:
    for name in ("ministries", "agencies"):
        if not any(mark in text for mark in ("부", "청", "처")):
            return
        for match in _bounded(name).finditer(text):
            if not ends_word(text, match.end()):
                continue
            kind = "ministry" if name == "ministries" else "agency"
            countries = _country_before(match.start(), places)
            yield Body(Span(*match.span()), match.group(), kind, countries)


def ministry_after(text: str, place: Mention) -> Body | None:
    """As in "키르기스스탄 노동사회보장이민부": a word in "부" right after a country is a ministry of it."""
    match = _MINISTRY.match(text, place.span.end)
    return (
        Body(Span(*match.span("name")), match.group("name"), "ministry", (place.id,))
        if match and place.id and ends_word(text, match.end())
        else None
    )


def _companies(text: str) -> Iterator[Body]:
    for name in ("company_before", "company_after"):
        for match in word_pattern("ko", name).finditer(text):
            found = _without_particle(match.group("name"))
            if len(found) > 1 and found not in word_set("ko", "titles") and not found.endswith(("회사", "기업", "업체", "공장")):
                yield Body(Span(match.start("name"), match.start("name") + len(found)), found, "company")
    for match in word_pattern("ko", "dateline").finditer(text):
        yield Body(Span(*match.span("name")), match.group("name"), "press")


def _without_particle(word: str) -> str:
    found = re.search(rf"{words('ko')['particles']}$", word)
    return word[: found.start()] if found and found.start() > 1 else word


def _countries(text: str, start: int, end: int, places: Sequence[Mention]) -> tuple[str, ...]:
    inside = tuple(dict.fromkeys(c for m in places if start <= m.span.start < end for c in (m.members or ((m.id,) if m.id else ()))))
    pair = _pair().match(text, start, end)
    if pair and "KOR" not in inside:
        return ("KOR", *inside)
    return inside or _country_before(start, places)


def _country_before(start: int, places: Sequence[Mention]) -> tuple[str, ...]:
    """The country right before a name ("우즈베키스탄 교통부")."""
    near = next((m for m in places if m.kind == "country" and 0 <= start - m.span.end <= 1 and m.span.end <= start), None)
    return (near.id,) if near and near.id else ()


@cache
def _automaton() -> Any:  # noqa: ANN401, RUF100
    automaton = ahocorasick.Automaton()
    for kind, heads in words("ko")["heads"].items():
        for head in heads:
            automaton.add_word(head, (head, kind))
    automaton.make_automaton()
    return automaton


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(rf"{words('ko')['particles']}{{1,2}}(?![가-힣])")


@cache
def _bounded(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{words('ko')[name]})")


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{words('ko')['bilateral']})")
