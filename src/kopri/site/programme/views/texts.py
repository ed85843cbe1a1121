"""Adopted texts, paragraph by paragraph."""

from django.http import HttpRequest, HttpResponse


def text_view(request: HttpRequest, reference: str) -> HttpResponse:
    """To come."""
    return HttpResponse("")
