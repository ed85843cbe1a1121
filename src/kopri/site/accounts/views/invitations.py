"""Invitations: sending, withdrawing, accepting."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kopri.site.accounts import services
from kopri.site.accounts.forms import AcceptanceForm, InvitationForm, attempt
from kopri.site.accounts.models import Invitation, Organisation
from kopri.site.accounts.views.signed_in import permitted, person_of


@permitted("accounts.manage_people")
@require_http_methods(["GET", "POST"])
def invite_view(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    user = person_of(request)
    first = {"language": translation.get_language(), "organisation": request.GET.get("organisation")}
    form = InvitationForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        invitation = attempt(form, lambda: services.invite_person(by=user, **form.cleaned_data))
        if invitation is not None:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
            return redirect("accounts:people")
    page = {"form": form, "no_organisation": not Organisation.objects.exists()}
    return render(request, "accounts/invite.html", page, status=422 if form.errors else 200)


@permitted("accounts.manage_people")
@require_POST
def withdraw_view(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Make an invitation void."""
    user = person_of(request)
    invitation = get_object_or_404(Invitation.objects.visible_to(user), pk=invitation_id)
    try:
        services.withdraw_invitation(invitation=invitation, by=user)
        messages.success(request, _("The invitation is withdrawn; its link leads nowhere now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:people")


@never_cache
@require_http_methods(["GET", "POST"])
def invitation_view(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation, in the language of its letter: give a name and a password, and be signed in."""
    try:
        invitation = services.read_invitation(token)
    except ValidationError as error:
        return render(request, "accounts/invitation_void.html", {"why": " ".join(error.messages)}, status=410)
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    with translation.override(translation.get_language() if chosen else invitation.language or translation.get_language()):
        return _answer_invitation(request, token, invitation)


def _answer_invitation(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "accounts/invitation_other.html", {"invitation": invitation})
    form = AcceptanceForm(request.POST or None, initial={"name": invitation.name, "language": invitation.language})
    if request.method == "POST" and form.is_valid():
        given = {field: form.cleaned_data[field] for field in ("name", "password", "language")}
        user = attempt(form, lambda: services.accept_invitation(token=token, **given))
        if user is not None:
            response: HttpResponse = perform_login(request, user)
            return response
    return render(request, "accounts/invitation.html", {"form": form, "invitation": invitation}, status=422 if form.errors else 200)
