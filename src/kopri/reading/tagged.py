"""Sentences in which each name and date is one sign, so that patterns can speak of "<person>", "<place>", "<date>".

The patterns of `data/events.yaml`, `commitments.yaml` and `agreements.yaml` are regular expressions over such sentences.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Protocol, TypeVar

import ahocorasick

from kopri.lang.dates import DateMention
from kopri.lang.spans import Span
from kopri.reading.page import Mention, NameKind, Page, Passage
from kopri.reading.passages import told

SIGNS: Final[dict[NameKind | str, str]] = {
    "country": "\ue000",
    "nationality": "\ue001",
    "region": "\ue002",
    "city": "\ue003",
    "person": "\ue004",
    "organisation": "\ue005",
    "post": "\ue006",
    "forum": "\ue007",
    "date": "\ue008",
}
_MACROS: Final = {
    "country": "\ue000",
    "adj": "\ue001",
    "region": "\ue002",
    "city": "\ue003",
    "person": "\ue004",
    "org": "\ue005",
    "post": "\ue006",
    "forum": "\ue007",
    "date": "\ue008",
    "cap": "(?:[A-Z][\\w–-]{1,30}|[\ue000-\ue003](?:[-–][\ue000-\ue002]){0,5})",
    "nation": "[\ue000\ue001\ue002]",
    "place": "(?:(?:the |its )?[\ue000\ue002\ue003\ue005](?:, [\ue000\ue003](?=[,.\\s]))?|here)",
    "someone": "(?=[\ue000\ue001\ue004\ue006ftlv])(?:[\ue000\ue001](?:['’]s)? )?(?:(?:former|then|late|visiting) )?(?:\ue006 )?\ue004"
    "(?: (?:of|\\() ?(?:the )?\ue000\\)?)?",
    "official": "(?=[\ue000-\ue002\ue006ti])(?:the |its )?(?:[\ue000\ue001\ue002](?:['’]s)? )?\ue006(?: and \ue006)?"
    "(?: of (?:the )?[\ue000\ue002])?",
    "mod": "(?:(?!(?:the|an?|that|which|is|was|are|were|has|have|had|will) )[\\w’'\ue000-\ue003\ue005–&$€₩£.-]{1,40} )",
    "ordinal": "(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ee]leventh|[Tt]welfth"
    "|[A-Z][a-z]{3,8}teenth|[Tt]wentieth|[Ii]naugural|[Nn]ext|\\d{1,3}(?:st|nd|rd|th))",
    "took_place": "(?:(?:,[^,.;]{2,60},)? (?:was|were|is|are|will be|to be|has been|have been|is to be|are to be|would be|is being)"
    " (?:also |originally |first |jointly |scheduled to be |expected to be |due to be )?"
    "(?:held|hosted|organi[sz]ed|convened|opened|staged|scheduled|planned|postponed|cancell?ed|put off|called off|conducted|launched)"
    "|(?:,[^,.;]{2,60},)? (?:took place|takes? place|taking place"
    "|(?:will|is to|is due to|are to|is expected to|is scheduled to|would) (?:take place|open|begin|start|be held)"
    "|opened|opens|convened|began|begins|started|ended|concluded|closed|kicked off|resumed|gathered|drew|attracted|preceded|followed"
    "|brought together)\\b)",
    "when": "(?:(?:on|in|since|for|at|from|of|by|late|early|this|until) ){0,2}\ue008",
}
_BREAK: Final = re.compile(r"[\n\r\u00a0\u202f]")
_CLAUSE_END: Final = re.compile(
    r"[;:]|, (?:while|when|which|who|whose|where|but|as well as|adding|saying|noting|stressing|and \ue004)"
    r"|\b(?:as well as|since it|in addition to)\b| [–—] "
)
LONGEST: Final = 5_000
HEADING: Final = 40
_SMALL: Final = re.compile(r" (?:to|will|is|are|was|were|has|have|[a-z]{3,}(?:ed|s)) ")
_CLOSED: Final = re.compile(r"([^“”\"]{3,1500})[”\"](?=[\s,.]|$)")
_QUOTED: Final = re.compile(r"(?:“|(?<!\w)\"(?=\S))([^“”\"]{1,1500})(?:[”\"]|$)")


@dataclass(frozen=True)
class Tagged:
    """One passage. `source` is its text in the page; `text` has a sign for each name and date, and spaces for line breaks."""

    passage: Passage
    text: str
    source: str
    starts: tuple[int, ...]
    signs: tuple[Mention | DateMention, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the page of `text[start:end]`."""
        return Span(self._origin(start), self._origin(end) if end > start else self._origin(start))

    def names(self, start: int = 0, end: int | None = None, kinds: Sequence[str] = ()) -> list[Mention]:
        """The names between two places of `text`, of some kinds or of all."""
        return [m for m in self._between(start, end) if isinstance(m, Mention) and (not kinds or m.kind in kinds)]

    def dates(self, start: int = 0, end: int | None = None) -> list[tuple[int, DateMention]]:
        """The dates between two places of `text`, with their place in it."""
        placed = zip(self.starts, self.signs, strict=True)
        stop = len(self.text) if end is None else end
        return [(at, m) for at, m in placed if isinstance(m, DateMention) and start <= at < stop]

    def sign_at(self, at: int) -> Mention | DateMention | None:
        """The name or date whose sign stands at `at`."""
        found = bisect_right(self.starts, at) - 1
        return self.signs[found] if found >= 0 and self.starts[found] == at else None

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Where words are quoted, inside the quotation marks."""
        opened = tuple(m.span(1) for m in _QUOTED.finditer(self.text))
        closed = _CLOSED.match(self.text)
        return (closed.span(1), *opened) if closed and not any(a <= closed.end() for a, _ in opened) else opened

    @cached_property
    def clause_ends(self) -> tuple[tuple[int, int], ...]:
        """Where one clause ends and the next begins."""
        return tuple(m.span() for m in _CLAUSE_END.finditer(self.text))

    def _between(self, start: int, end: int | None) -> Iterator[Mention | DateMention]:
        stop = len(self.text) if end is None else end
        for at, mention in zip(self.starts, self.signs, strict=True):
            if start <= at < stop:
                yield mention

    def _origin(self, at: int) -> int:
        """The offset in the page of a place in `text`."""
        before = bisect_right(self.starts, at - 1) - 1
        if before < 0:
            return self.passage.span.start + at
        return self.signs[before].span.end + at - self.starts[before] - 1


def is_told(page: Page, tagged: Tagged) -> bool:
    """Whether a passage tells something: a sentence, a line of a list, or what only looks like a heading in the middle of a text."""
    passage = tagged.passage
    if passage.kind in ("sentence", "line"):
        return True
    if passage.kind != "heading" or passage.span.start == page.segments[passage.segment].span.start:
        return False
    return len(passage.span) >= HEADING and _SMALL.search(tagged.text) is not None and not tagged.source.isupper()


def tagged_passages(page: Page) -> tuple[Tagged, ...]:
    """All passages in which the document itself speaks, tagged; what runs on for more than `LONGEST` signs is no sentence."""
    return page.once(_tag_all)


def article_numbers(page: Page) -> list[int]:
    """For each segment the number of its article; captions and tables belong to the article around them."""
    numbers: dict[str | None, int] = {}
    found, current = [], 0
    for segment in page.segments:
        if segment.kind == "article":
            current = numbers.setdefault(segment.title, len(numbers))
        found.append(current)
    return found


def _tag_all(page: Page) -> tuple[Tagged, ...]:
    return tuple(_tag(page, passage) for passage in told(page) if len(passage.span) <= LONGEST)


def _tag(page: Page, passage: Passage) -> Tagged:
    marks: list[Mention | DateMention] = [
        *page.within(page.names, passage.span),
        *(d for d in page.within(page.dates, passage.span) if d.kind != "duration"),
    ]
    marks.sort(key=lambda m: (m.span.start, -m.span.end))
    pieces, starts, signs = [], [], []
    at, length = passage.span.start, 0
    for mark in marks:
        if mark.span.start < at:
            continue
        sign = SIGNS[mark.kind] if isinstance(mark, Mention) else SIGNS["date"]
        pieces += [page.text[at : mark.span.start], sign]
        length += mark.span.start - at
        starts.append(length)
        signs.append(mark)
        length += 1
        at = mark.span.end
    pieces.append(page.text[at : passage.span.end])
    return Tagged(passage, _BREAK.sub(" ", "".join(pieces)), passage.span.of(page.text), tuple(starts), tuple(signs))


def pattern(source: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """A pattern over tagged text: "<person>", "<place>" … stand for signs, see the table above.

    Raises:
        ValueError: if it names something there is no sign for; the message gives the name and the ones there are.
    """

    def sign(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in _MACROS:
            raise ValueError(f"<{name}> is no sign of a tagged sentence; there are {', '.join(sorted(_MACROS))}")
        return _MACROS[name]

    return re.compile(re.sub(r"(?<!\?P)<(\w+)>", sign, source), re.IGNORECASE if ignore_case else 0)


class _Worded(Protocol):
    @property
    def words(self) -> frozenset[str]: ...


Worded = TypeVar("Worded", bound=_Worded)


def by_words(page: Page, rules: tuple[Worded, ...]) -> list[tuple[Worded, ...]]:
    """For each tagged passage the rules of which one of the words stands in it; letters of either case are the same."""
    automaton, users = _words_of(rules)
    hits = [{n for _, word in automaton.iter(tagged.source.lower()) for n in users[word]} for tagged in tagged_passages(page)]
    return [tuple(rules[number] for number in sorted(numbers)) for numbers in hits]


@cache
def _words_of(rules: tuple[Worded, ...]) -> tuple[Any, dict[str, list[int]]]:
    users: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for word in rule.words:
            users.setdefault(word, []).append(number)
    automaton = ahocorasick.Automaton()
    for word in users:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton, users


def without_signs(tagged: Tagged, start: int, end: int) -> str:
    """`text[start:end]` with people, places and bodies by their full names; countries and dates as the page writes them."""
    pieces, at = [], start
    first = bisect_left(tagged.starts, start)
    for place, sign in zip(tagged.starts[first:], tagged.signs[first:], strict=True):
        if place >= end:
            break
        in_full = isinstance(sign, Mention) and sign.kind not in ("country", "nationality", "region")
        pieces += [tagged.text[at:place], sign.name if in_full and isinstance(sign, Mention) else surface(tagged, place)]
        at = place + 1
    return "".join([*pieces, tagged.text[at:end]])


def surface(tagged: Tagged, at: int) -> str:
    """What the page writes where the sign at `at` stands."""
    span = tagged.span(at, at + 1)
    return tagged.source[span.start - tagged.passage.span.start : span.end - tagged.passage.span.start]
