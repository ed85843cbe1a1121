"""Every number, share, money amount and date of a text, before any frame (`kopri read --spans`)."""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from typing import Any, Final

from kopri.lang.dates import DateMention, Point, find_dates, timex_of
from kopri.lang.numbers import NumberMention, currency_names, find_numbers, percent_names
from kopri.lang.spans import Span
from kopri.reading.statements import decimal_text

IN: Final = re.compile(r"\bin\s\Z", re.IGNORECASE)
OF: Final = re.compile(r"\s+of\s+\Z")
TYPE_NAMES: Final = {"money": "currency", "percent": "percentage", "ordinal": "ordinal", "multiple": "multiple", "duration": "duration"}

Found = list[dict[str, Any]]


def find_spans(text: str, language: str, reference: str | None) -> Found:
    """Numbers and dates with their places.

    Args:
        text: any text; offsets are its code points, end exclusive.
        language: ISO 639-1.
        reference: the date relative expressions are resolved against, ISO, or None.

    Returns:
        a dictionary for each: start, end, exact, type ("number", "percentage", "currency", "ordinal", "multiple", "date", "daterange",
        "duration"), value (decimal string) and unit for numbers, timex (TIMEX3 value) for dates. The bare number of an amount or a
        share is reported beside it, as type "number"; a currency or a percent sign named without a number has the value None.
    """
    numbers = find_numbers(text, language)
    spans: Found = []
    for number in numbers:
        spans += _number_spans(text, number)
    spans += _unnumbered(text, language, numbers)
    for date in find_dates(text, language):
        spans.append(_date_span(text, date, reference))
    return sorted(spans, key=lambda s: (s["start"], -s["end"], s["type"]))


def _number_spans(text: str, mention: NumberMention) -> Found:
    """A number; one glued to a Latin unit ("29km") is a measure and none."""
    following = text[mention.span.end : mention.span.end + 1]
    if mention.kind == "number" and following.isascii() and following.isalpha():
        return []
    bare = _span(text, mention.digits, "number", value=decimal_text(mention.number))
    if mention.kind in ("number", "fraction"):
        return [bare]
    if mention.kind == "duration":
        return [bare]
    whole = _span(text, mention.span, TYPE_NAMES[mention.kind], value=decimal_text(mention.value), unit=mention.unit)
    return [whole] if mention.kind == "ordinal" or mention.digits == mention.span else [whole, bare]


def _unnumbered(text: str, language: str, numbers: list[NumberMention]) -> Found:
    """Currencies and percent signs that stand alone; "percent of 10" is a share whose number follows."""
    starts = [n.span.start for n in numbers]
    found: Found = []
    for kind, pattern, units in _names(language):
        for match in pattern.finditer(text):
            place = Span(*match.span())
            after = bisect_left(starts, place.end)
            if after and numbers[after - 1].kind in ("money", "percent") and numbers[after - 1].span.overlaps(place):
                continue
            of = numbers[after] if after < len(numbers) and OF.fullmatch(text, place.end, starts[after]) else None
            if of and kind == "percentage" and of.kind == "number":
                found.append(_span(text, Span(place.start, of.span.end), kind, value=decimal_text(of.value), unit="percent"))
            elif kind == "currency" or match.group() in ("%", "％"):
                found.append(_span(text, place, kind, unit=units.get("".join(match.group().lower().split()), "percent")))
    return found


@cache
def _names(language: str) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    currencies = currency_names(language)
    return (("currency", *currencies), ("percentage", percent_names(language), {}))


def _date_span(text: str, mention: DateMention, reference: str | None) -> dict[str, Any]:
    """A date; "in two weeks" is the day so far ahead."""
    ahead = IN.search(text, max(0, mention.span.start - 4), mention.span.start) if mention.kind == "duration" else None
    if ahead and "." not in (mention.amount or "") and not mention.also and mention.first.unit not in ("hour", "minute", "second"):
        point = Point(shift=int(mention.amount or 0), unit=mention.first.unit)
        mention = replace(mention, span=Span(ahead.start(), mention.span.end), kind="relative", first=point, last=point)
    name, timex = timex_of(mention, reference)
    return _span(text, mention.span, name, timex=timex)


def _span(
    text: str, span: Span, name: str, *, value: str | None = None, unit: str | None = None, timex: str | None = None
) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.of(text), "type": name, "value": value, "unit": unit, "timex": timex}
