"""When an event is: the date of its clause, of its sentence, of the event the sentence refers back to, or of the article."""

import re
from itertools import pairwise
from typing import Final

from kopri.lang.dates import DateMention, resolve
from kopri.lang.spans import Span
from kopri.reading.model import EventStatus, Validity
from kopri.reading.page import Page
from kopri.reading.tagged import Tagged

OPENING: Final = 600
_OPENING: Final = re.compile(r"(?:During|After|Before|In|At|Following|Ahead of|Reflecting on|On the sidelines of) [^,.;]{3,90},")


def clause_of(tagged: Tagged, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause in which `start..end` stands."""
    left, right = 0, len(tagged.text)
    for before, after in tagged.clause_ends:
        if after <= start:
            left = after
        elif before >= end:
            right = before
            break
    opening = _OPENING.match(tagged.text)
    if opening and end <= opening.end():
        right = min(right, opening.end())
    elif opening and start >= opening.end() and left == 0 and not tagged.dates(0, opening.end()):
        left = opening.end()
    return left, right


def nearest_date(
    tagged: Tagged, start: int, end: int, *, bounds: tuple[int, int], skip: tuple[int, int] | None = None
) -> tuple[int, DateMention] | None:
    """The date that belongs to `start..end` within some bounds: inside it, else right after, else before. `skip` is left out."""
    left, right = bounds
    dates = tagged.dates(left, right)
    doubled = {at for (at, d), (after, _) in pairwise(dates) if d.kind in ("weekday", "relative") and after - at <= 3}
    found = [(at, d) for at, d in dates if at not in doubled and not (skip and skip[0] <= at < skip[1])]
    if not found:
        return None

    def distance(candidate: tuple[int, DateMention]) -> int:
        at = candidate[0]
        return 0 if start <= at < end else at - end if at >= end else 2 * (start - at)

    return min(found, key=distance)


def validity(page: Page, tagged: Tagged, mention: DateMention, status: EventStatus) -> Validity | None:
    """The time a date says, or None if what is known does not decide it."""
    published = page.published_of(tagged.passage)
    written = published.value or page.once(year_of_text)
    when = resolve(mention, written, "future" if status == "planned" else "past")
    start, end = (when.start or when.end), (when.end or when.start)
    if mention.bound in ("since", "after"):
        end = start
    if start is None:
        return None
    needed = mention.start is None
    evidence = (mention.span, *(published.evidence if needed else ()))
    inferred = needed and (published.basis == "inferred" or published.value is None)
    return Validity(start, end, when.precision, "inferred" if inferred else "stated", evidence)


def year_of_text(page: Page) -> str | None:
    """The year an undated page is written in, if its opening has days of one year only."""
    opening = (d.start for d in page.dates if d.span.start < OPENING and d.start and d.precision == "day")
    years = {start[:4] for start in opening}
    return years.pop() if len(years) == 1 else None


def day_of_writing(page: Page, tagged: Tagged, said: Span | None = None) -> Validity | None:
    """The article's own date, for an event told as news."""
    published = page.published_of(tagged.passage)
    if published.value is None:
        return None
    evidence = (*((said,) if said else ()), *published.evidence)
    return Validity(published.value, published.value, published.precision, "inferred", evidence)


def year_of(valid: Validity) -> int | None:
    """The year in which a time begins, if it is known."""
    return int(valid.start[:4]) if valid.start and valid.start[:4].isdigit() else None
