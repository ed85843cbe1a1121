"""What forms of the programme have in common: texts in the language one writes in, choices of records, values as the services take them."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import Multilingual, Version


class ProgrammeForm(forms.Form):
    """A form on a record, or on a new one. `texts` names the fields whose words are in the language chosen; other versions are kept."""

    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, record: Model | None = None, **kwargs: Any) -> None:
        self.record = record
        if record is not None:
            kwargs["initial"] = self.initial_of(record) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if self.texts:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language of the words"), choices=settings.LANGUAGES, initial=self.language(), required=False
            )

    def language(self) -> str:
        """The language one writes in: the reader's, else English."""
        code = (get_language() or "en").split("-")[0]
        return code if code in dict(settings.LANGUAGES) else "en"

    def initial_of(self, record: Model) -> dict[str, Any]:
        """The record's columns as the form shows them."""
        found = {name: getattr(record, name, None) for name in self.base_fields}
        return found | {name: getattr(record, name).in_language(self.language()) for name in self.texts}

    def values(self) -> dict[str, Any]:
        """What was filled in, as the services take it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "language"}
        language = self.cleaned_data.get("language") or self.language()
        for name in self.texts:
            before = dict(getattr(self.record, name).versions) if self.record is not None else {}
            words = str(data[name]).strip()
            kept = {code: version for code, version in before.items() if code != language}
            data[name] = Multilingual({**kept, language: Version(words)} if words else kept)
        return data


class RecordChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One record of those offered."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", _("nobody"))
        super().__init__(queryset, **kwargs)


class RecordChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of those offered."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset, **kwargs)
        self.widget.attrs.setdefault("size", 8)


def lead_choice() -> RecordChoice:
    """A lead body, by name."""
    return RecordChoice(Organisation.objects.exclude(kind="company").order_by("country", "id"), label=_("Lead body"))


def text_area(rows: int = 4) -> forms.Textarea:
    """Several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day_input() -> forms.DateInput:
    """A day, by the browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
