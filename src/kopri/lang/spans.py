"""A place in a text: code points, end exclusive."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of code points of one text.

    Raises:
        ValueError: if the interval is negative or ends before it starts.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"a span runs from 0 ≤ start ≤ end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text that stands at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two places share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this place."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """The same interval, `by` code points further on."""
        return Span(self.start + by, self.end + by)


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of `spans`.

    Raises:
        ValueError: if there are none.
    """
    listed = list(spans)
    if not listed:
        raise ValueError("no spans to cover")
    return Span(min(s.start for s in listed), max(s.end for s in listed))
