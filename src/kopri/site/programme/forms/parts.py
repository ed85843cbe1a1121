"""Forms of what belongs to a project: partners, places, courses, money, results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import ProgrammeForm, RecordChoice, day_input, lead_choice
from kopri.site.programme.models import Budget, Indicator, Project, ProjectPartner, Result, Transaction
from kopri.site.record.forms.fields import CountriesField, DateField, NumberField


class PartnerForm(ProgrammeForm):
    """An organisation of the site, or one by its name."""

    texts = ("name",)

    role = forms.TypedChoiceField(label=_("Role"), choices=ProjectPartner.Role.choices, coerce=int)
    organisation = lead_choice()
    name = forms.CharField(label=_("Name, if it is not in the list"), required=False, max_length=200)
    identifier = forms.CharField(label=_("Identifier"), required=False, max_length=120, help_text=_("By org-id.guide, as KR-GOV-010."))


class PlaceForm(ProgrammeForm):
    """A place with its point, if it is known."""

    texts = ("name",)

    name = forms.CharField(label=_("Name"), max_length=200)
    country = CountriesField(label=_("Country"))
    latitude = forms.DecimalField(label=_("Latitude"), required=False, max_digits=8, decimal_places=5)
    longitude = forms.DecimalField(label=_("Longitude"), required=False, max_digits=8, decimal_places=5)

    def values(self) -> dict[str, Any]:
        """One country."""
        data = super().values()
        return data | {"country": (data["country"] or [""])[0]}


class CourseForm(ProgrammeForm):
    """A session of a training or exchange."""

    texts = ("title",)

    title = forms.CharField(label=_("Title"), max_length=200)
    start = DateField(label=_("From"), required=True)
    end = DateField(label=_("Until"))
    seats = forms.IntegerField(label=_("Seats"), required=False, min_value=0)
    attended = forms.IntegerField(label=_("Attended"), required=False, min_value=0, help_text=_("Leave it empty until it is known."))

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = RecordChoice(project.places.all(), label=_("Place"), empty_label=_("not said"))

    def initial_of(self, record: Any) -> dict[str, Any]:
        """The place too."""
        return super().initial_of(record) | {"place": record.place}

    def values(self) -> dict[str, Any]:
        """A date left empty is an empty string."""
        data = super().values()
        return data | {"end": data["end"] or ""}


class RateForm(ProgrammeForm):
    """A rate and its source."""

    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3, help_text=_("Its three letters, as KZT."))
    on = forms.DateField(label=_("Day"), widget=day_input())
    usd = forms.DecimalField(label=_("US dollars for one unit"), max_digits=20, decimal_places=12)
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who says so: a central bank, a gazette, with its address."))

    def clean_currency(self) -> str:
        """Codes are in capitals."""
        return str(self.cleaned_data["currency"]).upper()


class MoneyForm(ProgrammeForm):
    """An amount in its currency."""

    value = NumberField(label=_("Amount"))
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    value_date = forms.DateField(
        label=_("Value date"),
        required=False,
        widget=day_input(),
        help_text=_("By its rate it is converted; empty: the day itself."),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)

    def clean_currency(self) -> str:
        """Codes are in capitals."""
        return str(self.cleaned_data["currency"]).upper()


class TransactionForm(MoneyForm):
    """A movement of money."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Transaction.Type.choices, initial=Transaction.Type.DISBURSEMENT)
    date = forms.DateField(label=_("Date"), widget=day_input())
    description = forms.CharField(label=_("What for"), required=False, max_length=300)
    reason = forms.CharField(
        label=_("Why negative"), required=False, max_length=300, help_text=_("Only for a refund or correction: an amount below zero.")
    )
    field_order = ("kind", "date", "value", "currency", "provider", "receiver", "description", "reason", "value_date", "source")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("provider", _("From")), ("receiver", _("To"))):
            self.fields[name] = RecordChoice(project.partners.all(), label=label, empty_label=_("not said"))
        self.fields["currency"].initial = project.currency
        self.order_fields(self.field_order)


class BudgetForm(MoneyForm):
    """Money planned for a period."""

    type = forms.ChoiceField(label=_("Kind"), choices=Budget.Type.choices)
    start = forms.DateField(label=_("From"), widget=day_input())
    end = forms.DateField(label=_("Until"), widget=day_input())
    field_order = ("type", "start", "end", "value", "currency", "value_date", "source")


class ResultForm(ProgrammeForm):
    """What is to be brought about."""

    texts = ("title",)

    kind = forms.ChoiceField(label=_("Kind"), choices=Result.Type.choices)
    title = forms.CharField(label=_("Title"), max_length=300)


class IndicatorForm(ProgrammeForm):
    """What is measured."""

    texts = ("title",)

    title = forms.CharField(label=_("Title"), max_length=300)
    measure = forms.ChoiceField(label=_("Measure"), choices=Indicator.Measure.choices)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    ascending = forms.BooleanField(label=_("More is better"), required=False, initial=True)
    baseline = forms.DecimalField(label=_("Baseline"), required=False)
    baseline_year = forms.IntegerField(label=_("Year of the baseline"), required=False, min_value=1900, max_value=2200)


class PeriodForm(ProgrammeForm):
    """A target for a time."""

    start = forms.DateField(label=_("From"), widget=day_input())
    end = forms.DateField(label=_("Until"), widget=day_input())
    target = forms.DecimalField(label=_("Target"), required=False)
