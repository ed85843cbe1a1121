"""Forms of projects and milestones."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import ProgrammeForm, RecordChoices, day_input, lead_choice, text_area
from kopri.site.programme.forms.shares import country_shares, sector_shares
from kopri.site.programme.models import Commitment, DueBasis, PlanLine, Project, Visibility
from kopri.site.programme.transitions import following
from kopri.site.record.forms.fields import DateField


class ProjectForm(ProgrammeForm):
    """What a project is."""

    texts = ("title", "description")

    title = forms.CharField(label=_("Title"), max_length=300)
    description = forms.CharField(label=_("Description"), required=False, max_length=4000, widget=text_area())
    kind = forms.ChoiceField(label=_("Kind"), choices=Project.Kind.choices, initial=Project.Kind.TECHNICAL)
    lead = lead_choice()
    countries = country_shares(
        label=_("Countries"), help_text=_("Names or codes, with shares in percent if they are known: Kazakhstan 60, Uzbekistan 40.")
    )
    sectors = sector_shares(label=_("Sectors"), help_text=_("The same: energy 70, education 30."))
    planned_start = DateField(label=_("Planned start"), help_text=_("2026-10-20, 2026-10, 2026-Q4, 2026-H2 or 2026."))
    planned_end = DateField(label=_("Planned end"))
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3, initial="USD")
    risk = forms.ChoiceField(label=_("Risk"), choices=[("", _("not said")), *Project.Risk.choices], required=False)
    risk_note = forms.CharField(label=_("What the risk is"), required=False, max_length=1000, widget=text_area(2))
    commitments = RecordChoices(Commitment.objects.all(), label=_("Commitments it carries out"))
    plan_lines = RecordChoices(PlanLine.objects.select_related("plan"), label=_("Lines of plans"))
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    visibility = forms.ChoiceField(label=_("Seen by"), choices=Visibility.choices, initial=Visibility.PUBLIC)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Linked records and shares too."""
        return super().initial_of(record) | {
            "commitments": record.commitments.all(),
            "plan_lines": record.plan_lines.all(),
            "countries": {row.country: row.share for row in record.countries.all()},
            "sectors": {row.sector: row.share for row in record.sectors.all()},
        }

    def clean_currency(self) -> str:
        """Codes are in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def values(self) -> dict[str, Any]:
        """Dates left empty are empty strings."""
        data = super().values()
        return data | {name: data[name] or "" for name in ("planned_start", "planned_end")}


class MoveForm(ProgrammeForm):
    """The states that may follow, and what they may need."""

    state = forms.ChoiceField(label=_("New state"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("Where the step needs one: a pause, a return, an end.")
    )

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        labels = dict(type(record).State.choices)
        choice = self.fields["state"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(state, capfirst(str(labels[state]))) for state in following(record._meta.model_name, record.state)]  # noqa: SLF001

    def initial_of(self, record: Any) -> dict[str, Any]:
        """The state is chosen anew; the rest stands as it is."""
        return super().initial_of(record) | {"state": None, "reason": ""}


class MoveProjectForm(MoveForm):
    """A project's next state."""

    actual_start = forms.DateField(
        label=_("Actual start"), required=False, widget=day_input(), help_text=_("Asked for when it is implemented.")
    )
    actual_end = forms.DateField(label=_("Actual end"), required=False, widget=day_input(), help_text=_("Asked for when it is finalised."))


class MilestoneForm(ProgrammeForm):
    """What a milestone is. Its date is set once here; later it is put off with a reason."""

    texts = ("title",)

    title = forms.CharField(label=_("Title"), max_length=300)
    start = DateField(label=_("Begins"))
    due = DateField(label=_("Due"), help_text=_("2026-10-20, 2026-10, 2026-Q4, 2026-H2 or 2026: no more exact than it was agreed."))
    due_basis = forms.ChoiceField(
        label=_("Is the date agreed?"),
        choices=DueBasis.choices,
        initial=DueBasis.AGREED,
        help_text=_("Only an agreed date can be overdue."),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    visibility = forms.ChoiceField(label=_("Seen by"), choices=Visibility.choices, initial=Visibility.PUBLIC)

    def values(self) -> dict[str, Any]:
        """Dates left empty are empty strings."""
        data = super().values()
        return data | {name: data[name] or "" for name in ("start", "due") if name in data}


class ChangeMilestoneForm(MilestoneForm):
    """What can be changed without a reason."""

    due = None  # type: ignore[assignment]
    due_basis = None  # type: ignore[assignment]


class SlipForm(ProgrammeForm):
    """A new date, and why."""

    due = DateField(label=_("New date"), required=True)
    due_basis = forms.ChoiceField(label=_("Is the date agreed?"), choices=DueBasis.choices)
    reason = forms.CharField(label=_("Why it moves"), max_length=500)
    rebaselined = forms.BooleanField(label=_("The parties took the new date as the one to count from"), required=False)


class MoveMilestoneForm(MoveForm):
    """A milestone's next state."""

    actual = DateField(label=_("Done on"), help_text=_("Asked for when it is done; a month or quarter is enough."))

    def values(self) -> dict[str, Any]:
        """A date left empty is an empty string."""
        data = super().values()
        return data | {"actual": data["actual"] or ""}
