"""Tokens and the dates found among them, in text order."""

from collections.abc import Sequence

from kopri.lang.dates.mention import DateMention, Point
from kopri.lang.dates.tokens import Token
from kopri.lang.spans import Span

Item = DateMention | Token
NOW = Point(shift=0, unit="day")


def place(item: Item) -> Span:
    """Where a token or a date stands."""
    return item.span if isinstance(item, DateMention) else Span(item.start, item.end)


def across(items: Sequence[Item]) -> Span:
    """From the beginning of the first to the end of the last."""
    return Span(place(items[0]).start, place(items[-1]).end)


def dates_of(items: Sequence[Item]) -> list[DateMention]:
    """The dates and spells among items."""
    return [i for i in items if isinstance(i, DateMention)]
