"""Dates, amounts and units in the reader's language, never more precise than they are."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any, Final, Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

COMPACT_FROM: Final = 1_000_000
DIGITS_SHOWN: Final = 3
REMEMBERED: Final = 20_000

# English here is that of no one country: day before month.
STANDS_FOR: Final = {"en": "en_GB"}

_FUZZY: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|(?P<decade>s))?(?:T\S*)?"
)


def reader_locale() -> Locale:
    """The CLDR locale of the active language; English where CLDR lacks it."""
    return _locale(get_language() or "en")


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(STANDS_FOR.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def fuzzy_date(value: object) -> str:
    """A date as precise as it is, in words.

    Args:
        value: "2013-10-04", "2013-10", "2024-Q3", "2024-H1", "2013", "1930s", an interval "2025/2027", a `date`, or a map with "start",
            "end" and "precision" as a statement's `valid` has them. What is none of these is given back as it is; nothing gives "".
    """
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Mapping):
        return _of_map(value)
    return _of_text(str(value))


def in_each_language(function: Callable[..., str]) -> Callable[..., str]:
    """Remembers what `function` says in the active language; its arguments are words, not numbers: 4.20 is not said like 4.2."""

    @lru_cache(maxsize=REMEMBERED)
    def said(_language: str | None, *arguments: object) -> str:
        return function(*arguments)

    def say(*arguments: object) -> str:
        return said(get_language(), *arguments)

    return say


@in_each_language
def _of_text(text: str) -> str:
    start, slash, end = text.partition("/")
    if slash:
        return _interval(start, end)
    match = _FUZZY.fullmatch(text)
    return _of_match(match) if match else text


def _of_map(valid: Mapping[str, Any]) -> str:
    start, end = valid.get("start"), valid.get("end")
    if valid.get("precision") == "decade" and start:
        return _decade(int(str(start)[:4]))
    return _interval(str(start or ""), str(end or ""))


def _interval(start: str, end: str) -> str:
    if start == end or not end:
        return fuzzy_date(start) if not start or start == end else _("from %(start)s") % {"start": fuzzy_date(start)}
    if not start:
        return _("until %(end)s") % {"end": fuzzy_date(end)}
    days = _as_day(start), _as_day(end)
    if days[0] and days[1]:
        return _between_days(days[0], days[1])
    return _("%(start)s – %(end)s") % {"start": fuzzy_date(start), "end": fuzzy_date(end)}


def _between_days(start: date, end: date) -> str:
    """Two days; a whole year, quarter or month between them is said as one."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        first, last = f"{start.year:04}", f"{end.year:04}"
        return first if first == last else _("%(start)s – %(end)s") % {"start": first, "end": last}
    return str(format_interval(start, end, "yMMMd", locale=reader_locale()))


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None


def _of_match(match: re.Match[str]) -> str:
    year = int(match["year"])
    try:
        if match["day"]:
            return _day(date(year, int(match["month"]), int(match["day"])))
        if match["month"]:
            return _skeleton("yMMMM", date(year, int(match["month"]), 1))
    except ValueError:
        return match.string
    if match["quarter"]:
        return _skeleton("yQQQ", date(year, 3 * int(match["quarter"]) - 2, 1))
    if match["half"]:
        words = _("first half of %(year)s") if match["half"] == "1" else _("second half of %(year)s")
        return words % {"year": year}
    return _decade(year) if match["decade"] else str(year)


def quarter_name(number: int) -> str:
    """A quarter of a year, 1 to 4, in short: "Q1"."""
    names: Mapping[int, str] = reader_locale().quarters["stand-alone"]["abbreviated"]
    return names[number]


def _decade(year: int) -> str:
    return _("%(year)ss") % {"year": year // 10 * 10}


def _day(day: date) -> str:
    return str(format_date(day, "long", locale=reader_locale()))


def _skeleton(skeleton: str, day: date) -> str:
    return str(format_skeleton(skeleton, day, locale=reader_locale()))


def number(value: object) -> str:
    """A number with the reader's grouping and decimal sign, every digit kept; not a number: as it is."""
    return _number(str(value))


@in_each_language
def _number(value: str) -> str:
    exact = as_decimal(value)
    if exact is None:
        return value
    places = max(0, -int(exact.as_tuple().exponent))
    return str(format_decimal(exact, "#,##0" + ("." + "0" * places if places else ""), locale=reader_locale(), decimal_quantization=False))


def short_number(value: object) -> str:
    """As `number`, but from a million on in words with three digits: "4.22 billion"."""
    return _short_number(str(value))


@in_each_language
def _short_number(value: str) -> str:
    exact = as_decimal(value)
    if exact is None or abs(exact) < COMPACT_FROM:
        return number(value)
    locale = reader_locale()
    rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() - DIGITS_SHOWN + 1), ROUND_HALF_EVEN)
    kind: Literal["long", "short"] = "long" if "long" in locale.compact_decimal_formats else "short"
    return str(format_compact_decimal(rounded, format_type=kind, locale=locale, fraction_digits=DIGITS_SHOWN - 1)).replace("\xa0", " ")


