"""People and their posts in Korean text: the post stands after the name, often with a body between ("탁정훈 대한민국 대통령")."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import ahocorasick

from kopri.lang.spans import Span
from kopri.reading.page import Mention
from kopri.reading.tongues.found import Appearance
from kopri.reading.tongues.korean_bodies import ends_word, word_start
from kopri.reading.tongues.lexicon import any_of, word_set, words

_TOKEN: Final = re.compile(r"[^\s]+")
_HANGUL: Final = re.compile(r"[가-힣]+")
_REACH: Final = 60
_NEAR: Final = 300
_BEFORE: Final = 7
_KOREAN_NAME: Final = 3
_LONGEST_FOREIGN: Final = 9
_SURE_JOINED: Final = 2


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


def find_people(text: str, bodies: Sequence[Span], known: Sequence[Mention]) -> list[Appearance]:
    """People named with a post.

    Args:
        text: the page.
        bodies: where organisations stand, in text order.
        known: countries and people of the gazetteer, in text order.
    """
    found = []
    body_starts, known_starts = [b.start for b in bodies], [m.span.start for m in known]
    for title in _titles(text):
        first, last = title.start - _NEAR, title.end
        near_bodies = bodies[bisect_left(body_starts, first) : bisect_left(body_starts, last)]
        near_known = known[bisect_left(known_starts, first) : bisect_left(known_starts, last)]
        one = _bracketed(text, title, near_bodies) or _in_brackets(text, title, near_bodies) or _before_title(text, title, near_bodies, near_known)
        if one:
            found.append(one)
    return found


def _titles(text: str) -> Iterator[Span]:
    """Each post as a word, with what is joined before it."""
    best: dict[int, Span] = {}
    for last, title in _automaton().iter(text):
        end = last + 1
        if not ends_word(text, end):
            continue
        start = word_start(text, end - len(title))
        word = text[start:end]
        joined = end - len(title) - start
        if word in word_set("ko", "not_titles") or (title in word_set("ko", "joined_only") and joined < _SURE_JOINED):
            continue
        best[end] = Span(start, end)
    yield from best.values()


def _bracketed(text: str, title: Span, bodies: Sequence[Span]) -> Appearance | None:
    """ "보건복지부(장관 서도윤)": the post before the name, in brackets after the body."""
    if text[title.start - 1 : title.start] not in ("(", "（"):
        return None
    match = _HANGUL.match(text, title.end + 1)
    if match is None or text[match.end() : match.end() + 1] not in (")", ",", "）") or not _is_korean(match.group(), short=True):
        return None
    body = next((b for b in bodies if b.end == title.start - 1), None)
    name = body.of(text) if body else None
    post = f"{name} {title.of(text)}" if name else title.of(text)
    start = body.start if body else title.start
    return Appearance(Span(*match.span()), match.group(), Span(start, match.end()), title, post, name)


def _in_brackets(text: str, title: Span, bodies: Sequence[Span]) -> Appearance | None:
    """"윤가온 (새벽대 국제학부 교수)": the name before brackets that say what the person is."""
    if text[title.end : title.end + 1] not in (")", "·", ","):
        return None
    match = _BOXED.search(text, max(0, title.start - _REACH), title.start)
    if match is None or not _is_korean(match.group("name")):
        return None
    said = match.group("of").strip()
    body = next((b.of(text) for b in bodies if match.start("of") <= b.start < title.start), None)
    head = said.split(" ")[0] if said else None
    return Appearance(Span(*match.span("name")), match.group("name"), Span(match.start("name"), title.end), title, f"{said} {title.of(text)}".strip(), body or head)


def _before_title(text: str, title: Span, bodies: Sequence[Span], known: Sequence[Mention]) -> Appearance | None:
    line = text.rfind("\n", max(0, title.start - _REACH), title.start) + 1
    tokens = [_Word(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, max(line, title.start - _REACH), title.start)][-_BEFORE:]
    between: list[_Word] = []
    at = len(tokens) - 1
    while at >= 0:
        word = tokens[at]
        if word.text in word_set("ko", "modifiers"):
            at -= 1
            continue
        person = _known_person(word, known)
        if person:
            return _made(
                text, title, person.span, person.name, between, tokens[: _index(tokens, person.span.start)], bodies, known, key=person.id
            )
        if _between(text, word, bodies, known, title):
            between.insert(0, word)
            at -= 1
            continue
        unnamed = not between and at and text[title.start : title.end] in word_set("ko", "of_bodies") and re.fullmatch(r"[가-힣A-Za-z&]{3,14}", word.text)
        if unnamed and not _is_korean(word.text) and _is_korean(tokens[at - 1].text) and not _COMMON_END.search(word.text):
            between.insert(0, word)
            at -= 1
            continue
        if _is_korean(word.text, short=bool(between)):
            return _made(text, title, Span(word.start, word.end), word.text, between, tokens[:at], bodies, known)
        return _foreign(text, title, tokens, at, between, bodies, known)
    return None


def _known_person(word: _Word, known: Sequence[Mention]) -> Mention | None:
    return next((m for m in known if m.kind == "person" and m.span.start <= word.start + 12 and m.span.end == word.end), None)


def _index(tokens: Sequence[_Word], start: int) -> int:
    return next((i for i, t in enumerate(tokens) if t.start >= start), len(tokens))


def _between(text: str, word: _Word, bodies: Sequence[Span], known: Sequence[Mention], title: Span) -> bool:
    """Whether a word between name and post says what the post is of: a country, a body, "주한"."""
    if (
        word.text in ("주한", "주미", "주러", "제1", "제2")
        or (re.fullmatch(r"주[가-힣]{1,6}", word.text)
        and title.of(text).endswith(("대사", "총영사")))
    ):
        return True
    if any(b.start < word.end and word.start < b.end and word.end <= b.end for b in bodies):
        return True
    if any(m.kind in ("country", "region", "city") and m.span.start == word.start and m.span.end == word.end for m in known):
        return True
    return word.text.endswith("대") and text[title.start : title.end] in ("교수", "총장", "학장") and len(word.text) > 1


def _is_korean(word: str, *, short: bool = False) -> bool:
    """Whether a word may be a Korean's full name. `short`: of two syllables too, where what follows speaks for it."""
    if not _HANGUL.fullmatch(word) or word in word_set("ko", "not_names"):
        return False
    size = len(word)
    if word[:2] in word_set("ko", "long_surnames"):
        return size in (_KOREAN_NAME, _KOREAN_NAME + 1)
    if word[0] not in words("ko")["surnames"] or word[-1] in words("ko")["name_ends"]:
        return False
    return size == _KOREAN_NAME or (short and size == _KOREAN_NAME - 1)


