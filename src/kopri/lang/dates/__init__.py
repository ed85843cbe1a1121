"""Dates in running text, with their precision; relative ones wait for a reference date."""

from dataclasses import dataclass
from typing import Literal

from kopri.lang.spans import Span

DateKind = Literal["date", "interval", "duration", "weekday", "relative", "day_month"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression as written. `start` and `end` are ISO strings cut to the precision, equal for one point in time.

    A mention that needs a reference date (a weekday, "last year", "October 4") has `start` None until `resolve` is called.
    """

    span: Span
    kind: DateKind
    start: str | None
    end: str | None
    precision: Literal["day", "month", "quarter", "half", "year", "decade", "none"]
