"""Pages and answers every site needs: language, health, robots, the journal, and the living style guide."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from kopri.site.base.models import JournalEntry
from kopri.site.base.permissions import require

YEAR_IN_SECONDS = 365 * 24 * 3600
ENTRIES_ON_A_PAGE = 50


def safe_redirect(request: HttpRequest, fallback: str = "/") -> HttpResponseRedirect:
    """To the address in `next` if it is one of this site's, else to `fallback`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if own else fallback)


@csrf_exempt
@require_POST
def set_language_view(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen, in a cookie, and go back to the page it was chosen on.

    The form stands on every page and has no token, so that a page is the same for every visitor; that another site sends it is seen by
    the address it was sent from.
    """
    if request.headers.get("Origin", own_origin(request)) != own_origin(request):
        raise PermissionDenied(_("This form was sent from another site."))
    response = safe_redirect(request)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_IN_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def own_origin(request: HttpRequest) -> str:
    """This site as browsers name it where a form comes from."""
    return f"{request.scheme}://{request.get_host()}"


@never_cache
@require_GET
def healthz_view(_request: HttpRequest) -> HttpResponse:
    """`ok` if the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def robots_view(_request: HttpRequest) -> HttpResponse:
    """Empty: everything public may be read by anyone."""
    return HttpResponse("", content_type="text/plain")


@require_GET
def activity_view(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first; can be narrowed to one verb, one person or one record."""
    require(request.user, "base.see_journal")
    entries = JournalEntry.objects.all()
    for name, column in {"verb": "verb", "person": "actor", "record": "target", "id": "target_id"}.items():
        value = request.GET.get(name, "").strip()
        if value and not (column == "actor" and not value.isdecimal()):
            entries = entries.filter(**{column: value})
    page = Paginator(entries, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    verbs = JournalEntry.objects.order_by("verb").values_list("verb", flat=True).distinct()
    return render(request, "base/activity.html", {"page": page, "verbs": verbs})


@require_GET
def components_view(request: HttpRequest) -> HttpResponse:
    """Every component with sample data: the living style guide, for whoever works on the site."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    from kopri.site.base.samples import sample_components

    return render(request, "base/components.html", sample_components())
