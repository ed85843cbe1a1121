"""Forms of adopted texts, their paragraphs, and decisions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kopri.site.programme.forms.base import ProgrammeForm, RecordChoice, text_area
from kopri.site.programme.forms.commitments import DueField
from kopri.site.programme.models import AdoptedText, Edition, Paragraph, Visibility
from kopri.site.record.models import Document


class TextForm(ProgrammeForm):
    """What an adopted text is."""

    texts = ("title",)

    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.CharField(label=_("Kind"), max_length=60, help_text=_("joint statement, declaration, work plan, memorandum …"))
    date = DueField(label=_("Adopted on"))
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    visibility = forms.ChoiceField(label=_("Seen by"), choices=Visibility.choices, initial=Visibility.PUBLIC)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = getattr(self.record, "edition", None)
        self.fields["edition"] = RecordChoice(
            Edition.objects.select_related("body"), label=_("Edition"), empty_label=_("none"), initial=initial
        )


class VersionForm(ProgrammeForm):
    """A document of the record from which a language version is taken."""

    document = RecordChoice(Document.objects.none(), label=_("Document"), required=True, empty_label=None)
    authentic = forms.BooleanField(label=_("This version is authentic"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = self.fields["document"]
        if isinstance(documents, RecordChoice):
            documents.queryset = Document.objects.exclude(language="").defer("text", "segments").order_by("-pk")


class ParagraphForm(ProgrammeForm):
    """A paragraph's words in each language of the text; a language that has none yet can be added."""

    number = forms.CharField(label=_("Number"), max_length=20)

    def __init__(self, *args: Any, text: AdoptedText, paragraph: Paragraph | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {version.language: version.words for version in paragraph.versions.all()} if paragraph else {}
        known = list(dict.fromkeys([*text.versions.values_list("language", flat=True), *words])) or [self.language()]
        names = dict(settings.LANGUAGES)
        for code in [*known, *(code for code in names if code not in known)]:
            self.fields[f"words_{code}"] = forms.CharField(
                label=names.get(code, code),
                required=False,
                max_length=20_000,
                initial=words.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 4 if code in known else 1, "lang": code}),
            )
        if paragraph is not None:
            self.fields["number"].initial = paragraph.number
            self.fields["number"].disabled = True

    def values(self) -> dict[str, Any]:
        """The words by language."""
        data = self.cleaned_data
        return {"number": data["number"], "words": {name[6:]: value for name, value in data.items() if name.startswith("words_")}}


class EffectForm(ProgrammeForm):
    """What a paragraph does."""

    effect = forms.ChoiceField(label=_("What it does"), choices=Paragraph.Effect.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why neither"), required=False, max_length=300, widget=text_area(2))
