"""Organisations: the list, one organisation, entering and changing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kopri.site.accounts import services
from kopri.site.accounts.forms import OrganisationForm, attempt
from kopri.site.accounts.models import Membership, Organisation
from kopri.site.accounts.views.signed_in import permitted, person_of


@permitted("accounts.see_people")
def organisations_view(request: HttpRequest) -> HttpResponse:
    """All organisations, with how many people act for each."""
    user = person_of(request)
    organisations = sorted(Organisation.objects.visible_to(user).counted().select_related("parent"), key=lambda o: (o.country, str(o)))
    page = {"organisations": organisations, "countries": len({o.country for o in organisations if o.country})}
    return render(request, "accounts/organisations.html", page)


@permitted("accounts.see_people")
def organisation_view(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One organisation and who acts for it."""
    user = person_of(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(user).select_related("parent"), pk=organisation_id)
    page = {
        "organisation": organisation,
        "memberships": Membership.objects.visible_to(user)
        .held()
        .filter(organisation=organisation, user__is_active=True)
        .select_related("user"),
        "parts": organisation.parts.all(),
    }
    return render(request, "accounts/organisation.html", page)


@permitted("accounts.manage_organisations")
@require_http_methods(["GET", "POST"])
def organisation_form_view(request: HttpRequest, organisation_id: int | None = None) -> HttpResponse:
    """Enter an organisation, or change one."""
    user = person_of(request)
    organisation = None
    if organisation_id is not None:
        organisation = get_object_or_404(Organisation.objects.visible_to(user), pk=organisation_id)
    form = OrganisationForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if organisation is None:
            done = attempt(form, lambda: services.create_organisation(by=user, **values))
        else:
            known = organisation
            done = attempt(form, lambda: services.change_organisation(organisation=known, by=user, **values))
        if done is not None:
            messages.success(request, _("The organisation is saved."))
            return redirect("accounts:organisation", done.pk)
    return render(
        request, "accounts/organisation_form.html", {"form": form, "organisation": organisation}, status=422 if form.errors else 200
    )
