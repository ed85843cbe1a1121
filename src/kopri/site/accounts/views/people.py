"""People: the list, one person, their roles and access."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kopri.site.accounts import services
from kopri.site.accounts.forms import ErasureForm, PeopleFilter, RoleEndForm, RoleForm, attempt
from kopri.site.accounts.models import Invitation, Membership, User
from kopri.site.accounts.querysets import today
from kopri.site.accounts.views.me import export_response
from kopri.site.accounts.views.signed_in import permitted, person_of
from kopri.site.base.permissions import require

ON_A_PAGE = 50


@permitted("accounts.manage_people")
def people_view(request: HttpRequest) -> HttpResponse:
    """Who can sign in, as what; and who is invited."""
    user = person_of(request)
    everybody = User.objects.visible_to(user).not_erased()
    chosen = PeopleFilter(request.GET)
    people = everybody
    if chosen.is_valid():
        people = people.matching(chosen.cleaned_data["q"])
        if chosen.cleaned_data["role"]:
            people = people.holding(chosen.cleaned_data["role"])
        if chosen.cleaned_data["asking"]:
            people = people.asking_for_erasure()
    page = {
        "filter": chosen,
        "narrowed": any(request.GET.get(field) for field in chosen.fields),
        "active": everybody.active().count(),
        "asking": everybody.asking_for_erasure().count(),
        "people": Paginator(people.by_name().with_memberships(), ON_A_PAGE).get_page(request.GET.get("page")),
        "invitations": Invitation.objects.visible_to(user).open().select_related("organisation", "invited_by"),
        "today": today(),
    }
    return render(request, "accounts/people.html", page)


@permitted("accounts.see_people")
def person_view(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: roles, access, what can be done."""
    user = person_of(request)
    person = get_object_or_404(User.objects.visible_to(user), pk=person_id)
    may_manage = user.has_perm("accounts.manage_people", person)
    page = {
        "person": person,
        "memberships": [
            {"membership": m, "over": m.end is not None and m.end <= today(), "may_end": user.has_perm("accounts.grant_role", m.role)}
            for m in person.memberships.select_related("organisation")
        ],
        "may_manage": may_manage,
        "may_hand_over": user.has_perm("accounts.hand_over", person) and person.is_active and person != user,
        "may_grant": user.has_perm("accounts.grant_role") and person.is_active,
        "may_export": user.has_perm("accounts.export_person", person),
        "may_erase": user.has_perm("accounts.erase_person", person) and person != user,
        "is_self": person == user,
        "factors": Authenticator.objects.filter(user=person).count() if may_manage else 0,
        "sessions": UserSession.objects.filter(user=person).count() if may_manage else 0,
    }
    return render(request, "accounts/person.html", page)


@permitted("accounts.grant_role")
@require_http_methods(["GET", "POST"])
def role_view(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a role."""
    user = person_of(request)
    person = get_object_or_404(User.objects.visible_to(user), pk=person_id)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = attempt(form, lambda: services.grant_role(user=person, by=user, **form.cleaned_data))
        if given is not None:
            messages.success(request, _("The role is given."))
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/role.html", {"form": form, "person": person}, status=422 if form.errors else 200)


@permitted("accounts.grant_role")
@require_http_methods(["GET", "POST"])
def role_end_view(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a role."""
    user = person_of(request)
    membership = get_object_or_404(Membership.objects.visible_to(user).select_related("user", "organisation"), pk=membership_id)
    form = RoleEndForm(request.POST or None, initial={"end": today()})
    if request.method == "POST" and form.is_valid():
        ended = attempt(form, lambda: services.end_role(membership=membership, by=user, **form.cleaned_data))
        if ended is not None:
            messages.success(request, _("The end of the role is noted."))
            return redirect("accounts:person", membership.user_id)
    return render(request, "accounts/role_end.html", {"form": form, "membership": membership}, status=422 if form.errors else 200)


@permitted("accounts.manage_people")
@require_POST
def access_view(request: HttpRequest, person_id: int, action: str) -> HttpResponse:
    """Close or open the account, end its sessions, remove its factors."""
    user = person_of(request)
    person = get_object_or_404(User.objects.visible_to(user), pk=person_id)
    try:
        messages.success(request, ACTIONS[action](person, user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:person", person.pk)


@permitted("accounts.see_people")
@require_POST
def person_export_view(request: HttpRequest, person_id: int) -> HttpResponse:
    """A copy of everything the site knows of somebody, for whoever asked an administrator for it."""
    user = person_of(request)
    person = get_object_or_404(User.objects.visible_to(user), pk=person_id)
    return export_response(services.export_person(user=person, by=user), person)


@permitted("accounts.erase_person")
@require_http_methods(["GET", "POST"])
def erase_view(request: HttpRequest, person_id: int) -> HttpResponse:
    """Erase somebody, after the address was typed once more."""
    user = person_of(request)
    person = get_object_or_404(User.objects.visible_to(user).not_erased(), pk=person_id)
    require(user, "accounts.erase_person", person)
    form = ErasureForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: services.erase_person(user=person, by=user)) is not None:
        messages.success(request, _("The person is erased."))
        return redirect("accounts:people")
    return render(request, "accounts/erase.html", {"form": form, "person": person}, status=422 if form.errors else 200)


def _deactivate(person: User, by: User) -> str:
    services.deactivate_person(user=person, by=by)
    return _("The account is closed.")


def _reactivate(person: User, by: User) -> str:
    services.reactivate_person(user=person, by=by)
    return _("The account is open again.")


def _end_sessions(person: User, by: User) -> str:
    count = services.end_sessions(user=person, by=by)
    return ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", count) % {"count": count}


def _reset_factors(person: User, by: User) -> str:
    services.reset_factors(user=person, by=by)
    return _("The second factors are removed; at the next sign-in the person sets up new ones.")


ACTIONS: dict[str, Callable[[User, User], str]] = {
    "close": _deactivate,
    "open": _reactivate,
    "end-sessions": _end_sessions,
    "reset-factors": _reset_factors,
}
