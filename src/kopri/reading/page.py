"""The working view of one document: what every reader of statements starts from.

Built once, in order: text → segments → passages → names, numbers and dates → publication dates. Each reader
(`figures`, `events`, `commitments` …) is a function `read_…(page: Page) -> list[Statement]`.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

from kopri.lang.dates import DateMention
from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.model import Published, Segment

NameKind = Literal["country", "nationality", "region", "city", "person", "organisation", "post", "forum"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading or table row: the unit a statement quotes."""

    span: Span
    segment: int
    kind: Literal["sentence", "heading", "row", "line"] = "sentence"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `id` is the gazetteer's (ISO alpha-3 for a country or nationality, a slug else), None if the grammar found it.

    `name` is the full name as it should be shown; `members` are the countries a region stands for, or that a forum, city or
    organisation is of. `sort` is the kind of an organisation where the text around it shows it ("company", "press").
    """

    span: Span
    kind: NameKind
    name: str
    id: str | None = None
    members: tuple[str, ...] = ()
    sort: str | None = None


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Placed = TypeVar("Placed", bound=_Placed)
Made = TypeVar("Made")


@dataclass(frozen=True)
class Page:
    """One document under the reader's eyes. All sequences are in text order."""

    text: str
    sha256: str
    language: str
    segments: tuple[Segment, ...] = ()
    passages: tuple[Passage, ...] = ()
    names: tuple[Mention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    published: Published = field(default_factory=Published)

    def within(self, items: Sequence[Placed], span: Span) -> list[Placed]:
        """The items that start inside `span`, in order. `items` must be in text order."""
        starts = self._starts(items)
        return [i for i in items[bisect_right(starts, span.start - 1) : bisect_right(starts, span.end - 1)] if i.span.end <= span.end]

    def passage_at(self, offset: int) -> Passage | None:
        """The passage in which code point `offset` stands, if any."""
        at = bisect_right(self._passage_starts, offset) - 1
        return self.passages[at] if at >= 0 and offset < self.passages[at].span.end else None

    def passage_before(self, passage: Passage) -> Passage | None:
        """The passage right before another, if there is one."""
        at = bisect_right(self._passage_starts, passage.span.start) - 2
        return self.passages[at] if at >= 0 else None

    def with_words_before(self, span: Span, reach: int) -> Span:
        """A place with the whole words before it, at most `reach` code points and not beyond its passage."""
        passage = self.passage_at(span.start)
        least = max(passage.span.start if passage else 0, span.start - reach)
        if least > 0 and self.text[least - 1].isalnum():
            while least < span.start and self.text[least].isalnum():
                least += 1
        while least < span.start and not self.text[least].isalnum():
            least += 1
        return Span(least, span.end)

    def segment_of(self, passage: Passage) -> Segment:
        """The segment a passage belongs to."""
        return self.segments[passage.segment]

    def published_of(self, passage: Passage) -> Published:
        """When the article of a passage was published: its own date, else the document's."""
        own = self.segment_of(passage).published
        return own if own.basis else self.published

    def once(self, make: Callable[["Page"], Made]) -> Made:
        """What `make` derives from this page; it is made once and shared by all readers that ask."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[["Page"], Any], Any]:
        return {}

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [p.span.start for p in self.passages]

    @cached_property
    def _start_lists(self) -> dict[int, list[int]]:
        return {}

    def _starts(self, items: Sequence[Placed]) -> list[int]:
        known = self._start_lists.get(id(items))
        if known is None:
            known = [i.span.start for i in items]
            if items is self.names or items is self.numbers or items is self.dates or items is self.passages:
                self._start_lists[id(items)] = known
        return known
