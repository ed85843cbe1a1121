"""What a list of statements can be narrowed to: the same for the page, its downloads and the API."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from kopri.site.base.freshness import kept_in_memory
from kopri.site.record import labels
from kopri.site.record.models import CONFIRMED, Credibility, Reliability, State, Statement, StatementParty
from kopri.site.record.querysets import StatementQuerySet

STANDINGS: Final = [("confirmed", _("confirmed by a person")), ("machine", _("read by machine, not yet confirmed"))]


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked for; empty means anything. Years are inclusive.

    Of several countries, comma between, all must be named; of several sectors one is enough.
    """

    type: str = ""
    standing: str = ""
    country: str = ""
    sector: str = ""
    measure: str = ""
    grade: str = ""
    credibility: str = ""
    source: str = ""
    document: str = ""
    series: str = ""
    since: int | None = None
    until: int | None = None
    text: str = ""

    def apply(self, rows: StatementQuerySet) -> StatementQuerySet:
        """The rows that meet all of it."""
        for column, value in self._columns().items():
            if value:
                rows = rows.filter(**{column: value})
        if self.sector:
            rows = rows.filter(sector__in=self.sector.split(","))
        if self.country:
            rows = rows.about(*self.country.split(","))
        if self.standing:
            rows = rows.filter(state__in=CONFIRMED) if self.standing == "confirmed" else rows.filter(state=State.PROPOSED)
        if self.since or self.until:
            rows = rows.in_period(date(self.since or 1, 1, 1), date(self.until or 9999, 12, 31))
        if self.text:
            rows = rows.filter(Q(quote__icontains=self.text) | Q(summary__icontains=self.text))
        return rows

    def _columns(self) -> dict[str, str]:
        return {
            "type": self.type,
            "measure": self.measure,
            "series": self.series,
            "document__source__reliability": self.grade,
            "credibility": self.credibility,
            "document__source__slug": self.source,
            "document__reference": self.document,
        }


class StatementFilterForm(forms.Form):
    """The criteria as a form in the address of the page. A value nobody offered is ignored."""

    text = forms.CharField(label=_("Words in the quote"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    type = forms.ChoiceField(label=_("Type"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    measure = forms.ChoiceField(label=_("Measure"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    since = forms.IntegerField(label=_("From year"), required=False, min_value=1, max_value=9998)
    until = forms.IntegerField(label=_("To year"), required=False, min_value=1, max_value=9998)
    grade = forms.ChoiceField(label=_("Grade of the source"), required=False)
    credibility = forms.ChoiceField(label=_("Credibility"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False)
    source = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    document = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    series = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered: dict[str, list[tuple[str, Any]]] = {}
        self._offer("type", labels.kind_choices())
        spoken_of = kept_in_memory("spoken of", _spoken_of, for_visitors=True)
        self._offer("country", _named(spoken_of["country"], labels.country_label))
        self._offer("measure", _named(spoken_of["measure"], labels.measure_label))
        self._offer("sector", _named(spoken_of["sector"], labels.sector_label))
        self._offer("grade", list(Reliability.choices))
        self._offer("credibility", [(str(level), name) for level, name in Credibility.choices])
        self._offer("standing", [(value, capfirst(str(name))) for value, name in STANDINGS])
        self._offer_together("country", pgettext("between countries that are all meant", " and "))
        self._offer_together("sector", pgettext("between sectors any of which is meant", " or "))

    def _offer_together(self, field: str, between: str) -> None:
        """Several values, comma between, as other pages ask for them: one more choice if one of them is offered."""
        several = str(self.data.get(field, "")).split(",")
        names = {value: str(name) for value, name in self._offered[field]}
        known = [names[value] for value in several if value in names]
        if len(several) > 1 and known:
            self._offer(field, [*self._offered[field], (",".join(several), between.join(known))])

    def _offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        self._offered[field] = choices
        chosen = self.fields[field]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("any")), *choices]

    def criteria(self) -> Criteria:
        """What was asked for, as far as it makes sense."""
        self.is_valid()
        return Criteria(**{name: value for name, value in self.cleaned_data.items() if value})


def asked(request: HttpRequest, name: str, longest: int = 80) -> str:
    """A word from the address of a page, without what no database takes."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]


def _spoken_of() -> dict[str, list[str]]:
    """The countries, measures and sectors that statements speak of."""
    return {
        "country": list(StatementParty.objects.order_by("country").values_list("country", flat=True).distinct()),
        "measure": _values("measure"),
        "sector": _values("sector"),
    }


def _values(column: str) -> list[str]:
    return list(Statement.objects.exclude(**{column: ""}).order_by(column).values_list(column, flat=True).distinct())


def _named(slugs: Any, name: Any) -> list[tuple[str, str]]:
    return sorted(((slug, capfirst(name(slug))) for slug in slugs), key=lambda choice: choice[1].casefold())
