"""Forms about documents: adding, changing, assigning, noting, finding."""

from typing import Any, Final, TypeAlias

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kopri.site.accounts.models import Role, User
from kopri.site.record.forms.fields import DateField
from kopri.site.record.models import ReadingState, Rights, Source, Visibility

FORMATS: Final = ".txt,.md,.html,.htm,.pdf,.docx,.hwpx,.xlsx"
MOST_FILES: Final = 100
Upload: TypeAlias = "UploadedFile[Any]"


class FilesInput(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; gives a list."""

    def __init__(self, *, folder: bool = False, **kwargs: Any) -> None:
        attrs = {"accept": FORMATS} | ({"webkitdirectory": True} if folder else {})
        super().__init__(required=False, widget=FilesInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, _initial: Any = None) -> list[Upload]:
        """The files as they came: what is in them is for the service to say."""
        return [file for file in data or [] if file]


class AboutForm(forms.Form):
    """What is known about a document beside its text."""

    source = forms.ModelChoiceField(
        Source.objects.all(), label=_l("Source"), required=False, empty_label=_l("not known"), help_text=_l("Who published it.")
    )
    url = forms.URLField(label=_l("Address of the original"), required=False, max_length=500, assume_scheme="https")
    published_known = DateField(
        label=_l("Publication date"), help_text=_l("If you know it: 2025-02-26, 2025-02 or 2025. Otherwise it is read from the text.")
    )
    rights = forms.ChoiceField(
        label=_l("Rights"), choices=[(value, capfirst(label)) for value, label in Rights.choices], initial=Rights.QUOTE
    )
    licence = forms.CharField(
        label=_l("Licence"), required=False, max_length=80, help_text=_l("For a licensed text: its name, such as CC BY 4.0.")
    )

    def clean_published_known(self) -> str:
        """Empty if not known."""
        return self.cleaned_data["published_known"] or ""


class AddDocumentForm(AboutForm):
    """Files, a folder, or a pasted text, with what is known about all of them."""

    files = FilesField(  # type: ignore[assignment]
        label=_l("Files"), help_text=_l("txt, html, pdf, docx, hwpx or xlsx, up to 50 MB each; several at once if you like.")
    )
    folder = FilesField(folder=True, label=_l("Or a folder"), help_text=_l("Every file in it, up to 100 at a time."))
    text = forms.CharField(
        label=_l("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )
    title = forms.CharField(
        label=_l("Title"), required=False, max_length=300, help_text=_l("For a pasted text; otherwise its first line is taken.")
    )
    visibility = forms.ChoiceField(
        label=_l("Who sees it"), choices=[(value, capfirst(label)) for value, label in Visibility.choices], initial=Visibility.DESK
    )

    field_order = ("files", "folder", "text", "title", "source", "published_known", "url", "rights", "licence", "visibility")

    def uploads(self) -> list[Upload]:
        """All files chosen. A folder's hidden files are left out."""
        chosen = [*self.cleaned_data["files"], *self.cleaned_data["folder"]]
        return [file for file in chosen if not (file.name or "").startswith(".")]

    def about(self) -> dict[str, Any]:
        """What holds for every document of the form."""
        names = ("source", "url", "rights", "licence", "visibility")
        return {name: self.cleaned_data[name] for name in names}

    def clean(self) -> dict[str, Any]:
        """Something is to be added."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("files", "folder"):
            if len(cleaned.get(name, [])) > MOST_FILES:
                self.add_error(name, self._too_many(len(cleaned[name])))
        if not self.errors and not cleaned.get("files") and not cleaned.get("folder") and not cleaned.get("text", "").strip():
            self.add_error("files", _("Choose a file or a folder, or paste a text."))
        return cleaned

    @staticmethod
    def _too_many(count: int) -> str:
        words = _("These are %(count)d files; at most %(most)d can be added at a time. Choose fewer, and add the others afterwards.")
        return words % {"count": count, "most": MOST_FILES}


def check_size(file: Upload) -> None:
    """A file within the limit, looked at before it is held in memory.

    Raises:
        ValidationError: on `file`.
    """
    size, limit = file.size or 0, settings.UPLOAD_LIMIT_MB
    if size > limit * 2**20:
        raise ValidationError(
            {
                "file": _("%(name)s has %(size).1f MB; the limit is %(limit)d MB.")
                % {"name": file.name, "size": size / 2**20, "limit": limit}
            }
        )


class ChangeDocumentForm(AboutForm):
    """The same for a document that is there, with its title."""

    title = forms.CharField(label=_l("Title"), max_length=300)

    field_order = ("title", "source", "published_known", "url", "rights", "licence")


class AssignForm(forms.Form):
    """A colleague at the desk, or nobody."""

    to = forms.ModelChoiceField(User.objects.none(), label=_l("Colleague"), required=False, empty_label=_l("nobody"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = User.objects.holding(Role.EDITOR, Role.SECRETARIAT, Role.ADMINISTRATOR).order_by("name", "email")


class NoteForm(forms.Form):
    """A remark of the desk."""

    text = forms.CharField(label=_l("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))


class FindDocumentsForm(forms.Form):
    """What a list of documents can be narrowed to."""

    q = forms.CharField(label=_l("Title contains"), required=False, max_length=100)
    source = forms.SlugField(label=_l("Source"), required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_l("Language"), required=False)
    state = forms.ChoiceField(label=_l("Reading"), required=False, choices=[("", _l("any")), *ReadingState.choices])
    waiting = forms.BooleanField(label=_l("waits for a decision"), required=False)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("any")), *languages]
        if not desk:
            del self.fields["state"], self.fields["waiting"]

    def narrow(self, documents: Any) -> Any:
        """The documents that fit."""
        if not self.is_valid():
            return documents
        asked = self.cleaned_data
        if asked["q"]:
            documents = documents.filter(title__icontains=asked["q"])
        for column, value in {"source__slug": asked["source"], "language": asked["language"], "state": asked.get("state")}.items():
            documents = documents.filter(**{column: value}) if value else documents
        return (
            documents.filter(pk__in=documents.model.objects.filter(statements__state="proposed").values("pk"))
            if asked.get("waiting")
            else documents
        )
