"""Forms of plans and their lines."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kopri.lang.sectors import sectors
from kopri.site.programme.areas import sector_name
from kopri.site.programme.forms.base import ProgrammeForm, RecordChoice, RecordChoices, lead_choice
from kopri.site.programme.forms.projects import MoveForm
from kopri.site.programme.models import Body, Commitment, DueBasis
from kopri.site.record.forms.fields import DateField


class PlanForm(ProgrammeForm):
    """A new plan."""

    texts = ("name",)

    name = forms.CharField(label=_("Name"), max_length=300)
    slug = forms.SlugField(label=_("Address"), required=False, help_text=_("Latin letters and hyphens; empty: made of the name."))
    start = DateField(label=_("From"), required=True, help_text=_("2025, 2025-Q1 or a day."))
    end = DateField(label=_("Until"), required=True)
    source = forms.CharField(label=_("Source"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = RecordChoice(Body.objects.all(), label=_("Body whose plan it is"), empty_label=_("not said"))

    def values(self) -> dict[str, Any]:
        """The address, made of the name if it is not given."""
        data = super().values()
        return data | {"slug": data["slug"] or slugify(data["name"].in_language("en"))[:50] or "plan"}


class LineForm(ProgrammeForm):
    """A line of a draft."""

    texts = ("title", "outcome")

    number = forms.CharField(label=_("Number"), max_length=20, help_text=_("It is kept over versions."))
    title = forms.CharField(label=_("Title"), max_length=300)
    outcome = forms.CharField(label=_("Expected outcome"), required=False, max_length=500)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    lead = lead_choice()
    due = DateField(label=_("Due"))
    due_basis = forms.ChoiceField(label=_("Is the date agreed?"), choices=DueBasis.choices)
    commitments = RecordChoices(Commitment.objects.all(), label=_("Commitments it carries out"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["sector"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("not said")), *((slug, sector_name(slug)) for slug in sectors())]

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Linked commitments too."""
        return super().initial_of(record) | {"commitments": record.commitments.all()}

    def values(self) -> dict[str, Any]:
        """A date left empty is an empty string."""
        data = super().values()
        return data | {"due": data["due"] or ""}


class MovePlanForm(MoveForm):
    """A plan's next state."""

    reason = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["state"]
        if isinstance(chosen, forms.ChoiceField):  # a plan becomes amended by adopting its next version, never by hand
            chosen.choices = [(value, label) for value, label in chosen.choices if value != "amended"]  # type: ignore[misc,union-attr]
