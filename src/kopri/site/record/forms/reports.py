"""Forms about errors in facts: reporting one, answering."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST: Final = 4000


class ErrorReportForm(forms.Form):
    """What is wrong with a fact; the address is for the answer only."""

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say it in your own words and in your language. If you know the right figure, say where it stands."),
        error_messages={"required": _("Say what is wrong, and if you can where the right figure stands.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "Only if you want the answer by mail. The desk sees it, nobody else. Without it, keep the address of the page you get."
        ),
    )


class AnswerForm(forms.Form):
    """The desk's answer."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Seen by everybody who has the address of the report, and sent by mail where an address was left."),
        error_messages={"required": _("The answer is empty.")},
    )
