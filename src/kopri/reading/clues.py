"""What a text without a date betrays of its time: anniversaries, editions, holders of posts, what is past and what is to come."""

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kopri.lang.dates import DateMention
from kopri.lang.dates.resolve import first_day, last_day
from kopri.lang.spans import Span
from kopri.reading.articles import find_datelines
from kopri.reading.datafiles import load_data
from kopri.reading.names.forums import edition_of, ordinal
from kopri.reading.names.gazetteer import Edition, Forum, forums, holders
from kopri.reading.page import Mention, Page, Passage
from kopri.reading.passages import told

YEAR_IN_APPOSITION: Final = re.compile(
    r"(?i)\b(this|last|next) year,?\s?\(?((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\)?, (this|last|next) year\b"
)
REGULAR_PAST: Final = re.compile(r"\b[a-z]{3,}ed\b(?:[^.;]|\.\d){0,50}\bin\s\Z")
OPENING: Final = 800
DAY: Final = 10
LATEST: Final = 4


@dataclass(frozen=True, slots=True)
class Clue:
    """A bound or a choice of years for the publication date.

    `after` and `before` are ISO days, inclusive; `years` are the years the clue allows; `weight` is how much it is worth against others.
    """

    spans: tuple[Span, ...]
    kind: str
    after: str | None = None
    before: str | None = None
    years: frozenset[int] = frozenset()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An anniversary as said: the `number`th of something that began on one of `bases`; `shift` years from the time of writing."""

    passage: Passage
    span: Span
    number: int
    kind: str
    bases: tuple[str, ...]
    base_span: Span | None
    shift: int | None


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `data/dating.yaml`."""
    return re.compile(load_data("dating")[name])


def find_clues(page: Page) -> list[Clue]:
    """All clues of a page, in no special order."""
    passages = [p for p in told(page) if p.kind in {"sentence", "heading", "line"}]
    return [
        *_anniversary_clues(page),
        *_said_years(page, passages),
        *_dates(page, passages),
        *_editions(page),
        *_holders(page),
        *_calendars(page),
        *_dateline(page),
        *_this_years_gathering(page, passages),
    ]


@lru_cache(maxsize=512)
def is_future(words: str) -> bool:
    """Whether a sentence speaks of what is to come."""
    return bool(pattern("future").search(words))


@lru_cache(maxsize=512)
def is_past(words: str) -> bool:
    """Whether a sentence speaks of what has been."""
    return bool(pattern("past").search(words))


def find_anniversaries(page: Page) -> list[Anniversary]:
    """Every "Nth anniversary of …" with what it counts from, if that is known from the text or from `data/anniversaries.yaml`."""
    found: list[Anniversary] = []
    lowered = page.text.lower()
    if not any(word in lowered for word in load_data("dating")["anniversary_words"]):
        return []
    matches = [(m, n) for m in pattern("anniversary").finditer(page.text) if (n := _number(m))]
    for at, (match, number) in enumerate(matches):
        passage = page.passage_at(match.start())
        if passage is None:
            continue
        left = max(passage.span.start, matches[at - 1][0].end() if at else 0)
        right = min(passage.span.end, matches[at + 1][0].start() if at + 1 < len(matches) else passage.span.end)
        clause = page.text.find(";", match.end(), right)
        right = clause if clause >= 0 else right
        kind, bases, base_span = _base(page, passage, Span(left, right), match)
        found.append(Anniversary(passage, Span(*match.span()), number, kind, bases, base_span, _shift(page, passage, Span(left, right))))
    return found


def _number(match: re.Match[str]) -> int | None:
    digits = match.group("number") or match.group("korean") or match.group("russian") or match.group("years")
    return int(digits) if digits else 25 if match.group("quarter") else ordinal(match.group("word") or "")


def _shift(page: Page, passage: Passage, window: Span) -> int | None:
    """How many years after the time of writing the anniversary is; None if a year is said outright."""
    words = window.of(page.text)
    if any(d.start and d.kind == "date" and d.bound is None and _tied(page, d) for d in page.within(page.dates, window)):
        return None
    for name, shift in (("next_year", 1), ("last_year", -1), ("this_year", 0)):
        if pattern(name).search(words):
            return shift
    sentence = passage.span.of(page.text)
    return None if is_past(words) and not pattern("now").search(sentence) and not pattern("celebrated").search(sentence) else 0