def scale_of(highest: Decimal) -> tuple[Decimal, str]:
    """By what to divide values up to `highest` so that they are short, and the reader's word for it: (10**9, "billion"); else (1, "")."""
    power = highest.adjusted() if highest > 0 else 0
    for digits in range(power, 5, -1):
        head, _space, word = short_number(Decimal(1).scaleb(digits)).partition(" ")
        word = word or head[1:]
        if head[:1] == "1" and word and not any(c.isdigit() for c in head[1:]):
            return Decimal(1).scaleb(digits), word
    return Decimal(1), ""


def amount(value: object, unit: str = "", *, exact: bool = False) -> str:
    """A value with its unit: money with its ISO code in front, a share with %, a counted thing in the right number.

    Args:
        value: a number or decimal string.
        unit: ISO 4217, "percent", or a counted noun in the singular as the engine gives it.
        exact: every digit rather than "4.22 billion".
    """
    return _amount(str(value), unit, exact)


@in_each_language
def _amount(value: str, unit: str, exact: bool) -> str:
    figure = number(value) if exact else short_number(value)
    if unit == "percent":
        return _("%(figure)s%%") % {"figure": figure}
    if re.fullmatch(r"[A-Z]{3}", unit):
        return f"{unit} {figure}"
    if not unit:
        return figure
    counted = _counted().get(unit)
    if counted:
        return counted(_plural_number(value)) % {"figure": figure}
    return _("%(figure)s %(unit)s") % {"figure": figure, "unit": unit.replace("_", " ")}


def unit_name(unit: str) -> str:
    """A unit alone, for a heading or an axis: "USD", "%", "persons"."""
    if unit == "percent":
        return "%"
    counted = _counted().get(unit)
    return (counted(1_000) % {"figure": ""}).strip() if counted else unit.replace("_", " ")


def as_decimal(value: object) -> Decimal | None:
    """The value as a decimal, or None if it is no finite number."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _plural_number(value: object) -> int:
    """Whole numbers count as they are; broken ones as many."""
    exact = as_decimal(value)
    return int(exact) if exact is not None and exact == exact.to_integral_value() else 1_000


@cache
def _counted() -> dict[str, Callable[[int], str]]:
    return {
        "person": lambda n: ngettext("%(figure)s person", "%(figure)s persons", n),
        "company": lambda n: ngettext("%(figure)s company", "%(figure)s companies", n),
        "country": lambda n: ngettext("%(figure)s country", "%(figure)s countries", n),
        "city": lambda n: ngettext("%(figure)s city", "%(figure)s cities", n),
        "project": lambda n: ngettext("%(figure)s project", "%(figure)s projects", n),
        "year": lambda n: ngettext("%(figure)s year", "%(figure)s years", n),
        "month": lambda n: ngettext("%(figure)s month", "%(figure)s months", n),
        "week": lambda n: ngettext("%(figure)s week", "%(figure)s weeks", n),
        "day": lambda n: ngettext("%(figure)s day", "%(figure)s days", n),
        "hour": lambda n: ngettext("%(figure)s hour", "%(figure)s hours", n),
        "store": lambda n: ngettext("%(figure)s shop", "%(figure)s shops", n),
        "document": lambda n: ngettext("%(figure)s document", "%(figure)s documents", n),
        "member": lambda n: ngettext("%(figure)s member", "%(figure)s members", n),
        "delegate": lambda n: ngettext("%(figure)s delegate", "%(figure)s delegates", n),
        "buyer": lambda n: ngettext("%(figure)s buyer", "%(figure)s buyers", n),
        "student": lambda n: ngettext("%(figure)s student", "%(figure)s students", n),
        "booth": lambda n: ngettext("%(figure)s booth", "%(figure)s booths", n),
        "flight": lambda n: ngettext("%(figure)s flight", "%(figure)s flights", n),
        "tonne": lambda n: ngettext("%(figure)s tonne", "%(figure)s tonnes", n),
        "kilometre": lambda n: ngettext("%(figure)s kilometre", "%(figure)s kilometres", n),
        "ratio": lambda n: ngettext("%(figure)s time", "%(figure)s times", n),
        "rank": lambda _n: _("no. %(figure)s"),
        "edition": lambda _n: _("no. %(figure)s"),
    }
