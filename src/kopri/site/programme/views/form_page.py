"""A page with one form: load, validate, act, say so, go back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kopri.site.record.views.sources import add_errors


def form_page(
    request: HttpRequest,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    back: str,
    done: str,
    lead: str = "",
    button: str = "",
) -> HttpResponse:
    """Show a form, or act on it.

    Args:
        request: GET shows it, POST acts.
        form: has `values()`.
        act: the service, called with the values.
        title: what is done here.
        back: the address to go to afterwards, and if one leaves it.
        done: what is said afterwards.
        lead: what to know before.
        button: "Save" if it is not said.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form.values())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "title": title, "back": back, "lead": lead, "button": button or _("Save")}
    return render(request, "programme/form.html", context, status=422 if form.errors else 200)
