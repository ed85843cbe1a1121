"""Dates in running text, with their precision; relative ones wait for a reference date."""

from kopri.lang.dates import english, tables
from kopri.lang.dates.mention import DateKind, DateMention, Point, Precision
from kopri.lang.dates.resolve import Resolved, resolve
from kopri.lang.dates.timex import timex_of

__all__ = ["DateKind", "DateMention", "Point", "Precision", "Resolved", "find_dates", "resolve", "timex_of"]


def find_dates(text: str, language: str) -> list[DateMention]:
    """All dates, intervals, durations and relative dates of a text, in text order, none overlapping.

    Args:
        text: any text; offsets count its code points as they are.
        language: ISO 639-1; "ko" and "ru" have grammars of their own, every other language is read with the English one.
    """
    return tables.find(text, language) if language in tables.LANGUAGES else english.find(text)
