"""What holds for every request of somebody signed in: time limits, second factor, own language and time zone."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kopri.site.accounts import sessions
from kopri.site.accounts.adapter import second_factor_required_of
from kopri.site.accounts.services.person import time_zones

Handler = Callable[[HttpRequest], HttpResponse]

HAS_FACTOR = "has_second_factor"
TIME_ZONE_COOKIE = "timezone"
# Pages that somebody without the second factor may still use: to set one up, to sign out, to change language.
OPEN_WITHOUT_FACTOR = (
    "/account/2fa/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/account/email/",
    "/account/confirm-email/",
    "/language/",
)


def session_limits(get_response: Handler) -> Handler:
    """End a session that was not used for KOPRI_SESSION_IDLE seconds, or began KOPRI_SESSION_ABSOLUTE seconds ago."""

    def middleware(request: HttpRequest) -> HttpResponse:
        limits = {"idle": settings.KOPRI_SESSION_IDLE, "absolute": settings.KOPRI_SESSION_ABSOLUTE}
        if request.user.is_authenticated and sessions.is_over(request, **limits):
            logout(request)
            messages.info(request, _("You were signed out because some time had passed. Please sign in again."))
            return _sign_in_again(request)
        return get_response(request)

    return middleware


def second_factor(get_response: Handler) -> Handler:
    """Lead those whose role asks for a second factor to the page where they set one up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or request.path.startswith(OPEN_WITHOUT_FACTOR) or _has_factor(request):
            return get_response(request)
        says = _("Your role asks for a second step when you sign in. Set one up here, then go on.")
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": says}, status=403)
        messages.warning(request, says)
        return redirect("mfa_index")

    return middleware


def own_language_and_time(get_response: Handler) -> Handler:
    """Speak the person's language and show their time.

    Language: as chosen in this browser, else of the profile, else as the browser asks.
    Time zone: of the profile, else as the browser says, else the forum's.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(_time_zone(request)):
            return get_response(request)

    return middleware


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": _("Sign in again.")}, status=401)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def _has_factor(request: HttpRequest) -> bool:
    if not settings.KOPRI_SECOND_FACTOR_REQUIRED or request.session.get(HAS_FACTOR):
        return True
    if not second_factor_required_of(request.user):  # type: ignore[arg-type]
        return True
    if is_mfa_enabled(request.user):
        request.session[HAS_FACTOR] = True
        return True
    return False


def _time_zone(request: HttpRequest) -> Any:
    for name in (getattr(request.user, "time_zone", ""), request.COOKIES.get(TIME_ZONE_COOKIE, "")):
        if name and name in time_zones():
            return zoneinfo.ZoneInfo(name)
    return timezone.get_default_timezone()
