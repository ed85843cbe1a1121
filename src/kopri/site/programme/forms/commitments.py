"""Forms of commitments, their evidence and scores."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.querysets import today
from kopri.site.programme.areas import sector_name
from kopri.site.programme.forms.base import ProgrammeForm, RecordChoice, RecordChoices, day_input, lead_choice, text_area
from kopri.site.programme.models import Commitment, CompletionScore, DueBasis, Edition, Evidence, Visibility
from kopri.site.record.forms.fields import CountriesField, DateField
from kopri.site.record.labels import SECTORS, country_label

SCALE_OF_MEMBERS = [
    ("1", _("+1: did what was promised")),
    ("0", _("0: partly, or work is under way")),
    ("-1", _("−1: did not, or against it")),
]


class DueField(DateField):
    """A date of any precision; empty is "", as the programme has it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("A day (2026-10-20), month (2026-10), quarter (2026-Q4), half-year (2026-H2) or year (2026)."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The date, or ""."""
        return super().clean(value) or ""


class CommitmentForm(ProgrammeForm):
    """What a commitment is."""

    texts = ("title", "text")

    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(label=_("What was promised"), max_length=4000, required=False, widget=text_area())
    members = CountriesField(label=_("Member countries bound"), help_text=_("Names or codes, comma between."))
    towards = CountriesField(label=_("Towards"), help_text=_("Only where the promise is made to certain countries."))
    sectors = forms.MultipleChoiceField(label=_("Sectors"), required=False, widget=forms.CheckboxSelectMultiple)
    strength = forms.ChoiceField(label=_("Strength"), choices=Commitment.Strength.choices, initial=Commitment.Strength.AGREED)
    source = forms.CharField(
        label=_("Source"), required=False, max_length=500, help_text=_("Where it was made, if no sentence of the record says so.")
    )
    visibility = forms.ChoiceField(label=_("Seen by"), choices=Visibility.choices, initial=Visibility.PUBLIC)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = getattr(self.record, "edition", None)
        self.fields["edition"] = RecordChoice(
            Edition.objects.select_related("body"), label=_("Edition"), empty_label=_("none"), initial=initial
        )
        sectors = self.fields["sectors"]
        if isinstance(sectors, forms.MultipleChoiceField):
            by_name = sorted((sector_name(slug), slug) for slug in SECTORS)
            sectors.choices = [(slug, name) for name, slug in by_name]


class NewCommitmentForm(CommitmentForm):
    """A commitment typed in by hand, with its date and lead."""

    due = DueField(label=_("Due"))
    due_basis = forms.ChoiceField(
        label=_("Basis of the date"),
        required=False,
        choices=[("", _("no date")), *DueBasis.choices],
        help_text=_("Only a date the parties agreed on can be overdue."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = lead_choice()


class LeadForm(ProgrammeForm):
    """Who answers for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = lead_choice()


class DueForm(ProgrammeForm):
    """When it is due."""

    due = DueField(label=_("Due"))
    basis = forms.ChoiceField(
        label=_("Basis of the date"), choices=DueBasis.choices, help_text=_("A suggested date never counts as overdue.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed where an agreed date is changed: it stays in the list of slips."),
    )
    rebaseline = forms.BooleanField(
        label=_("The parties made this the new baseline"), required=False, help_text=_("Later slips are counted from it.")
    )


class StepForm(ProgrammeForm):
    """A change of state, with only what it needs."""

    state = forms.CharField(max_length=20, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=text_area(2))

    def __init__(self, *args: Any, asks: Any = ("reason",), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name != "state" and name not in asks]:
            del self.fields[name]


class CommitmentStepForm(StepForm):
    """A commitment's change of state."""

    successor = RecordChoice(Commitment.objects.none(), label=_("What takes its place"), required=True, empty_label=None)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields.get("successor")
        if isinstance(chosen, RecordChoice):
            chosen.queryset = Commitment.objects.exclude(pk=commitment.pk).order_by("-pk")


class MergeForm(ProgrammeForm):
    """Which other commitment is the same."""

    duplicate = RecordChoice(
        Commitment.objects.none(),
        label=_("The duplicate"),
        required=True,
        help_text=_(
            "What it rests on, its evidence, milestones and projects move here; it stays under its address, superseded by this one."
        ),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["duplicate"]
        if isinstance(chosen, RecordChoice):
            chosen.queryset = Commitment.objects.open().exclude(pk=commitment.pk).order_by("-pk")


class EvidenceForm(ProgrammeForm):
    """Something that shows how far it has come: an address, or a file."""

    title = forms.CharField(label=_("What it is"), max_length=300)
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(label=_("or a file"), required=False, help_text=_("PDF, picture, text, table or word document, up to 20 MB."))
    date = DueField(label=_("Date"))

    def values(self) -> dict[str, Any]:
        """The file as the service takes it."""
        data = super().values()
        file = data.pop("file")
        return data | ({"content": file.read(), "file_name": file.name} if file else {})


class CompletionForm(ProgrammeForm):
    """A score of completion."""

    value = forms.ChoiceField(label=_("Completion"), choices=CompletionScore.Completion.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), required=False, max_length=4000, widget=text_area(3))
    on = forms.DateField(label=_("As of"), widget=day_input())
    evidence = RecordChoices(Evidence.objects.none(), label=_("Evidence"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": today()})
        super().__init__(*args, **kwargs)
        shown = self.fields["evidence"]
        if isinstance(shown, RecordChoices):
            shown.queryset = commitment.evidence.all()


class MemberScoreForm(CompletionForm):
    """A score of one member bound."""

    country = forms.ChoiceField(label=_("Member"))
    value = forms.TypedChoiceField(label=_("Score"), choices=SCALE_OF_MEMBERS, coerce=int, widget=forms.RadioSelect)

    field_order = ("country", "value", "reason", "on", "evidence")

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, commitment=commitment, **kwargs)
        members = self.fields["country"]
        if isinstance(members, forms.ChoiceField):
            members.choices = [(code, capfirst(country_label(code))) for code in commitment.members]


class GuidelineForm(ProgrammeForm):
    """What earns a member +1, 0 and −1."""

    texts = ("guideline",)

    guideline = forms.CharField(
        label=_("Guideline"), max_length=4000, widget=text_area(), help_text=_("What earns +1, 0 and −1, before anybody is scored.")
    )


class WordsForm(ProgrammeForm):
    """A comment or its answer."""

    text = forms.CharField(label=_("Comment"), max_length=4000, widget=text_area(3))
