"""Every number, share, money amount and date of a text, before any frame (`kopri read --spans`)."""

from typing import Any

from kopri.lang.numbers import NumberMention, find_numbers
from kopri.lang.spans import Span
from kopri.reading.statements import decimal_text

TYPE_NAMES = {"money": "currency", "percent": "percentage", "ordinal": "ordinal", "multiple": "multiple", "duration": "duration"}


def find_spans(text: str, language: str, reference: str | None) -> list[dict[str, Any]]:
    """Numbers and dates with their places.

    Args:
        text: any text; offsets are its code points, end exclusive.
        language: ISO 639-1.
        reference: the date relative expressions are resolved against, ISO, or None.

    Returns:
        a dictionary for each: start, end, exact, type ("number", "percentage", "currency", "ordinal", "multiple", "date", "daterange",
        "duration"), value (decimal string) and unit for numbers, timex (TIMEX3 value) for dates. The bare number of an amount or a
        share is reported beside it, as type "number".
    """
    del reference
    spans = []
    for mention in find_numbers(text, language):
        spans += _number_spans(text, mention)
    return sorted(spans, key=lambda s: (s["start"], -s["end"], s["type"]))


def _number_spans(text: str, mention: NumberMention) -> list[dict[str, Any]]:
    bare = _span(text, mention.digits, "number", decimal_text(mention.number), None)
    if mention.kind in ("number", "fraction"):
        return [bare]
    if mention.kind == "duration":
        return [bare]
    whole = _span(text, mention.span, TYPE_NAMES[mention.kind], decimal_text(mention.value), mention.unit)
    return [whole] if mention.kind == "ordinal" or mention.digits == mention.span else [whole, bare]


def _span(text: str, span: Span, name: str, value: str | None, unit: str | None, timex: str | None = None) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.of(text), "type": name, "value": value, "unit": unit, "timex": timex}
