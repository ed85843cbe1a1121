"""When an article says that it was published: time stamps, labels, datelines, a line that is only a date."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kopri.lang.dates import DateMention
from kopri.lang.spans import Span
from kopri.reading.articles import STAMP, feed_line_pattern, find_datelines
from kopri.reading.datafiles import load_data
from kopri.reading.page import Page

EDGE: Final = 400
PLACE: Final = re.compile(
    r"(?:^|[.\s(])[^\W\d_][\w’'.-]{1,25}(?:\s[^\W\d_][\w’'.-]{1,25}){0,2},\s(?:on\s)?$|(?i:\b(?:done|signed|adopted)\s(?:at|in)\s[\w\s-]{2,40},?\s(?:on\s)?$)|[·|•]\s?$"
)
DONE_AT: Final = re.compile(
    r"(?i:done|signed)\s(?:at|in)\s[^.;]{2,60}?\s(?:on\s)?(?:this\s)?|(?:[Сс]овершено|[Пп]одписано)\sв\s[^.;]{2,60}?,?\s"
)
CLOCK: Final = re.compile(r",?\s{1,3}(?:в\s)?(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")
DONE_AFTER: Final = re.compile(r"[^.\n]{0,80}?(?:작성|서명)(?:되었|하였|됨|됐)|[^.\n]{0,4}в\sдвух\sэкземплярах")
LINE_REST: Final = re.compile(r"[\s\W]{0,12}(?:\((?:[^\W\d_]{1,12}\.?)\))?[\s\W]{0,6}")
PARTS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication day with where it is said; `day` is None where the year is missing ("SEOUL, February 26")."""

    day: str | None
    span: Span
    mention: DateMention | None = None


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(load_data("dating")["published_labels"])


def find_stamps(page: Page, places: Sequence[Span]) -> list[Stamp]:
    """What the parts of one article say of its publication, surest first.

    Args:
        page: the document.
        places: the spans of the article's parts, in order.
    """
    start, end = places[0].start, places[-1].end
    stamps = [s for s in _clock_stamps(page.text, start, end) if _at_edge(page.text, s.span, start, end)]
    return [*stamps, *_labelled(page, start, end), *_feed_lines(page, start, end), *_alone(page, start, end), *_datelines(page, start, end)]


def _clock_stamps(text: str, start: int, end: int) -> list[Stamp]:
    found = []
    for match in STAMP.finditer(text, start, end):
        begin = match.start()
        while begin > start and text[begin - 1].isdigit():
            begin -= 1
        numbers = [int(n) for n in PARTS.findall(text[begin : match.end()])[:3]]
        year, month, day = numbers if numbers[0] > 1900 else numbers[::-1]
        written = f"{year:04}-{month:02}-{day:02}"
        if _is_day(written):
            found.append(Stamp(written, Span(begin, match.end())))
    return found


def _is_day(written: str) -> bool:
    try:
        dt.date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _at_edge(text: str, span: Span, start: int, end: int) -> bool:
    """Near an article's beginning or at its end."""
    return span.start - start <= EDGE or not any(c.isalnum() for c in text[span.end : min(end, span.end + 100)])


def _labelled(page: Page, start: int, end: int) -> list[Stamp]:
    found = []
    for label in _labels().finditer(page.text, start, min(end, start + 2 * EDGE)):
        after = page.within(page.dates, Span(label.end(), min(label.end() + 40, len(page.text))))
        if (
            after
            and after[0].start
            and after[0].precision == "day"
            and not re.search(r"[.!?\n]", page.text[label.end() : after[0].span.start])
        ):
            found.append(Stamp(after[0].start, Span(label.start(), after[0].span.end)))
    return found


def _feed_lines(page: Page, start: int, end: int) -> list[Stamp]:
    """The date in the line of a feed over the article."""
    found = []
    for line in feed_line_pattern().finditer(page.text, start, min(end, start + EDGE)):
        place = Span(*line.span("day"))
        found += [Stamp(d.start, place, d) for d in page.within(page.dates, place) if d.start and d.precision == "day"]
    return found


def _alone(page: Page, start: int, end: int) -> list[Stamp]:
    """A full date that has a line for itself, or closes a line after a place, at the head of the article or at its foot."""
    found = []
    for mention in page.within(page.dates, Span(start, end)):
        if mention.precision != "day" or mention.kind not in ("date", "interval") or not mention.end or mention.bound:
            continue
        if mention.span.start - start > EDGE and end - mention.span.end > EDGE:
            continue
        line_start = max(page.text.rfind("\n", 0, mention.span.start) + 1, start)
        line_end = page.text.find("\n", mention.span.end)
        before = page.text[line_start : mention.span.start]
        after = page.text[mention.span.end : line_end if line_end >= 0 else len(page.text)]
        ends_line = LINE_REST.fullmatch(after) and (not any(c.isalnum() for c in before) or (len(before) <= 100 and PLACE.search(before)))
        done = DONE_AT.fullmatch(before) or (not before.strip() and DONE_AFTER.match(after))
        timed = CLOCK.match(after) and not any(c.isalnum() for c in before)
        if timed or (ends_line and (mention.kind == "date" or before.strip())) or done:
            found.append(Stamp(mention.end, mention.span))
    return found


def _datelines(page: Page, start: int, end: int) -> list[Stamp]:
    found = []
    for match in find_datelines(page.text, start, min(end, start + 2 * EDGE))[:1]:
        inside = page.within(page.dates, Span(*match.span()))
        if inside:
            found.append(Stamp(inside[0].start if inside[0].precision == "day" else None, Span(match.start(), match.end()), inside[0]))
    return found
