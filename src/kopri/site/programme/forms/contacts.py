"""Forms of contacts between countries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import ProgrammeForm
from kopri.site.programme.forms.commitments import DueField
from kopri.site.programme.models import Contact, Level, Mode, Visibility
from kopri.site.record.forms.fields import CountriesField


class ContactForm(ProgrammeForm):
    """A visit, summit, call."""

    texts = ("title",)

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Contact.Kind.choices)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("not said")), *Level.choices])
    countries = CountriesField(label=_("Countries"), required=True, help_text=_("At least two, comma between."))
    date = DueField(label=_("Date"), required=True)
    state = forms.ChoiceField(label=_("State"), choices=Contact.State.choices)
    place = forms.CharField(label=_("Place"), required=False, max_length=120)
    mode = forms.ChoiceField(label=_("Takes place"), choices=Mode.choices, initial=Mode.IN_PERSON)
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    visibility = forms.ChoiceField(label=_("Seen by"), choices=Visibility.choices, initial=Visibility.PUBLIC)
