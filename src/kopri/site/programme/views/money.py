"""Rates: what each currency was worth, by whose word; and the forms of money."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kopri.site.programme.models import Rate

SHOWN = 24


@require_safe
def rates_view(request: HttpRequest) -> HttpResponse:
    """The rates by which sums are converted, newest first, each with its source."""
    rates = Rate.objects.visible_to(request.user)
    groups: list[tuple[str, list[Any]]] = [(currency, list(rows)) for currency, rows in groupby(rates, key=lambda rate: rate.currency)]
    context = {
        "groups": [(currency, rows[:SHOWN], len(rows)) for currency, rows in groups],
        "may_add": request.user.has_perm("programme.manage_rates"),
    }
    return render(request, "programme/rates.html", context)
