"""Checks that several services share. Each raises a ValidationError naming the field."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kopri.lang.countries import is_country
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.due import interval_of


def check_name(field: str, text: Multilingual) -> None:
    """A text in at least one language."""
    if not str(text).strip():
        raise ValidationError({field: _("Write it in at least one language.")})


def check_countries(field: str, countries: Iterable[str]) -> None:
    """ISO 3166-1 alpha-3 codes, each once."""
    codes = list(countries)
    wrong = [code for code in codes if not is_country(code)]
    if wrong:
        raise ValidationError(
            {field: _("Not a country: %(codes)s. Write ISO codes of three letters, as KOR.") % {"codes": ", ".join(wrong)}}
        )
    if len(set(codes)) < len(codes):
        raise ValidationError({field: _("A country stands twice.")})


def check_date(field: str, value: str) -> None:
    """A date of any precision, or none."""
    try:
        if value:
            interval_of(value)
    except ValidationError as error:
        raise ValidationError({field: error.message_dict["due"]}) from error


def check_above(record: Any, field: str, words: str) -> None:
    """A whole is no part of itself: `field` names the column that leads upward."""
    above = getattr(record, field)
    while above is not None:
        if record.pk is not None and above.pk == record.pk:
            raise ValidationError({field: words})
        above = getattr(above, field)


def check_sourced(record: Any) -> None:
    """What is not invented and rests on nothing else may stand without a source; what is invented must not name one."""
    if record.invented and record.source:
        raise ValidationError({"source": _("What was invented for the demonstration has no source.")})
