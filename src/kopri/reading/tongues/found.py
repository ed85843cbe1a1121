"""What the grammars of names find."""

from dataclasses import dataclass

from kopri.lang.spans import Span


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation found by its form. `name` is the nominative; `countries` are alpha-3."""

    span: Span
    name: str
    kind: str
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person with a post at one place.

    `at` is the name's place, `title` that of the post's head word, `span` of all. `name` and `post` are in the nominative;
    `organisation` is alpha-3 or a name. `full`: more than a family name stands there.
    """

    at: Span
    name: str
    span: Span
    title: Span
    post: str
    organisation: str | None = None
    full: bool = True
    id: str | None = None
