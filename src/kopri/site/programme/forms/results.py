"""The form of an actual value."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.projects import MoveForm


class MovePeriodForm(MoveForm):
    """Submit an actual value, approve it, or send it back."""

    actual = forms.DecimalField(
        label=_("Actual value"), required=False, help_text=_("Zero is a value; leave it empty if nobody has measured.")
    )
