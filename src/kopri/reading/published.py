"""When a document was published: stated, or inferred from clues that fit together, or not known. Never a guess."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kopri.lang.dates import DateMention, resolve
from kopri.lang.dates.resolve import first_day, last_day
from kopri.lang.spans import Span
from kopri.reading.clues import Clue, find_clues, is_future, is_past
from kopri.reading.model import Precision, Published
from kopri.reading.page import Page
from kopri.reading.passages import told
from kopri.reading.stamps import Stamp, find_stamps

SURE: Final = 3
PRECISION: Final[dict[int, Precision]] = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Inference:
    """What the clues say together: bounds (ISO days), the clues that set them, and those that contradict the rest."""

    after: str | None
    before: str | None
    used: tuple[Clue, ...]
    refused: tuple[Clue, ...]


def date_page(page: Page, stated: str | None = None) -> Page:
    """The page with its publication date, and that of every article.

    Args:
        page: with its segments, passages, names and dates.
        stated: a date known from outside the text, ISO, which counts before all else.

    Returns:
        the page; an article segment has a date of its own only if it states one.
    """
    own = {}
    for places in articles_of(page):
        stamps = find_stamps(page, [page.segments[n].span for n in places])
        for number in places:
            own[number] = _stated(stamps)
    segments = tuple(replace(s, published=own.get(n, s.published)) for n, s in enumerate(page.segments))
    page = replace(page, segments=segments)
    articles = [p for p in dict.fromkeys(own.values()) if p.basis]
    if stated:
        return replace(page, published=_published(stated, "stated", (), None, None))
    if articles:
        return replace(page, published=_latest(articles))
    return replace(page, published=_inferred(page))


def articles_of(page: Page) -> list[list[int]]:
    """The numbers of the segments of each article: its parts carry one title and have something else between them."""
    groups: list[list[int]] = []
    for number, segment in enumerate(page.segments):
        if segment.kind != "article":
            continue
        if groups and page.segments[groups[-1][-1]].title == segment.title and number > groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _stated(stamps: Sequence[Stamp]) -> Published:
    dated = next((s for s in stamps if s.day), None)
    if dated is None or dated.day is None:
        return Published()
    return _published(dated.day, "stated", tuple(sorted({s.span for s in stamps if s.day in {dated.day, None}})), None, None)


def _published(value: str, basis: str, evidence: tuple[Span, ...], after: str | None, before: str | None) -> Published:
    value = value[:10]
    return Published(
        value=value,
        not_before=after or first_day(value),
        not_after=before or last_day(value),
        precision=PRECISION.get(len(value), "none"),
        basis="stated" if basis == "stated" else "inferred",
        evidence=evidence,
    )


def _latest(articles: Sequence[Published]) -> Published:
    """A page of several articles is as old as its youngest."""
    latest = max(articles, key=lambda p: p.value or "")
    return replace(latest, evidence=tuple(sorted({span for p in articles for span in p.evidence})))


def infer(page: Page) -> Inference:
    """What the clues of a page say together. Clues that contradict stronger ones are set aside."""
    clues = find_clues(page)
    holders = [c for c in clues if c.kind == "holder"]
    contradicting = {c for c in holders if any(c.after and d.before and c.after > d.before for d in [*holders, *clues])}
    after, before = None, None
    used: list[Clue] = []
    refused: list[Clue] = list(contradicting)
    for clue in sorted((c for c in clues if c not in contradicting and not c.years), key=lambda c: -c.weight):
        lower, upper = _later(after, clue.after), _earlier(before, clue.before)
        if lower and upper and lower > upper:
            refused.append(clue)
            continue
        if (lower, upper) != (after, before):
            used.append(clue)
        after, before = lower, upper
    year, supporting, against = _vote([c for c in clues if c.years], after, before)
    if year is not None:
        after, before = _later(after, f"{year}-01-01"), _earlier(before, f"{year}-12-31")
    return Inference(after, before, (*supporting, *used), (*refused, *against))


def _later(old: str | None, new: str | None) -> str | None:
    return max(old or "", new or "") or None


def _earlier(old: str | None, new: str | None) -> str | None:
    return min(old, new) if old and new else old or new


def _vote(clues: Sequence[Clue], after: str | None, before: str | None) -> tuple[int | None, list[Clue], list[Clue]]:
    """The year most clues allow, if it is sure; with the clues for it and against it."""
    low, high = int(after[:4]) if after else 0, int(before[:4]) if before else 9999
    kinds: dict[int, dict[str, int]] = {}
    for clue in clues:
        for year in clue.years:
            if low <= year <= high:
                kinds.setdefault(year, {})[f"{clue.kind}{clue.spans[0].start}"] = clue.weight
    scores = sorted(((sum(k.values()), year) for year, k in kinds.items()), reverse=True)
    if not scores or scores[0][0] < SURE or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None, [], list(clues)
    year = scores[0][1]
    return year, [c for c in clues if year in c.years], [c for c in clues if year not in c.years]


def _inferred(page: Page) -> Published:
    found = infer(page)
    after, before = found.after, found.before
    evidence = {span for clue in found.used for span in clue.spans}
    if after and before and after[:4] == before[:4]:
        lower, upper, places = _announced_and_reported(page, after[:4])
        if upper and (not after or upper >= after) and upper < before:
            before, evidence = upper, evidence | {places[1]}
        if lower and lower <= before and lower > after:
            after, evidence = lower, evidence | {places[0]}
        value = after if after == before else after[:7] if after[:7] == before[:7] else after[:4]
        return _published(value, "inferred", tuple(sorted(evidence)), after, before)
    if not (after or before):
        return Published()
    return Published(None, after, before, "none", "inferred", tuple(sorted(evidence)))


def _announced_and_reported(page: Page, year: str) -> tuple[str | None, str | None, tuple[Span, Span]]:
    """Days without a year: the earliest one announced comes after publication, the latest one reported before it."""
    lower = upper = None
    lower_at = upper_at = Span(0, 0)
    for passage in told(page):
        days = [d for d in page.within(page.dates, passage.span) if d.kind == "day_month"]
        if not days:
            continue
        words = passage.span.of(page.text)
        future, past = is_future(words), is_past(words)
        for date in days:
            day = _day(date, year)
            if day is None or future == past:
                continue
            eve = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
            if future and (upper is None or eve < upper):
                upper, upper_at = eve, passage.span
            if past and (lower is None or day > lower):
                lower, lower_at = day, passage.span
    return lower, upper, (lower_at, upper_at)


def _day(date: DateMention, year: str) -> str | None:
    found = resolve(date, year)
    return found.start if found.precision == "day" else None