def _foreign(
    text: str, title: Span, tokens: list[_Word], at: int, between: list[_Word], bodies: Sequence[Span], known: Sequence[Mention]
) -> Appearance | None:
    """A foreigner's name: its last word looks foreign, and so may those before it."""
    if not _looks_foreign(tokens[at].text):
        return _plain_foreign(text, title, tokens, at, between, bodies, known)
    first = at
    while first and at - first < _SURE_JOINED and _may_be_given(tokens[first - 1], known, bodies):
        if first < at and not _looks_foreign(tokens[first - 1].text):
            break
        first -= 1
    sure = tokens[at].text.endswith(tuple(words("ko")["foreign_ends"]))
    if first == at and not sure:
        return None
    span = Span(tokens[first].start, tokens[at].end)
    return _made(text, title, span, span.of(text), between, tokens[:first], bodies, known, full=first < at)


def _plain_foreign(
    text: str, title: Span, tokens: list[_Word], at: int, between: list[_Word], bodies: Sequence[Span], known: Sequence[Mention]
) -> Appearance | None:
    """Two words without case endings between a word with one and a foreign country with a post: "…에서 마울렌 아시몹 카자흐스탄 상원의장"."""
    abroad = any(m.kind == "country" and m.id != "KOR" and any(m.span.start == w.start for w in between) for m in known)
    if not abroad or at < 1 or (at > 1 and not _CASE_END.search(tokens[at - 2].text)):
        return None
    given, family = tokens[at - 1], tokens[at]
    if not all(_HANGUL.fullmatch(w.text) and 1 < len(w.text) <= _LONGEST_FOREIGN and not _PARTICLE_END.search(w.text) for w in (given, family)):
        return None
    if any(w.text in word_set("ko", "not_names") for w in (given, family)):
        return None
    span = Span(given.start, family.end)
    return _made(text, title, span, span.of(text), between, tokens[: at - 1], bodies, known)


def _looks_foreign(word: str) -> bool:
    if not _HANGUL.fullmatch(word) or not 1 < len(word) <= _LONGEST_FOREIGN or word in word_set("ko", "not_foreign"):
        return False
    return word.endswith(tuple(words("ko")["foreign_ends"])) or any(c in words("ko")["foreign_syllables"] for c in word)


