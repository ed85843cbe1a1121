"""People and their posts in Korean text: the post stands after the name, often with a body between ("탁정훈 대한민국 대통령")."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import ahocorasick

from kopri.lang.spans import Span
from kopri.reading.page import Mention
from kopri.reading.tongues.found import Appearance
from kopri.reading.tongues.korean_bodies import ends_word, word_start
from kopri.reading.tongues.korean_words import (
    HANGUL,
    LONGEST_FOREIGN,
    ends_like_common,
    has_case_ending,
    is_korean_name,
    is_surely_foreign,
    looks_foreign,
    may_be_given,
)
from kopri.reading.tongues.lexicon import any_of, word_set, words

_TOKEN: Final = re.compile(r"[^\s]+")
_NEAR: Final = 150
_REACH: Final = 60
_BEFORE: Final = 7
_SURE_JOINED: Final = 2
_FULLEST: Final = 12
_FORM: Final = re.compile(r"^(?:㈜|\(주\))|(?:㈜|\(주\))$")
_CASE_END: Final = re.compile(r"(?:은|는|이|가|을|를|에서|에|와|과|고|로|한|된|인|중인|측|,|[)\]=:”’])$")
_BOXED: Final = re.compile(r"(?P<name>[가-힣]{3,4})\s?[(（](?P<of>[^()（）\n]{0,30})\Z")
_ENVOY: Final = re.compile(r"주[가-힣]{1,8}$|제[12]$")
_POSTED: Final = re.compile(r"주[가-힣]{1,6}")
_OWNER: Final = re.compile(r"(?P<name>[가-힣A-Za-z&]{3,14})의")
_OWNER_GAP: Final = re.compile(r"(?:의|인|\s소속)?\s$")
_NAMED_BEFORE: Final = re.compile(r"(?<![가-힣A-Za-z])[가-힣A-Za-z&]{4,16}\Z")
_UNNAMED: Final = re.compile(r"[가-힣A-Za-z&]{3,14}")


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
        near = bodies[bisect_left(body_starts, first) : bisect_left(body_starts, last)]
        titled = _Titled(text, title, near, known[bisect_left(known_starts, first) : bisect_left(known_starts, last)])
        one = titled.bracketed() or titled.boxed() or titled.named_before()
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
        joined = end - len(title) - start
        if text[start:end] in word_set("ko", "not_titles") or (title in word_set("ko", "joined_only") and joined < _SURE_JOINED):
            continue
        best[end] = Span(start, end)
    yield from best.values()


@dataclass(slots=True)
class _Titled:
    """A post in the text with what stands near it; `between` are the words found between name and post."""

    text: str
    title: Span
    bodies: Sequence[Span]
    known: Sequence[Mention]
    tokens: list[_Word] = field(default_factory=list)
    between: list[_Word] = field(default_factory=list)

    def bracketed(self) -> Appearance | None:
        """The post before the name, in brackets after the body: "보건복지부(장관 서도윤)"."""
        text, title = self.text, self.title
        if text[title.start - 1 : title.start] not in ("(", "（"):
            return None
        match = HANGUL.match(text, title.end + 1)
        if match is None or text[match.end() : match.end() + 1] not in (")", ",", "）") or not is_korean_name(match.group(), short=True):
            return None
        word = _NAMED_BEFORE.search(text, max(0, title.start - _REACH), title.start - 1)
        body = next((b for b in self.bodies if b.end == title.start - 1), Span(*word.span()) if word else None)
        name = body.of(text) if body else None
        post = f"{name} {title.of(text)}" if name else title.of(text)
        start = body.start if body else title.start
        return Appearance(Span(*match.span()), match.group(), Span(start, match.end()), title, post, name)

    def boxed(self) -> Appearance | None:
        """The name before brackets that say what the person is: "윤가온 (새벽대 국제학부 교수)"."""
        text, title = self.text, self.title
        if text[title.end : title.end + 1] not in (")", "·", ","):
            return None
        match = _BOXED.search(text, max(0, title.start - _REACH), title.start)
        if match is None or not is_korean_name(match.group("name")):
            return None
        said = match.group("of").strip()
        body = next((b.of(text) for b in self.bodies if match.start("of") <= b.start < title.start), None)
        organisation = body or (said.split(" ")[0] if said else None)
        post = f"{said} {title.of(text)}".strip()
        return Appearance(Span(*match.span("name")), match.group("name"), Span(match.start("name"), title.end), title, post, organisation)

    def named_before(self) -> Appearance | None:
        """The name before the post, with what the post is of between them or before both."""
        start = self.title.start
        line = self.text.rfind("\n", max(0, start - _REACH), start) + 1
        found = _TOKEN.finditer(self.text, max(line, start - _REACH), start)
        self.tokens = [_Word(m.start(), m.end(), m.group()) for m in found][-_BEFORE:]
        at = len(self.tokens) - 1
        while at >= 0:
            word = self.tokens[at]
            person = self._known_person(word)
            if person:
                before = next((i for i, t in enumerate(self.tokens) if t.start >= person.span.start), at)
                return self._made(person.span, person.name, before, key=person.id)
            if word.text not in word_set("ko", "modifiers"):
                if not (self._is_between(word) or self._is_unnamed_body(at)):
                    break
                self.between.insert(0, word)
            at -= 1
        if at < 0:
            return None
        word = self.tokens[at]
        if is_korean_name(word.text, short=bool(self.between)):
            return self._made(Span(word.start, word.end), word.text, at)
        return self._foreign(at) if looks_foreign(word.text) else self._plain_foreign(at)

    def _known_person(self, word: _Word) -> Mention | None:
        fitting = (m for m in self.known if m.kind == "person" and m.span.start <= word.start + _FULLEST and m.span.end == word.end)
        return next(fitting, None)

    def _is_between(self, word: _Word) -> bool:
        """Whether a word between name and post says what the post is of: a country, a body, "주한"."""
        post = self.title.of(self.text)
        if word.text in ("주한", "제1", "제2") or (_POSTED.fullmatch(word.text) and post.endswith(("대사", "총영사"))):
            return True
        if any(b.start < word.end and word.start < b.end <= word.end for b in self.bodies):
            return True
        if any(m.kind in ("country", "region", "city") and (m.span.start, m.span.end) == (word.start, word.end) for m in self.known):
            return True
        return word.text.endswith("대") and post in ("교수", "총장", "학장") and len(word.text) > 1

    def _is_unnamed_body(self, at: int) -> bool:
        """Whether a word between a Korean's full name and a post of bodies is one, though nothing in it shows that."""
        word = self.tokens[at].text
        if self.between or not at or self.title.of(self.text) not in word_set("ko", "of_bodies") or not _UNNAMED.fullmatch(word):
            return False
        return (
            not is_korean_name(word)
            and not is_surely_foreign(word)
            and is_korean_name(self.tokens[at - 1].text)
            and not ends_like_common(word)
        )

    def _foreign(self, at: int) -> Appearance | None:
        """A foreigner's name: its last word looks foreign, those before it may be given names."""
        first = at
        while (
            first and at - first < _SURE_JOINED and may_be_given(self.tokens[first - 1].text) and not self._is_named(self.tokens[first - 1])
        ):
            if first < at and not looks_foreign(self.tokens[first - 1].text):
                break
            first -= 1
        if first == at and not is_surely_foreign(self.tokens[at].text):
            return None
        span = Span(self.tokens[first].start, self.tokens[at].end)
        return self._made(span, span.of(self.text), first, full=first < at or bool(self.between))

    def _plain_foreign(self, at: int) -> Appearance | None:
        """Two words without case endings between one with and a foreign country with a post: "…에서 마울렌 아시몹 카자흐스탄 상원의장"."""
        starts = {w.start for w in self.between}
        abroad = any(m.kind == "country" and m.id != "KOR" and m.span.start in starts for m in self.known)
        if not abroad or at < 1 or (at > 1 and not _CASE_END.search(self.tokens[at - 2].text)):
            return None
        for word in self.tokens[at - 1 : at + 1]:
            plain = HANGUL.fullmatch(word.text) and 1 < len(word.text) <= LONGEST_FOREIGN and not has_case_ending(word.text)
            if not plain or word.text in word_set("ko", "not_names"):
                return None
        span = Span(self.tokens[at - 1].start, self.tokens[at].end)
        return self._made(span, span.of(self.text), at - 1)

    def _is_named(self, word: _Word) -> bool:
        spans = [*(m.span for m in self.known), *self.bodies]
        return any(s.start < word.end and word.start < s.end for s in spans)

    def _made(self, at: Span, name: str, before: int, *, full: bool = True, key: str | None = None) -> Appearance:
        """The person at a place; `before` is the number of the first word of the name."""
        starts = {w.start for w in self.between}
        countries = {m.span.start: m.id for m in self.known if m.kind == "country" and m.span.start in starts}
        country = next(iter(countries.values()), None)
        said = [_FORM.sub("", w.text) for w in self.between if w.start not in countries]
        start, organisation = at.start, country or (" ".join(s for s in said if not _ENVOY.match(s)) or None)
        if not self.between and before:
            start, organisation = self._owner(self.tokens[before - 1], at)
        elif country is None and before:
            near = next((m for m in self.known if m.kind == "country" and 0 < at.start - m.span.end <= 1), None)
            organisation = near.id if near else organisation
        post = " ".join([*said, self.title.of(self.text)])
        return Appearance(at, name, Span(start, self.title.end), self.title, post, organisation, full, key)

    def _owner(self, word: _Word, at: Span) -> tuple[int, str | None]:
        """What the person belongs to, named right before: "다온모터스의 방태오 대표", "외교부 한지민 국장"."""
        for body in self.bodies:
            if body.end <= at.start and _OWNER_GAP.fullmatch(self.text[body.end : at.start]):
                return body.start, body.of(self.text)
        for mention in self.known:
            if mention.kind == "country" and mention.span.end <= at.start and _OWNER_GAP.fullmatch(self.text[mention.span.end : at.start]):
                return mention.span.start, mention.id
        owner = _OWNER.fullmatch(word.text)
        if owner and owner.group("name") not in word_set("ko", "not_names"):
            return word.start, owner.group("name")
        return at.start, None


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