def _tied(page: Page, mention: DateMention) -> bool:
    """A year that dates the anniversary itself ("in 2022"), not what it counts from ("independence in 1991")."""
    before = page.text[max(0, mention.span.start - 60) : mention.span.start]
    return not (pattern("independence").search(before) or pattern("relations").search(before))


def _base(page: Page, passage: Passage, window: Span, match: re.Match[str]) -> tuple[str, tuple[str, ...], Span | None]:
    after = page.text[match.end() : min(window.end, match.end() + 140)]
    around = window.of(page.text)
    if pattern("independence").search(after) or (not pattern("relations").search(after) and pattern("independence").search(around)):
        countries = _countries(page, passage, Span(match.start(), window.end))
        said = _said_independence(page, match)
        if said:
            return "independence", (said[0],), said[1]
        return "independence", _years_once([load_data("anniversaries")["independence"].get(c) for c in countries]), None
    if pattern("relations").search(after) or pattern("relations").search(around):
        countries = _countries(page, passage, passage.span)
        known = [r["day"] for r in load_data("anniversaries")["diplomatic_relations"] if set(r["pair"]) <= set(countries)]
        return "relations", _years_once(known), None
    for forum in forums():
        if any(m.id == forum.id for m in page.within(page.names, passage.span)):
            said = _said_founding(page, forum)
            return "founding", (said[0] if said else forum.since,), said[1] if said else None
    return "other", (), None


def _years_once(days: list[str | None]) -> tuple[str, ...]:
    """One day for each year among them."""
    return tuple({d[:4]: d for d in days if d}.values())


def _countries(page: Page, passage: Passage, window: Span) -> list[str]:
    """Countries named in a window, else in its passage; one alone is joined by the page's most frequent other."""
    for span in (window, passage.span):
        named = _named(page, span)
        if len(named) >= (1 if span == window and window != passage.span else 2):
            return named
    frequent = Counter(c for m in page.names if m.kind in {"country", "nationality", "region"} for c in _ids(m))
    common = [country for country, _ in frequent.most_common(2)]
    return list(dict.fromkeys([*_named(page, passage.span), *common]))


def _named(page: Page, span: Span) -> list[str]:
    return list(dict.fromkeys(c for m in page.within(page.names, span) if m.kind in {"country", "nationality", "region"} for c in _ids(m)))


def _ids(mention: Mention) -> tuple[str, ...]:
    return mention.members or ((mention.id,) if mention.id else ())


def _said_independence(page: Page, match: re.Match[str]) -> tuple[str, Span] | None:
    """The year the text itself gives for an independence ("independence in December 1991")."""
    for said in pattern("independence").finditer(page.text):
        near = page.within(page.dates, Span(said.end(), min(said.end() + 30, len(page.text))))
        if (
            said.start() != match.end()
            and near
            and near[0].start
            and near[0].precision in {"day", "month", "year"}
            and "." not in page.text[said.end() : near[0].span.start]
        ):
            return near[0].start, Span(said.start(), near[0].span.end)
    return None


def _said_founding(page: Page, forum: Forum) -> tuple[str, Span] | None:
    """The date the text gives for a forum's beginning ("held every year since November 2007")."""
    for mention in page.names:
        passage = page.passage_at(mention.span.start) if mention.id == forum.id else None
        if passage is None:
            continue
        for date in page.within(page.dates, passage.span):
            if date.bound == "since" and date.start and date.start[:4] == forum.since[:4]:
                return date.start, date.span
    return None


def _anniversary_clues(page: Page) -> Iterator[Clue]:
    for one in find_anniversaries(page):
        if not one.bases or one.shift is None:
            continue
        years = frozenset(int(base[:4]) + one.number - one.shift for base in one.bases)
        if one.kind == "founding":
            years |= {year - 1 for year in years}  # a yearly gathering's "tenth anniversary" may be its tenth edition
        spans = (one.passage.span, one.base_span) if one.base_span else (one.passage.span,)
        yield Clue(spans, f"anniversary:{one.kind}", years=years, weight=1 if one.kind == "founding" else 3)


