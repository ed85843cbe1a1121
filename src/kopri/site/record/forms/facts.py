"""The correction of a statement: the fields of its payload by type, and the time it speaks of. Fields are named as in the payload."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kopri.lang import countries
from kopri.lang.sectors import sectors
from kopri.site.record import labels
from kopri.site.record.engine import days_of
from kopri.site.record.forms.fields import CountriesField, DateField, NullField, NumberField, SlugField, UnitField, choices, coarsest
from kopri.site.record.models import Statement, StatementKind

Json = dict[str, Any]
QUALIFIERS: Final[labels.Labels] = {
    "exact": _l("exactly"),
    "about": _l("about"),
    "nearly": _l("nearly"),
    "over": _l("over"),
    "at_least": _l("at least"),
    "under": _l("under"),
    "up_to": _l("up to"),
}
ASPECTS: Final[labels.Labels] = {"flow": _l("flow: of a period"), "stock": _l("stock: so far, at a time")}
FIGURE_STAGES: Final[labels.Labels] = {name: labels.STAGES[name] for name in ("actual", "contracted", "planned", "capacity")}
UNITS: Final = (
    *("USD", "EUR", "KRW", "KZT", "UZS", "KGS", "TJS", "TMT"),
    *("percent", "ratio", "rank", "edition", "person", "company", "country", "city", "store", "project", "year", "month", "day"),
)
NAME: Final = 400


class FactForm(forms.Form):
    """What all types share: what of the payload has a field, and what the person changed."""

    renamed: ClassVar[dict[str, str]] = {}
    period: ClassVar[tuple[str, str]] = ("valid_start", "valid_end")
    open_ended: ClassVar[bool] = False

    def __init__(self, data: Any = None, *, statement: Statement) -> None:
        super().__init__(data, prefix="fact")
        self.statement = statement
        for name, value in {**self.initial_fact(statement.fact), **self.initial_period(statement)}.items():
            if name in self.fields:
                self.initial[name] = self.fields[name].prepare_value(value)

    def initial_fact(self, fact: Json) -> Json:
        """The fields as they stand."""
        return {name: fact.get(self.renamed.get(name, name)) for name in self.fields}

    def initial_period(self, statement: Statement) -> Json:
        """The time as it stands: a point in time fills the first field only."""
        valid = statement.fact.get("valid") or statement.valid
        start, end = valid.get("start"), valid.get("end")
        return {"valid_start": start, "valid_end": None if start == end else end}

    def clean(self) -> Json:
        """The end is not before the start, and something was changed."""
        cleaned: Json = super().clean() or {}
        start, end = (cleaned.get(name) for name in self.period)
        if start and end and end != "ongoing" and (days_of(end)[1] or 0) < days_of(start)[0]:  # type: ignore[operator]
            self.add_error(self.period[1], _("The end, %(end)s, is before the start, %(start)s.") % {"end": end, "start": start})
        if not self.errors and not self.changed_data:
            self.add_error(None, _("Nothing was changed: accept the statement as it stands, or change a field."))
        return cleaned

    def fact(self) -> Json:
        """The fields of the payload that were changed."""
        return {
            self.renamed.get(name, name): self.cleaned_data[name] for name in self.changed_data if not name.startswith(("valid_", "party_"))
        }

    def valid(self) -> Json | None:
        """The time, if it was changed."""
        if not {"valid_start", "valid_end"}.intersection(self.changed_data):
            return None
        start, end = self.cleaned_data["valid_start"], self.cleaned_data["valid_end"]
        if not end and not self.open_ended:
            end = start
        return {"start": start, "end": end, "precision": coarsest((start, end)), "basis": "stated", "evidence": []}


class FigureForm(FactForm):
    """A value with its unit, what it measures, whose it is and when."""

    value = NumberField(label=_l("Value"), max_length=60)
    unit = UnitField(
        {},
        list_id="list-units",
        label=_l("Unit"),
        help_text=_l("A currency code such as USD, percent, or the thing counted, in the singular: company."),
    )
    qualifier = forms.ChoiceField(label=_l("How exact"), choices=choices(QUALIFIERS))
    measure = SlugField(labels.MEASURES, list_id="list-measures", label=_l("Measure"), help_text=_l("Choose one, or name a new one."))
    valid_start = DateField(label=_l("Period"), help_text=_l("As exact as the text is: 2019, 2019-Q3, 2019-10, 2019-10-04."))
    valid_end = DateField(label=_l("Until"), help_text=_l("Only if the figure covers more than that."))
    party_of = CountriesField(label=_l("Countries"), help_text=_l("Whose figure it is, or between whom."))
    party_from = CountriesField(label=_l("From"))
    party_to = CountriesField(label=_l("To"))
    subject = NullField(label=_l("Subject"), help_text=_l("What is counted, where the measure does not say it."))
    stage = forms.ChoiceField(label=_l("Stage"), choices=choices(FIGURE_STAGES))
    aspect = forms.ChoiceField(label=_l("Flow or stock"), choices=choices(ASPECTS, empty=True), required=False)
    kind = forms.ChoiceField(label=_l("Kind"), choices=choices(labels.FIGURE_KINDS))
    scope = forms.ChoiceField(label=_l("Scope"), choices=choices(labels.SCOPES, empty=True), required=False)

    def initial_fact(self, fact: Json) -> Json:
        """The parties by their side."""
        sides = {side: [p["id"] for p in fact["parties"] if p["role"] == side] for side in ("of", "from", "to")}
        return super().initial_fact(fact) | {f"party_{side}": codes for side, codes in sides.items()}

    def fact(self) -> Json:
        """The parties as one list; the value as a decimal string; nothing said is null."""
        fact = super().fact()
        if any(name.startswith("party_") for name in self.changed_data):
            fact["parties"] = [{"id": code, "role": side} for side in ("of", "from", "to") for code in self.cleaned_data[f"party_{side}"]]
        if "value" in fact:
            text = format(fact["value"], "f")
            fact["value"] = text.rstrip("0").rstrip(".") if "." in text else text
        return fact | {name: fact[name] or None for name in ("aspect", "scope") if name in fact}


class EventForm(FactForm):
    """Something that happens at a time."""

    renamed = {"category": "class"}

    category = SlugField(labels.EVENTS, list_id="list-events", label=_l("Kind of event"))
    name = forms.CharField(label=_l("Name"), max_length=NAME)
    valid_start = DateField(label=_l("Date"), help_text=_l("As exact as the text is: 2019-10-16, 2019-10, 2019."))
    valid_end = DateField(label=_l("Until"), help_text=_l("Only if it lasted longer."))
    place = NullField(label=_l("Place"))
    participants = CountriesField(label=_l("Participants"), names=True)
    status = forms.ChoiceField(label=_l("State"), choices=choices(labels.EVENT_STATES))
    edition = forms.IntegerField(label=_l("Edition"), required=False, min_value=1, max_value=999)


class CommitmentForm(FactForm):
    """Who promises what to whom, how firmly, until when."""

    what = forms.CharField(label=_l("What"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    who = CountriesField(label=_l("Who"), names=True)
    to = CountriesField(label=_l("To whom"), names=True)
    strength = forms.ChoiceField(label=_l("Strength"), choices=choices(labels.STRENGTHS))
    due = DateField(label=_l("Due"), help_text=_l("Empty if no date was agreed."))
    sector = forms.ChoiceField(label=_l("Sector"), required=False)

    def __init__(self, data: Any = None, *, statement: Statement) -> None:
        super().__init__(data, statement=statement)
        known = dict.fromkeys([*sectors(), *filter(None, [statement.fact.get("sector")])])
        field = self.fields["sector"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("not said")), *((slug, labels.sector_label(slug)) for slug in known)]

    def fact(self) -> Json:
        """No sector is null."""
        fact = super().fact()
        return fact | {name: fact[name] or None for name in ("sector",) if name in fact}


class AgreementForm(FactForm):
    """A text, programme or relation between parties."""

    kind = SlugField(labels.AGREEMENTS, list_id="list-agreements", label=_l("Kind"))
    name = forms.CharField(label=_l("Name"), max_length=NAME)
    parties = CountriesField(label=_l("Parties"), names=True)
    date = DateField(label=_l("Date"))


class PostForm(FactForm):
    """A person in a post."""

    open_ended = True

    person = forms.CharField(label=_l("Person"), max_length=120)
    post = forms.CharField(label=_l("Post"), max_length=300)
    organisation = NullField(label=_l("Country or organisation"))
    valid_start = DateField(label=_l("From"), help_text=_l("Empty if the text does not say."))
    valid_end = DateField(label=_l("Until"))

    def initial_fact(self, fact: Json) -> Json:
        """A country by its name."""
        return super().initial_fact(fact) | {"organisation": labels.country_label(fact["organisation"] or "")}

    def fact(self) -> Json:
        """A country by its code, any other organisation by its name."""
        fact = super().fact()
        if fact.get("organisation"):
            fact["organisation"] = CountriesField(names=True).code_of(fact["organisation"])
        return fact


class OrganisationForm(FactForm):
    """A named organisation."""

    name = forms.CharField(label=_l("Name"), max_length=NAME)
    kind = SlugField(labels.ORGANISATIONS, list_id="list-organisations", label=_l("Kind"))
    country = CountriesField(label=_l("Country"))

    def initial_fact(self, fact: Json) -> Json:
        """The one country."""
        return super().initial_fact(fact) | {"country": [fact["country"]] if fact["country"] else []}

    def clean_country(self) -> str | None:
        """One country at most."""
        codes = self.cleaned_data["country"]
        if len(codes) > 1:
            raise forms.ValidationError(_("One country, please; none for an international organisation."))
        return codes[0] if codes else None


class InitiativeForm(FactForm):
    """A row of a table of initiatives."""

    period = ("start", "end")

    name = forms.CharField(label=_l("Name"), max_length=NAME)
    start = DateField(label=_l("Start"), help_text=_l("As exact as the table is: 2024-Q3, 2025."))
    end = DateField(label=_l("End"), ongoing=True, help_text=_l("A date, or “ongoing”."))


FORMS: Final[dict[str, type[FactForm]]] = {
    StatementKind.FIGURE: FigureForm,
    StatementKind.EVENT: EventForm,
    StatementKind.COMMITMENT: CommitmentForm,
    StatementKind.AGREEMENT: AgreementForm,
    StatementKind.POST: PostForm,
    StatementKind.ORGANISATION: OrganisationForm,
    StatementKind.INITIATIVE: InitiativeForm,
}


def fact_form(statement: Statement, data: Any = None) -> FactForm:
    """The correction form for a statement of its type."""
    return FORMS[statement.type](data, statement=statement)


def word_lists(statement: Statement) -> dict[str, list[str]]:
    """What may be chosen in free fields, by the id of the list: only the lists this type needs."""
    lists = {
        "list-countries": [labels.country_label(code) for code in countries.countries()],
        "list-units": list(UNITS),
        "list-measures": names(labels.MEASURES),
        "list-events": names(labels.EVENTS),
        "list-agreements": names(labels.AGREEMENTS),
        "list-organisations": names(labels.ORGANISATIONS),
    }
    used = {field.widget.attrs.get("list") for field in FORMS[statement.type].base_fields.values()}
    return {list_id: words for list_id, words in lists.items() if list_id in used}


def names(table: labels.Labels) -> list[str]:
    """The names of a table, once each, in order."""
    return sorted({str(name) for name in table.values()})
