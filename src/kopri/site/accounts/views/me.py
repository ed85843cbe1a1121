"""One's own account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kopri.site.accounts import services
from kopri.site.accounts.adapter import second_factor_required_of
from kopri.site.accounts.forms import ProfileForm, attempt
from kopri.site.accounts.models import User
from kopri.site.accounts.views.signed_in import person_of


@login_required
@require_http_methods(["GET", "POST"])
def account_view(request: HttpRequest) -> HttpResponse:
    """Profile, security, roles, data."""
    user = person_of(request)
    first = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
    form = ProfileForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, lambda: services.change_profile(user=user, by=user, **form.cleaned_data))
        if changed is not None:
            messages.success(request, _("Your profile is saved."))
            return _in_language(redirect("accounts:account"), changed)
    factors = Authenticator.objects.filter(user=user)
    page = {
        "form": form,
        "memberships": user.memberships.select_related("organisation"),
        "factors": [factor for factor in factors if factor.type != Authenticator.Type.RECOVERY_CODES],
        "factor_required": second_factor_required_of(user),
        "sessions": UserSession.objects.filter(user=user).count(),
        "address_verified": EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists(),
    }
    return render(request, "accounts/account.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def export_view(request: HttpRequest) -> HttpResponse:
    """A copy of everything the site knows of oneself."""
    user = person_of(request)
    return export_response(services.export_person(user=user, by=user), user)


@login_required
@require_POST
def erasure_view(request: HttpRequest) -> HttpResponse:
    """Ask to be erased, or take it back."""
    user = person_of(request)
    try:
        if "withdraw" in request.POST:
            services.withdraw_erasure(user=user, by=user)
            messages.success(request, _("Your request is taken back; nothing was erased."))
        else:
            services.ask_for_erasure(user=user, by=user)
            messages.success(request, _("Your request has reached the administrators."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:account")


def export_response(data: dict[str, object], user: User) -> HttpResponse:
    """Everything about a person as a file."""
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="kopri-person-{user.pk}.json"'
    response["Cache-Control"] = "no-store"
    return response


def _in_language(response: HttpResponse, user: User) -> HttpResponse:
    """This browser follows the profile: an earlier choice made in it is replaced or forgotten."""
    if user.language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=365 * 86400,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response
