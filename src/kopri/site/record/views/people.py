"""People in public life and the posts they held."""

from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kopri.site.base.components import State
from kopri.site.base.timeline import Span, gantt
from kopri.site.base.wording import fuzzy_date
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.filters import asked
from kopri.site.record.labels import country_label
from kopri.site.record.models import Person, PostHeld, TextWarning
from kopri.site.record.schemas import PersonOut
from kopri.site.record.wording import post_text

ON_A_PAGE: Final = 50
ABOUT_HOLDERS: Final = ("ROLE_HOLDER_CONFLICT", "ROLE_DATE_MISMATCH")


@require_safe
def people_view(request: HttpRequest) -> HttpResponseBase:
    """Everybody who holds or held a post; can be narrowed to a country and to words in a name or post."""
    country, words = asked(request, "country", 3), asked(request, "q")
    rows = Person.objects.visible_to(request.user)
    countries = (
        PostHeld.objects.exclude(country="").filter(person__in=rows).order_by("country").values_list("country", flat=True).distinct()
    )
    codes = sorted(((code, country_label(code)) for code in countries), key=lambda choice: choice[1])
    if country:
        rows = rows.filter(posts__country=country)
    if words:
        rows = rows.filter(
            Q(folded__icontains=words) | Q(name__icontains=words) | Q(aliases__icontains=words) | Q(posts__title__icontains=words)
        )
    rows = rows.with_posts(request.user).order_by("slug").distinct()
    if wanted_format(request):
        return download(request, rows, PersonOut, "people")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    title = ngettext("%(count)d person in public life", "%(count)d people in public life", page.paginator.count) % {
        "count": page.paginator.count
    }
    return render(request, "record/people.html", {"page": page, "title": title, "country": country, "words": words, "countries": codes})


@require_safe
def person_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One person: posts with their intervals, and what each rests on."""
    found: Any = get_object_or_404(Person.objects.visible_to(request.user).with_posts(request.user), slug=slug)
    today = timezone.localdate()
    stated = [post for post in found.seen_posts if post.statement]
    known = [post for post in found.seen_posts if not post.statement]
    warned = TextWarning.objects.visible_to(request.user).filter(code__in=ABOUT_HOLDERS, statements__in=[post.statement for post in stated])
    return render(
        request,
        "record/person.html",
        {
            "person": found,
            "known": known,
            "sources": list(dict.fromkeys(post.source for post in known)),
            "stated": stated,
            "answer": holds(known, today),
            "picture": draw(known, str(found), today),
            "warnings": list(warned.distinct().select_related("document__source")),
            "today": today,
        },
    )


def holds(posts: list[PostHeld], on: date) -> str:
    """What somebody holds on a day, or held last, from posts that rest on a table: "President of Kazakhstan since March 2019"."""
    dated = [post for post in posts if post.start]
    now = [post for post in dated if post.start <= on.isoformat() and (not post.end or post.end >= on.isoformat()[: len(post.end)])]
    if now:
        return "; ".join(_("%(post)s since %(start)s") % {"post": post_text(post), "start": fuzzy_date(post.start)} for post in now)
    past = [post for post in dated if post.end]
    if past:
        last = max(past, key=lambda post: post.end)
        return _("%(post)s until %(end)s") % {"post": post_text(last), "end": fuzzy_date(last.end)}
    return "; ".join(post_text(post) for post in posts)


def draw(posts: list[PostHeld], name: str, today: date) -> SafeString:
    """The posts as bars, by quarter."""
    spans = [_span(post, today) for post in posts if post.start]
    return gantt(_("Posts held by %(name)s") % {"name": name}, holds(posts, today), spans, today=today.isoformat())


def _span(post: PostHeld, today: date) -> Span:
    if post.end:
        return Span(post_text(post), post.start, post.end, State.DONE, words=_("held"))
    return Span(post_text(post), post.start, today.isoformat(), State.RUN, words=_("no end known"))
