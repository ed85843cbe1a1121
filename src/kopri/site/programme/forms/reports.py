"""Forms of reports: the link, the words in general, one form for each line; the desk's."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import text_area
from kopri.site.programme.models import ReportLine
from kopri.site.programme.report_lines import states_for
from kopri.site.programme.tables import LARGEST
from kopri.site.record.forms.fields import DateField


class EnterForm(forms.Form):
    """The secret part of a link, put in by the page itself or by hand."""

    token = forms.CharField(
        label=_("Your link"),
        max_length=300,
        help_text=_("The whole address of the letter, or what stands behind its # sign."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_token(self) -> str:
        """What stands behind the #."""
        return str(self.cleaned_data["token"]).rpartition("#")[2].strip()


class GeneralForm(forms.Form):
    """What the body says in general."""

    text = forms.CharField(
        label=_("In general"),
        required=False,
        max_length=10_000,
        widget=text_area(4),
        help_text=_("What holds for all of them, or stands nowhere below."),
    )


class LineForm(forms.Form):
    """What is said of one commitment or milestone."""

    state = forms.ChoiceField(label=_("How it stands, as you see it"), required=False)
    text = forms.CharField(label=_("What was done"), required=False, max_length=5_000, widget=text_area(3))
    actual = DateField(label=_("Done on"), help_text=_("A day, month, quarter or year: 2026-08-14, 2026-08, 2026-Q3, 2026."))
    evidence_url = forms.URLField(
        label=_("Address of evidence"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("A page or document that shows it."),
    )

    def __init__(self, data: Any = None, *, line: ReportLine) -> None:
        self.line = line
        initial = {name: getattr(line, name) for name in ("state", "text", "actual", "evidence_url")}
        super().__init__(data, prefix=f"line-{line.pk}", initial=initial)
        state: Any = self.fields["state"]
        state.choices = [("", _("nothing to report")), *states_for(line)]

    def values(self) -> dict[str, str]:
        """As the service takes it."""
        return {name: value or "" for name, value in self.cleaned_data.items()}


class ValuesForm(forms.Form):
    """A form whose values go to a service as they are."""

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return dict(self.cleaned_data)


class PassOnForm(ValuesForm):
    """Whom a report is passed on to."""

    email = forms.EmailField(label=_("E-mail address of your colleague"))


class SendLinkForm(ValuesForm):
    """Where a link goes and in which language."""

    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the body"), choices=settings.LANGUAGES)


class PeriodForm(ValuesForm):
    """The period bodies are asked for."""

    period = DateField(label=_("Period"), required=True, help_text=_("A quarter, half-year or year: 2026-Q3."))


class ReturnForm(ValuesForm):
    """Why a report is given back."""

    reason = forms.CharField(label=_("What is missing or wrong?"), max_length=2_000, widget=text_area(4))


class TableForm(forms.Form):
    """A table that comes back."""

    file = forms.FileField(label=_("The table you filled in"), help_text=_("The XLSX file you downloaded from the form."))

    def values(self) -> dict[str, bytes]:
        """As the service takes it."""
        return {"content": self.cleaned_data["file"].read(LARGEST + 1)}
