"""What people fill in. Services decide whether it is right; `attempt` puts what they refuse beside the fields."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopri.lang import countries
from kopri.site.accounts.models import Organisation, Role, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.services.person import time_zones
from kopri.site.base.multilingual import Multilingual

T = TypeVar("T")


def attempt(form: forms.Form, action: Callable[[], T]) -> T | None:
    """Do `action`; if it raises ValidationError, put its messages beside the form's fields and return None."""
    try:
        return action()
    except ValidationError as error:
        by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for field, errors in by_field.items():
            for message in ValidationError(errors).messages:
                form.add_error(field if field in form.fields else None, message)
        return None


def language_choices() -> list[tuple[str, Any]]:
    """The interface languages, each by its own name, and the browser's."""
    names = {
        "en": "English",
        "ko": "한국어",
        "ru": "Русский",
        "kk": "Қазақша",
        "uz": "Oʻzbekcha",
        "ky": "Кыргызча",
        "tg": "Тоҷикӣ",
        "tk": "Türkmençe",
    }
    return [("", _("As my browser says")), *((code, names.get(code, name)) for code, name in settings.LANGUAGES)]


def time_zone_choices() -> list[tuple[str, str]]:
    """The time zones of the world, and the browser's."""
    return [("", _("As my browser says")), *((name, name.replace("_", " ")) for name in time_zones())]


def country_choices() -> list[tuple[str, str]]:
    """The countries of the world in the reader's language."""
    language = (get_language() or "en").split("-")[0]
    named = sorted((countries.name(code, language), code) for code in countries.countries())
    return [("", _("none: international")), *((code, name) for name, code in named)]


def role_choices() -> list[tuple[str, Any]]:
    """The roles that can be given."""
    return [("", "—"), *((value, label) for value, label in Role.choices if value != Role.PUBLIC)]


class ByName(ModelChoiceIterator):  # type: ignore[type-arg]
    """Organisations in the order of their names in the reader's language."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", "—")
        yield from (self.choice(organisation) for organisation in sorted(self.queryset, key=str))


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OrganisationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One organisation, listed by name."""

    iterator = ByName

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organisation.objects.all(), **kwargs)


class ProfileForm(forms.Form):
    """Name, language, time zone."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices, required=False)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=time_zone_choices, required=False)


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, required=False, help_text=gettext_lazy("For the letter; the person may change it.")
    )
    organisation = OrganisationChoice(label=gettext_lazy("Organisation"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=role_choices)
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=lambda: language_choices()[1:])


class AcceptanceForm(forms.Form):
    """What somebody invited adds: name and password."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
    )
    again = forms.CharField(label=gettext_lazy("Password again"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices, required=False)

    def clean(self) -> dict[str, Any]:
        """The two passwords are one."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        return data


class RoleForm(forms.Form):
    """A role in an organisation for a time."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=role_choices)
    organisation = OrganisationChoice(label=gettext_lazy("Organisation"))
    start = forms.DateField(label=gettext_lazy("From"), initial=today, widget=DayInput())
    end = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("The first day on which the role is no longer held. Empty: no end is set."),
    )


class RoleEndForm(forms.Form):
    """The day on which a role ends."""

    end = forms.DateField(
        label=gettext_lazy("Ends on"),
        widget=DayInput(),
        help_text=gettext_lazy("On this day the role is no longer held. Today: it ends at once."),
    )


class OrganisationForm(forms.Form):
    """An organisation; its name in as many languages as are known."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "—"), *Organisation.Kind.choices])
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices, required=False)
    parent = OrganisationChoice(label=gettext_lazy("Part of"), required=False)
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("How to reach the office: its address, not a person's."),
    )
    field_order = [
        *(f"name_{code}" for code, _name in settings.LANGUAGES),
        "kind",
        "country",
        "parent",
        "website",
        "contact",
    ]

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        if organisation is not None:
            kwargs["initial"] = {
                **{f"name_{code}": version.text for code, version in organisation.name.versions.items()},
                **{field: getattr(organisation, field) for field in ("kind", "country", "parent", "website", "contact")},
            }
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language},
                max_length=200,
                required=code == "en",
                widget=forms.TextInput({"lang": code}),
            )
        self.order_fields(self.field_order)

    def first_fields(self) -> list[forms.BoundField]:
        """All but the names in other languages than English."""
        return [field for field in self if not self._is_other_name(field)]

    def other_names(self) -> list[forms.BoundField]:
        """The names in other languages."""
        return [field for field in self if self._is_other_name(field)]

    def values(self) -> dict[str, Any]:
        """As the services take them."""
        names = {code: self.cleaned_data[f"name_{code}"] for code, _name in settings.LANGUAGES}
        return {
            "name": Multilingual.of(**names),
            **{field: self.cleaned_data[field] for field in ("kind", "country", "parent", "website", "contact")},
        }

    @staticmethod
    def _is_other_name(field: forms.BoundField) -> bool:
        return field.name.startswith("name_") and field.name != "name_en"


class SuccessorForm(forms.Form):
    """Who takes over."""

    successor = forms.ModelChoiceField(label=gettext_lazy("Successor"), queryset=User.objects.none(), empty_label="—")

    def __init__(self, *args: Any, leaver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = User.objects.active().exclude(pk=leaver.pk).by_name()


class ErasureForm(forms.Form):
    """To erase somebody, their address is typed once more."""

    address = forms.CharField(label=gettext_lazy("E-mail address of the person"), widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_address(self) -> str:
        """The right one."""
        address = str(self.cleaned_data["address"]).strip().lower()
        if address != self.person.email:
            raise ValidationError(_("This is not the person's address."))
        return address


class PeopleFilter(forms.Form):
    """What the list of people is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Name, address or organisation"), required=False, widget=forms.TextInput({"type": "search"}))
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False, choices=role_choices)
    asking = forms.BooleanField(label=gettext_lazy("Ask to be erased"), required=False)
