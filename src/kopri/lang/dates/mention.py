"""What a date in a text is."""

from dataclasses import dataclass
from typing import Literal

from kopri.lang.spans import Span

DateKind = Literal["date", "interval", "duration", "weekday", "relative", "day_month"]
Precision = Literal["day", "month", "quarter", "half", "year", "decade", "none"]
Anchor = Literal["reference", "context"]


@dataclass(frozen=True, slots=True)
class Point:
    """The parts of a date that are said. A relative part is a shift from the reference: `shift` units of `unit` ("last year": -1, "year").

    `weekday` is 1 (Monday) to 7; with `nth` it is the nth of its month, -1 the last. `week` counts the weeks of the year or month said, -1
    is the last. `season` is SP, SU, FA or WI; `calendar` is FY or SY for a year that is not the calendar's; `holiday` names a day of
    `data/holidays.yaml`. `edge` says which part of the period is meant where it ends an interval. `moves` are steps from the
    point: "two weeks before May 3" has ((-2, "week"),). A `unit` without a `shift` is the stretch that begins there ("the week of May 3").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    season: str | None = None
    shift: int | None = None
    unit: str | None = None
    week: int | None = None
    nth: int | None = None
    holiday: str | None = None
    calendar: str | None = None
    edge: Literal["start", "mid", "end"] | None = None
    moves: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression as written. `start` and `end` are ISO strings cut to the precision, equal for one point in time.

    A mention that needs a reference date (a weekday, "last year", "October 4") has `start` None until `resolve` is called.
    `first` and `last` are the parts said of its beginning and end. `anchor` is "context" where the reference is the date spoken of
    ("the previous year", "two days earlier") and not the day of writing. `bound` says that the mention is open to one side:
    "since 2007" is open to the right ("after"), "before 2018" to the left ("before"). A duration has `amount` and the unit in `first.unit`;
    `also` holds what is added in smaller units ("two years and six months": 2 year, ((6, "month"),)).
    """

    span: Span
    kind: DateKind
    start: str | None
    end: str | None
    precision: Precision
    first: Point = Point()
    last: Point = Point()
    anchor: Anchor = "reference"
    bound: Literal["since", "after", "before", "until"] | None = None
    amount: str | None = None
    part: Literal["early", "mid", "late", "end", "start"] | None = None
    also: tuple[tuple[str, str], ...] = ()
