"""What every page needs to know about the site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from kopri import __version__
from kopri.site.base import registry
from kopri.site.base.models import Forum


@dataclass(frozen=True, slots=True)
class NavLink:
    """One entry of the main navigation, as a page shows it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language of the interface under its own name."""

    code: str
    name: str


def site(request: HttpRequest) -> Mapping[str, Any]:
    """The forum, the links this reader gets, the languages to choose from, the version."""
    return {
        "forum": SimpleLazyObject(lambda: Forum.objects.first() or Forum()),
        "navigation": SimpleLazyObject(lambda: _links(registry.navigation, request)),
        "account_menu": SimpleLazyObject(lambda: _links(registry.account_menu, request)),
        "footer": SimpleLazyObject(lambda: _links(registry.footer, request)),
        "languages": _languages(),
        "version": __version__,
        "is_demo": getattr(settings, "DEMO", False),
    }


def _links(items: Iterable[registry.NavItem], request: HttpRequest) -> list[NavLink]:
    user = getattr(request, "user", None)
    return [_link(item, request.path) for item in items if item.visible(user)]


def _link(item: registry.NavItem, path: str) -> NavLink:
    url = reverse(item.url_name)
    return NavLink(str(item.label), url, path == url or any(path.startswith(prefix) for prefix in item.prefixes))


def _languages() -> list[LanguageChoice]:
    return [LanguageChoice(code, _own_name(code)) for code, _name in settings.LANGUAGES]


def _own_name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