def _may_be_given(word: _Word, known: Sequence[Mention], bodies: Sequence[Span]) -> bool:
    """Whether a word may be the given name before a foreigner's family name: no case ending, no name of a place or body."""
    said = word.text
    if not re.fullmatch(r"[가-힣-]{2,9}", said) or said in word_set("ko", "not_foreign") or said in word_set("ko", "modifiers"):
        return False
    if any(m.span.start < word.end and word.start < m.span.end for m in known) or any(
        b.start < word.end and word.start < b.end for b in bodies
    ):
        return False
    plain = _PARTICLE_END.search(said)
    return not (plain and not any(c in words("ko")["foreign_syllables"] for c in said)) or (len(said) <= 3 and not _COMMON_END.search(said))


_PARTICLE_END: Final = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|로|도|인|한|된|던|할|고|며|서|간|측|등|및|상|후|전|중|날|해|년|월|일|들)$"
)
_FORM: Final = re.compile(r"^(?:㈜|\(주\))|(?:㈜|\(주\))$")
_CASE_END: Final = re.compile(r"(?:은|는|이|가|을|를|에서|에|와|과|고|로|한|된|인|중인|측|,|[)\]=:”’])$")
_BOXED: Final = re.compile(r"(?P<name>[가-힣]{3,4})\s?[(（](?P<of>[^()（）\n]{0,30})\Z")
_COMMON_END: Final = re.compile(r"(?:은|는|을|를|의|에|와|과|로|도|인|한|된|던|할|고|며|서|측|등|및|날|년|월|일|중|들)$")


def _made(
    text: str,
    title: Span,
    at: Span,
    name: str,
    between: Sequence[_Word],
    before: Sequence[_Word],
    bodies: Sequence[Span],
    known: Sequence[Mention],
    *,
    full: bool = True,
    key: str | None = None,
) -> Appearance:
    country = next((m.id for m in known if m.kind == "country" and any(m.span.start == w.start for w in between)), None)
    said = [_FORM.sub("", w.text) for w in between if not any(m.kind == "country" and m.span.start == w.start for m in known)]
    start, organisation = at.start, country or (" ".join(s for s in said if not _ENVOY.match(s)) or None)
    if not between and before:
        start, organisation = _owner(text, before[-1], at, bodies, known)
    elif country is None and before:
        near = next((m for m in known if m.kind == "country" and 0 < at.start - m.span.end <= 1), None)
        organisation = near.id if near else organisation
    post = " ".join([*said, title.of(text)])
    return Appearance(at, name, Span(start, title.end), title, post, organisation, full, key)


def _owner(text: str, word: _Word, at: Span, bodies: Sequence[Span], known: Sequence[Mention]) -> tuple[int, str | None]:
    """What the person belongs to, named right before: "다온모터스의 방태오 대표", "외교부 한지민 국장"."""
    gap = re.compile(r"(?:의|인|\s소속)?\s$")
    for body in bodies:
        if body.start >= word.start - _REACH and body.end <= at.start and gap.fullmatch(text[body.end : at.start]):
            return body.start, body.of(text)
    for mention in known:
        if mention.kind == "country" and mention.span.end <= at.start and gap.fullmatch(text[mention.span.end : at.start]):
            return mention.span.start, mention.id
    owner = _OWNER.fullmatch(word.text)
    if owner and owner.group("name") not in word_set("ko", "not_names"):
        return word.start, owner.group("name")
    return at.start, None


_ENVOY: Final = re.compile(r"주[가-힣]{1,8}$|제[12]$")
_OWNER: Final = re.compile(r"(?P<name>[가-힣A-Za-z&]{3,14})의")


@cache
def _automaton() -> Any:  # noqa: ANN401, RUF100
    automaton = ahocorasick.Automaton()
    for title in words("ko")["titles"]:
        automaton.add_word(title, title)
    automaton.make_automaton()
    return automaton


@cache
def short_title() -> re.Pattern[str]:
    """A family name of one syllable before a post ("서 장관"): the group `family`."""
    titles = any_of(words("ko")["titles"])
    return re.compile(rf"(?<![가-힣])(?P<family>[{words('ko')['surnames']}])\s(?:{titles})(?=(?:{words('ko')['particles']})?(?![가-힣]))")
