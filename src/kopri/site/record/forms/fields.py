"""Fields of a fact: countries by name, numbers as people write them, dates that keep their precision, words from a growing list."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopri.lang import countries
from kopri.lang.numbers import find_numbers
from kopri.site.record import labels
from kopri.site.record.engine import days_of

ISO_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-Q[1-4]|-H[12]|s)?")
THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?")
SEPARATOR: Final = re.compile(r"\s*[,;，、]\s*")
PRECISIONS: Final = ("day", "month", "quarter", "half", "year", "decade")


class CountriesField(forms.CharField):
    """Countries by name in any of the eight languages or by code; gives alpha-3 codes. With `names` other names may stand among them."""

    def __init__(self, *, names: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.names = names
        self.widget.attrs.setdefault("list", "list-countries")

    def prepare_value(self, value: Any) -> Any:
        """Codes as names in the reader's language."""
        return value if value is None or isinstance(value, str) else ", ".join(labels.country_label(code) for code in value)

    def clean(self, value: Any) -> list[str]:
        """The codes, in the order written.

        Raises:
            ValidationError: naming the part that is no country.
        """
        text = super().clean(value)
        codes = [self.code_of(part) for part in SEPARATOR.split(text) if part.strip()]
        return list(dict.fromkeys(codes))

    def code_of(self, part: str) -> str:
        """The code of one country."""
        if countries.is_country(part.upper()):
            return part.upper()
        known = {labels.country_label(code).casefold(): code for code in countries.countries()}
        if part.casefold() in known:
            return known[part.casefold()]
        found = countries.find_countries(part)
        if len(found) == 1 and found[0].kind == "country" and len(found[0].span) == len(part):
            return found[0].id
        if self.names:
            return part
        raise ValidationError(_("“%(name)s” is not a country known here: write its name or its code, such as KOR.") % {"name": part})


class NumberField(forms.CharField):
    """A number as people write it, in figures or with a word: "4220000000", "4,220,000,000", "4.22 billion". Gives a Decimal."""

    def prepare_value(self, value: Any) -> Any:
        """A stored value with its thousands apart."""
        try:
            return f"{Decimal(value):,}" if value not in {None, ""} and "," not in str(value) else value
        except InvalidOperation:
            return value

    def clean(self, value: Any) -> Decimal:
        """The number.

        Raises:
            ValidationError: if it is none, or could be read in two ways.
        """
        text = super().clean(value)
        plain = re.sub(r"[,\s\u00a0\u202f]", "", text) if THOUSANDS.fullmatch(text) else text
        try:
            number = Decimal(plain)
        except InvalidOperation:
            number = self.in_words(text)
        if not number.is_finite():
            raise ValidationError(self.advice(text))
        return number

    def in_words(self, text: str) -> Decimal:
        """A number with a word of scale."""
        found = find_numbers(text, (get_language() or "en").split("-")[0]) if re.search(r"\d[\s\u00a0]*[^\W\d]", text) else []
        if len(found) == 1 and found[0].digits.start == 0 and found[0].digits.end == len(text):
            return found[0].number
        raise ValidationError(self.advice(text))

    def advice(self, text: str) -> str:
        """What is wrong and what would be right."""
        return _("“%(value)s” is not a number: write 4220000000, 4,220,000,000 or 4.22 billion, with a point before decimals.") % {
            "value": text
        }


class DateField(forms.CharField):
    """A date of any precision: 2025-02-26, 2025-02, 2024-Q3, 2024-H1, 2025, 1930s. Gives the ISO string, or None."""

    def __init__(self, *, ongoing: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 10)
        super().__init__(**kwargs)
        self.ongoing = ongoing
        self.widget.attrs |= {"class": "short", "autocomplete": "off"}

    def clean(self, value: Any) -> str | None:
        """The date.

        Raises:
            ValidationError: if there is no such date.
        """
        text = super().clean(value).replace("q", "Q").replace("h", "H")
        if not text or (self.ongoing and text == "ongoing"):
            return text or None
        try:
            known = ISO_DATE.fullmatch(text) and days_of(text)[0]
        except ValueError:
            known = None
        if not known:
            raise ValidationError(
                _("“%(value)s” is not a date: write 2025-02-26, 2025-02, 2024-Q3, 2024-H1, 2025 or 1930s.") % {"value": text}
            )
        return str(text)


class SlugField(forms.CharField):
    """A word of a growing list ("bilateral_trade"): chosen by its name, or a new one. Gives the slug."""

    def __init__(self, table: labels.Labels, *, list_id: str, **kwargs: Any) -> None:
        super().__init__(max_length=80, **kwargs)
        self.table = table
        self.widget.attrs["list"] = list_id

    def prepare_value(self, value: Any) -> Any:
        """The name in the reader's language."""
        return labels.label(self.table, value) if value else value

    def clean(self, value: Any) -> str:
        """The slug whose name this is, else a new one made of the words.

        Raises:
            ValidationError: if no word is left.
        """
        text = super().clean(value)
        for slug, name in self.table.items():
            if text.casefold() in {slug.casefold(), str(name).casefold()}:
                return slug
        slug = str(slugify(text, allow_unicode=True)).replace("-", "_")
        if text and not slug:
            raise ValidationError(_("“%(value)s” has no letters: name it in words, such as “trade”.") % {"value": text})
        return slug


class UnitField(SlugField):
    """A unit: a currency code, or the counted thing."""

    def clean(self, value: Any) -> str:
        """The unit as the engine writes it."""
        text = forms.CharField.clean(self, value)
        return text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) and text.upper() in CURRENCIES else super().clean(value)


class NullField(forms.CharField):
    """A line that may be empty: gives the text, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=300, **kwargs)

    def clean(self, value: Any) -> str | None:
        """The text, or None."""
        return super().clean(value) or None


def currencies() -> frozenset[str]:
    """Codes of money, ISO 4217."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


CURRENCIES: Final = currencies()


def choices(table: labels.Labels, *, empty: bool = False) -> list[tuple[str, Any]]:
    """A closed list for a form."""
    return [("", gettext_lazy("not said")), *table.items()] if empty else list(table.items())


def precision_of(value: str | None) -> str:
    """How exact an ISO date is: "2024-Q3" → "quarter"."""
    if not value or value == "ongoing":
        return "none"
    if value.endswith("s"):
        return "decade"
    if "Q" in value or "H" in value:
        return "quarter" if "Q" in value else "half"
    return {4: "year", 7: "month"}.get(len(value), "day")


def coarsest(values: Iterable[str | None]) -> str:
    """The least exact precision of some dates; "none" if there is none."""
    found = [PRECISIONS.index(p) for p in map(precision_of, values) if p != "none"]
    return PRECISIONS[max(found)] if found else "none"