def _said_years(page: Page, passages: list[Passage]) -> Iterator[Clue]:
    for passage in passages:
        words = passage.span.of(page.text)
        for match in YEAR_IN_APPOSITION.finditer(words):
            shift = {"this": 0, "last": 1, "next": -1}[(match.group(1) or match.group(4)).lower()]
            span = Span(passage.span.start + match.start(), passage.span.start + match.end())
            yield Clue((span,), "said_year", years=frozenset({int(match.group(2) or match.group(3)) + shift}), weight=4)
        if pattern("last_year").search(words) and is_past(words):
            years = [
                int(d.start[:4]) for d in page.within(page.dates, passage.span) if d.start and d.bound is None and d.precision == "year"
            ]
            if years:
                yield Clue((passage.span,), "last_year", years=frozenset({max(years) + 1}), weight=1)


def _dates(page: Page, passages: list[Passage]) -> Iterator[Clue]:
    """What is past was before publication; what is announced for a day comes after it."""
    latest: tuple[str, Span] | None = None
    starts = [p.span.start for p in passages]
    for date in page.dates:
        at = bisect_right(starts, date.span.start) - 1
        if at < 0 or date.span.end > passages[at].span.end or not date.start or date.precision == "decade" or date.start[:1] not in "12":
            continue
        words = passages[at].span.of(page.text)
        if is_future(words) or date.kind == "interval":
            if date.precision == "day" and date.kind == "date" and not is_past(words):
                yield Clue((passages[at].span,), "announced", before=date.start, weight=2)
            continue
        if (_is_reported(page, passages[at], date) or date.bound == "since") and (latest is None or first_day(date.start) > latest[0]):
            latest = first_day(date.start), passages[at].span
    if latest:
        yield Clue((latest[1],), "past_date", after=latest[0], weight=2)


def _is_reported(page: Page, passage: Passage, date: DateMention) -> bool:
    """Whether a date is that of something that has been: a past verb, and no plan or direction beside the date."""
    near = Span(max(passage.span.start, date.span.start - 60), min(passage.span.end, date.span.end + 25))
    return is_past(passage.span.of(page.text)) and not pattern("intended").search(near.of(page.text))


def _editions(page: Page) -> Iterator[Clue]:
    """A known forum's edition, announced or reported."""
    known = {forum.id: forum for forum in forums()}
    for mention in page.names:
        forum = known.get(mention.id or "") if mention.kind == "forum" else None
        passage = page.passage_at(mention.span.start) if forum else None
        if forum is None or passage is None:
            continue
        number = edition_of(page.text, mention.span.start)
        if number is None:
            continue
        span = page.with_words_before(mention.span, 30)
        words = passage.span.of(page.text)
        first, last = _edition_days(forum, number)
        if is_future(words) and last:
            before = _days_before(last, 1) if last == first else last
            yield Clue((span,), "edition_to_come", after=_years_before(first, 1) if first else None, before=before, weight=3)
        elif is_past(words) and first:
            yield Clue((span,), "edition_held", after=first, weight=2)
            if any(
                d.kind == "day_month" and first[5:] == f"{d.first.month or 0:02}-{d.first.day or 0:02}"
                for d in page.within(page.dates, passage.span)
            ):
                yield Clue((passage.span,), "day_of_edition", years=frozenset({int(first[:4])}), weight=3)


def _edition_days(forum: Forum, number: int) -> tuple[str | None, str | None]:
    """When an edition was: its first day, or the days between which it must have been."""
    exact = next((e for e in forum.editions if e.number == number), None)
    if exact:
        return first_day(exact.start), first_day(exact.start) if len(exact.start) == 10 else last_day(exact.end)
    before: Edition | None = max((e for e in forum.editions if e.number < number), key=lambda e: e.number, default=None)
    after: Edition | None = min((e for e in forum.editions if e.number > number), key=lambda e: e.number, default=None)
    return (last_day(before.end) if before else None), (first_day(after.start) if after else None)


def _years_before(day: str, years: int) -> str:
    return f"{int(day[:4]) - years:04}{day[4:]}" if day[5:] != "02-29" else f"{int(day[:4]) - years:04}-02-28"


