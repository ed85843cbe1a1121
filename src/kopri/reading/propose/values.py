"""Reading the values of a proposal out of its quote. What the quote does not say is refused, whatever the model says of it."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast, get_args

from kopri.lang.countries import is_country
from kopri.lang.dates import resolve
from kopri.lang.numbers import NumberMention
from kopri.lang.sectors import find_sectors
from kopri.lang.spans import Span
from kopri.reading.events.rules import plover
from kopri.reading.events.rules import rules as event_rules
from kopri.reading.figures.counted import qualifier_of
from kopri.reading.figures.lexicon import units
from kopri.reading.figures.parties import countries_of
from kopri.reading.figures.tongues import tongue_of
from kopri.reading.model import (
    Agreement,
    Commitment,
    Event,
    EventStatus,
    Figure,
    Organisation,
    Party,
    Payload,
    Post,
    Qualifier,
    StatementType,
    Strength,
    Validity,
)
from kopri.reading.page import Page

MEASURE: Final = re.compile(r"[a-z][a-z0-9_]{1,60}")
WORD: Final = re.compile(r"[^\W_][\w’'-]*")
KIND: Final = re.compile(r"[a-z][a-z _-]{1,38}")
LONGEST: Final = 400


class NotInQuoteError(ValueError):
    """A proposal that the text does not bear out; `reason` is one of `keeping.DROPPED`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def read_payload(page: Page, quote: Span, kind: StatementType, data: Mapping[str, Any]) -> Payload:
    """The payload of a proposal, each value checked.

    Raises:
        NotInQuoteError: at the first value that does not stand in the quote.
    """
    match kind:
        case "figure":
            return _figure(page, quote, data)
        case "event":
            return _event(page, quote, data)
        case "commitment":
            strength = _choice(data, "strength", get_args(Strength))
            what = _words(page, quote, data.get("what"))
            who, to = (_countries(page, data.get(name)) for name in ("who", "to"))
            return Commitment(who, to, what, next(iter(find_sectors(what)), None), None, cast("Strength", strength))
        case "agreement":
            return Agreement(_kind(data), _words(page, quote, data.get("name")), _countries(page, data.get("parties")))
        case "post":
            person, post = (_words(page, quote, data.get(name)) for name in ("person", "post"))
            return Post(person, post, next(iter(_countries(page, data.get("organisation"))), None))
        case "organisation":
            country = next(iter(_countries(page, data.get("country"))), None)
            return Organisation(_words(page, quote, data.get("name")), _kind(data), country)
    raise NotInQuoteError("malformed")


def _figure(page: Page, quote: Span, data: Mapping[str, Any]) -> Figure:
    try:
        value = Decimal(str(data.get("value")))
    except InvalidOperation as error:
        raise NotInQuoteError("malformed") from error
    unit, measure = data.get("unit"), data.get("measure")
    if not value.is_finite() or not isinstance(unit, str) or not isinstance(measure, str) or not MEASURE.fullmatch(measure):
        raise NotInQuoteError("malformed")
    fitting = [n for n in page.within(page.numbers, quote) if value in {n.value, n.number}]
    if not fitting:
        raise NotInQuoteError("value_not_in_quote")
    number = next((n for n in fitting if _unit_fits(page, quote, n, unit, value)), None)
    if number is None:
        raise NotInQuoteError("unit_not_in_quote")
    bare = number.kind in {"number", "ordinal", "fraction"}
    return Figure(
        value=value,
        unit=unit,
        measure=measure,
        surface=number.digits if bare else number.span,
        kind="rank" if number.kind == "ordinal" else "ratio" if number.kind == "multiple" else "quantity",
        qualifier=_qualifier(page, number),
        parties=tuple(Party(code) for code in _countries(page, data.get("parties"))),
    )


