"""Forms of bodies, editions, sessions, agenda, delegations, papers, minutes and decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import ProgrammeForm, RecordChoice, day_input, text_area
from kopri.site.programme.forms.commitments import DueField, StepForm
from kopri.site.programme.models import Body, Edition, Level, Mode, Session, Visibility
from kopri.site.record.forms.fields import CountriesField
from kopri.site.record.models import Document

LEVELS = [("", _("not said")), *Level.choices]


class BodyForm(ProgrammeForm):
    """What a body is."""

    texts = ("name", "mandate")

    name = forms.CharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Body.Kind.choices)
    mandate = forms.CharField(label=_("Mandate"), required=False, max_length=4000, widget=text_area())
    members = CountriesField(label=_("Member countries"))
    founded = DueField(label=_("Founded"))
    ended = DueField(label=_("Ended"))
    source = forms.CharField(label=_("Source"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = getattr(self.record, "parent", None)
        self.fields["parent"] = RecordChoice(Body.objects.all(), label=_("Part of"), empty_label=_("none"), initial=initial)
        if self.record is None:
            self.fields["slug"] = forms.SlugField(label=_("Address"), help_text=_("Latin letters and hyphens."))


class EditionForm(ProgrammeForm):
    """What an edition is. Number, host, level and mode are free."""

    texts = ("city", "theme")

    number = forms.IntegerField(label=_("Number"), required=False, min_value=1)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=LEVELS)
    mode = forms.ChoiceField(label=_("Takes place"), choices=Mode.choices, initial=Mode.IN_PERSON)
    country = CountriesField(label=_("Host country"))
    city = forms.CharField(label=_("City"), required=False, max_length=120)
    planned = DueField(label=_("Planned for"))
    start = forms.DateField(label=_("First day"), required=False, widget=day_input())
    end = forms.DateField(label=_("Last day"), required=False, widget=day_input())
    theme = forms.CharField(label=_("Theme"), required=False, max_length=300)
    outcome = forms.CharField(label=_("Kind of statement"), required=False, max_length=80)
    link = forms.URLField(label=_("Link for taking part on line"), required=False, assume_scheme="https")
    time_zone = forms.CharField(label=_("Time zone"), required=False, max_length=40, help_text=_("As Asia/Tashkent."))
    source = forms.CharField(label=_("Source"), required=False, max_length=500)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """One country, as a list of one."""
        return super().initial_of(record) | {"country": [record.country] if record.country else []}

    def values(self) -> dict[str, Any]:
        """The one country."""
        data = super().values()
        return data | {"country": (data["country"] or [""])[0]}


class NewEditionForm(EditionForm):
    """A new edition of a body."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = RecordChoice(Body.objects.all(), label=_("Body"), required=True, empty_label=None)


class EditionStepForm(StepForm):
    """An edition's change of state."""

    start = forms.DateField(label=_("First day"), widget=day_input())
    end = forms.DateField(label=_("Last day"), required=False, widget=day_input())

    def __init__(self, *args: Any, asks: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, asks=(*asks, "start", "end") if "dates" in asks else asks, **kwargs)


class SessionForm(ProgrammeForm):
    """A sitting, a side event, bilateral talks."""

    texts = ("name",)

    name = forms.CharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind.choices)
    countries = CountriesField(label=_("Countries"), help_text=_("Where not all take part."))
    start = forms.DateTimeField(label=_("Begins"), required=False, help_text=_("2026-10-20 09:30, in your time zone."))
    end = forms.DateTimeField(label=_("Ends"), required=False)
    day = DueField(label=_("Day"), help_text=_("Where the hour is not known: a day, month or quarter."))
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    mode = forms.ChoiceField(label=_("Takes place"), choices=Mode.choices, initial=Mode.IN_PERSON)
    link = forms.URLField(label=_("Link for taking part on line"), required=False, assume_scheme="https")
    order = forms.IntegerField(label=_("Order"), initial=0, min_value=0, max_value=999)


class SessionStepForm(StepForm):
    """A session's change of state."""

    minutes = forms.CharField(label=_("Minutes"), max_length=50_000, widget=text_area(12))


class MinutesForm(ProgrammeForm):
    """Minutes that are put before the members."""

    minutes = forms.CharField(label=_("Minutes"), max_length=50_000, widget=text_area(16))
    countries = CountriesField(label=_("Countries that are asked"), required=True)


class AnswerForm(ProgrammeForm):
    """A member's word on the minutes."""

    agreed = forms.TypedChoiceField(
        label=_("The member"),
        choices=[("yes", _("agrees")), ("no", _("does not agree"))],
        coerce=lambda v: v == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(label=_("Remark"), required=False, max_length=2000, widget=text_area(3))


class AgendaForm(ProgrammeForm):
    """A point of the agenda."""

    texts = ("title",)

    title = forms.CharField(label=_("Title"), max_length=300)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"] = RecordChoice(edition.sessions.all(), label=_("Session"), empty_label=_("none"))


class DelegationForm(ProgrammeForm):
    """Who represents a country."""

    country = CountriesField(label=_("Country"), required=True)
    head = forms.CharField(label=_("Head of delegation"), required=False, max_length=200)
    post = forms.CharField(label=_("Post"), required=False, max_length=200)
    size = forms.IntegerField(label=_("Delegates"), required=False, min_value=1, max_value=100_000)
    mode = forms.ChoiceField(label=_("Takes part"), required=False, choices=[("", _("not said")), *Mode.choices])
    attended = forms.NullBooleanField(label=_("Attended"), required=False)

    def values(self) -> dict[str, Any]:
        """The one country."""
        data = super().values()
        return data | {"country": (data["country"] or [""])[0]}


class PaperForm(ProgrammeForm):
    """A paper put before an edition."""

    number = forms.CharField(label=_("Number"), required=False, max_length=20)
    title = forms.CharField(label=_("Title"), max_length=300)
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = Document.objects.defer("text", "segments").order_by("-pk")
        self.fields["document"] = RecordChoice(documents, label=_("or a document of the record"), empty_label=_("none"))
        self.fields["session"] = RecordChoice(edition.sessions.all(), label=_("Session"), empty_label=_("none"))


class DecisionForm(ProgrammeForm):
    """What was decided."""

    texts = ("text",)

    number = forms.CharField(label=_("Number"), required=False, max_length=20)
    text = forms.CharField(label=_("What was decided"), max_length=4000, widget=text_area())
    date = DueField(label=_("Date"))
    visibility = forms.ChoiceField(label=_("Seen by"), choices=Visibility.choices, initial=Visibility.PUBLIC)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"] = RecordChoice(edition.sessions.all(), label=_("Session"), empty_label=_("none"))
        self.fields["item"] = RecordChoice(edition.agenda.all(), label=_("Point of the agenda"), empty_label=_("none"))
