"""The form of a source."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopri.site.base.multilingual import Multilingual, Version
from kopri.site.record import labels
from kopri.site.record.models import Reliability, Source

KINDS: Final = (
    "government",
    "ministry",
    "secretariat",
    "statistics",
    "international",
    "newspaper",
    "news_agency",
    "magazine",
    "research",
    "company",
    "association",
    "aggregator",
    "other",
)


class SourceForm(forms.Form):
    """A publisher: its name by language, what it is, and its grade."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    country = forms.CharField(
        label=gettext_lazy("Country"),
        required=False,
        min_length=3,
        max_length=3,
        help_text=gettext_lazy("ISO 3166-1 alpha-3, as KOR; empty for an international one."),
    )
    reliability = forms.ChoiceField(
        label=gettext_lazy("Grade"),
        choices=Reliability.choices,
        initial=Reliability.F,
        help_text=gettext_lazy("How far its texts have proved right so far. If in doubt: F."),
    )
    homepage = forms.URLField(label=gettext_lazy("Web site"), required=False, assume_scheme="https")
    note = forms.CharField(
        label=gettext_lazy("What a reader should know of it"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, source: Source | None = None, **kwargs: Any) -> None:
        if source is not None:
            kwargs["initial"] = initial_of(source)
        super().__init__(*args, **kwargs)
        self.source = source
        kinds = dict.fromkeys((*KINDS, *([source.kind] if source else [])))
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(slug, capfirst(labels.source_kind_label(slug))) for slug in kinds]
        names = {f"name_{code}": self._name_field(code, str(name)) for code, name in settings.LANGUAGES}
        self.fields = {**names, **self.fields}

    def _name_field(self, code: str, language: str) -> forms.CharField:
        return forms.CharField(
            label=_("Name in %(language)s") % {"language": language},
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"lang": code}),
        )

    def clean_country(self) -> str:
        """A code is in capitals.

        Raises:
            ValidationError: if there is no such country.
        """
        code = str(self.cleaned_data["country"]).upper()
        if code and labels.country_label(code) == code:
            raise forms.ValidationError(_("“%(code)s” is not a country: write three letters, such as KOR.") % {"code": code})
        return code

    def clean(self) -> dict[str, Any]:
        """At least one name."""
        data = super().clean() or {}
        if not any(data.get(f"name_{code}") for code, _name in settings.LANGUAGES):
            self.add_error("name_en", _("A source needs a name: the publisher as it calls itself."))
        return data

    def values(self) -> dict[str, Any]:
        """What was filled in, as the services take it."""
        data = self.cleaned_data
        before = dict(self.source.name.versions) if self.source else {}
        asked = {code: data[f"name_{code}"].strip() for code, _name in settings.LANGUAGES}
        others = {code: version for code, version in before.items() if code not in asked}
        kept = {
            code: before[code] if code in before and before[code].text == text else Version(text) for code, text in asked.items() if text
        }
        return {
            "name": Multilingual({**kept, **others}),
            **{field: data[field] for field in ("kind", "country", "reliability", "homepage", "note")},
        }

    def slug(self) -> str:
        """An address for a new source: from its English name, else from any."""
        name = self.values()["name"]
        wanted = slugify(name.in_language("en"))[:40] or "source"
        taken = set(Source.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def initial_of(source: Source) -> dict[str, Any]:
    """The values of a source, as the form shows them."""
    names = {f"name_{code}": version.text for code, version in source.name.versions.items()}
    return {
        **names,
        "kind": source.kind,
        "country": source.country,
        "reliability": source.reliability,
        "homepage": source.homepage,
        "note": source.note,
    }
