"""Whole pages kept for visitors: whoever is not signed in gets the page made for the last visitor, as long as nothing has changed.

A page is kept by address, language, time zone and the version of the data. It is kept only if it was made for nobody in particular:
without a session, without messages, without setting a cookie, without a form's token. An unchanged page is answered with 304.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from kopri.site.base.freshness import Memory, asked_once, data_version

Handler = Callable[[HttpRequest], HttpResponse]

READING: Final = frozenset({"GET", "HEAD"})
LARGEST: Final = 1_000_000
HEADERS: Final = ("Content-Type", "Content-Disposition", "Link")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is kept."""

    packed: bytes
    headers: dict[str, str]
    tag: str


PAGES: Final = Memory(2_000)


def whole_pages(get_response: Handler) -> Handler:
    """Answer visitors from memory. Stands behind what chooses language and time zone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return get_response(request)
        with asked_once():
            return for_visitors(request) if is_visitor(request) else for_one_only(request, get_response(request))

    def for_visitors(request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        page: Page | None = PAGES.get(key)
        if page is None:
            response = get_response(request)
            if not is_for_everybody(request, response):
                return response
            page = packed(response)
            PAGES.put(key, page)
        return answer(request, page)

    return middleware


def is_visitor(request: HttpRequest) -> bool:
    """Whether a request for a page comes from nobody the site knows, so that all such requests may get the same answer."""
    own = (settings.SESSION_COOKIE_NAME, "messages")
    return settings.KOPRI_KEEP_PAGES and "HX-Request" not in request.headers and not any(name in request.COOKIES for name in own)


def for_one_only(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What somebody signed in sees is kept nowhere, not by the browser either."""
    if request.user.is_authenticated and "Cache-Control" not in response.headers:
        response["Cache-Control"] = "private, no-store"
    return response


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer holds nothing of the one who asked, and may be kept."""
    has_token = settings.CSRF_COOKIE_NAME in request.COOKIES or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not has_token
        and "Cache-Control" not in response.headers
        and len(response.content) <= LARGEST
    )


def key_of(request: HttpRequest) -> str:
    """What a visitor's page depends on."""
    address = request.build_absolute_uri()
    zone = timezone.get_current_timezone_name()
    return sha256(f"{data_version(for_visitors=True)}:{translation.get_language()}:{zone}:{address}".encode()).hexdigest()


def packed(response: HttpResponse) -> Page:
    """An answer to keep."""
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    return Page(gzip.compress(response.content, 6, mtime=0), headers, f'W/"{sha256(response.content).hexdigest()[:32]}"')


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """A kept page, or 304 if the visitor has it already."""
    response: Any = HttpResponse(headers={**page.headers, "ETag": page.tag, "Cache-Control": "no-cache"})
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = page.packed
        response["Content-Encoding"] = "gzip"
    else:
        response.content = gzip.decompress(page.packed)
    return get_conditional_response(request, etag=page.tag, response=response)  # type: ignore[return-value]