def _unit_fits(page: Page, quote: Span, number: NumberMention, unit: str, value: Decimal) -> bool:
    """The unit written with the number; or a noun of the quote that is counted."""
    if number.unit is not None:
        return unit == number.unit and value == number.value
    if value != number.value or unit.isupper():
        return False
    if number.kind == "ordinal":
        return unit in {"rank", "edition"}
    if number.kind in {"multiple", "fraction"}:
        return unit == "ratio"
    tongue = tongue_of(page.language)
    if tongue is not None:
        beside = Span(number.span.start, min(quote.end, number.span.end + 40))
        return any(
            name == unit and pattern.search(page.text, beside.start, beside.end) for name, pattern in (*tongue.counters, *tongue.named)
        )
    known = units()
    head = unit.casefold().partition("/")[0].split("_")[-1]
    nouns = [m.group().casefold() for m in WORD.finditer(page.text, quote.start, quote.end)]
    return len(head) > 2 and any(
        w in {head, f"{head}s", f"{head}es", f"{head[:-1]}ies"} or known.get(w.removesuffix("s")) == unit for w in nouns
    )


def _qualifier(page: Page, number: NumberMention) -> Qualifier:
    """How surely the number is said, as the rules read it: what the model says of it does not count."""
    tongue = tongue_of(page.language)
    return (
        tongue.qualifier(page.text, number.span.start, (number.span.end,)) if tongue else qualifier_of(page.text, number, number.span.end)
    )


def _event(page: Page, quote: Span, data: Mapping[str, Any]) -> Event:
    category = _choice(data, "class", {rule.category for rule in event_rules()})
    status = _choice(data, "status", get_args(EventStatus))
    place = data.get("place")
    return Event(
        category=category,
        name=_words(page, quote, data.get("name")),
        place=_words(page, quote, place) if place else None,
        participants=_countries(page, data.get("participants")),
        status=cast("EventStatus", status),
        plover=plover(category),
    )


def _words(page: Page, quote: Span, said: object) -> str:
    """Words that stand in the quote as one run, whatever the white space and the case, as the text writes them."""
    if not isinstance(said, str) or not said.strip() or len(said) > LONGEST:
        raise NotInQuoteError("malformed")
    pattern = r"\s+".join(re.escape(word) for word in said.split())
    found = re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE).search(page.text, quote.start, quote.end)
    if found is None:
        raise NotInQuoteError("words_not_in_quote")
    return " ".join(found.group().split())


def _countries(page: Page, said: object) -> tuple[str, ...]:
    """Countries that the text names, or that a region, forum or person it names stands for."""
    codes = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    if not all(isinstance(code, str) and is_country(code) for code in codes):
        raise NotInQuoteError("country_not_in_text")
    named = page.once(_named_countries)
    if not named.issuperset(codes):
        raise NotInQuoteError("country_not_in_text")
    return tuple(dict.fromkeys(cast("Iterable[str]", codes)))


def _named_countries(page: Page) -> frozenset[str]:
    return frozenset(code for mention in page.names for code in (*countries_of(mention), *mention.members))


def _kind(data: Mapping[str, Any]) -> str:
    kind = data.get("kind")
    if not isinstance(kind, str) or not KIND.fullmatch(kind):
        raise NotInQuoteError("unknown_word")
    return kind


def _choice(data: Mapping[str, Any], name: str, choices: Iterable[str]) -> str:
    said = data.get(name)
    if not isinstance(said, str) or said not in set(choices):
        raise NotInQuoteError("unknown_word")
    return said


def read_validity(page: Page, quote: Span, start: object, end: object) -> Validity:
    """The time of a proposal, if a date of the quote says exactly it.

    Raises:
        NotInQuoteError: if it names a time that no date of the quote says.
    """
    if not start and not end:
        return Validity()
    passage = page.passage_at(quote.start)
    published = page.published_of(passage) if passage else page.published
    for mention in page.within(page.dates, quote):
        found = resolve(mention, published.value, None)
        first, last = found.start or found.end, found.end or found.start
        if first is not None and (first, last) == (start or end, end or start):
            return Validity(first, last, found.precision, "stated", (mention.span,))
    raise NotInQuoteError("date_not_in_quote")
