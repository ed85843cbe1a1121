"""Handing over, in two steps: choose the successor and see what will move; confirm."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kopri.site.accounts import services
from kopri.site.accounts.forms import SuccessorForm, attempt
from kopri.site.accounts.models import User
from kopri.site.accounts.views.signed_in import permitted, person_of
from kopri.site.base import registry
from kopri.site.base.permissions import require


@permitted("accounts.hand_over")
@require_http_methods(["GET", "POST"])
def hand_over_view(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET with a successor shows what would move; POST does it."""
    user = person_of(request)
    leaver = get_object_or_404(User.objects.visible_to(user), pk=person_id)
    require(user, "accounts.hand_over", leaver)
    given = request.POST if request.method == "POST" else request.GET
    form = SuccessorForm(given if "successor" in given else None, leaver=leaver)
    moved = successor = None
    if form.is_valid():
        successor = form.cleaned_data["successor"]
        act = services.hand_over if request.method == "POST" else services.preview_hand_over
        moved = attempt(form, lambda: act(leaver=leaver, successor=successor, by=user))
        if moved is not None and request.method == "POST":
            messages.success(request, _("The work is handed over and the account is closed."))
            return redirect("accounts:person", leaver.pk)
    page = {"form": form, "leaver": leaver, "successor": successor, "moved": None if moved is None else named(moved)}
    return render(request, "accounts/hand_over.html", page, status=422 if form.errors else 200)


def named(moved: Mapping[str, int]) -> list[tuple[str, int]]:
    """What moves and how much of it, in words; an app that hands nothing over is left out."""
    words = {handler.name: str(handler.hands_over) for handler in registry.people}
    return sorted((words.get(name) or name, count) for name, count in moved.items() if count or words.get(name))
