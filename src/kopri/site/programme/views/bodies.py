"""Bodies: the forum's organs, who sits in them, when they meet."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kopri.site.base.permissions import require
from kopri.site.programme.forms.editions import BodyForm
from kopri.site.programme.links import address
from kopri.site.programme.models import Body, Decision, Edition, Session
from kopri.site.programme.schemas.editions import BodyOut
from kopri.site.programme.services.bodies import add_body, change_body
from kopri.site.programme.views.form_page import form_page
from kopri.site.record.downloads import download, wanted_format

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def bodies_view(request: HttpRequest) -> HttpResponseBase:
    """Every body and what it is part of."""
    rows = Body.objects.visible_to(request.user).select_related("parent")
    if wanted_format(request):
        return download(request, rows, BodyOut, "bodies")
    bodies = list(rows)
    context = {
        "title": ngettext("%(count)d body", "%(count)d bodies", len(bodies)) % {"count": len(bodies)},
        "bodies": bodies,
        "may_add": request.user.has_perm("programme.manage_bodies"),
    }
    return render(request, "programme/bodies.html", context)


@require_safe
def body_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A body: its mandate, its seats, its editions and meetings, what it decided."""
    body = get_object_or_404(Body.objects.visible_to(request.user).select_related("parent"), slug=slug)
    context = {
        "body": body,
        "parts": list(Body.objects.visible_to(request.user).filter(parent=body)),
        "seats": list(body.seats.select_related("organisation")),
        "editions": list(Edition.objects.visible_to(request.user).filter(body=body).select_related("body")),
        "sessions": list(Session.objects.visible_to(request.user).filter(body=body).order_by("-start", "-day", "-number")),
        "decisions": list(Decision.objects.visible_to(request.user).filter(session__body=body).select_related("session")),
        "may_change": request.user.has_perm("programme.manage_bodies", body),
    }
    return render(request, "programme/body.html", context)


@form_view
def body_add_view(request: HttpRequest) -> HttpResponse:
    """A new body."""
    require(request.user, "programme.manage_bodies")
    return form_page(
        request,
        BodyForm(request.POST or None),
        lambda values: add_body(by=request.user, **values),
        title=_("Enter a body"),
        back=reverse("programme:bodies"),
        done=_("The body was entered."),
    )


@form_view
def body_edit_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, mandate, members."""
    body: Any = get_object_or_404(Body.objects.visible_to(request.user), slug=slug)
    require(request.user, "programme.manage_bodies", body)
    return form_page(
        request,
        BodyForm(request.POST or None, record=body),
        lambda values: change_body(body=body, by=request.user, **values),
        title=_("Change the body"),
        back=address(body),
        done=_("The body was changed."),
    )
