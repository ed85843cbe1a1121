"""Text in several languages, in one column: language → text, with the origin of each version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Origin = Literal["original", "human", "machine"]
ORIGINS: Final = ("original", "human", "machine")


@dataclass(frozen=True, slots=True)
class Version:
    """One language version: who made it is said by `origin`."""

    text: str
    origin: Origin = "original"


@dataclass(frozen=True, slots=True)
class Multilingual:
    """Versions by language code (ISO 639-1). `str()` gives the reader's language, else English, else the original."""

    versions: Mapping[str, Version] = field(default_factory=dict)

    @classmethod
    def of(cls, **texts: str) -> "Multilingual":
        """From keyword arguments: `Multilingual.of(en="Energy", ko="에너지")`."""
        return cls({language: Version(text) for language, text in texts.items() if text})

    @classmethod
    def parse(cls, data: object) -> "Multilingual":
        """From JSON: language → text, or language → {"text", "origin"}.

        Raises:
            ValidationError: if it is neither.
        """
        if isinstance(data, cls):
            return data
        if data in (None, ""):
            return cls()
        if not isinstance(data, Mapping):
            raise ValidationError(_("A text by language is a map such as {“en”: “Energy”}."))
        versions = {}
        for language, value in data.items():
            version = value if isinstance(value, Mapping) else {"text": value}
            text, origin = version.get("text"), version.get("origin", "original")
            if not isinstance(text, str) or origin not in ORIGINS:
                raise ValidationError(
                    _("The version “%(language)s” needs a text, and an origin among original, human, machine.") % {"language": language}
                )
            versions[str(language)] = Version(text, cast(Origin, origin))
        return cls(versions)

    def plain(self) -> dict[str, Any]:
        """As JSON: the short form where the version is the original."""
        return {
            language: v.text if v.origin == "original" else {"text": v.text, "origin": v.origin} for language, v in self.versions.items()
        }

    def language_for(self, language: str | None = None) -> str | None:
        """The language in which a reader of `language` (default: the active one) gets the text."""
        wanted = (language or get_language() or "en").split("-")[0]
        return next((code for code in (wanted, "en", *self.versions) if code in self.versions), None)

    def in_language(self, language: str | None = None) -> str:
        """The text for a reader of `language`; empty if there is no version at all."""
        code = self.language_for(language)
        return self.versions[code].text if code else ""

    def __str__(self) -> str:
        return self.in_language()

    def __bool__(self) -> bool:
        return bool(self.versions)


class MultilingualField(models.JSONField):
    """A column that holds a `Multilingual`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Multilingual)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Multilingual:
        """The value as the model shows it."""
        return Multilingual.parse(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Multilingual:
        """The value as the model shows it, from a form or a fixture."""
        return Multilingual.parse(value)

    def get_prep_value(self, value: Any) -> Any:
        """The value as JSON."""
        return super().get_prep_value(Multilingual.parse(value).plain())

    def validate(self, value: Any, model_instance: Any) -> None:  # noqa: ARG002
        """A text by language validates by parsing."""
        Multilingual.parse(value)
