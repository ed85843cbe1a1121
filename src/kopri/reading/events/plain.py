"""Events told by plain words beside a date, in sentences in which no rule finds anything."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from kopri.lang.datafile import read_data
from kopri.lang.dates import DateMention
from kopri.reading.events.draft import Draft
from kopri.reading.events.gatherings import status_of
from kopri.reading.events.people import participants, phrase, place_in
from kopri.reading.events.rules import word
from kopri.reading.events.timing import clause_of, validity
from kopri.reading.page import Page
from kopri.reading.tagged import Tagged

_REACH: Final = 24
_NAME: Final = 90
_FINE: Final = frozenset({"day", "month"})


def plain_event(page: Page, tagged: Tagged, article: int) -> Iterator[Draft]:
    """The event a sentence tells by a date and a word for what happens; at most one, and none from a clause of figures or general talk."""
    for at, date in tagged.dates():
        if _bound(tagged, at, date):
            continue
        bounds = clause_of(tagged, at, at + 1)
        clause = tagged.text[slice(*bounds)]
        if _figures().search(clause) or word("avoid").search(clause):
            continue
        draft = _told(page, tagged, date, bounds, article)
        if draft:
            yield draft
            return


def _told(page: Page, tagged: Tagged, date: DateMention, bounds: tuple[int, int], article: int) -> Draft | None:
    for category, words in _classes():
        found = words.search(tagged.text, *bounds)
        if found is None:
            continue
        status = status_of(tagged, bounds)
        valid = validity(page, tagged, date, status)
        fine = valid is not None and valid.precision in _FINE
        if valid is None or valid.start is None or not (fine or (category in _years() and date.start is not None)):
            return None
        draft = Draft(category, phrase(tagged, bounds[0], min(bounds[1], bounds[0] + _NAME)), tagged, found.span(), "name", article)
        draft.status, draft.valid, draft.confidence = status, valid, 0.45
        draft.participants = participants(tagged, *bounds)
        located = place_in(tagged, *bounds)
        if located:
            draft.place, draft.place_ids = located
        draft.evidence = [tagged.span(*found.span()), date.span]
        return draft
    return None


def _bound(tagged: Tagged, at: int, date: DateMention) -> bool:
    """Whether a date says until when or since when."""
    return date.bound is not None or date.kind == "duration" or _bounds().search(tagged.text[max(0, at - _REACH) : at]) is not None


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.reading", "happenings.yaml")


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((category, re.compile(source)) for category, source in _data()["plain"].items())


@cache
def _years() -> frozenset[str]:
    return frozenset(_data()["years"])


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(_data()["figures"])


@cache
def _bounds() -> re.Pattern[str]:
    return re.compile(_data()["bounds"])
