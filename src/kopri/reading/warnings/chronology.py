"""Dates that cannot all be right."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kopri.lang.dates.resolve import first_day, last_day
from kopri.lang.spans import Span, cover
from kopri.reading.model import Initiative, Statement, TextWarning
from kopri.reading.page import Page, Passage
from kopri.reading.passages import told
from kopri.reading.warnings.codes import pattern, warn
from kopri.reading.warnings.holders import document_month

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_BEFORE: Final = re.compile(r"(?i)\b(?P<number>one|two|three|four|five|six|\d)\s+days?\s+(?:earlier|before|ago|prior)\b")
NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def order_of_dates(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Something told as before a date that lies after it; an interval that ends before it begins."""
    del statements
    for passage in told(page):
        dates = [d for d in page.within(page.dates, passage.span) if d.start and d.end and d.kind == "date" and d.precision != "decade"]
        yield from _reversed(page, passage)
        if len(dates) < 2:
            continue
        opening = pattern("before").search(page.text, passage.span.start, dates[0].span.start)
        if (
            opening is None
            or dates[0].span.start - opening.end() > 80
            or re.search(r"[,;:.]", page.text[opening.end() : dates[0].span.start])
        ):
            continue
        limit = dates[0]
        for date in dates[1:]:
            between = page.text[limit.span.end : date.span.start]
            if (
                first_day(date.start or "") > last_day(limit.end or "")
                and not pattern("later").search(between)
                and not re.search(r"[.!?]\s", between)
            ):
                message = f"“{date.span.of(page.text)}” is told as before “{limit.span.of(page.text)}”."
                yield warn("CHRONOLOGY", message, [Span(opening.start(), limit.span.end), page.with_words_before(date.span, 40)])
                break


def _reversed(page: Page, passage: Passage) -> Iterator[TextWarning]:
    for date in page.within(page.dates, passage.span):
        if (
            date.kind == "interval"
            and date.start
            and date.end
            and not date.start.endswith("s")
            and first_day(date.start) > last_day(date.end)
        ):
            yield warn("CHRONOLOGY", f"“{date.span.of(page.text)}” ends before it begins.", [date.span])


def weekday_of_date(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A full date whose weekday is another one."""
    del statements
    for at, date in enumerate(page.dates):
        if date.precision != "day" or not date.start or len(date.start) != 10:
            continue
        for day in page.dates[max(at - 1, 0) : at + 2]:
            between = page.text[min(day.span.end, date.span.end) : max(day.span.start, date.span.start)]
            if not day.first.weekday or (day is not date and (day.kind != "weekday" or len(between.strip(" ,(")) > 0)):
                continue
            try:
                right = dt.date.fromisoformat(date.start).isoweekday()
            except ValueError:
                continue
            if right != day.first.weekday:
                message = f"{date.start} was a {WEEKDAYS[right - 1]}, not a {WEEKDAYS[day.first.weekday - 1]}."
                yield warn("CHRONOLOGY", message, [cover([date.span, day.span])])


def days_of_a_visit(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Something "two days earlier during the visit", while the visitor arrived later than that."""
    del statements
    arrival = _arrival(page)
    if arrival is None:
        return
    arrived, arrival_span = arrival
    today = _main_weekday(page)
    found = []
    for passage in told(page):
        words = passage.span.of(page.text)
        earlier = DAYS_BEFORE.search(words)
        if not earlier or not pattern("during_visit").search(words):
            continue
        own = next((d.first.weekday for d in page.within(page.dates, passage.span) if d.kind == "weekday"), None) or today
        if own is None:
            continue
        number = earlier.group("number").lower()
        back = NUMBERS.get(number) or int(number)
        if own >= arrived > own - back:
            found.append((passage.span, back, own))
    if found:
        _, back, own = found[0]
        day = WEEKDAYS[(own - back - 1) % 7]
        began = WEEKDAYS[arrived - 1]
        message = f"{back} days before {WEEKDAYS[own - 1]} is {day}; the visit during which it is said to be began on {began}."
        yield warn("CHRONOLOGY", message, [arrival_span, *(span for span, _, _ in found)])


def _arrival(page: Page) -> tuple[int, Span] | None:
    for passage in told(page):
        match = pattern("arrival").search(page.text, passage.span.start, passage.span.end)
        if match:
            near = page.within(page.dates, Span(match.end(), min(match.end() + 40, passage.span.end)))
            if near and near[0].kind == "weekday" and near[0].first.weekday:
                return near[0].first.weekday, passage.span
    return None


def _main_weekday(page: Page) -> int | None:
    """The weekday the text is about, if it names one more often than all others."""
    counts: dict[int, int] = {}
    for date in page.dates:
        if date.kind == "weekday" and date.first.weekday:
            counts[date.first.weekday] = counts.get(date.first.weekday, 0) + 1
    best = max(counts, key=lambda day: counts[day], default=None)
    return best if best is not None and counts[best] * 2 > sum(counts.values()) else None


def proposal_in_the_past(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A plan is proposed whose steps begin before the document."""
    month = document_month(page)
    if month is None:
        return
    first, _, shown = month
    late: list[Statement] = []
    for statement in statements:
        row = statement.payload
        if isinstance(row, Initiative) and row.start and last_day(row.start) < first and _is_proposed(page, row, statement):
            late.append(statement)
    rows = [s for s in statements if isinstance(s.payload, Initiative) and s.payload.start]
    if late and len(late) * 2 > len(rows):
        lead = [lead for lead in (_lead(page, s) for s in late[:1]) if lead]
        message = f"{len(late)} of {len(rows)} steps that are proposed begin before the month of the page ({first[:7]})."
        yield warn("PROPOSAL_IN_THE_PAST", message, [*lead, *(s.evidence[0] for s in late), *shown], [s.id for s in late])


def _is_proposed(page: Page, row: Initiative, statement: Statement) -> bool:
    lead = _lead(page, statement)
    return bool(pattern("proposed").search(row.table) or (lead and pattern("proposed").search(lead.of(page.text))))


def _lead(page: Page, statement: Statement) -> Span | None:
    """The sentence that announces a row's table."""
    row = page.passage_at(statement.evidence[0].start)
    if row is None:
        return None
    first = bisect_left(page.passages, page.segment_of(row).span.start, key=lambda p: p.span.start)
    return next((p.span for p in reversed(page.passages[max(0, first - 5) : first]) if p.kind in {"sentence", "heading"}), None)
