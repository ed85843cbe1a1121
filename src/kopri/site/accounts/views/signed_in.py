"""Who asks, and may they: used by all pages of accounts."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from kopri.site.accounts.models import User
from kopri.site.base.permissions import require

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def person_of(request: HttpRequest) -> User:
    """The person signed in; only behind `login_required` or `permitted`."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def permitted(permission: str) -> Callable[[Page[P]], Page[P]]:
    """A page for those who have a permission; others sign in, or are refused and logged."""

    def decorate(view: Page[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            require(request.user, permission)
            return view(request, *args, **kwargs)

        return login_required(page)

    return decorate
