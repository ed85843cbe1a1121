"""Forms of a table: where it is from, and its rows to be looked over."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import ProgrammeForm, RecordChoice
from kopri.site.programme.models import DueBasis, Plan, PlanLine
from kopri.site.programme.tables import MOST_ROWS, Row
from kopri.site.record.forms.fields import DateField
from kopri.site.record.models import Document


class TableSourceForm(ProgrammeForm):
    """A file, or a document of the record in which a table was read."""

    file = forms.FileField(label=_("Table"), required=False, help_text=_("XLSX or CSV with a head: Milestone, Start, Due."))

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"] = RecordChoice(
            documents, label=_("Or a table read in a document"), empty_label=_("none"), to_field_name="reference"
        )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not data.get("file") and not data.get("document") and not self.errors:
            self.add_error("file", _("Choose a file or a document."))
        return data


class TableTargetForm(ProgrammeForm):
    """What holds for every row."""

    due_basis = forms.ChoiceField(
        label=_("Are the dates agreed?"),
        choices=DueBasis.choices,
        initial=DueBasis.SUGGESTED,
        help_text=_("A date in a paper is suggested until the parties have agreed on it."),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language of the titles"), choices=settings.LANGUAGES, initial=self.language())
        if plan is not None and plan.state != Plan.State.DRAFT:
            lines = PlanLine.objects.filter(plan=plan)
            self.fields["line"] = RecordChoice(lines, label=_("Line the milestones belong to"), required=True, empty_label=None)

    def values(self) -> dict[str, Any]:
        """The language stays among them."""
        return dict(self.cleaned_data)


class RowForm(forms.Form):
    """A row, to be corrected or left out."""

    include = forms.BooleanField(required=False, initial=True, label=_("Take in"))
    number = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    title = forms.CharField(max_length=300, label=_("Title"))
    start = DateField(label=_("Begins"))
    due = DateField(label=_("Due"))
    remark = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    statement = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def row(self) -> Row:
        """As the service takes it."""
        data = self.cleaned_data
        return Row(data["title"], data["start"] or "", data["due"] or "", "", data["number"], data["statement"])


RowFormSet = forms.formset_factory(RowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def documents_with_tables(user: Any) -> Any:
    """Documents the reader sees in which a table was read."""
    return Document.objects.visible_to(user).filter(statements__type="initiative").distinct().order_by("-published", "-pk")
