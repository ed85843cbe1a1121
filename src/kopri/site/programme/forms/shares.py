"""Shares as people write them: "KAZ 60, UZB 40"."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kopri.lang.sectors import sectors
from kopri.site.programme.areas import sector_name
from kopri.site.record.forms.fields import CountriesField
from kopri.site.record.labels import country_label

PART: Final = re.compile(r"\s*(?P<name>.+?)\s*(?P<share>\d+(?:[.]\d+)?)?\s*%?\s*")


class SharesField(forms.CharField):
    """Names with or without a share in percent, comma between. Gives a map from key to share or None."""

    def __init__(self, key_of: Callable[[str], str], name_of: Callable[[str], str], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=1000, **kwargs)
        self.key_of, self.name_of = key_of, name_of

    def prepare_value(self, value: Any) -> Any:
        """Names in the reader's language."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(
            f"{self.name_of(key)} {share.normalize():f}" if share is not None else self.name_of(key) for key, share in value.items()
        )

    def clean(self, value: Any) -> dict[str, Decimal | None]:
        """The map, in the order written.

        Raises:
            ValidationError: naming the part that is not understood.
        """
        found: dict[str, Decimal | None] = {}
        for part in str(super().clean(value)).split(","):
            match = PART.fullmatch(part)
            if match is None:
                continue
            key = self.key_of(match["name"])
            if key in found:
                raise ValidationError(_("“%(name)s” stands twice.") % {"name": match["name"]})
            found[key] = Decimal(match["share"]) if match["share"] else None
        return found


def country_shares(**kwargs: Any) -> SharesField:
    """Countries by name or code."""
    return SharesField(CountriesField().code_of, country_label, **kwargs)


def sector_shares(**kwargs: Any) -> SharesField:
    """Sectors by name or slug."""
    return SharesField(_sector, sector_name, **kwargs)


def _sector(name: str) -> str:
    known = {sector_name(slug).casefold(): slug for slug in sectors()} | {slug: slug for slug in sectors()}
    if name.casefold() not in known:
        raise ValidationError(
            _("“%(name)s” is no sector known here: write one of %(known)s.") % {"name": name, "known": ", ".join(sectors())}
        )
    return known[name.casefold()]