def _days_before(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


def _holders(page: Page) -> Iterator[Clue]:
    """A person named with a post: not before the term began; not after its end if the text reports that person's day."""
    terms = {holder.id: holder.terms for holder in holders()}
    bounds: dict[str, tuple[str, str | None, Span]] = {}
    for mention in page.names:
        known = terms.get(mention.id or "") if mention.kind == "person" else None
        if not known:
            continue
        near = Span(max(0, mention.span.start - 45), min(len(page.text), mention.span.end + 45))
        passage = page.passage_at(mention.span.start)
        if passage is None or not pattern("government").search(near.of(page.text)) or len(known) != 1 or not known[0].start:
            continue
        reports_today = bool(pattern("now").search(passage.span.of(page.text)))
        end = str(known[0].end) if reports_today and known[0].end else None
        old = bounds.get(mention.id or "")
        if old is None or (end and not old[1]):
            bounds[mention.id or ""] = str(known[0].start), end, page.with_words_before(mention.span, 45)
    for start, end, span in bounds.values():
        yield Clue((span,), "holder", after=first_day(start), before=last_day(end) if end else None, weight=2)


def _calendars(page: Page) -> Iterator[Clue]:
    """A calendar widget shows the month in which the page was saved."""
    weekdays = set(load_data("page_parts")["weekday_headers"])
    for passage in page.passages:
        if page.segments[passage.segment].kind != "furniture":
            continue
        words = re.sub(r"[\s|.,]+", "", passage.span.of(page.text)).casefold()
        if words not in weekdays:
            continue
        for date in page.within(page.dates, Span(max(0, passage.span.start - 30), passage.span.start)):
            if date.start and date.precision == "month":
                yield Clue((date.span,), "calendar", before=last_day(date.start), weight=3)


def _dateline(page: Page) -> Iterator[Clue]:
    """A dateline without its year under which a weekday is told: the one year, from the last one told of to the first one planned, in which
    the two fit.

    What an agency tells of a weekday was on the day of its dateline or the day before.
    """
    line = next(iter(find_datelines(page.text, 0, min(len(page.text), OPENING))), None)
    day = next((d for d in page.within(page.dates, Span(*line.span())) if d.kind == "day_month"), None) if line else None
    if line is None or day is None:
        return
    body = page.within(page.dates, Span(line.end(), len(page.text)))
    told_on = [d for d in body if d.kind == "weekday" and d.first.weekday and d.first.shift is None]
    past = [int(d.start[:4]) for d in body if d.start and d.precision == "year" and d.bound is None and _told_as_past(page, d)]
    if not told_on or not past:
        return
    later = [int(d.start[:4]) for d in body if d.start and d.precision in ("year", "quarter", "half") and int(d.start[:4]) > max(past)]
    last = min(*later, max(past) + LATEST) if later else max(past) + 1
    years = [y for y in range(max(past), last + 1) if _fits(day, y, {d.first.weekday for d in told_on})]
    if len(years) == 1:
        on = f"{years[0]:04}-{day.first.month:02}-{day.first.day:02}"
        yield Clue((Span(*line.span()), told_on[0].span), "dateline_weekday", after=on, before=on, weight=3)


def _told_as_past(page: Page, date: DateMention) -> bool:
    passage = page.passage_at(date.span.start)
    if passage is None or is_future(passage.span.of(page.text)):
        return False
    before = page.text[max(passage.span.start, date.span.start - 60) : date.span.start]
    return _is_reported(page, passage, date) or REGULAR_PAST.search(before) is not None


def _fits(day: DateMention, year: int, weekdays: set[int | None]) -> bool:
    """Whether a dateline's day in `year`, or the day before it, is the weekday told of."""
    try:
        on = dt.date(year, day.first.month or 0, day.first.day or 0).isoweekday()
    except ValueError:
        return False
    return len(weekdays) == 1 and bool(weekdays & {on, on - 1 or 7})


def _this_years_gathering(page: Page, passages: list[Passage]) -> Iterator[Clue]:
    """An announcement that opens with the full date of its gathering and then speaks of "this year's" or "last year's" one."""
    yearly = next((m for p in passages for m in [pattern("yearly").search(page.text, p.span.start, p.span.end)] if m), None)
    if yearly is None:
        return
    opening = next((d for d in page.dates if d.start and len(d.start) == DAY and d.kind in ("date", "interval")), None)
    if opening is None or opening.span.start > OPENING // 2 or opening.start is None or is_past(page.text[: opening.span.start]):
        return
    named = re.search(rf"\b{opening.start[:4]}\b", page.text[: opening.span.start])
    if named:
        place = Span(*yearly.span())
        yield Clue((opening.span, place), "this_years_gathering", years=frozenset({int(opening.start[:4])}), weight=3)
