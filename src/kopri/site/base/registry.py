"""What higher apps add to lower pages: navigation, panels, search sources, work to do, erasure, export, handing over.

An app registers in its `AppConfig.ready()`; a lower app asks here and never imports upward.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation, the account menu or the footer.

    `visible(user)` says who sees it; `prefixes` are the addresses under which it is current.
    """

    label: Any
    url_name: str
    order: int
    prefixes: tuple[str, ...] = ()
    visible: Callable[[Any], bool] = lambda _user: True


@dataclass(frozen=True, slots=True)
class Panel:
    """A block on a lower app's page. `place` names page and position ("country", "home", "document"); `render` gives safe HTML or ''."""

    place: str
    order: int
    render: Callable[[HttpRequest, Any], str]


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A kind of thing search can find. `entries` yields a `base.search_index.Findable` for each, for a rebuild of the index."""

    kind: str
    label: Any
    entries: Callable[[], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class WorkSource:
    """Work that waits for somebody: gives (label, count, address) rows for a user's home page."""

    order: int
    rows: Callable[[Any], Iterable[tuple[str, int, str]]]


@dataclass(frozen=True, slots=True)
class PersonHandler:
    """What an app does with a person's data. `name` stands in exports and in the journal.

    `export(user)` gives JSON types; `erase(user)` removes or empties; `hand_over(user, successor, by)` passes work on and says how much;
    `hands_over` says of what, in the reader's language.
    """

    name: str
    export: Callable[[Any], Mapping[str, Any]]
    erase: Callable[[Any], None]
    hand_over: Callable[[Any, Any, Any], int]
    hands_over: Any = ""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of the open data: what everybody may see of a model, and nothing else.

    `rows` gives the public rows; columns named in `hidden`, files, and columns that point to people who sign in stay in the house.
    `prepare(row, values)` may change the values of a row before they go out. Tables with a lower `order` come first when a site is
    built from the package.
    """

    order: int
    rows: Callable[[], Any]
    hidden: tuple[str, ...] = ()
    prepare: Callable[[Any, dict[str, Any]], dict[str, Any]] | None = None


@dataclass
class Shelf(Generic[T]):
    """The things of one sort that apps have registered."""

    items: list[T] = field(default_factory=list)

    def add(self, item: T) -> None:
        """Register once; a second time is ignored, so that `ready()` may run twice."""
        if item not in self.items:
            self.items.append(item)

    def __iter__(self) -> Any:
        return iter(sorted(self.items, key=lambda i: getattr(i, "order", 0)))


navigation: Shelf[NavItem] = Shelf()
account_menu: Shelf[NavItem] = Shelf()
footer: Shelf[NavItem] = Shelf()
panels: Shelf[Panel] = Shelf()
search_sources: Shelf[SearchSource] = Shelf()
work: Shelf[WorkSource] = Shelf()
people: Shelf[PersonHandler] = Shelf()
open_tables: Shelf[OpenTable] = Shelf()
# Verbs of the journal that only add or confirm: visitors see what they did a minute later at the latest (base/freshness.py).
seen_later: Shelf[str] = Shelf()


def panels_for(place: str, request: HttpRequest, subject: object = None) -> list[str]:
    """The rendered panels of a place, in order, empty ones left out."""
    return [html for panel in panels if panel.place == place and (html := panel.render(request, subject))]
